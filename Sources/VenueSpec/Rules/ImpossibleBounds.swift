internal import SourceText
internal import YAMLDocument

/// `impossible-bounds`: every range of lengths or values has room for a value.
enum ImpossibleBounds: DocumentRule {
    static let rule = RuleDescription(
        id: "impossible-bounds",
        summary: "every range of lengths or values has room for a value",
        explanation: """
            A least value above the greatest would refuse every call; an example of such a call could never be sent.
            """,
        badExample: """
            symbol: { minLength: 20, maxLength: 1 }
            """,
        goodExample: """
            symbol: { minLength: 1, maxLength: 20 }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let parameters = document.operations.flatMap(\.parameters)
        for parameter in parameters + parameters.compactMap(\.items) {
            for (least, greatest) in [("minLength", "maxLength"), ("minimum", "maximum"), ("minItems", "maxItems")] {
                guard let low = parameter.node[least], let high = parameter.node[greatest],
                    let lowValue = low.integer, let highValue = high.integer, lowValue > highValue
                else { continue }
                report.add(
                    rule,
                    "'\(least)' \(lowValue) of '\(parameter.name)' is greater than its '\(greatest)' \(highValue), "
                        + "so no value is possible",
                    at: low.range, notes: [("'\(greatest)' is here", high.range)])
            }
        }
    }
}
