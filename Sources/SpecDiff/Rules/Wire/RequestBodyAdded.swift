internal import VenueSpec

/// The rule `request-body-added`.
enum RequestBodyAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-body-added", category: .wire, levels: [.error],
        summary: "the request has a body that it did not have",
        explanation: """
            A venue that reads a body refuses a request without one, an empty `{}` included. A parameter that moved \
            into the new body tells of it by itself.
            """,
        before: "http: { request: POST /cancel, query: { orderId } }",
        after: """
            http:
              request: POST /cancel
              query: { orderId }
              json: {}
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations where operation.isBodyAdded {
            guard let text = operation.new.http.body.text, let key = operation.new.http.body.key else { continue }
            report.add(
                rule, nil,
                "'\(operation.new.name.text)' is sent with a body (\(text)), without which the venue refuses it",
                at: operation.places.at("http", key), old: nil, new: text,
                symbols: [SwiftSymbols(change.new).request(of: operation.new)])
        }
    }
}
