internal import VenueSpec

/// The rule `response-body-changed`.
enum ResponseBodyChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-body-changed", category: .wire, levels: [.error],
        summary: "a status answers another body",
        explanation: """
            What the venue documented before no longer fits, or fits another alternative: replies of this status \
            become unreadable, and an unreadable reply proves nothing unless its status does. Alternatives are tried \
            in their order, so one that moves up can take the replies of another.
            """,
        before: "responses: { 200: CancelReply }", after: "responses: { 200: [CancelReply, text] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.responses.pairs {
                let (old, new) = (pair.old.shapes, pair.new.shapes)
                let isSame =
                    old.count == new.count
                    && zip(old, new).allSatisfy { change.names.isSame($0.content, $1.content) }
                guard !isSame else { continue }
                let added = new.filter { shape in !old.contains { change.names.isSame($0.content, shape.content) } }
                let removed = old.filter { shape in !new.contains { change.names.isSame(shape.content, $0.content) } }
                report.add(
                    rule, nil, message(pair.new.key, added.map(\.content.text), removed.map(\.content.text)),
                    at: pair.places.at("body"), old: pair.old.bodyText, new: pair.new.bodyText,
                    symbols: removed.map { SwiftSymbols(change.old).response($0, of: operation.old) }
                        + added.map { SwiftSymbols(change.new).response($0, of: operation.new) },
                    outcomes: operation.lines.new.filter { $0.status == pair.new.status }.map(\.text))
            }
        }
    }

    /// What changed.
    private static func message(_ status: String, _ added: [String], _ removed: [String]) -> String {
        let (come, gone) = (added.joined(separator: " and "), removed.joined(separator: " and "))
        return switch (added.isEmpty, removed.isEmpty) {
        case (true, true): "the alternatives of status \(status) are tried in another order"
        case (false, true): "status \(status) may also answer \(come)"
        case (true, false): "status \(status) no longer answers \(gone); such a reply is unreadable"
        case (false, false): "status \(status) answers \(come) instead of \(gone)"
        }
    }
}
