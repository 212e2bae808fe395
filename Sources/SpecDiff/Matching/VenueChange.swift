package import SourceText
internal import SwiftSource
internal import VenueSpec

/// Two versions of one venue with everything they have in common matched: what the rules look at.
struct VenueChange: Sendable {
    let old: Venue
    let new: Venue
    let declarations: (old: [Declaration], new: [Declaration])
    /// The names of what is generated from both.
    let symbols: (old: SwiftSymbols, new: SwiftSymbols)
    /// The hosts; one under another name with the same address was renamed.
    let servers: Pairing<Server>
    /// Those that travel together in every request; none where a request carries one of several sets.
    let credentials: Pairing<Credential>
    /// The sets of credentials of which a request carries one.
    let credentialSets: Pairing<CredentialSet>
    /// The credentials of each set that both versions have.
    let setCredentials: [(set: Pairing<CredentialSet>.Pair, credentials: Pairing<Credential>)]
    /// What each login takes and no other call holds.
    let loginCredentials: [Pairing<Credential>]
    /// The limits, by what they count and in which period.
    let rateLimits: Pairing<RateLimitPolicy>
    /// The values that requests are computed from: those of every call, then each call's own.
    let computed: [Pairing<ComputedValue>]
    let sources: Pairing<Source>
    let types: [TypeChange]
    /// What types, members and values of the old version are called in the new one.
    let names: ReplyNames
    let uses: (old: ReplyUses, new: ReplyUses)
    let singleTypes: [Pairing<NamedType>.Single]
    let operations: [OperationChange]
    let singleOperations: [Pairing<CallDescription>.Single]
    /// The parameters both versions have, of every call.
    let parameters: [ParameterChange]
    /// The members of objects that both versions have.
    private(set) var replyFields: [ReplyFieldChange] = []
    let quirks: Pairing<Quirk>
    private(set) var declarationChanges: [DeclarationChange] = []
    /// Every fact that both versions have, in the order of the language's reference.
    private(set) var facts: [FactPair] = []
    /// The HTTP requests and the frames, of every call.
    var requests: [FieldMatching] { operations.flatMap { [$0.fields, $0.frame] } }

    init(old: Venue, new: Venue, declarations: (old: [Declaration], new: [Declaration])) {
        self.old = old
        self.new = new
        self.declarations = declarations
        symbols = (SwiftSymbols(old), SwiftSymbols(new))
        let root = PlacePair.root
        servers = Pairing(old.servers, new.servers, in: root.at("servers"), by: \.name.text) { before, after in
            before.address == after.address ? 1 : 0
        }.naming(symbols) { [$0.server($1)] }
        credentials = Pairing(
            old.credentialSets.isEmpty ? old.credentials : [], new.credentialSets.isEmpty ? new.credentials : [],
            in: root.at("security")
        ).naming(symbols) { [$0.credential($1)] }
        let sets = Pairing(list: old.credentialSets, new.credentialSets, in: root.at("security"), by: \.name.text)
            .naming(symbols) { [$0.credentialSet($1)] }
        credentialSets = sets
        setCredentials = sets.pairs.map { pair in
            func held(_ set: CredentialSet, _ venue: Venue) -> [Credential] {
                venue.credentials.filter { set.credentials.contains($0.name.text) }
            }
            return (pair, Pairing(held(pair.old, old), held(pair.new, new), in: pair.places.at("credentials")))
        }
        let scopes = [old.rateLimits, new.rateLimits].flatMap { limits in
            Dictionary(grouping: limits, by: \.scope).filter { $0.value.count > 1 }.keys
        }
        rateLimits = Pairing(list: old.rateLimits, new.rateLimits, in: root.at("rateLimits")) { limit in
            scopes.contains(limit.scope) ? "\(limit.scope) per \(limit.period.text)" : limit.scope.rawValue
        } likeness: { before, after in
            (before.requests, before.period) == (after.requests, after.period) ? 1 : 0
        }.naming(symbols) { symbols, _ in [symbols.rateLimits] }
        sources = Pairing(old.sources, new.sources, in: root.at("sources"), by: \.id) { before, after in
            before.title == after.title ? 1 : 0
        }
        let types = Pairing(old.types, new.types, in: root.at("types"), by: \.name.text) {
            $0.likeness(to: $1)
        }.naming(symbols) { [$0.type($1)] }
        var names = ReplyNames(old, types: types)
        let typeChanges = types.pairs.map { [names, symbols] in TypeChange($0, names: names, symbols: symbols) }
        for type in typeChanges { names.add(type) }
        self.types = typeChanges
        self.names = names
        uses = (ReplyUses(old), ReplyUses(new))
        singleTypes = types.added + types.removed
        let kinds = [
            Pairing(old.operations, new.operations, in: root.at("operations")),
            Pairing(old.cancelAlls, new.cancelAlls, in: root.at("cancelAll")),
            Pairing(old.reads, new.reads, in: root.at("reads")),
            Pairing(old.logins, new.logins, in: root.at("logins")),
        ].map { [symbols] in $0.naming(symbols) { [$0.operation($1)] } }
        let calls = kinds.flatMap(\.pairs).map { [names] in
            OperationChange($0, in: (old, new), types: typeChanges, names: names)
        }
        self.operations = calls
        parameters = calls.flatMap { call in call.parameters.pairs.map { ParameterChange(operation: call, pair: $0) } }
        computed =
            [Pairing(old.computed, new.computed, in: root.at("computed"), by: \.name.text)]
            + calls.map { call in
                Pairing(
                    call.old.ownValues(at: old), call.new.ownValues(at: new),
                    in: call.places.at("http", "computed"), by: \.name.text)
            }
        loginCredentials = calls.compactMap { call in
            guard let before = call.old.login, let after = call.new.login else { return nil }
            return Pairing(before.credentials, after.credentials, in: call.places.at("security"))
        }
        singleOperations = kinds.flatMap { $0.added + $0.removed }
        quirks = Pairing(list: old.quirks, new.quirks, in: root.at("quirks"), by: \.id)
        replyFields = ReplyFieldChange.all(of: self)
        declarationChanges = DeclarationChanges.all(self)
        facts = FactPair.all(of: self)
    }
}

extension CallDescription {
    /// The computed values that the call has for itself.
    fileprivate func ownValues(at venue: Venue) -> [ComputedValue] {
        bindings.flatMap(\.computed).reduce(into: []) { own, value in
            guard !(venue.computed + own).contains(where: { $0.name == value.name }) else { return }
            own.append(value)
        }
    }
}

extension Pairing<Credential> {
    /// Credentials of one call or of all; one that travels the same way under another name was renamed.
    fileprivate init(_ old: [Credential], _ new: [Credential], in places: PlacePair) {
        self.init(old, new, in: places, by: \.name.text) { before, after in
            (before.scheme, before.header, before.prefix) == (after.scheme, after.header, after.prefix) ? 1 : 0
        }
    }
}

extension Pairing<CallDescription> {
    /// The calls of one kind; one of the same request under another name was renamed.
    fileprivate init(_ old: [CallDescription], _ new: [CallDescription], in places: PlacePair) {
        self.init(old, new, in: places, by: \.name.text) { before, after in
            before.http.method == after.http.method && before.http.path == after.http.path ? 1 : 0
        }
    }
}

extension Server {
    /// The address without the server's name, such as `https://{host}/api`.
    var address: String { "\(scheme)://\(host ?? "{host}")\(basePath)" }

    /// The sets of credentials it takes; `nil` for every one.
    var setText: String? { credentialSets.isEmpty ? nil : credentialSets.sorted().joined(separator: " or ") }

    /// The constant header fields; `nil` for none.
    var headerText: String? {
        headers.isEmpty ? nil : headers.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }
}

extension NamedType {
    /// How likely another type is this one under another name: by the names of what they hold.
    func likeness(to other: NamedType) -> Double {
        max(
            Likeness.share(definition.members, other.definition.members),
            Likeness.share(definition.values, other.definition.values))
    }
}

extension Pairing<Venue> {
    /// The venues of two versions of a set: by name, and what is left over by file name, or by hosts and request lines.
    init(_ old: [Venue], _ new: [Venue]) {
        let tests = [{ $0.name.text == $1.name.text }, Self.isRenamed]
        self.init(old, new, in: .root, by: \.name.text, tests: tests) { root, _, _, _ in root }
    }

    /// Whether a venue is another under a new name: the same file, or the same hosts and request lines.
    private static func isRenamed(_ old: Venue, _ new: Venue) -> Bool {
        if old.file.name == new.file.name { return true }
        let isSameHosts = Set(old.servers.compactMap(\.host)) == Set(new.servers.compactMap(\.host))
        return isSameHosts && old.operations.map(\.http.path) == new.operations.map(\.http.path)
    }
}

/// The files of two versions of a set without those that both have byte for byte but for how lines end,
/// wherever they stand.
///
/// Most specs of a large set are the same in both versions; what is not read cannot cost time.
package struct ChangedFiles: Sendable, Hashable {
    /// Files whose text the new version does not have.
    package let old: [SourceFile]
    /// Files whose text the old version does not have.
    package let new: [SourceFile]
    /// How many files both versions have.
    package let unchangedCount: Int

    /// Leaves out what two versions have in common; each file stands for one of the other version at most.
    package init(old: [SourceFile], new: [SourceFile]) {
        var counts = Dictionary(old.map { ($0.foldedBytes, 1) }, uniquingKeysWith: +)
        var common: [[UInt8]: Int] = [:]
        self.new = new.filter { file in
            guard let count = counts[file.foldedBytes], count > 0 else { return true }
            counts[file.foldedBytes] = count - 1
            common[file.foldedBytes, default: 0] += 1
            return false
        }
        unchangedCount = new.count - self.new.count
        self.old = old.filter { file in
            guard let count = common[file.foldedBytes], count > 0 else { return true }
            common[file.foldedBytes] = count - 1
            return false
        }
    }
}
