internal import ClientGeneration
internal import SourceText
internal import SpecMaintenance

extension OutputRule {
    /// The rule with its text for `explain` and for reports.
    var description: RuleDescription {
        switch self {
        case .blocked:
            describe(
                "nothing but a generated file stands where one is to be written",
                """
                The tool replaces only regular files that begin with the generated header: a file without it is somebody's \
                work, and a link may lead to it. Move it away, or give another directory with '--output'.
                """,
                bad: "# Generated/VenueClients/example.venue.swift, written by hand",
                good: "# Sources/MyClients/Example.swift, written by hand")
        case .edited:
            describe(
                "generated files are as they were generated",
                """
                The file's header is that of a fresh generation and the rest is not, so somebody edited it. The next \
                'venuegen generate' would lose the edit. Change the spec instead.
                """,
                bad: "# an edit in Generated/VenueClients/example.venue.swift",
                good: "# an edit in Specs/example.venue.yaml, and 'venuegen generate'")
        case .missing:
            describe(
                "every spec has its generated file",
                """
                The spec is new, or its generated file was not committed. Run 'venuegen generate' and commit what it writes.
                """,
                bad: "# a new Specs/example.venue.yaml alone",
                good: "# Specs/example.venue.yaml, and 'venuegen generate'")
        case .orphaned:
            describe(
                "every generated file has its spec",
                "The spec was deleted or renamed. Run 'venuegen generate' and commit the removal.",
                bad: "# Specs/example.venue.yaml deleted, Generated/VenueClients/example.venue.swift not",
                good: "# Specs/example.venue.yaml deleted, and 'venuegen generate'")
        case .stale:
            describe(
                "generated files are what their specs give today",
                "The spec or the tool has changed since. Run 'venuegen generate' and commit what it writes.",
                bad: "# an edit in Specs/example.venue.yaml alone",
                good: "# an edit in Specs/example.venue.yaml, and 'venuegen generate'")
        }
    }
}

extension SpecNameRule {
    /// The rule with its text for `explain` and for reports.
    var description: RuleDescription {
        switch self {
        case .duplicate:
            describe(
                "no two specs of a run have the same file name",
                """
                The generated file is named after the spec, and Swift takes one file of a name per module. Names that \
                differ only in case are the same file on some machines. Rename one of the specs.
                """,
                bad: "# the specs eu/example.venue.yaml and us/example.venue.yaml",
                good: "# the specs eu/example-eu.venue.yaml and us/example-us.venue.yaml")
        case .specName:
            describe(
                "a spec is named '*.venue.yaml', in characters that can be seen",
                """
                The generated file's name is made from the spec's; any other name gives none. The name also stands in \
                generated comments and in reports, where a line end, a control character or one that turns the direction \
                of text would be more than a name.
                """,
                bad: "# the spec example.yaml", good: "# the spec example.venue.yaml")
        }
    }
}
