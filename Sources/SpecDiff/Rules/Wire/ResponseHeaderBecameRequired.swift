internal import VenueSpec

/// The rule `response-header-became-required`.
enum ResponseHeaderBecameRequired: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-header-became-required", category: .wire, levels: [.info],
        summary: "a header field of a reply is always sent",
        explanation: """
            Nothing that worked stops working. A fallback for its absence can stay.
            """,
        before: "429: { body: text, headers: { Retry-After: { required: false } } }",
        after: "429: { body: text, headers: { Retry-After: } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.responses.pairs {
                for header in pair.headers.pairs where !header.old.isRequired && header.new.isRequired {
                    report.add(
                        rule, nil, "status \(pair.new.key) always carries '\(header.new.name)'",
                        at: header.places.at("required"), old: header.old.isRequired ? "required" : "optional",
                        new: header.new.isRequired ? "required" : "optional",
                        symbols: pair.new.shapes.map { SwiftSymbols(change.new).response($0, of: operation.new) })
                }
            }
        }
    }
}
