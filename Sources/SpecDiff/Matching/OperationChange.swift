internal import VenueSpec

/// A call with the names of what is generated from it.
typealias CallScope = (symbols: SwiftSymbols, call: CallDescription)

struct OperationChange: Sendable {
    let pair: Pairing<CallDescription>.Pair
    var old: CallDescription { pair.old }
    var new: CallDescription { pair.new }
    var places: PlacePair { pair.places }
    let parameters: Pairing<Parameter>
    /// The sets of parameters that identify the order.
    let identity: IdentityChange
    let groups: GroupChange
    let fields: FieldMatching
    /// The fields of the WebSocket frames; a version without one has none.
    let frame: FieldMatching
    /// The documented replies by status, the alternatives of one status together.
    let responses: Pairing<StatusResponse>
    /// Values of enumerations in replies of the new version only, each after its type's new name.
    let newValues: [(String, String)]
    /// Values of enumerations in replies of the old version only, each after its type's old name.
    let oldValues: [(String, String)]
    /// The outcome table, a line for each status and value.
    let lines: OutcomeLines
    let confirmations: Pairing<ConfirmationAdvice>
    let examples: Pairing<Example>
    /// The names of what both versions are generated as.
    let symbols: (old: SwiftSymbols, new: SwiftSymbols)

    init(
        _ pair: Pairing<CallDescription>.Pair, in venues: (old: Venue, new: Venue), types: [TypeChange],
        names: ReplyNames
    ) {
        newValues = types.flatMap { type in
            type.ownValues.new.map { (type.pair.newName, $0) }
        }
        oldValues = types.flatMap { type in
            type.ownValues.old.map { (type.pair.oldName, $0) }
        }
        // Like is compared with like: bindings of one way to identify the order.
        let name = pair.old.identityNames.first(where: pair.new.identityNames.contains)
        let pair = pair.map { $0.leading(with: name) }
        self.pair = pair
        symbols = (SwiftSymbols(venues.old), SwiftSymbols(venues.new))
        let (before, after, places) = (pair.old, pair.new, pair.places)
        let scopes: (old: CallScope, new: CallScope) = ((symbols.old, before), (symbols.new, after))
        let parameters = Pairing(
            before.parameters, after.parameters, in: places.at("parameters"), by: \.name.text
        ) { before, after in
            guard before.type.text == after.type.text else { return 0 }
            return Likeness.ofEntries(
                names: (before.name.text, after.name.text), descriptions: (before.description, after.description))
        }.naming(scopes) { [$0.symbols.parameter($1, of: $0.call)] }
        self.parameters = parameters
        identity = IdentityChange(scopes, in: places.at(after.setKey), parameters: parameters)
        groups = GroupChange(scopes, in: places.at("conditional"), parameters: parameters)
        fields = FieldMatching(
            RequestField.all(of: before.http), RequestField.all(of: after.http), renaming: parameters.newName,
            in: places, symbol: symbols.new.member("prepare", of: after))
        frame = FieldMatching(
            before.webSocket.map(RequestField.all) ?? [], after.webSocket.map(RequestField.all) ?? [],
            renaming: parameters.newName, in: places, symbol: symbols.new.member("frame", of: after))
        responses = Pairing(
            StatusResponse.all(of: before, with: after.responses.map(\.status)),
            StatusResponse.all(of: after, with: before.responses.map(\.status)), in: places.at("responses"), by: \.key,
            tests: [{ $0.key == $1.key }]
        ) { responses, index, status, response in
            responses.at(index == nil ? status : response.documented.description, named: status)
        }.naming(scopes) { scope, response in response.shapes.map { scope.symbols.response($0, of: scope.call) } }
        lines = OutcomeLines(
            OutcomeLine.all(of: before, in: venues.old, with: after.statusRanges) {
                names.rule($0, of: before, parameter: parameters.newName)
            },
            OutcomeLine.all(of: after, in: venues.new, with: before.statusRanges) { $0 }, in: places.at(before.table))
        confirmations = Pairing(
            list: before.confirmations, after.confirmations, in: places.at("confirm"), by: \.call
        ) { before, after in
            let isSameStatuses = !before.statuses.isEmpty && before.statuses == after.statuses
            let isSameDescription = before.description != nil && before.description == after.description
            return isSameStatuses || isSameDescription ? 1 : 0
        }.naming(scopes) { scope, _ in [scope.symbols.member("confirmations", of: scope.call)] }
        examples = Pairing(list: before.examples, after.examples, in: places.at("examples"), by: \.name)
    }

    /// The bindings of the ways to identify the order that both versions have, but for the first ones, which every other
    /// rule compares.
    var furtherBindings: [(identity: String, old: HTTPBinding, new: HTTPBinding)] {
        guard !old.furtherBindings.isEmpty || !new.furtherBindings.isEmpty else { return [] }
        let all = new.identityNames.filter(old.identityNames.contains).map { name in
            (identity: name, old: old.binding(of: name), new: new.binding(of: name))
        }
        return all.grouped { [$0.old, $0.new] }.compactMap { group in
            group.first.map { (group.map(\.identity).joined(separator: "' or '"), $0.old, $0.new) }
        }.filter { $0.1 != old.http || $0.2 != new.http }
    }

    /// The generated name of a member of the call's namespace, such as `judge`.
    func symbol(_ member: String) -> String { symbols.new.member(member, of: new) }
}

extension CallDescription {
    /// The names of the ways to identify the order, in spec order.
    var identityNames: [String] { identity.alternatives.map(\.name.text) }

    /// The binding of calls that identify the order in a way.
    func binding(of identity: String) -> HTTPBinding {
        bindings.first { $0.identities.contains(identity) } ?? http
    }

    /// The same call with the binding of a way to identify the order as its first.
    fileprivate func leading(with identity: String?) -> CallDescription {
        guard let first = identity.map(binding) else { return self }
        var call = self
        (call.http, call.furtherBindings) = (first, bindings.filter { $0 != first })
        return call
    }

    /// The key of the sets that identify the order, or that say whose orders are cancelled.
    var setKey: String { kind == .cancelAll ? "scope" : "identity" }

    /// The key of its table: the outcomes of a cancel, the states that a read tells.
    var table: String { read == nil ? "outcomes" : "states" }
}

struct StatusResponse: Sendable, Hashable {
    /// The statuses it is about, as far as the versions that are compared tell them apart.
    let status: StatusRange
    /// The range they are documented under.
    let documented: StatusRange
    /// The alternative bodies, tried in this order.
    let shapes: [ResponseShape]

    /// What a reply of a status means that is not documented.
    static func undocumented(_ status: StatusRange) -> Outcome {
        .unknown(status.statuses.lowerBound / 100 == 5 ? .serverError : .undocumented)
    }

    /// What replies of the status mean by the lines of a table, each outcome once.
    func meanings(_ lines: [OutcomeLine]) -> String {
        Set(lines.filter { $0.status == status }.map(\.outcome.word)).sorted().joined(separator: " or ")
    }

    /// The word for its statuses.
    var key: String { status.description }

    var isSuccess: Bool { status.statuses.lowerBound / 100 == 2 }

    /// The replies of a call by status, as far as the call and further ranges tell statuses apart.
    static func all(of operation: CallDescription, with ranges: [StatusRange]) -> [StatusResponse] {
        let documented = operation.responses.map(\.status)
        return operation.statusKinds(with: ranges).compactMap { kind in
            let shapes = operation.responses(to: kind.sample)
            // A row alone tells nothing apart in what is answered.
            guard let range = shapes.first?.status, documented.contains(kind.range) || ranges.contains(kind.range)
            else { return nil }
            return StatusResponse(status: kind.range, documented: range, shapes: shapes)
        }
    }

    /// The fields that repeat what was asked, which all alternatives share.
    var echoes: [Echo] { shapes.first?.echoes ?? [] }

    /// The documented header fields, which all alternatives share.
    var headers: [ResponseHeader] { shapes.first?.headers ?? [] }

    /// The bodies in the spec's words, such as `CancelReply or text`.
    var bodyText: String { shapes.map(\.content.text).joined(separator: " or ") }
}

extension Pairing<ConfirmationAdvice>.Pair {
    var statuses: Pairing<ConfirmationAdvice.Pair> {
        Pairing<ConfirmationAdvice.Pair>(old.statuses, new.statuses, in: places.at("statuses"), by: \.status)
            .naming((symbols, symbols)) { symbols, _ in symbols }
    }
}

/// A status that both versions of a call document.
struct ResponseChange: Sendable {
    let operation: OperationChange
    let pair: Pairing<StatusResponse>.Pair
    let names: ReplyNames

    var key: String { pair.newName }

    /// What an old path into the reply is in the new version.
    func newPath(of path: FieldPath) -> FieldPath {
        names.path(path, in: pair.old.shapes, parameter: operation.parameters.newName)
    }

    /// The documented header fields, with the new version's cases of the replies.
    var headers: Pairing<ResponseHeader> {
        pair.headers.naming((pair.symbols, pair.symbols)) { symbols, _ in symbols }
    }

    /// The fields that repeat what was asked; one under another name is the same.
    var echoes: Pairing<Echo> {
        Pairing<Echo>(
            pair.old.echoes, pair.new.echoes, in: pair.places.at("echoes"), by: \.path.description
        ) { before, after in
            newPath(of: before.path) == after.path ? 1 : 0
        }.naming((operation, operation)) { operation, _ in [operation.symbol("judge")] }
    }
}

extension Pairing<StatusResponse>.Pair {
    /// The documented header fields, whatever their names' case.
    var headers: Pairing<ResponseHeader> {
        Pairing<ResponseHeader>(old.headers, new.headers, in: places.at("headers"), by: \.name) { before, after in
            before.name.lowercased() == after.name.lowercased() ? 1 : 0
        }
    }
}

extension VenueChange {
    /// The statuses both versions document, of every call.
    var responses: [ResponseChange] {
        operations.flatMap { operation in
            operation.responses.pairs.map { pair in
                ResponseChange(operation: operation, pair: pair, names: names)
            }
        }
    }
}

extension ResponseShape.Content {
    var text: String {
        switch self {
        case .json(let type): type.text
        case .text: "text"
        case .none: "none"
        case .any: "any"
        }
    }
}
