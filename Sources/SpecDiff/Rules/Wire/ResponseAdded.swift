internal import VenueSpec

/// The rule `response-added`.
enum ResponseAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-added", category: .wire, levels: [.warning, .info],
        summary: "a status is documented that was not before",
        explanation: """
            Until now a reply of this status was unknown; what matters is the outcome it gets now. It must be what the venue proves with it; code \
            that switches over the response has a further case to handle. Worth knowing only where it stays unknown.
            """,
        before: "responses: { 200: CancelReply }", after: "responses: { 200: CancelReply, 404: ErrorReply }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for response in operation.responses.added {
                let lines = operation.lines.new.filter { $0.status == response.value.status }
                let before = StatusResponse.undocumented(response.value.status).word
                let after = response.value.meanings(lines)
                report.add(
                    rule, after == before ? .info : .warning,
                    after == before
                        ? "a reply of status \(response.value.key) is documented and still means \(after)"
                        : "a reply of status \(response.value.key) means \(after) instead of \(before)",
                    at: response.places, old: before, new: "\(after), with \(response.value.bodyText)",
                    symbols: response.value.shapes.map { SwiftSymbols(change.new).response($0, of: operation.new) },
                    outcomes: lines.map(\.text))
            }
        }
    }
}
