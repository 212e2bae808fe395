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
    let credentials: Pairing<Credential>
    /// The limits, by what they count and in which period.
    let rateLimits: Pairing<RateLimitPolicy>
    let sources: Pairing<Source>
    let types: [TypeChange]
    /// What types, members and values of the old version are called in the new one.
    let names: ReplyNames
    let uses: (old: ReplyUses, new: ReplyUses)
    let singleTypes: (added: [Pairing<NamedType>.Single], removed: [Pairing<NamedType>.Single])
    let operations: [OperationChange]
    let singleOperations: (added: [Pairing<CancelDescription>.Single], removed: [Pairing<CancelDescription>.Single])
    /// The parameters both versions have, of every call.
    let parameters: [ParameterChange]
    /// The members of objects that both versions have.
    private(set) var replyFields: [ReplyFieldChange] = []
    let quirks: Pairing<Quirk>
    private(set) var declarationChanges: [DeclarationChange] = []
    /// Every fact that both versions have, in the order of the language's reference.
    private(set) var facts: [FactPair] = []

    init(old: Venue, new: Venue, declarations: (old: [Declaration], new: [Declaration])) {
        self.old = old
        self.new = new
        self.declarations = declarations
        symbols = (SwiftSymbols(old), SwiftSymbols(new))
        let root = Places.root
        servers = Pairing(old.servers, new.servers, in: root.at("servers"), by: \.name.text) { before, after in
            before.address == after.address ? 1 : 0
        }
        credentials = Pairing(
            old.credentials, new.credentials, in: root.at("security"), by: \.name.text
        ) { before, after in
            (before.scheme, before.header, before.prefix) == (after.scheme, after.header, after.prefix) ? 1 : 0
        }
        let scopes = [old.rateLimits, new.rateLimits].flatMap { limits in
            Dictionary(grouping: limits, by: \.scope).filter { $0.value.count > 1 }.keys
        }
        rateLimits = Pairing(list: old.rateLimits, new.rateLimits, in: root.at("rateLimits")) { limit in
            scopes.contains(limit.scope) ? "\(limit.scope) per \(limit.period.text)" : limit.scope.rawValue
        } likeness: { before, after in
            (before.requests, before.period) == (after.requests, after.period) ? 1 : 0
        }
        sources = Pairing(old.sources, new.sources, in: root.at("sources"), by: \.id) { before, after in
            before.title == after.title ? 1 : 0
        }
        let types = Pairing(old.types, new.types, in: root.at("types"), by: \.name.text) { $0.likeness(to: $1) }
        var names = ReplyNames(old, types: types)
        let typeChanges = types.pairs.map { [names] in TypeChange($0, names: names) }
        for type in typeChanges { names.add(type) }
        self.types = typeChanges
        self.names = names
        uses = (ReplyUses(old), ReplyUses(new))
        singleTypes = (types.added, types.removed)
        let operations = Pairing(
            old.operations, new.operations, in: root.at("operations"), by: \.name.text
        ) { before, after in
            before.http.method == after.http.method && before.http.path == after.http.path ? 1 : 0
        }
        let calls = operations.pairs.map { [names] in
            OperationChange($0, old: old, new: new, types: typeChanges, names: names)
        }
        self.operations = calls
        parameters = calls.flatMap { ParameterChange.all(of: $0, in: new) }
        singleOperations = (operations.added, operations.removed)
        quirks = Pairing(list: old.quirks, new.quirks, in: root.at("quirks"), by: \.id)
        replyFields = ReplyFieldChange.all(of: self)
        declarationChanges = DeclarationChanges.all(self)
        facts = FactPair.all(of: self)
    }
}

extension Server {
    /// The address without the server's name, such as `https://{host}/api`.
    var address: String { "\(scheme)://\(host ?? "{host}")\(basePath)" }
}

extension NamedType {
    /// How likely another type is this one under another name: by the names of what they hold.
    func likeness(to other: NamedType) -> Double {
        switch (definition, other.definition) {
        case (.object(let mine), .object(let others)):
            Self.share(Set(mine.map(\.name.text)), Set(others.map(\.name.text)))
        case (.enumeration(let mine), .enumeration(let others)):
            Self.share(Set(mine.values.map(\.name.text)), Set(others.values.map(\.name.text)))
        default: 0
        }
    }

    /// The share of elements two sets have in common.
    private static func share(_ first: Set<String>, _ second: Set<String>) -> Double {
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        return Double(2 * first.intersection(second).count) / Double(first.count + second.count)
    }
}
