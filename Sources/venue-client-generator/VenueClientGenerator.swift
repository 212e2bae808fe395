internal import ClientGeneration

/// What the plugins run: as much of `venuegen` as clients are generated and checked with, because everybody who uses a
/// plugin compiles it.
@main
enum VenueClientGenerator {
    static func main() {
        Tool(
            "venue-client-generator", summary: "Generate the Swift clients of venue specs, or check them.",
            discussion: """
                This is what the build plugin and the command plugin run. 'venuegen' has the same verbs and all others: it is \
                the command for people.
                """,
            verbs: [GenerateVerb.self, CheckVerb.self]
        ).main()
    }
}
