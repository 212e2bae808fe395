import Foundation
import TestScheduling
import Testing

/// `evidence` holds a spec against a saved page.
@Suite(.bounded) struct EvidenceTests {
    /// The SHA-256 of `DELETE https://api.example.com/orders/{orderId} orderId 204`, computed with another tool.
    private static let digest = "sha256:8ced58d3f7e5f42e432700a065fe9b4ac73aa580e87287df547314c024720da1"

    /// A page of the sample, in a layout of its own.
    private static let page = "DELETE  https://api.example.com/orders/{orderId}\n\n orderId\n204\n"

    /// The digest the sample names.
    private static let stated = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

    /// A workspace with a spec that was read from the page.
    private func makeWorkspace() throws -> Workspace {
        try Workspace([
            "a.venue.yaml": Sample.spec().replacing(Self.stated, with: Self.digest), "page.txt": Self.page,
        ])
    }

    @Test("A page the spec was read from is clean, whatever its white space and markup")
    func clean() throws {
        let workspace = try makeWorkspace()
        try workspace.write("page.html", "<p>\(Self.page.replacing("\n", with: "<br>\u{A0}"))</p>")
        for page in ["page.txt", "page.html"] {
            let run = try workspace.venuegen("evidence", "a.venue.yaml", page)
            #expect(run.status == 0)
            #expect(run.output == "a.venue.yaml: no findings\n")
            #expect(run.error.isEmpty)
        }
    }

    @Test("Findings have their places in spec and page; warnings alone are clean")
    func findings() throws {
        let workspace = try makeWorkspace()
        try workspace.write("page.txt", Self.page.replacing("204", with: "newField"))
        let run = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt")
        #expect(run.status == 1)
        #expect(run.error.contains("a.venue.yaml:6:11: error: 'page.txt' is not the page this spec was read from"))
        #expect(run.error.contains("a.venue.yaml:20:7: error: '204' is not on the page"))
        #expect(run.error.contains("page.txt:4:1: warning: the name 'newField' is not in 'a.venue.yaml'"))
        #expect(run.output == "a.venue.yaml: 2 errors, 1 warning\n")
        let warning = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--accept", "--read", "2026-11-27")
        #expect(warning.status == 1)
        try workspace.write("page.txt", Self.page + "newField")
        #expect(try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--accept").status == 0)
    }

    @Test("A read with a page of its own is held against that")
    func pagesOfReads() throws {
        let workspace = try makeWorkspace()
        let read = """
            reads:
              getOrder:
                docs: { read: 2026-11-20, digest: \(Self.stated) }
                parameters: { orderId: string }
                identity: [orderId]
                http: { request: 'GET /single/{orderId}' }
                responses: { 204: none }
                states: [{ status: 204, then: gone }]
                examples:
                  - name: one
                    input: { orderId: '1' }
                    request: { line: GET /single/1, headers: { Authorization: Bearer <token> } }
                    replies: [{ name: gone, status: 204, outcome: gone }]

            """
        try workspace.write("a.venue.yaml", try workspace.read("a.venue.yaml") + read)
        try workspace.write("read.txt", "GET /single/{orderId} 204")
        let own = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt")
        #expect(own.output == "a.venue.yaml: no findings; read from pages of their own: getOrder\n")
        let both = try workspace.venuegen(
            "evidence", "a.venue.yaml", "page.txt", "a.venue.yaml#getOrder", "read.txt", "--accept", "--read",
            "2026-11-27")
        #expect(both.status == 0)
        #expect(
            both.output == """
                accepted a.venue.yaml
                a.venue.yaml: no findings
                accepted a.venue.yaml#getOrder
                a.venue.yaml#getOrder: no findings

                """)
        #expect(try workspace.read("a.venue.yaml").matches(of: /read: 2026-11-27/).count == 2)
        let unknown = try workspace.venuegen("evidence", "a.venue.yaml#getOrdr", "read.txt")
        #expect(unknown.status == 3)
        #expect(
            unknown.error.contains(
                "has no read or login 'getOrdr' with a page of its own, under 'docs'; those that have one: 'getOrder'"))
    }

    @Test("Findings come in every format of 'lint'", arguments: ["json", "github", "sarif"])
    func formats(format: String) throws {
        let workspace = try makeWorkspace()
        try workspace.write("page.txt", Self.page.replacing("204", with: "newField"))
        let run = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--format", format)
        #expect(run.status == 1 && run.error.isEmpty)
        for rule in ["page-changed", "fact-not-on-page", "name-not-in-spec"] { #expect(run.output.contains(rule)) }
        if format != "github" {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
        }
    }

    @Test("'--accept' writes the digest and the day, and no other byte")
    func accept() throws {
        let workspace = try Workspace(["a.venue.yaml": Sample.spec(), "page.txt": Self.page])
        let run = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--accept", "--read", "2026-11-27")
        #expect(run.status == 0)
        #expect(run.output == "accepted a.venue.yaml\na.venue.yaml: no findings\n")
        let expected = Sample.spec().replacing(Self.stated, with: Self.digest).replacing(
            "2026-11-20", with: "2026-11-27")
        #expect(try workspace.read("a.venue.yaml") == expected)
        let again = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--accept", "--read", "2026-11-27")
        #expect(again.output == "unchanged a.venue.yaml\na.venue.yaml: no findings\n")
        let before = Date().formatted(.iso8601.year().month().day())
        try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--accept")
        let after = Date().formatted(.iso8601.year().month().day())
        let days = try workspace.read("a.venue.yaml").matches(of: /read: (\S+)/).map { String($0.1) }
        #expect(days == [before] || days == [after])
    }

    @Test("The digest is the same from each program, and without any the run says what to install")
    func programs() throws {
        let workspace = try makeWorkspace()
        for program in ["sha256sum", "shasum", "openssl"] {
            let found = try workspace.shell("command -v \(program)")
            guard found.status == 0 else { continue }
            let only =
                "mkdir -p bin-\(program) && for p in \(program) perl; do ln -sf $(command -v $p) bin-\(program)/$p; done; "
            let run = try workspace.shell(
                only + "PATH=$PWD/bin-\(program) exec \"$venuegen\" evidence a.venue.yaml page.txt")
            #expect(run.status == 0, "\(program): \(run.error)")
        }
        let none = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", environment: ["PATH": "/nowhere"])
        #expect(none.status == 3)
        #expect(none.error.contains("none of 'sha256sum', 'shasum', 'openssl' is in PATH; install one of them"))
    }

    @Test(
        "Wrong usage is status 2",
        arguments: [
            ["a.venue.yaml"], ["a", "b", "c"], [], ["a", "b", "--read", "2026-11-20"],
            ["a", "b", "--accept", "--read", "yesterday"], ["a", "b", "a", "c", "--accept"],
        ])
    func usage(arguments: [String]) throws {
        let run = try makeWorkspace().venuegen(["evidence"] + arguments)
        #expect(run.status == 2)
        #expect(run.error.hasPrefix("error: "))
        #expect(run.error.contains("Usage: venuegen evidence <spec> <page>"))
    }

    @Test("What cannot be read is status 3; a spec with errors is reported and not accepted")
    func unreadable() throws {
        let workspace = try makeWorkspace()
        #expect(try workspace.venuegen("evidence", "a.venue.yaml", "nowhere.txt").status == 3)
        #expect(try workspace.venuegen("evidence", "nowhere.venue.yaml", "page.txt").status == 3)
        try Data([0x61, 0xFF]).write(to: workspace.url("latin.txt"))
        let latin = try workspace.venuegen("evidence", "a.venue.yaml", "latin.txt")
        #expect(latin.status == 3 && latin.error == "error: cannot read 'latin.txt': it is not UTF-8\n")
        try workspace.write("b.venue.yaml", Sample.misspelt())
        let bad = try workspace.venuegen("evidence", "b.venue.yaml", "page.txt", "--accept")
        #expect(bad.status == 1 && bad.error.contains("[unknown-key]"))
        #expect(try workspace.read("b.venue.yaml") == Sample.misspelt())
    }

    @Test("Several specs, each with its page, are one run and one report")
    func severalSpecs() throws {
        let workspace = try makeWorkspace()
        try workspace.write("b.venue.yaml", Sample.spec("Other"))
        try workspace.write("b.txt", Self.page.replacing("204", with: ""))
        let pairs = ["a.venue.yaml", "page.txt", "b.venue.yaml", "b.txt"]
        let run = try workspace.venuegen(["evidence"] + pairs)
        #expect(run.status == 1)
        #expect(run.output == "a.venue.yaml: no findings\nb.venue.yaml: 2 errors\n")
        #expect(run.error.contains("b.venue.yaml:20:7: error: '204' is not on the page"))
        let json = try workspace.venuegen(["evidence", "--format", "json"] + pairs)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output.utf8)) }
        let lost = try workspace.venuegen("evidence", "a.venue.yaml", "nowhere.txt", "b.venue.yaml", "b.txt")
        #expect(lost.status == 3)
        #expect(lost.error.contains("nowhere.txt") && lost.error.contains("'204' is not on the page"))
        #expect(lost.output == "b.venue.yaml: 2 errors\n")
        let accepted = try workspace.venuegen(["evidence", "--accept", "--read", "2026-11-27"] + pairs)
        #expect(
            accepted.output.contains("accepted a.venue.yaml\n") && accepted.output.contains("accepted b.venue.yaml\n"))
        #expect(try workspace.read("b.venue.yaml").contains("read: 2026-11-27"))
    }

    @Test("'--since' tells what changed on a page, in a file or in a directory of earlier copies")
    func since() throws {
        let workspace = try makeWorkspace()
        try workspace.write("saved/page.txt", Self.page)
        try workspace.write(
            "page.txt",
            "A new \u{1B}[31mhead.\n" + Self.page.replacing(" orderId\n", with: " orderId, optional\u{9B}\n"))
        for earlier in ["saved/page.txt", "saved"] {
            let run = try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--since", earlier)
            #expect(run.status == 1)
            #expect(
                run.error.contains(
                    "page.txt:4:2: warning: 'orderId' is now 'orderId, optional\\u{9B}'; it concerns 'orderId'"),
                "\(run.error)")
            #expect(run.error.contains("saved/page.txt:3:2: note: it stood here"))
            #expect(run.error.contains("page.txt:4:11: warning: beside 'orderId' the page has 'optional'"))
            #expect(
                run.output
                    == "a.venue.yaml: 1 error, 2 warnings; the pages differ in one place where the spec has no part\n")
            #expect(!run.error.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
        }
        #expect(try workspace.venuegen("evidence", "a.venue.yaml", "page.txt", "--since", "nowhere").status == 3)
    }
}
