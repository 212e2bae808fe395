internal import CommandArguments
internal import VenueSpec

/// `schema`: the JSON Schema of the spec language.
struct SchemaVerb: Verb {
    static let description = CommandDescription(
        "venuegen schema", summary: "Print the JSON Schema (draft-07) of the spec language.",
        discussion: """
            Editors with a YAML language server complete and check specs against it. Save it, and put this line first in a spec:

                # yaml-language-server: $schema=<path>
            """)

    init(_ arguments: ParsedCommandLine.Arguments) {}

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        try console.writeResult(LanguageSchema.json())
        return .clean
    }
}
