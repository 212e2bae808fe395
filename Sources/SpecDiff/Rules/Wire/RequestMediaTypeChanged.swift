internal import VenueSpec

/// The rule `request-media-type-changed`.
enum RequestMediaTypeChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-media-type-changed", category: .wire, levels: [.error],
        summary: "the request body is of another media type",
        explanation: """
            The venue cannot read a body of the wrong media type, so no cancel goes through. A change of the media \
            type alone is as good as one of the encoding.
            """,
        before: "http: { request: POST /cancel, json: { orderId } }",
        after: "http: { request: POST /cancel, form: { orderId } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations where operation.old.http.body.text != operation.new.http.body.text {
            let (before, after) = (operation.old.http.body, operation.new.http.body)
            guard let old = before.text, let new = after.text, let oldKey = before.key, let newKey = after.key else {
                continue
            }
            let isSameKind = oldKey == newKey
            report.add(
                rule, nil, "the body of '\(operation.new.name.text)' is sent as \(new) instead of \(old)",
                at: operation.places(
                    ["http", isSameKind ? "contentType" : oldKey], ["http", isSameKind ? "contentType" : newKey]),
                old: old, new: new, symbols: [SwiftSymbols(change.new).request(of: operation.new)])
        }
    }
}
