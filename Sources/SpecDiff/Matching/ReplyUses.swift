internal import VenueSpec

/// What the outcome tables of a venue read of its replies.
struct ReplyUses: Sendable {
    struct Field: Sendable, Hashable {
        let type: String
        let name: String

        /// The field for people, such as `CancelReply.state`.
        var label: String { "\(type).\(name)" }
    }

    /// The lines of the tables that read a field, as findings list them.
    private var rows: [Field: [String]] = [:]
    /// The fields that lead to the venue's own code or text, or to a quantity.
    private var evidence: Set<Field> = []
    private(set) var codes: Set<String> = []
    /// The statuses whose replies hold a type, and their lines.
    private var replies: [String: (statuses: Set<StatusRange>, rows: [String])] = [:]

    init(_ venue: Venue) {
        for operation in venue.calls {
            let lines = OutcomeLine.all(of: operation, in: venue) { $0 }
            for shape in operation.responses {
                for path in shape.code + shape.text + shape.quantities.all.map(\.value)
                    + [shape.affected].compactMap(\.self)
                {
                    evidence.formUnion(Self.fields(of: path, in: shape, venue))
                }
                codes.formUnion(shape.code.compactMap { [shape].enumerationName(at: $0, in: venue) })
                for echo in shape.echoes {
                    for field in Self.fields(of: echo.path, in: shape, venue)
                    where !rows(reading: field).contains(echo.outcomeText) {
                        rows[field, default: []].append(echo.outcomeText)
                    }
                }
                let own = lines.filter { operation.responses(to: $0.kind.sample).contains(shape) }
                let texts = own.map(\.text)
                for type in shape.types(in: venue) {
                    replies[type, default: ([], [])].statuses.insert(shape.status)
                    replies[type, default: ([], [])].rows += texts
                }
                for (line, text) in zip(own, texts) {
                    for path in Set(line.conditions.map(\.path)) {
                        for field in Self.fields(of: path, in: shape, venue)
                        where !rows(reading: field).contains(text) { rows[field, default: []].append(text) }
                    }
                }
            }
        }
    }

    func rows(reading field: Field) -> [String] { rows[field] ?? [] }

    /// Whether a field is or leads to the venue's own code or text, or to a quantity.
    func isEvidence(_ field: Field) -> Bool { evidence.contains(field) }

    /// The lines about replies that hold a type.
    func rows(about type: String) -> [String] { replies[type]?.rows ?? [] }

    func holds(_ type: String, status: Int) -> Bool { replies[type]?.statuses.contains { $0.covers(status) } ?? false }

    private static func fields(of path: FieldPath, in shape: ResponseShape, _ venue: Venue) -> Set<Field> {
        Set(
            shape.trails(of: path, in: venue).flatMap { trail in
                zip(path.steps, trail).compactMap { step, type -> Field? in
                    guard case .member(let name) = step, case .named(let type) = type else { return nil }
                    return Field(type: type.text, name: name)
                }
            })
    }
}

extension ResponseShape {
    /// The names of the types its body holds, at whatever depth.
    fileprivate func types(in venue: Venue) -> Set<String> {
        guard case .json(let root) = content else { return [] }
        var found: Set<String> = []
        var open = [root]
        while let type = open.popLast() {
            switch type {
            case .array(let element), .map(let element), .oneOrMany(let element), .encoded(let element):
                open.append(element)
            case .named(let name):
                guard found.insert(name.text).inserted else { continue }
                switch venue.type(named: name.text)?.definition {
                case .object(let members)?: open += members.map(\.type)
                case .union(let union)?: open += union.types
                case .enumeration?, nil: continue
                }
            default: break
            }
        }
        return found
    }
}
