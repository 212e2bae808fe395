internal import CommandArguments
internal import SourceText
internal import VenueSpec

/// `explain`: what a rule demands and why.
struct ExplainVerb: Verb {
    static let description = CommandDescription(
        "venuegen explain", summary: "Explain what a rule means, why it exists, and how to satisfy it.",
        operands: [
            .init(
                name: "rule", help: "The id in brackets at the end of a diagnostic; without one, all rules are listed.")
        ])

    /// Every rule that a diagnostic of this tool can name, sorted by id.
    static let rules =
        (RuleCatalog.all + SpecFormatter.rules + SpecEvidence.rules + SpecNameRules.all + OutputRules.all)
        .sorted { $0.id < $1.id }

    /// The rule asked about.
    private let rule: RuleDescription?

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        guard let id = arguments.operands.first else {
            rule = nil
            return
        }
        guard let known = Self.rules.first(where: { $0.id == id }) else {
            throw UsageError(
                "unknown rule '\(id)'\(suggestion(for: id, among: Self.rules.map(\.id)))",
                help: "'venuegen explain' lists all rules", command: Self.description)
        }
        rule = known
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let text =
            if let rule {
                Self.explanation(of: rule, width: console.width)
            } else {
                Self.rules.map { "\($0.id)\n" + "    \($0.summary)\n" }.joined()
            }
        try console.writeResult(text)
        return .clean
    }

    /// A rule's documentation for a terminal that many columns wide.
    private static func explanation(of rule: RuleDescription, width: Int) -> String {
        let paragraphs = [
            "\(rule.id) (\(rule.severity.rawValue)): \(rule.summary)".wrapped(to: width),
            rule.explanation.wrapped(to: width),
            "This breaks it:", indented(rule.badExample),
            "This satisfies it:", indented(rule.goodExample),
        ]
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    /// A sample set off from the text around it.
    private static func indented(_ sample: String) -> String {
        sample.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
            .trimmingTrailingLineBreaks
    }
}

extension String {
    /// The text without line breaks at its end.
    fileprivate var trimmingTrailingLineBreaks: String {
        var text = self
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
