import TestScheduling
import Testing

@testable import VenueSpec

/// Replies, types and outcomes of a valid spec mean what they say.
@Suite(.bounded) struct ReplyModelTests {
    /// The spec that shows every kind of reply.
    private let venue: Venue
    /// Its call.
    private let operation: CallDescription

    init() throws {
        venue = try Corpus.venue("replies")
        operation = try #require(venue.operations.first)
    }

    @Test func repliesAreOrderedByStatusAndAlternativesAsWritten() {
        #expect(operation.responses.map(\.status) == [200, 201, 201, 201, 204, 404, 404, 599])
        #expect(
            operation.responses.map(\.caseName) == [
                "ok", "created", "createdState", "createdText", "noContent", "notFound", "notFoundText", "status599",
            ])
        let row = SwiftIdentifier(text: "Row", swift: "Row")
        let state = SwiftIdentifier(text: "State", swift: "State")
        #expect(operation.responses[0].content == .json(.array(.named(row))))
        #expect(operation.responses[2].content == .json(.named(state)))
        #expect(operation.responses.suffix(5).map(\.content) == [.text, .none, .none, .text, .any])
        #expect(operation.responses[0].code.first?.description == "$[0].code")
        #expect(operation.responses[6].text.first?.description == "$")
    }

    @Test func headerFieldsAreAlwaysSentUnlessStated() throws {
        let headers = try #require(operation.responses.last).headers
        #expect(headers.map(\.name) == ["Retry-After", "X-Limit", "X-Request-Id"])
        #expect(headers.map(\.isRequired) == [false, true, true])
        #expect(headers.map(\.description) == ["Whole seconds.", "What is left.", nil])
        #expect(headers.map(\.provenance.basis) == [.inferred, .documented, .documented])
    }

    @Test func membersHaveTheirTypes() {
        guard case .object(let properties)? = venue.type(named: "Row")?.definition else {
            Issue.record("expected an object")
            return
        }
        let types = Dictionary(properties.map { ($0.name.text, $0.type) }, uniquingKeysWith: { first, _ in first })
        #expect(types["code"] == .named(SwiftIdentifier(text: "Code", swift: "Code")))
        #expect(types["order_id"] == .textOrNumber)
        #expect(types["at"] == .epoch(.milliseconds, quoted: false))
        #expect(types["quotedAt"] == .epoch(.nanoseconds, quoted: true))
        #expect(types["price"] == .decimalString && types["filled"] == .decimalNumber)
        #expect(types["time"] == .timestamp && types["extra"] == .any)
        #expect(types["parts"] == .array(.array(.named(SwiftIdentifier(text: "Part", swift: "Part")))))
        #expect(properties.map(\.name.swift).prefix(5) == ["code", "orderID", "at", "quotedAt", "limit"])
        #expect(properties.filter(\.isRequired).map(\.name.text) == ["code", "order_id"])
        #expect(properties.filter(\.isNullable).map(\.name.text) == ["order_id", "quotedAt"])
        #expect(properties.filter(\.isDeprecated).map(\.name.text) == ["filled"])
        #expect(properties.first { $0.name.text == "time" }?.provenance.source == "forum")
    }

    @Test func integerEnumerationsKeepTheirDigits() {
        guard case .enumeration(let codes)? = venue.type(named: "Code")?.definition else {
            Issue.record("expected an enumeration")
            return
        }
        #expect(codes.kind == .integer)
        #expect(codes.values.map(\.name.text) == ["0", "-7", "20"])
        #expect(codes.values.map(\.name.swift) == ["ok", "refused", "unknown"])
    }

    @Test func conditionsAreTypedByTheirField() throws {
        let rules = operation.outcomes
        #expect(rules.map(\.statuses) == [[200], [200], [201], [201], [201], [404], [204, 404], [200, 201, 599]])
        #expect(rules.map(\.isProvenByStatus) == [false, false, false, false, false, false, false, true])
        let root = FieldPath(steps: [])
        #expect(
            rules[3].conditions == [
                Condition(path: root, test: .contains(ComparedText([.parameter("orderId")]))),
                Condition(path: root, test: .hasPrefix("ok ")),
                Condition(path: root, test: .matches("[0-9]+$")),
            ])
        #expect(
            rules[1].conditions == [
                Condition(path: FieldPath(steps: [.anyElement, .member("order_id")]), test: .absent)
            ])
        #expect(rules[4].conditions.map(\.test) == [.oneOf([.string("Canceled"), .string("Working")])])
        #expect(rules[1].decision == .fixed(.throttled(.unknown)))
        guard case .byValue(let path, let cases) = rules[0].decision else {
            Issue.record("expected a rule by value")
            return
        }
        #expect(path.description == "$[0].code")
        #expect(cases.map(\.value) == ["0", "-7", "20"])
        #expect(cases.map(\.outcome) == [.canceled, .rejected(.other), .unknownOrder])
        #expect(cases.map(\.provenance.basis) == [.documented, .documented, .inferred])
    }

    @Test func serversCredentialsAndLimitsAreRead() throws {
        #expect(venue.credentials.isEmpty)
        let server = try #require(venue.servers.first)
        #expect(server.host == nil && server.basePath == "/api" && server.scheme == "https")
        let other = try Corpus.venue("identities-and-groups")
        #expect(other.servers.first?.host == "api.example.com:8443")
        #expect(other.servers.first?.basePath == "/v1")
        #expect(other.credentials.map(\.name.text) == ["apiKey", "accountToken"])
        #expect(other.credentials.map(\.header) == ["X-Api-Key", "X-Account"])
        #expect(other.credentials.map(\.prefix) == ["", "Account "])
        let limit = try #require(other.rateLimits.first)
        #expect(limit.requests == 5 && limit.period == .milliseconds(500) && limit.burst == 2)
        #expect(limit.scope == .key && limit.sharedWith == ["placing", "replacing"])
        let bearer = try #require(try Corpus.venue("json-templates").credentials.first)
        #expect(bearer.name.text == "token" && bearer.scheme == .bearer && bearer.prefix == "Bearer ")
    }

    @Test func aFormStatesItsOwnMediaType() {
        #expect(
            operation.http.body
                == .form(
                    [
                        QueryItem(name: "ids", value: [.parameter("ids")], explode: false),
                        QueryItem(name: "order", value: [.parameter("orderId")], explode: false),
                    ], contentType: "application/x-www-form-urlencoded; charset=utf-8"))
    }

    @Test func factsSayHowTheyAreKnown() {
        #expect(venue.servers.first?.provenance.basis == .external)
        #expect(venue.servers.first?.provenance.source == "help")
        #expect(venue.sources.map(\.title) == ["Help centre", "Users' forum"])
        #expect(operation.repeatability.kind == .unsafe)
        #expect(operation.confirmations.first?.statuses.map(\.outcome) == [.canceled])
    }
}
