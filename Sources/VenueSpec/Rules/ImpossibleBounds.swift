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
        let limits = ValueLimit.all.map { limit in (limit, key: ParameterKeys.record.key(limit.key)) }
        for parameter in parameters + parameters.compactMap(\.items) {
            for (least, leastKey) in limits where !least.isUpper {
                for (greatest, greatestKey) in limits where greatest.isUpper && greatest.measure == least.measure {
                    guard let low = leastKey.flatMap(parameter.node.node),
                        let high = greatestKey.flatMap(parameter.node.node),
                        let lowValue = low.integer, let highValue = high.integer, lowValue > highValue
                    else { continue }
                    report.add(
                        rule,
                        "'\(least.key)' \(lowValue) of '\(parameter.name)' is greater than its '\(greatest.key)' "
                            + "\(highValue), so no value is possible",
                        at: low.range, notes: [("'\(greatest.key)' is here", high.range)])
                }
            }
        }
    }
}
