internal import VenueSpec

/// The rule `response-removed`.
enum ResponseRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-removed", category: .wire, levels: [.error, .warning, .info],
        summary: "a status is no longer documented",
        explanation: """
            A reply of this status is unknown from now on, and the rows about it are dead; the finding lists them. \
            Without a documented success an order that was cancelled is no longer known to be: an error. Look for \
            what the venue answers instead. Worth knowing only where it was unknown before.
            """,
        before: "responses: { 200: CancelReply, 404: ErrorReply }", after: "responses: { 200: CancelReply }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for response in operation.responses.removed {
                let value = response.value
                let lines = operation.lines.old.filter { $0.status == value.status }
                let (before, after) = (value.meanings(lines), StatusResponse.undocumented(value.status).word)
                report.add(
                    rule, value.isSuccess ? .error : before == after ? .info : .warning,
                    before == after
                        ? "a reply of status \(value.key) is no longer documented and still means \(after)"
                        : "a reply of status \(value.key) means \(after) instead of \(before)",
                    at: response.places, old: "\(before), with \(value.bodyText)", new: after,
                    symbols: value.shapes.map { SwiftSymbols(change.old).response($0, of: operation.old) },
                    outcomes: lines.map(\.text))
            }
        }
    }
}
