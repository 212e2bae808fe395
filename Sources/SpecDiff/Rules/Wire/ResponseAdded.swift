internal import VenueSpec

/// The rule `response-added`.
enum ResponseAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-added", category: .wire, levels: [.warning],
        summary: "a status is documented that was not before",
        explanation: """
            Until now a reply of this status was unknown. The outcome it gets must be what the venue proves with it; code \
            that switches over the response has a further case to handle.
            """,
        before: "responses: { 200: CancelReply }", after: "responses: { 200: CancelReply, 404: ErrorReply }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for response in operation.responses.added {
                let lines = operation.lines.new.filter { $0.status == response.value.status }
                report.add(
                    rule, nil, "status \(response.value.key) is documented, with \(response.value.bodyText)",
                    at: response.places, old: nil, new: response.value.bodyText,
                    symbols: response.value.shapes.map { SwiftSymbols(change.new).response($0, of: operation.new) },
                    outcomes: lines.map(\.text))
            }
        }
    }
}
