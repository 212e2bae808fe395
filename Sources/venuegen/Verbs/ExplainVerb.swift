internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import SpecDiff
internal import SpecMaintenance
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
    static let rules = (ExplainedRule.specRules + ExplainedRule.outputRules).sorted { $0.id < $1.id }

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

/// A rule that can be looked up: one that input breaks or satisfies, or one that reports a kind of change.
enum ExplainedRule {
    /// A rule of specs, of generated files or of acceptance files.
    case demand(RuleDescription)
    case change(DiffRuleDescription)

    /// The rules of specs: what they say, how they are laid out, what their pages say, what they are called.
    static let specRules =
        RuleCatalog.all + SpecFormatter.rules + SpecEvidence.rules
        + SpecNameRule.allCases.map(\.description)
    static let outputRules = OutputRule.allCases.map(\.description)

    /// All rules in groups, each sorted by id.
    static let groups: [(title: String, rules: [ExplainedRule])] =
        [
            ("SPECS", specRules.sorted { $0.id < $1.id }.map(demand)),
            ("GENERATED FILES", outputRules.map(demand)),
        ]
        + Finding.Category.allCases.map { category in
            (category.title, DiffRuleCatalog.all.filter { $0.category == category }.map(change))
        }.filter { !$0.1.isEmpty } + [("ACCEPTED CHANGES", AcceptanceReview.rules.map(demand))]

    var id: String {
        switch self {
        case .demand(let rule): rule.id
        case .change(let rule): rule.id
        }
    }

    /// The rule in a list, for a terminal that many columns wide.
    func entry(width: Int) -> String {
        let summary =
            switch self {
            case .demand(let rule): rule.summary
            case .change(let rule): rule.summary
            }
        let lines = summary.wrapped(to: width - 6).split(separator: "\n").map { "      \($0)\n" }
        return "  \(id)\n" + lines.joined()
    }

    /// The rule's documentation for a terminal that many columns wide.
    func explanation(width: Int) -> String {
        let paragraphs =
            switch self {
            case .demand(let rule):
                [
                    "\(rule.id) (\(rule.severity.rawValue)): \(rule.summary)".wrapped(to: width),
                    rule.explanation.wrapped(to: width),
                    "This breaks it:", Self.indented(rule.badExample),
                    "This satisfies it:", Self.indented(rule.goodExample),
                ]
            case .change(let rule):
                [
                    "\(rule.id) (\(rule.category.rawValue); \(Self.list(rule.levels))): \(rule.summary)".wrapped(
                        to: width),
                    rule.explanation.wrapped(to: width),
                    "Before:", Self.indented(rule.before),
                    "After:", Self.indented(rule.after),
                ]
            }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private static func list(_ levels: [Finding.Level]) -> String {
        levels.map(\.rawValue).joined(separator: " or ")
    }

    /// A sample set off from the text around it.
    private static func indented(_ sample: String) -> String {
        sample.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
            .trimmingTrailingLineBreaks
    }
}

extension Finding.Category {
    fileprivate var title: String {
        switch self {
        case .wire: "CHANGES ON THE WIRE"
        case .meaning: "CHANGES OF MEANING"
        case .swiftSource: "CHANGES OF SWIFT SOURCE"
        case .documentation: "CHANGES OF DOCUMENTATION"
        }
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
