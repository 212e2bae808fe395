internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// `explain`: what a rule demands or reports, and why.
struct ExplainVerb: Verb {
    static let description = CommandDescription(
        "explain", summary: "Explain what a rule means, why it exists, and how to satisfy it.",
        operands: [
            .init(
                name: "rule", help: "The id in brackets at the end of a finding; without one, all rules are listed.")
        ])

    /// Every rule that a diagnostic about specs, pages or generated files can name, sorted by id.
    static let rules = (ExplainedRule.specRules + OutputRules.all).sorted { $0.id < $1.id }

    /// The rule asked about.
    private let rule: ExplainedRule?

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        guard let id = arguments.operands.first else {
            rule = nil
            return
        }
        let all = ExplainedRule.groups.flatMap(\.rules)
        guard let known = all.first(where: { $0.id == id }) else {
            throw UsageError(
                "unknown rule '\(id)'\(suggestion(for: id, among: all.map(\.id)))",
                help: "'venuegen explain' lists all rules", command: Self.description)
        }
        rule = known
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let text =
            if let rule {
                rule.explanation(width: console.width)
            } else {
                ExplainedRule.groups.map { group in
                    "\(group.title):\n" + group.rules.map { $0.entry(width: console.width) }.joined()
                }.joined(separator: "\n")
            }
        console.writeResult(text)
        return .clean
    }
}
