internal import CommandArguments

/// One thing the tool does.
protocol Verb: SendableMetatype {
    /// Its arguments and help.
    static var description: CommandDescription { get }

    /// Makes sense of its arguments; throws where they contradict what it knows.
    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError)

    /// Does it.
    func run(_ console: Console) throws(FileError) -> ExitStatus
}

/// All verbs, in the order help lists them.
enum Verbs {
    /// The verbs.
    static let all: [any Verb.Type] = [
        GenerateVerb.self, CheckVerb.self, LintVerb.self, FmtVerb.self, EvidenceVerb.self, DiffVerb.self,
        ExplainVerb.self, SchemaVerb.self, HelpVerb.self,
    ]

    /// The verb of that name; a misspelt one is told the nearest.
    static func named(_ name: String) throws(UsageError) -> any Verb.Type {
        if let verb = all.first(where: { $0.description.name == name }) { return verb }
        let hint = suggestion(for: name, among: all.map { $0.description.name })
        throw UsageError("unknown verb '\(name)'\(hint)", command: .root)
    }
}
