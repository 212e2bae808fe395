internal import ClientGeneration

/// The command for people: everything that is done with specs, by verb.
@main
enum VenueGen {
    static func main() {
        Tool(
            "venuegen", summary: "Turn descriptions of trading venues' cancel calls into Swift clients.",
            discussion: "",
            verbs: [
                GenerateVerb.self, ReportedCheckVerb.self, LintVerb.self, FmtVerb.self, EvidenceVerb.self,
                DiffVerb.self, ExplainVerb.self, SchemaVerb.self,
            ]
        ).main()
    }
}
