internal import VenueSpec

/// The rule `request-body-removed`.
enum RequestBodyRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-body-removed", category: .wire, levels: [.warning],
        summary: "the request no longer has a body",
        explanation: """
            The request carries neither the body nor its media type any more. A venue that still reads them refuses \
            the cancel; one that refuses bodies accepts it only now.
            """,
        before: """
            http:
              request: POST /cancel
              query: { orderId }
              json: {}
            """,
        after: "http: { request: POST /cancel, query: { orderId } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations where operation.isBodyRemoved {
            guard let text = operation.old.http.body.text, let key = operation.old.http.body.key else { continue }
            report.add(
                rule, nil,
                "'\(operation.new.name.text)' is sent without a body (it was \(text)); a venue that still reads "
                    + "one refuses it",
                at: operation.places.at("http", key), old: text, new: nil,
                symbols: [SwiftSymbols(change.new).request(of: operation.new)])
        }
    }
}
