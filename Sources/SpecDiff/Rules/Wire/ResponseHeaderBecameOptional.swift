internal import VenueSpec

/// The rule `response-header-became-optional`.
enum ResponseHeaderBecameOptional: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-header-became-optional", category: .wire, levels: [.error, .warning],
        summary: "a header field of a reply may be missing",
        explanation: """
            Code that relies on the field must cope without it. Where it is `Retry-After` the wait is then a guess, \
            and a guess that is too short keeps the limit closed while the order stays open: an error.
            """,
        before: "429: { body: text, headers: { Retry-After: } }",
        after: "429: { body: text, headers: { Retry-After: { required: false } } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.responses.pairs {
                for header in pair.headers.pairs where header.old.isRequired && !header.new.isRequired {
                    report.add(
                        rule, header.new.isRetryAfter ? .error : .warning,
                        "status \(pair.new.key) may lack '\(header.new.name)'",
                        at: header.places.at("required"), old: header.old.isRequired ? "required" : "optional",
                        new: header.new.isRequired ? "required" : "optional",
                        symbols: pair.new.shapes.map { SwiftSymbols(change.new).response($0, of: operation.new) })
                }
            }
        }
    }
}
