internal import VenueSpec

/// The rule `response-removed`.
enum ResponseRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-removed", category: .wire, levels: [.error, .warning],
        summary: "a status is no longer documented",
        explanation: """
            A reply of this status is unknown from now on, and the rows about it are dead; the finding lists them. \
            Without a documented success an order that was cancelled is no longer known to be: an error. Look for \
            what the venue answers instead.
            """,
        before: "responses: { 200: CancelReply, 404: ErrorReply }", after: "responses: { 200: CancelReply }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for response in operation.responses.removed {
                let value = response.value
                report.add(
                    rule, value.isSuccess ? .error : .warning,
                    "status \(value.key) is no longer documented; a reply of it is \(Self.outcome(value.status))",
                    at: response.places, old: value.bodyText, new: nil,
                    symbols: value.shapes.map { SwiftSymbols(change.old).response($0, of: operation.old) },
                    outcomes: operation.lines.old.filter { $0.status == value.status }.map(\.text))
            }
        }
    }

    /// What an undocumented reply means.
    private static func outcome(_ status: Int) -> String {
        Outcome.unknown(status / 100 == 5 ? .serverError : .undocumented).word
    }
}
