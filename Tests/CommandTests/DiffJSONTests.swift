import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// What scripts read.
@Suite(.bounded) struct DiffJSONTests {
    /// A report on the sample with one accepted change and one acceptance too many.
    private static func report() throws -> JSONTree {
        let workspace = try DiffSample.workspace()
        let accepted = DiffSample.entry() + "  # the end\n"
        try workspace.write(
            "accepted.yaml",
            accepted.replacing("}]", with: "}, { fingerprint: 0123456789ab, reason: x, by: Jo, until: 2026-11-25 }]"))
        let run = try workspace.venuegen(
            "diff", "old", "new", "--format", "json", "--accepted", "accepted.yaml", "--today", "2026-11-25")
        #expect(run.status == 1)
        #expect(run.error.isEmpty)
        return try JSONTreeParser.parse(Array(run.output.utf8))
    }

    /// The published schema.
    private static func schema() throws -> JSONTree {
        try JSONTreeParser.parse(Array(try Workspace().venuegen("schema", "diff").output.utf8))
    }

    @Test("Reports satisfy the published schema, which names every member they have")
    func valid() throws {
        let (report, schema) = try (Self.report(), Self.schema())
        #expect(SchemaValidator(schema: schema).faults(of: report) == [])
        let definitions = schema["definitions"]
        let venue = report["venues"]?.elements.last
        let finding = venue?["findings"]?.elements.first
        let parts: [(JSONTree?, JSONTree?)] = [
            (report, schema), (report["old"], definitions?["version"]), (venue, definitions?["venue"]),
            (finding, definitions?["finding"]), (finding?["old"], definitions?["side"]),
            (finding?["old"]?["start"], definitions?["position"]),
            (finding?["accepted"], definitions?["acceptedChange"]),
            (report["acceptance"]?.elements.first, definitions?["diagnostic"]),
        ]
        for (part, definition) in parts {
            let names = try #require(part?.names)
            #expect(!names.isEmpty)
            #expect(names == definition?["properties"]?.names)
            #expect(names == definition?["required"]?.elements.compactMap(\.text))
        }
    }

    @Test("The schema refuses what no report says")
    func invalid() throws {
        let validator = SchemaValidator(schema: try Self.schema())
        let report = try Self.report()
        for (name, value) in [
            ("version", JSONTree.number("2")), ("errors", .number("-1")), ("old", .string("old")),
            ("venues", .array([.object([] as [JSONTree.Member])])),
        ] {
            let members = report.names.map {
                JSONTree.Member(name: $0, value: $0 == name ? value : report[$0] ?? .null)
            }
            #expect(!validator.faults(of: .object(members)).isEmpty, "\(name)")
        }
        #expect(!validator.faults(of: .object([] as [JSONTree.Member])).isEmpty)
    }

    @Test("A report says what changed, where, and who accepted it")
    func content() throws {
        let report = try Self.report()
        let counts = ["errors", "warnings", "infos", "accepted", "unchanged"].map { report[$0]?.compactText }
        #expect(counts == ["2", "0", "1", "1", "1"])
        #expect(report["old"]?.compactText == #"{"name":"old","commit":null}"#)
        #expect(report["fails"] == .boolean(true))
        #expect(report["venues"]?.elements.map { $0["name"]?.text } == ["Cc", "Example"])
        #expect(
            report["venues"]?.elements.last?["findings"]?.elements.first?.compactText == """
                {"rule":"server-changed","category":"wire","level":"error","risk":"credentials",\
                "message":"requests to 'production' and their credentials go to https://new.example.com instead of \
                https://api.example.com","subject":"servers.production",\
                "old":{"path":"old/a.venue.yaml","start":{"line":8,"column":15},"end":{"line":8,"column":38},\
                "text":"https://api.example.com"},\
                "new":{"path":"new/a.venue.yaml","start":{"line":8,"column":15},"end":{"line":8,"column":38},\
                "text":"https://new.example.com"},\
                "symbols":["Example.Server.production"],"outcomes":[],"fingerprint":"9bca7a832912",\
                "accepted":{"by":"Mara","reason":"The host moved.","until":"2026-11-25"}}
                """)
        #expect(report["acceptance"]?.elements.map { $0["rule"]?.text } == ["acceptance-unused"])
    }

    @Test("Files of a commit have their plain paths, and the commit its id")
    func commit() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec()])
        try workspace.git("init", "--quiet")
        try workspace.commitAll("one")
        try workspace.write("Specs/a.venue.yaml", DiffSample.changed)
        let run = try workspace.venuegen("diff", "git:main", "Specs", "--format", "json")
        let report = try JSONTreeParser.parse(Array(run.output.utf8))
        let id = try workspace.git("rev-parse", "main").output.filter { !$0.isNewline }
        #expect(report["old"]?.compactText == #"{"name":"git:main","commit":"\#(id)"}"#)
        let finding = report["venues"]?.elements.first?["findings"]?.elements.first
        #expect(finding?["old"]?["path"]?.text == "Specs/a.venue.yaml")
    }
}
