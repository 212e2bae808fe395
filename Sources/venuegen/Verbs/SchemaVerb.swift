internal import ClientGeneration
internal import CommandArguments
internal import SpecMaintenance

/// `schema`: the JSON Schemas of what the tool reads and writes.
struct SchemaVerb: Verb {
    private enum Subject: String, CaseIterable {
        case spec, diff
    }

    static let description = CommandDescription(
        "schema", summary: "Print the JSON Schema (draft-07) of the spec language or of a report.",
        discussion: """
            Editors with a YAML language server complete and check specs against it. Save it, and put this line first in a spec:

                # yaml-language-server: $schema=<path>
            """,
        operands: [
            .init(
                name: "subject",
                help: "What it describes: 'spec', the language, or 'diff', what 'venuegen diff --format json' prints. "
                    + "(default: spec)")
        ])

    private let subject: Subject

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        guard let name = arguments.operands.first else {
            subject = .spec
            return
        }
        guard let known = Subject(rawValue: name) else {
            let names = Subject.allCases.map(\.rawValue)
            throw UsageError(
                "there is no schema of '\(name)'\(suggestion(for: name, among: names))",
                help: "expected one of \(names.map { "'\($0)'" }.joined(separator: ", "))", command: Self.description)
        }
        subject = known
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        switch subject {
        case .spec: console.writeResult(LanguageSchema.json())
        case .diff: console.writeResult(JSONDiffReport.schema())
        }
        return .clean
    }
}
