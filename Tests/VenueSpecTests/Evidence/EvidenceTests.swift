import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance
@testable import VenueSpec

/// A spec and a page are held against each other fact by fact.
@Suite(.bounded) struct EvidenceTests {
    /// The digest no spec names.
    private static let digest = "sha256:" + String(repeating: "0", count: 64)

    /// A spec with facts of every kind, and of every basis.
    private static let spec = """
        format: 1
        venue: Example
        docs: { read: 2026-11-20, digest: \(digest) }
        sources: { desk: The support desk }
        servers: { production: https://api.example.com, own: { url: 'https://{host}' } }
        security: { key: { type: header, header: X-Key } }
        types:
          Reply:
            description: The word ratherOdd is known from here.
            properties: { state: State, reason: { type: string, basis: external, source: desk }, code: Code }
          State: { enum: [Open, Gone, Done] }
          Code: { type: integer, enum: { 20: { name: denied }, 104: { name: missing, basis: inferred } } }
        operations:
          cancelOrder:
            parameters: { id: string, sideOfOrder: { enum: { BUY: , SELL: } } }
            identity: [id]
            repeatable: safe
            http: { request: 'DELETE /orders/{id}', headers: { X-Trace: sideOfOrder } , json: { mode: fast } }
            responses: { 200: { body: Reply, headers: { X-Left: } }, 404: text, 401: { body: text, basis: inferred } }
            outcomes:
              - { status: 404, when: { $: { contains: order not found } }, then: gone }
              - { status: 404, when: { $: { contains: no such desk } }, then: gone, basis: external, source: desk }
            confirm: [{ call: Look, statuses: { LIVE: pendingCancel } }]
            examples: [{ name: a, input: { id: '1' }, request: { line: x } }]
        logins:
          logon:
            security: { desk: { type: header, header: X-Desk } }
            http: { request: POST /logon, form: { scope: wide } }
            responses: { 202: text }
            gives: { key: { header: X-Given } }
            outcomes: [{ status: 202, when: { $: { contains: come in } }, then: granted }, { status: 202, then: rejected }]
            examples: [{ name: b, request: { line: x } }]

        """

    /// A page on which every documented fact is.
    private static let page = """
        DELETE https://api.example.com/orders/{id}
        X-Key: …  X-Trace: …  X-Left: …
        | id | string | mode: fast | sideOfOrderstringRequired BUY, SELL |
        state one of OpenGoneDone; code 20
        Status 200, or 404 with “order
        not found”. Look tells LIVE.
        POST /logon with scope=wide and X-Desk: 202 “come in”, with X-Given.
        """

    /// The findings on a page, as their rules and messages.
    private func findings(_ page: String, spec: String = spec) throws -> [Diagnostic] {
        let (evidence, diagnostics) = SpecEvidence.read(SourceFile(path: "a.venue.yaml", text: spec))
        #expect(diagnostics.isEmpty)
        let text = try #require(PageText(SourceFile(path: "page.txt", text: page)))
        return try #require(evidence).findings(on: text, digest: Self.digest)
    }

    @Test func aPageWithEveryFactHasNoFindings() throws {
        #expect(DiagnosticFormatter().format(try findings(Self.page)) == "")
    }

    @Test(arguments: [
        ("api.example.com", "'api.example.com' is not on the page, though documented among the hosts"),
        ("X-Key", "'X-Key' is not on the page, though documented among the header fields of credentials"),
        ("X-Trace", "'X-Trace' is not on the page, though documented among the parts of the request of 'cancelOrder'"),
        ("/orders/{id}", "'/orders/{id}' is not on the page, though documented among the paths of 'cancelOrder'"),
        ("fast", "'fast' is not on the page, though documented among the parts of the request of 'cancelOrder'"),
        ("sideOfOrder", "'sideOfOrder' is not on the page, though documented among the parameters of 'cancelOrder'"),
        ("SELL", "'SELL' is not on the page, though documented among the values of 'sideOfOrder'"),
        ("Gone", "'Gone' is not on the page, though documented among the values of 'State'"),
        ("state", "'state' is not on the page, though documented among the properties of 'Reply'"),
        ("20;", "'20' is not on the page, though documented among the values of 'Code'"),
        ("404", "'404' is not on the page, though documented among the statuses of 'cancelOrder'"),
        (
            "found”",
            "'order not found' is not on the page, though documented among the texts 'cancelOrder' matches replies"
        ),
        ("X-Left", "'X-Left' is not on the page, though documented among the header fields of status 200"),
        ("LIVE", "'LIVE' is not on the page, though documented among the order statuses of 'Look'"),
    ])
    func aFactThatLeavesThePageIsMissed(text: String, message: String) throws {
        let page = Self.page.replacing("code 20", with: "code 20;").replacing(text, with: "")
        let missing = try findings(page).filter { $0.rule == "fact-not-on-page" }
        #expect(missing.count == 1)
        #expect(missing.allSatisfy { $0.severity == .error && $0.path == "a.venue.yaml" })
        #expect(missing.first?.message.hasPrefix(message) == true, "\(missing.first?.message ?? "")")
    }

    @Test func factsOfOneGroupAreOneFindingWithAPlaceForEach() throws {
        let missing = try findings(Self.page.replacing("OpenGoneDone", with: "Done"))
        #expect(
            missing.map(\.message) == [
                "'Open', 'Gone' are not on the page, though documented among the values of 'State'; change the spec, or state "
                    + "another basis"
            ])
        #expect(missing.first?.range.start == SourcePosition(line: 11, column: 19))
        #expect(missing.first?.notes.map(\.range.start) == [SourcePosition(line: 11, column: 25)])
    }

    @Test(arguments: [
        ("newField", "the name 'newField'"), ("new_field", "the name 'new_field'"),
        ("NEW_VALUE", "the name 'NEW_VALUE'"),
        ("clientOrderIdstringRequired", "the name 'clientOrderIdstringRequired'"),
        ("OpenGoneDoneHalted", "the name 'Halted'"), ("X-Limit", "the header field 'X-Limit'"),
        ("Retry-After: 1", "the header field 'Retry-After'"), ("errorcode 107", "the code '107'"),
        ("429 Too Many Requests", "the status '429'"), ("\n- 503\n", "the status '503'"),
    ])
    func aNameThatIsNewOnThePageIsShown(text: String, what: String) throws {
        let found = try findings(Self.page + "\nAlso: \(text)")
        #expect(found.map(\.rule) == ["name-not-in-spec"])
        #expect(found.first?.message == "\(what) is not in 'a.venue.yaml'; model it, or mention it")
        #expect(found.allSatisfy { $0.severity == .warning && $0.path == "page.txt" && $0.range.start.line >= 7 })
    }

    @Test(arguments: [
        "ratherOdd", "sideOfOrder string", "OpenGone", "https://docs.example.com/newPage?new_field=1", "JavaScript",
        "60e740e7898f7d00064d43769a73dc48", "YYYY-MM-DDTHH:MM:SS.sssZ", "Content-Type: text/plain", "within 500 orders",
        "since 2026-11-20, 100 times", "well-known", "_private", "Ends.Here", "all-caps NASDAQ", "180 requests",
    ])
    func proseAndKnownWordsAreNoNames(text: String) throws {
        #expect(DiagnosticFormatter().format(try findings(Self.page + "\nAlso \(text).")) == "")
    }

    @Test func aDigestThatIsAnotherIsAnErrorAtTheDigest() throws {
        let spec = Self.spec.replacing(Self.digest, with: Self.digest.dropLast() + "1")
        let found = try findings(Self.page, spec: spec)
        #expect(found.map(\.rule) == ["page-changed"])
        #expect(found.first?.severity == .error)
        #expect(found.first?.range.start == SourcePosition(line: 3, column: 35))
    }

    /// The spec with reads: one on the spec's page, two with pages of their own.
    private static let readsSpec = spec.replacing(
        "operations:\n",
        with: """
            reads:
              look:
                parameters: { id: string, deskName: string }
                identity: [id]
                http: { request: 'GET /looks/{id}', query: { deskName } }
                responses: { 200: Reply }
                states: [{ status: 200, when: { state: Parked }, then: working }, { status: 200, then: gone }]
                examples: [{ name: a, input: { id: '1' }, request: { line: x } }]
              getOrder:
                docs: { read: 2026-11-21, digest: \(digest.dropLast() + "7") }
                parameters: { id: string, orderBook: string }
                identity: [id]
                http: { request: 'GET /single/{id}', query: { orderBook } }
                responses: { 200: Single, 410: Reply }
                states: [{ status: 200, then: working }]
                examples: [{ name: a, input: { id: '1' }, request: { line: x } }]
              list:
                docs: { read: 2026-11-21, digest: \(digest) }
                parameters: { id: string }
                identity: [id]
                http: { request: GET /list }
                responses: { 200: List }
                states: [{ status: 200, then: working }]
                examples: [{ name: a, input: { id: '1' }, request: { line: x } }]
            operations:

            """
    ).replacing(
        "types:\n",
        with: """
            types:
              List: { properties: { rows: { type: array, items: Single } } }
              Single: { properties: { lifeCycle: Life } }
              Life: { enum: [Breathing] }

            """)

    @Test func aReadWithoutAPageOfItsOwnIsOnTheSpecs() throws {
        let missing = try findings(Self.page, spec: Self.readsSpec).map(\.message)
        let expected = [
            "'deskName' is not on the page, though documented among the parameters of 'look'",
            "'/looks/{id}' is not on the page, though documented among the paths of 'look'",
            "'Parked' is not on the page, though documented among the texts 'look' matches replies with",
        ]
        #expect(Set(missing.map { String($0.prefix { $0 != ";" }) }) == Set(expected))
    }

    @Test func aReadWithAPageIsHeldAgainstItWithTheTypesThatAreItsAlone() throws {
        let (evidence, diagnostics) = SpecEvidence.read(SourceFile(path: "a.venue.yaml", text: Self.readsSpec))
        #expect(diagnostics.isEmpty)
        let spec = try #require(evidence)
        #expect(spec.readsApart == ["getOrder", "list"])
        #expect(spec.heldAgainstPage(of: "look") == nil && spec.heldAgainstPage(of: "cancelOrder") == nil)

        let page = "GET /single/{id} id orderBook; 200, 410; lifeCycle: Breathing"
        let single = try #require(spec.heldAgainstPage(of: "getOrder"))
        func text(_ page: String) throws -> PageText {
            try #require(PageText(SourceFile(path: "page.txt", text: page)))
        }
        let digest = String(Self.digest.dropLast() + "7")
        #expect(DiagnosticFormatter().format(single.findings(on: try text(page), digest: digest)) == "")
        let other = single.findings(on: try text(page.replacing("lifeCycle", with: "life")), digest: Self.digest)
        #expect(other.map(\.rule) == ["fact-not-on-page", "page-changed"])
        #expect(other.last?.message.hasPrefix("'page.txt' is not the page 'getOrder' was read from") == true)
        #expect(
            other.first?.message.hasPrefix(
                "'lifeCycle' is not on the page, though documented among the properties of 'Single'") == true)

        // The types of an earlier page are not looked for again.
        let list = try #require(spec.heldAgainstPage(of: "list"))
        #expect(list.findings(on: try text("GET /list id 200 rows"), digest: Self.digest).isEmpty)

        let day = try #require(CalendarDate("2026-11-27"))
        let accepted = try #require(single.accepting(digest: Self.digest, read: day))
        #expect(
            accepted
                == Self.readsSpec.replacing(
                    "2026-11-21, digest: \(digest)", with: "2026-11-27, digest: \(Self.digest)"))
    }

    @Test func aCancelOfAllOrdersWithAPageIsHeldAgainstIt() throws {
        let text = Self.readsSpec.replacing(
            "operations:\n",
            with: """
                cancelAll:
                  stop:
                    docs: { read: 2026-11-21, digest: \(Self.digest) }
                    parameters: { deskId: string }
                    scope: { byDesk: [deskId] }
                    repeatable: undocumented
                    http: { request: DELETE /stop, query: { deskId } }
                    responses: { 207: Stopped }
                    outcomes: [{ status: 207, when: { halted: Now }, then: canceled }, { status: 207, then: pendingCancel }]
                    examples: [{ name: a, input: { deskId: '1' }, request: { line: x } }]
                operations:

                """
        ).replacing("types:\n", with: "types:\n  Stopped: { properties: { halted: string } }\n")
        let (evidence, diagnostics) = SpecEvidence.read(SourceFile(path: "a.venue.yaml", text: text))
        #expect(diagnostics.isEmpty)
        let stop = try #require(evidence?.heldAgainstPage(of: "stop"))
        func missing(_ page: String) throws -> [String] {
            let page = try #require(PageText(SourceFile(path: "page.txt", text: page)))
            return stop.findings(on: page, digest: Self.digest).map { String($0.message.prefix { $0 != " " }) }
        }
        #expect(try missing("DELETE /stop deskId 207 halted: Now") == [])
        #expect(
            Set(try missing("POST /halt desk 200 halt: later")).isSuperset(of: [
                "'deskId'", "'/stop'", "'207'", "'halted'", "'Now'",
            ]))
    }

    @Test func aSpecThatCannotBeReadIsReportedAsLintDoes() {
        let (evidence, diagnostics) = SpecEvidence.read(SourceFile(path: "a", text: "format: 1\nvanue: X\n"))
        #expect(evidence == nil)
        #expect(diagnostics.contains { $0.rule == "unknown-key" })
    }
}
