internal import VenueRuntime
internal import VenueSpec

/// A reply the spec records, made to fit other orders.
struct RecordedReply {
    let reply: Example.Reply
    let input: [Example.InputValue]
    /// How much of the order was executed, as far as it tells.
    let quantities: Quantities?
    /// Whether it tells that a part of the order was executed, and a part was not.
    let isPartlyFilled: Bool
    /// Whether it holds a value that identifies the recorded order.
    let namesAnOrder: Bool
    /// The body, with what its texts hold in place of the texts; `nil` if it is no JSON.
    private let json: JSONValue?
    /// What the body is read as; `nil` for one that does not fit.
    private let form: BodyForm?
    private let operation: CallDescription
    /// The shape of the status, with the paths to what it tells as they travel.
    private let shape: ResponseShape?

    init(
        _ reply: Example.Reply, to example: Example, of operation: CallDescription, in venue: Venue,
        judged judgement: Judgement
    ) {
        let shapes = operation.responses(to: reply.status)
        shape = shapes.first.map { first in
            func wire(_ path: FieldPath) -> FieldPath {
                (shapes.first { $0.type(at: path, in: venue) != nil } ?? first).wirePath(path, in: venue)
            }
            var shape = first
            shape.quantities = shape.quantities.compactMap(wire)
            shape.affected = shape.affected.map(wire)
            for index in shape.echoes.indices { shape.echoes[index].path = wire(shape.echoes[index].path) }
            return shape
        }
        self.reply = reply
        self.operation = operation
        let told = judgement.quantities.compactMap { ExactDecimal($0) }
        quantities = Quantities(ordered: told.ordered, filled: told.filled, remaining: told.remaining)
        isPartlyFilled = quantities?.filled?.isZero == false && quantities?.remaining?.isZero == false
        input = example.input
        let identifiers = input.texts.filter { operation.identifiers.contains($0.key) }.values
        let body = String(decoding: reply.body, as: UTF8.self)
        namesAnOrder = identifiers.contains { !$0.isEmpty && body.contains($0) }
        form = shapes.first { judgement.fits && $0.caseName == judgement.caseName }.flatMap { shape in
            if case .json(let type) = shape.content { BodyForm(type: type, venue: venue) } else { nil }
        }
        let json = try? JSONValue(jsonBytes: reply.body)
        self.json = form.map { form in json.map(form.opening) } ?? json
    }

    /// Those a call records, with what they tell; what an example records wrongly is left out.
    ///
    /// Those to calls about one order go first: another has rows of orders that nobody may have asked about.
    static func all(of operation: CallDescription, of venue: Venue) -> [RecordedReply] {
        let (one, several) = (
            operation.examples.filter(\.furtherInputs.isEmpty), operation.examples.filter { !$0.furtherInputs.isEmpty }
        )
        return (one + several).flatMap { example in
            example.replies.compactMap { reply -> RecordedReply? in
                let judgement = Interpreter.judge(
                    status: reply.status, headers: reply.headers, body: reply.body, input: example.input,
                    operation: operation, venue: venue)
                guard judgement.outcome == reply.outcome, judgement.fits == reply.fits else { return nil }
                return RecordedReply(reply, to: example, of: operation, in: venue, judged: judgement)
            }
        }
    }

    var asRecorded: HTTPResponse { response(body: reply.body) }

    /// The reply for another order: what identifies the recorded order identifies that one, what repeats the recorded
    /// input repeats that one's, and what tells quantities tells that one's.
    ///
    /// - Parameters:
    ///   - other: The input of the request the reply is for.
    ///   - order: The order; `nil` for one nothing is known of.
    /// - Returns: The reply, which may no longer mean what it meant; the caller checks.
    func adapted(to other: [Example.InputValue], of order: SimulatedOrder?) -> HTTPResponse {
        let adaptation = adaptation(to: other.texts)
        let adapted = json.map { self.adapted($0, to: other.texts, of: order) }
        return response(body: adapted == json ? reply.body : adapted.map(bytes) ?? reply.body) {
            adaptation.replace(in: $0)
        }
    }

    /// The reply for another scope: what tells how many orders were cancelled tells that it was these.
    func adapted(to other: [Example.InputValue], ofAll orders: [SimulatedOrder]) -> HTTPResponse {
        let adaptation = adaptation(to: other.texts)
        guard let json else { return response(body: reply.body) { adaptation.replace(in: $0) } }
        var adapted = self.adapted(json, to: other.texts, of: nil)
        if let path = shape?.affected {
            adapted = adapted.changing(path, asked: other.texts) { $0.counting(orders) }
        }
        return response(body: adapted.jsonBytes()) { adaptation.replace(in: $0) }
    }

    /// The list with the row of the order alone, for another order; `nil` if the reply has none.
    ///
    /// - Parameters:
    ///   - list: Where the list is, and what tells its rows apart.
    ///   - texts: The values of the read's parameters that find the row.
    ///   - order: The order.
    /// - Returns: A list, or a map, of one row.
    func row(in list: ReadCatalog.List, for texts: [String: String], of order: SimulatedOrder) -> JSONValue? {
        guard let json, let row = json.value(at: list.path.appending(list.row), asked: input.texts) else { return nil }
        // Alone in its list, no other row is taken for it.
        var alone = json
        switch list.row {
        case .key(let name):
            guard let name = name.filled(with: texts) else { return nil }
            alone = json.changing(list.path, asked: [:]) { _ in .object([.init(name, row)]) }
        case .row(let tests):
            alone = json.changing(list.path, asked: [:]) { _ in .array([row]) }
            for test in tests {
                guard let text = test.value.filled(with: texts) else { return nil }
                let field = FieldPath(steps: list.path.steps + [.index(0)] + test.field.steps)
                alone = alone.changing(field, asked: [:]) { $0.saying(text) }
            }
        case .member, .index, .anyElement, .header, .input: return nil
        }
        return adapted(alone, to: texts, of: order).value(at: list.path, asked: [:])
    }

    /// The reply with other rows in its list, on the page before another or on the last; `nil` if it has none.
    func page(_ rows: [JSONValue], in list: FieldPath, of pages: PageDescription?, next: String?) -> HTTPResponse? {
        guard let json, json.value(at: list, asked: [:]) != nil else { return nil }
        var page = json.changing(list, asked: [:]) { $0.holding(rows) }
        if let path = pages?.next {
            page = page.changing(path, asked: [:]) { $0.saying(next ?? pages?.last ?? "") }
            if let next, page.value(at: path, asked: [:]) == nil {
                guard case .object(let members) = page, path.steps.count == 1, let name = path.lastMember else {
                    return nil
                }
                page = .object(members + [.init(name, .string(next))])
            }
        }
        return response(body: bytes(of: page))
    }

    private func bytes(of body: JSONValue) -> [UInt8] { (form?.closing(body) ?? body).jsonBytes() }

    /// What stands in place of the recorded input where another is answered.
    private func adaptation(to texts: [String: String]) -> Adaptation {
        var adaptation = Adaptation()
        for value in input {
            guard let old = value.value.plainText, !old.isEmpty, let new = texts[value.name] else { continue }
            adaptation.all[value.name] = Adaptation.Replacement(name: value.name, old: old, new: new)
            if operation.identifiers.contains(value.name) {
                adaptation.identifiers.append(Adaptation.Replacement(name: value.name, old: old, new: new))
            }
        }
        adaptation.echoes = shape?.echoes ?? []
        return adaptation
    }

    private func adapted(_ json: JSONValue, to texts: [String: String], of order: SimulatedOrder?) -> JSONValue {
        let adapted = adaptation(to: texts).replace(in: json, at: FieldPath(steps: []))
        guard let order, let shape else { return adapted }
        return shape.quantities.all.reduce(adapted) { json, told in
            json.changing(told.value, asked: texts) { $0.saying(order[told.quantity].text) }
        }
    }

    /// A response with the recording's status and header fields, each value changed.
    private func response(body: [UInt8], _ change: (String) -> String = { $0 }) -> HTTPResponse {
        var headers = HTTPHeaderFields()
        for header in reply.headers { headers.append(name: header.name, value: change(header.value)) }
        if !body.isEmpty, headers["Content-Type"] == nil {
            headers.append(name: "Content-Type", value: json == nil ? "text/plain; charset=utf-8" : "application/json")
        }
        return HTTPResponse(status: reply.status, headers: headers, body: body)
    }
}

extension SimulatedOrder {
    fileprivate subscript(quantity: Quantity) -> ExactDecimal {
        switch quantity {
        case .ordered: ordered
        case .filled: filled
        case .remaining: remaining
        }
    }
}

extension [Example.InputValue] {
    /// The values that have a text, by name.
    var texts: [String: String] {
        Dictionary(compactMap { value in value.value.plainText.map { (value.name, $0) } }) { first, _ in first }
    }
}

extension ComparedText {
    /// The text with the parameters' values; `nil` where one is missing.
    func filled(with texts: [String: String]) -> String? {
        let pieces = parts.map { part in
            switch part {
            case .literal(let text): text
            case .parameter(let name): texts[name]
            }
        }
        return pieces.contains(nil) ? nil : pieces.compactMap(\.self).joined()
    }
}

extension JSONValue {
    /// Two replies as one: lists one after the other, the members of both objects, and of anything else the first.
    func joined(with other: JSONValue) -> JSONValue {
        switch (self, other) {
        case (.array(let own), .array(let others)): return .array(own + others)
        case (.object(let own), .object(let others)):
            let joined = own.map { member in
                JSONValue.Member(member.name, other[member.name].map { member.value.joined(with: $0) } ?? member.value)
            }
            return .object(joined + others.filter { self[$0.name] == nil })
        default: return self
        }
    }

    /// The value with what a path leads to changed; what is not there stays away.
    func changing(
        _ path: FieldPath, asked texts: [String: String], _ change: (JSONValue) -> JSONValue
    ) -> JSONValue {
        guard let step = path.steps.first else { return change(self) }
        let rest = FieldPath(steps: Array(path.steps.dropFirst()))
        func inner(_ value: JSONValue, _ isMeant: Bool) -> JSONValue {
            isMeant ? value.changing(rest, asked: texts, change) : value
        }
        switch (step, self) {
        case (.member(let name), .object(let members)):
            return .object(members.map { .init($0.name, inner($0.value, FieldMatch.equals($0.name, name))) })
        case (.index(let index), .array(let elements)):
            return .array(elements.enumerated().map { inner($1, $0 == index) })
        case (.anyElement, .array(let elements)): return .array(elements.map { inner($0, true) })
        case (.anyElement, .object(let members)): return .object(members.map { .init($0.name, inner($0.value, true)) })
        case (.key(let key), .object(let members)):
            let name = key.filled(with: texts)
            return .object(members.map { .init($0.name, inner($0.value, FieldMatch.equals(name, $0.name))) })
        case (.row(let tests), .array(let elements)):
            let meant = elements.firstIndex { $0.meets(tests, texts) }
            return .array(elements.enumerated().map { inner($1, $0 == meant) })
        case (.row(let tests), .object(let members)):
            let meant = members.firstIndex { $0.value.meets(tests, texts) }
            return .object(members.enumerated().map { .init($1.name, inner($1.value, $0 == meant)) })
        default: return self
        }
    }

    /// Whether it is the row that is asked for.
    private func meets(_ tests: [FieldPath.RowTest], _ texts: [String: String]) -> Bool {
        tests.allSatisfy { test in
            test.value.filled(with: texts).map {
                FieldMatch.equals(value(at: test.field, asked: [:])?.scalarText, $0)
            } ?? false
        }
    }

    /// The list or map with the rows of others in place of its own.
    func holding(_ others: [JSONValue]) -> JSONValue {
        switch self {
        case .array:
            .array(others.flatMap { other -> [JSONValue] in if case .array(let all) = other { all } else { [] } })
        case .object:
            .object(others.flatMap { other -> [Member] in if case .object(let all) = other { all } else { [] } })
        case .string, .number, .boolean, .null: self
        }
    }

    /// A number of orders, or a list or map with an element for each: of texts its id, of anything else the first one's.
    fileprivate func counting(_ orders: [SimulatedOrder]) -> JSONValue {
        let ids = orders.map { $0.keys.first?.values.last ?? "" }
        switch self {
        case .number: return saying(String(orders.count))
        case .array(let elements):
            return .array(ids.map { id in elements.first.map { $0.saying(id) } ?? .string(id) })
        case .object(let members):
            return .object(ids.map { id in .init(id, members.first.map(\.value) ?? .string(id)) })
        case .string, .boolean, .null: return self
        }
    }

    /// The first value a path leads to.
    func value(at path: FieldPath, asked texts: [String: String]) -> JSONValue? {
        var found: JSONValue?
        _ = changing(path, asked: texts) { value in
            found = found ?? value
            return value
        }
        return found
    }

    /// A text in the kind of this value; `null` for a number that the text is not.
    func saying(_ text: String) -> JSONValue {
        switch self {
        case .string: .string(text)
        case .number: JSONNumber(text).map(JSONValue.number) ?? .null
        case .object, .array, .boolean, .null: self
        }
    }
}

/// Makes a recorded body fit another order.
private struct Adaptation {
    /// A value of the recorded input and that of another.
    struct Replacement {
        let name: String
        let old: String
        let new: String
    }

    var identifiers: [Replacement] = []
    var all: [String: Replacement] = [:]
    var echoes: [Echo] = []

    /// Replaces identifiers in a value.
    ///
    /// Where the spec says that a field repeats what was asked, it does. Elsewhere a string is replaced where it is or
    /// quotes an identifier; a number only under the parameter's own name, since small numbers stand for many things.
    func replace(in json: JSONValue, at path: FieldPath) -> JSONValue {
        switch json {
        case .object(let members):
            return .object(
                members.map { member in
                    let name = identifiers.first { $0.old == member.name }?.new ?? member.name
                    return .init(name, replace(in: member.value, at: path.appending(.member(member.name))))
                })
        case .array(let elements):
            return .array(elements.enumerated().map { replace(in: $1, at: path.appending(.index($0))) })
        case .string(let text):
            if let echo = echoes.first(where: { $0.path == path }) { return .string(repeated(echo, in: text)) }
            return .string(replace(in: text))
        case .number(let number):
            let echoed = echoes.first { $0.path == path }?.template
            let pair = identifiers.first { pair in
                pair.old == number.text
                    && (echoed == [.parameter(pair.name)] || path.lastMember?.lowercased() == pair.name.lowercased())
            }
            return (pair?.new).flatMap { JSONNumber($0) }.map(JSONValue.number) ?? json
        case .boolean, .null: return json
        }
    }

    /// Replaces identifiers in a text: one that it is, and long ones that it quotes.
    func replace(in text: String) -> String {
        if let pair = identifiers.first(where: { $0.old == text }) { return pair.new }
        return identifiers.reduce(text) { $1.old.utf8.count < 6 ? $0 : $0.replacingScalars($1.old, with: $1.new) }
    }

    /// A text that repeats the recorded input as one that repeats the other; what names neither stays.
    private func repeated(_ echo: Echo, in text: String) -> String {
        /// The template with one of the two inputs.
        func filled(_ value: KeyPath<Replacement, String>) -> String {
            echo.template.map { part in
                switch part {
                case .literal(let text): text
                case .parameter(let name): all[name]?[keyPath: value] ?? ""
                }
            }.joined()
        }
        return text.replacingScalars(filled(\.old), with: filled(\.new))
    }
}

extension String {
    /// The text with every occurrence of another replaced, whatever combines with its edges.
    fileprivate func replacingScalars(_ old: String, with new: String) -> String {
        String(unicodeScalars.replacing(old.unicodeScalars, with: new.unicodeScalars))
    }
}

extension FieldPath {
    func appending(_ step: Step) -> FieldPath { FieldPath(steps: steps + [step]) }

    /// The name of the member it leads to, or of the list it leads into.
    var lastMember: String? {
        steps.lazy.reversed().compactMap { if case .member(let name) = $0 { name } else { nil } }.first
    }
}
