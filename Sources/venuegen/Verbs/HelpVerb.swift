internal import CommandArguments

/// `help`: the help of a verb, or of the tool.
struct HelpVerb: Verb {
    static let description = CommandDescription(
        "venuegen help", summary: "Show the help of a verb.",
        operands: [.init(name: "verb", help: "The verb; without one, all verbs are listed.")])

    /// The verb asked about.
    private let verb: (any Verb.Type)?

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        if let name = arguments.operands.first { verb = try Verbs.named(name) } else { verb = nil }
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let text =
            if let verb {
                HelpText(command: verb.description).render(width: console.width)
            } else {
                RootHelp(verbs: Verbs.all.map { $0.description }).render(width: console.width)
            }
        console.writeResult(text)
        return .clean
    }
}
