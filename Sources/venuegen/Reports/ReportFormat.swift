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

    /// Reports what was found, and what could not be read.
    func report(_ specs: SpecSet, on console: Console, color: Console.ColorMode) {
        let report = TextReport(console: console, color: color)
        switch self {
        case .text: return report.show(specs)
        case .json: console.writeResult(JSONReport(specs: specs).render())
        case .github: console.writeResult(GitHubReport(specs: specs.inCheckout(of: console)).render())
        case .sarif:
            console.writeResult(
                SARIFReport(specs: specs.inCheckout(of: console), rules: ExplainVerb.rules).render())
        }
        report.show(specs.unreadable)
    }
}

extension SpecSet {
    func file(at path: String) -> SourceFile? {
        files.first { $0.path == path }
    }
}
