internal import VenueSpec

/// The rule `parameter-moved`.
enum ParameterMoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-moved", category: .wire, levels: [.error],
        summary: "a parameter travels in another part of the request",
        explanation: """
            The venue reads the value from one place only. Sent in the old one it is missing, and a cancel without its \
            order's id is refused or, at some venues, cancels every order.
            """,
        before: "http: { request: POST /cancel, query: { orderId } }",
        after: "http: { request: 'POST /orders/{orderId}/cancel' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.parameters.pairs {
                let old = operation.fields.old.filter { $0.parameters.contains(pair.old.name.text) }
                let new = operation.fields.new.filter { $0.parameters.contains(pair.new.name.text) }
                guard let from = old.first, let to = new.first,
                    Set(old.map(\.location)) != Set(new.map(\.location))
                else { continue }
                let (before, after) = (old.map(\.label), new.map(\.label))
                report.add(
                    rule, nil,
                    "'\(pair.new.name.text)' moved from the \(before.joined(separator: " and ")) to the "
                        + after.joined(separator: " and "),
                    at: operation.places(of: from, to), old: before.joined(separator: ", "),
                    new: after.joined(separator: ", "),
                    symbols: [SwiftSymbols(change.new).member("prepare", of: operation.new)])
            }
        }
    }
}

extension OperationChange {
    /// Where two fields of the requests stand.
    func places(of old: RequestField, _ new: RequestField) -> Places {
        var places = self.places
        for key in old.keys { places.old = places.old.at(key) }
        for key in new.keys { places.new = places.new.at(key) }
        return places
    }
}
