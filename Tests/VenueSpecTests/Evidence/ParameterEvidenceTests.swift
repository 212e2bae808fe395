import SourceText
import TestScheduling
import Testing

@testable import SpecMaintenance

/// Limits, and words for what must be given, are held against the spec where they stand beside a name.
@Suite(.bounded) struct ParameterEvidenceTests {
    private static let digest = "sha256:" + String(repeating: "0", count: 64)

    /// A spec with limits of every kind, and with what is required, optional, and dependent.
    private static let spec = """
        format: 1
        venue: Example
        docs: { read: 2026-11-20, digest: \(digest) }
        servers: { production: https://api.example.com }
        security: bearer
        types:
          Reply: { properties: { state: string, note: { type: string, required: false } } }
        operations:
          cancelOrder:
            parameters:
              account: { type: string, minLength: 1, maxLength: 20, example: ACC-7 }
              orderId: { type: string, maxLength: 36, example: ORD-9 }
              symbol: { type: string, required: false }
              book: { type: string, required: false, maxLength: 4, basis: inferred }
              level: { type: integer, minimum: 1, maximum: 50, required: false }
              kind: { enum: { A: , B: } }
              strike: string
            identity: [account, orderId]
            conditional: [{ when: { kind: B }, require: [strike] }]
            repeatable: safe
            http: { request: 'DELETE /orders/{account}/{orderId}', json: { symbol, book, level, kind, strike } }
            responses: { 200: { body: Reply } }
            outcomes: [{ status: 200, then: canceled }]
            examples: [{ name: a, input: { orderId: x }, request: { line: x } }]

        """

    /// The findings beside names on a page, as `rule line:column message`.
    private func findings(_ page: String, spec: String = spec) throws -> [Diagnostic] {
        let (evidence, diagnostics) = SpecEvidence.read(SourceFile(path: "a.venue.yaml", text: spec))
        #expect(diagnostics.isEmpty)
        let text = try #require(PageText(SourceFile(path: "page.txt", text: page)))
        return try #require(evidence).findings(on: text, digest: Self.digest).filter {
            $0.rule == "limit-differs" || $0.rule == "required-differs"
        }
    }

    /// Every limit of the spec that is above one, for pages that are about something else.
    private static let numbers = "20 36 50\n"

    @Test(arguments: [
        "account | string | max 20 characters", "account\nstring\n1 - 20\nThe account.", "account (1-20) required",
        "The account to use.\n1 - 20\"ACC-7\"", "<td>account</td><td>string [1..20]</td>",
        "account: up to 20 characters",
        "accountstringRequired\n1 - 20", "* `account` string, at least 1 character", "account maxLength: 20",
        "account 1 - 20\nsymbol: string", "level: 1 <= x <= 50", "level | integer | 1 - 50 |", "level (max 50)",
        "symbol string\n", "symbol: min 1", "book: max 9 characters", "kind: max 9", "rate limit: up to 9 per second",
        "account: max 9 characters\naccount: max 20 characters", "the account is long", "orders 1 - 3 of the book",
    ])
    func pagesThatSayTheSame(page: String) throws {
        #expect(DiagnosticFormatter().format(try findings(Self.numbers + page)) == "")
    }

    @Test(arguments: [
        ("account | string | max 21 characters", "account", "max 21 characters", "'maxLength: 20'"),
        ("account\nstring\n1 - 21\nThe account.", "account", "1 - 21", "'maxLength: 20'"),
        ("The account to use.\n1 - 21\"ACC-7\"", "account", "1 - 21", "'maxLength: 20'"),
        ("The account to use.\n2 - 20\nExample:\nACC-7", "account", "2 - 20", "'minLength: 1'"),
        ("<tr><td>account</td><td>string [1..21]</td></tr>", "account", "1..21", "'maxLength: 20'"),
        ("account: up to 21 chars", "account", "up to 21 chars", "'maxLength: 20'"),
        ("\"account\": {\"type\": \"string\", \"maxLength\": 21}", "account", "maxLength\": 21", "'maxLength: 20'"),
        ("level | integer | 1 - 51 |", "level", "1 - 51", "'maximum: 50'"),
        ("level: 0 <= x <= 50", "level", "0 <= x <= 50", "'minimum: 1'"),
        ("symbol: max 8 characters", "symbol", "max 8 characters", "no 'maxLength'"),
        ("symbol: 3 - 8", "symbol", "3 - 8", "no 'minLength'"),
    ])
    func aLimitThatDiffers(page: String, name: String, text: String, own: String) throws {
        let found = try findings(Self.numbers + page)
        let message = try #require(found.first?.message)
        #expect(found.map(\.rule) == Array(repeating: "limit-differs", count: text == "3 - 8" ? 2 : 1))
        #expect(
            message.hasPrefix("beside '\(name)' the page has '\(text)', and the spec \(own); if it is the limit"),
            "\(message)")
        #expect(found.allSatisfy { $0.severity == .warning && $0.path == "page.txt" && $0.range.start.line > 1 })
        #expect(found.first?.notes.map(\.path) == ["a.venue.yaml"])
    }

    @Test func aLimitBesideNothingIsSomebodys() throws {
        let found = try findings(Self.numbers + "The client's tag.\n1 - 21\n\nThe account.\n1 - 20")
        #expect(
            found.map(\.message) == [
                "no parameter of 'a.venue.yaml' has the limit '1 - 21'; find out whose it is"
            ])
        #expect(found.first?.range.start == SourcePosition(line: 3, column: 1))
    }

    @Test func aLimitThatLeftThePageIsMissed() throws {
        let found = try findings("account, 20 characters at most. 50 levels.")
        #expect(
            found.map(\.message) == [
                "'maxLength: 36' of 'orderId' is not on the page; change the spec, or state another basis"
            ])
        #expect(found.first?.path == "a.venue.yaml" && found.first?.range.start.line == 12)
    }

    @Test(arguments: [
        "account required", "account | string | Required | The account |", "accountstringRequired\nThe account",
        "account\nstring\nrequired\nThe account.", "symbol (optional)", "symbol string, optional.",
        "symbol: not required",
        "account: { \"type\": \"string\", \"required\": true }", "symbol: required = false",
        "Name | Type | Required |\naccount | string | yes |\nsymbol | string | no |",
        "| Parameter | Mandatory |\n| account | YES |",
        "<tr><th>Name</th><th>Required</th></tr><tr><td>symbol</td><td>No</td></tr>",
        "strike required", "strike (conditional)", "symbol: required if kind is B", "account. Conditionally optional.",
        "symbol optional\nsymbol required", "The account is optional reading.",
        "symbol\nOptional structured data, required by law.",
        "book required", "Response\nnote string optional\nstate string required",
        "Response\naccount optional\naccount required",
        "unknownThing\nsymbol of a kind", "account\nstring\nsymbolToo\nstring\noptional",
    ])
    func pagesThatCallRequiredWhatIs(page: String) throws {
        #expect(DiagnosticFormatter().format(try findings(Self.numbers + page)) == "")
    }

    @Test(arguments: [
        ("account optional", "account", "optional", "every call needs it"),
        ("account | string | Optional | The account |", "account", "Optional", "every call needs it"),
        ("accountstringOptional\nThe account", "account", "stringOptional", "every call needs it"),
        ("account\nstring\noptional\nThe account.", "account", "optional", "every call needs it"),
        ("account: not required", "account", "required", "every call needs it"),
        ("account: { \"required\": false }", "account", "required", "every call needs it"),
        ("symbol (mandatory)", "symbol", "mandatory", "a call may leave it out"),
        ("symbol. The pair. Required.", "symbol", "Required", "a call may leave it out"),
        ("Name | Required |\naccount | no |", "account", "no", "every call needs it"),
        ("| Name | Optional |\n| account | yes |", "account", "yes", "every call needs it"),
        ("<th>Name</th><th>Required</th><td>symbol</td><td>Yes</td>", "symbol", "Yes", "a call may leave it out"),
        ("Response\nstate string optional", "state", "optional", "every reply has it"),
        ("Response\nnote string required", "note", "required", "a reply may lack it"),
    ])
    func aWordThatSaysOtherwise(page: String, name: String, word: String, own: String) throws {
        let found = try findings(Self.numbers + page)
        #expect(
            found.map(\.message) == [
                "beside '\(name)' the page has '\(word)', and in the spec \(own); look, and change the spec if it is meant of '\(name)'"
            ])
        #expect(found.allSatisfy { $0.severity == .warning && $0.rule == "required-differs" && $0.path == "page.txt" })
    }
}
