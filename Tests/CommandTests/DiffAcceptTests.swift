import TestScheduling
import Testing

/// `diff --accept` writes the entries that `diff` reads.
@Suite(.bounded) struct DiffAcceptTests {
    /// The options that accept the server that moved.
    private static let options = [
        "diff", "old", "new", "--today", "2026-11-25", "--accept", DiffSample.serverFingerprint, "--by", "Mara",
        "--reason", "The host moved: it's announced.",
    ]

    /// What the entry says where the file is a list of lines.
    private static let entry = """
          - fingerprint: 9bca7a832912
            reason: 'The host moved: it''s announced.'
            by: Mara
            until: 2027-02-25

        """

    /// A server that moved.
    private static func workspace(accepted: String? = nil) throws -> Workspace {
        let workspace = try Workspace([
            "old/a.venue.yaml": Sample.spec(),
            "new/a.venue.yaml": Sample.spec().replacing("https://api.example.com", with: "https://new.example.com"),
        ])
        if let accepted { try workspace.write("Specs/accepted-changes.yaml", accepted) }
        return workspace
    }

    @Test("A file that is not there, or has no text, is made with the entry, which counts at once")
    func made() throws {
        for accepted in [nil, "", "\n"] as [String?] {
            let workspace = try Self.workspace(accepted: accepted)
            let run = try workspace.venuegen(Self.options)
            #expect(run.status == 0, "\(run.error)")
            #expect(run.error == "note: accepted 1 change in Specs/accepted-changes.yaml\n")
            #expect(run.output.contains("    accepted: by Mara until 2027-02-25: The host moved: it's announced.\n"))
            #expect(try workspace.read("Specs/accepted-changes.yaml") == "accepted:\n" + Self.entry)
            #expect(try workspace.venuegen("diff", "old", "new", "--today", "2027-02-25").status == 0)
        }
    }

    @Test("Several changes are accepted at once, with the day that is named, in the file that is named")
    func several() throws {
        let workspace = try DiffSample.workspace()
        let report = try workspace.venuegen("diff", "old", "new").output
        let fingerprints = report.matches(of: /fingerprint: ([0-9a-f]{12})\n/).map { String($0.output.1) }
        let run = try workspace.venuegen(
            ["diff", "old", "new", "--today", "2026-11-25", "--accepted", "review/accepted.yaml"]
                + fingerprints.flatMap { ["--accept", $0] } + [
                    "--by", "Jo", "--reason", "Seen", "--until", "2026-12-01",
                ])
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error == "note: accepted 4 changes in review/accepted.yaml\n")
        #expect(run.output.hasSuffix("2 venues differ, 1 is unchanged: 4 accepted\n"))
        let file = try workspace.read("review/accepted.yaml")
        #expect(file.matches(of: /\n    by: Jo\n    until: 2026-12-01\n/).count == 4)
    }

    /// Files before and after an entry is added, in pieces.
    private static let files = [
        file(
            [
                "# reviewed\naccepted:\n# first\n- fingerprint: 0123456789ab # moved\n  reason: x\n  by: Jo\n",
                "  until: 2027-01-01 # soon\n\n# the end\n",
            ],
            [
                "# reviewed\naccepted:\n# first\n- fingerprint: 0123456789ab # moved\n  reason: x\n  by: Jo\n",
                "  until: 2027-01-01 # soon\n- fingerprint: 9bca7a832912\n  reason: 'The host moved: it''s announced.'\n",
                "  by: Mara\n  until: 2027-02-25\n\n# the end\n",
            ]),
        file(
            ["accepted:\n  - { fingerprint: 0123456789ab, reason: x, by: Jo, until: 2027-01-01 }"],
            [
                "accepted:\n  - { fingerprint: 0123456789ab, reason: x, by: Jo, until: 2027-01-01 }\n",
                String(Self.entry.dropLast()),
            ]),
        file(
            ["accepted: []  # none yet\n"],
            [
                "accepted: [{ fingerprint: 9bca7a832912, reason: 'The host moved: it''s announced.', by: Mara, ",
                "until: 2027-02-25 }]  # none yet\n",
            ]),
        file(
            ["accepted: [{ fingerprint: 0123456789ab, reason: x, by: Jo, until: 2027-01-01 },]\n"],
            [
                "accepted: [{ fingerprint: 0123456789ab, reason: x, by: Jo, until: 2027-01-01 }, ",
                "{ fingerprint: 9bca7a832912, reason: 'The host moved: it''s announced.', by: Mara, ",
                "until: 2027-02-25 },]\n",
            ]),
        file(
            [
                "accepted:\r\n  - fingerprint: 0123456789ab\r\n    reason: |\r\n      x\r\n    by: Jo\r\n",
                "    until: 2027-01-01\r\n",
            ],
            [
                "accepted:\r\n  - fingerprint: 0123456789ab\r\n    reason: |\r\n      x\r\n    by: Jo\r\n",
                "    until: 2027-01-01\r\n", Self.entry.replacing("\n", with: "\r\n"),
            ]),
        file(
            ["accepted:\n  - fingerprint: 0123456789ab\n    by: Jo\n    until: 2027-01-01\n    reason: >\n      x\n"],
            [
                "accepted:\n  - fingerprint: 0123456789ab\n    by: Jo\n    until: 2027-01-01\n    reason: >\n      x\n",
                Self.entry,
            ]),
    ]

    private static func file(_ before: [String], _ after: [String]) -> (before: String, after: String) {
        (before.joined(), after.joined())
    }

    @Test(
        "What a file holds stays as it was written, and the entry goes on in its way",
        arguments: files)
    func kept(before: String, after: String) throws {
        let workspace = try Self.workspace(accepted: before)
        let run = try workspace.venuegen(Self.options)
        #expect(run.status == 0, "\(run.error)")
        #expect(try workspace.read("Specs/accepted-changes.yaml") == after)
    }

    @Test("A fingerprint that the diff does not have is an error that names the nearest, and nothing is written")
    func unknown() throws {
        let workspace = try Self.workspace()
        var options = Self.options
        options[6] = "9bca7a832921"
        let run = try workspace.venuegen(options + ["--accept", DiffSample.serverFingerprint])
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(
            run.error
                == "error: no change has the fingerprint '9bca7a832921'; did you mean '9bca7a832912' (credentials may "
                + "go elsewhere: requests to 'production' and their credentials go to https://new.example.com instead of "
                + "https://api.example.com)?\n")
        options[6] = "000000000000"
        #expect(
            try workspace.venuegen(options).error
                == "error: no change has the fingerprint '000000000000'; the report names each change's\n")
        #expect(throws: (any Error).self) { try workspace.read("Specs/accepted-changes.yaml") }
    }

    @Test(
        "A file that accepts the change already, or has faults, is left alone",
        arguments: [
            (
                DiffSample.entry(until: "2020-01-01"),
                "error: the change '9bca7a832912' has an entry at Specs/accepted-changes.yaml:1:27; edit that one\n"
            ),
            (
                "acepted: []\n",
                "error: cannot add to 'Specs/accepted-changes.yaml' before it is mended: unknown key 'acepted' in the file; "
                    + "did you mean 'accepted'? [acceptance-malformed]\n"
            ),
            (
                "accepted: &all\n  -\n    { fingerprint: 0123456789ab, reason: x, by: Jo, until: 2027-01-01 }\n",
                nil
            ),
        ] as [(String, String?)])
    func refused(accepted: String, error: String?) throws {
        let workspace = try Self.workspace(accepted: accepted)
        let run = try workspace.venuegen(Self.options)
        #expect(run.status == 3 && run.output.isEmpty)
        if let error { #expect(run.error == error) }
        #expect(try workspace.read("Specs/accepted-changes.yaml") == accepted)
    }

    @Test(
        "A command line that leaves out who, why, or what is refused, as is a day that has passed",
        arguments: [
            (["--accept", "9bca7a832912", "--by", "Mara"], "error: '--accept' needs '--reason'\n"),
            (["--accept", "9bca7a832912", "--reason", "x"], "error: '--accept' needs '--by'\n"),
            (["--accept", "9bca7a832912", "--by", " ", "--reason", "x"], "error: '--accept' needs '--by'\n"),
            (["--by", "Mara"], "error: '--by' is said of a change; name it with '--accept'\n"),
            (
                ["--accept", "9bca7a832912", "--by", "Mara", "--reason", "a\nb"],
                "error: '--reason' is one line without hidden characters\n"
            ),
            (
                ["--accept", "9bca7a832912", "--by", "Mara", "--reason", "x", "--until", "2026-11-24"],
                "error: '--until' has passed; an acceptance counts up to its last day\n"
            ),
            (
                ["--accept", "9bca7a832912", "--by", "Mara", "--reason", "x", "--until", "soon"],
                "error: 'soon' is no date\n"
            ),
        ])
    func usage(options: [String], error: String) throws {
        let run = try Self.workspace().venuegen(["diff", "old", "new", "--today", "2026-11-25"] + options)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix(error))
    }
}
