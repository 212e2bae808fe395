internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import VenueSpec

enum ReportFormat: String, CaseIterable {
    /// People: standard error, with the lines at fault.
    case text
    case json
    /// The lines of a pull request.
    case github
    case sarif

    static let option = CommandDescription.Option(
        name: "format", value: "format", choices: allCases.map(\.rawValue),
        help: "The form of the report: text, json, github or sarif. (default: text)")

    /// Reports what was found, and what could not be read; a report that describes rules describes these.
    func report(
        _ specs: SpecSet, on console: Console, color: Console.ColorMode, rules: [RuleDescription] = SpecSet.rules
    ) {
        let report = TextReport(console: console, color: color)
        switch self {
        case .text: return report.show(specs)
        case .json: console.writeResult(JSONReport(specs: specs).render())
        case .github: console.writeResult(GitHubReport(specs: specs.inCheckout(of: console)).render())
        case .sarif:
            console.writeResult(
                SARIFReport(specs: specs.inCheckout(of: console), rules: rules).render())
        }
        report.show(specs.unreadable)
    }
}

extension SpecSet {
    /// Every rule that findings about specs and generated files can name, sorted by id.
    static let rules = (RuleCatalog.all + SpecNameRules.all + OutputRules.all).sorted { $0.id < $1.id }

    func file(at path: String) -> SourceFile? {
        files.first { $0.path == path }
    }
}
