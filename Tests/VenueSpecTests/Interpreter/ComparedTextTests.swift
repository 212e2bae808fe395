import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("A parameter in braces means its text wherever a test compares text", .bounded)
struct ComparedTextTests {
    /// Whether a reply whose member `text` is this one meets a test, for the order of an id.
    private func meets(_ test: String, _ text: String, id: String = "x-1") throws -> Bool {
        let venue = try TestVenue(
            types: "  Reply: { properties: { text: string, names: { type: array, items: string, required: false } } }",
            operation: """
                    parameters: { id: string, note: { type: string, required: false } }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'DELETE /o/{id}', query: { note } }
                    responses: { 200: Reply }
                    outcomes: [{ status: 200, when: { \(test) }, then: gone }, { status: 200, then: unknown(inconclusive) }]
                """)
        let body = JSONTree.object([JSONTree.Member(name: "text", value: .string(text))]).compactText
        return venue.judge(200, body, input: ["id": .text(id)]).outcome == .gone
    }

    @Test(
        "alone and inside longer text",
        arguments: [
            ("text: '{id}'", "x-1", true), ("text: '{id}'", "x-12", false), ("text: '{id}'", "{id}", false),
            ("text: 'order {id} not found'", "order x-1 not found", true),
            ("text: 'order {id} not found'", "order x-2 not found", false),
            ("text: [gone, '{id} gone']", "x-1 gone", true), ("text: [gone, '{id} gone']", "gone", true),
            ("text: [gone, '{id} gone']", "y gone", false),
            ("text: { oneOf: ['{id} gone'] }", "x-1 gone", true), ("text: { equals: '<{id}>' }", "<x-1>", true),
            ("text: { contains: 'order {id} ' }", "the order x-1 is", true),
            ("text: { contains: 'order {id} ' }", "the order {id} is", false),
            ("text: { prefix: '{id}: ' }", "x-1: gone", true), ("text: { prefix: '{id}: ' }", "x: gone", false),
            ("text: { matches: '^order {id} (is|was) gone$' }", "order x-1 was gone", true),
            ("text: { matches: '^order {id} (is|was) gone$' }", "order x-2 was gone", false),
            ("text: '{note}'", "", false), ("text: { contains: 'a{note}' }", "a", false),
        ])
    func placeholders(test: String, text: String, holds: Bool) throws {
        #expect(try meets(test, text) == holds)
    }

    @Test(
        "in an expression the value is text, however it looks",
        arguments: [".*", "a.b", "(", "[", "x{2}", "\\", "^$", "a|b", "{", "?", "+", "é"])
    func valuesAreQuoted(id: String) throws {
        #expect(try meets("text: { matches: '^<{id}>$' }", "<\(id)>", id: id))
        #expect(try !meets("text: { matches: '^<{id}>$' }", "<other>", id: id))
        #expect(try meets("text: { matches: '^({id}){2}$' }", id + id, id: id))
        #expect(try meets("text: { matches: '^{id}{2}$' }", id + id, id: id))
    }

    @Test(
        "counts, classes and escapes keep their braces",
        arguments: [
            ("text: { matches: '^[0-9]{3}$' }", "123", true), ("text: { matches: '^[0-9]{3}$' }", "12", false),
            ("text: { matches: '^[0-9]{2,}$' }", "123", true), ("text: { matches: '^[0-9]{1,2}$' }", "123", false),
            (#"text: { matches: '^\u{42}\x{41}$' }"#, "BA", true),
            (#"text: { matches: '^\{"id"\}$' }"#, #"{"id"}"#, true),
            ("text: { matches: '^[{}]+$' }", "{}", true), ("text: '{{id}}'", "{id}", true),
            ("text: { contains: '{{{id}}}' }", "a{x-1}", true), ("text: { prefix: '}}' }", "}a", true),
        ])
    func braces(test: String, text: String, holds: Bool) throws {
        #expect(try meets(test, text) == holds)
    }

    @Test(
        "what begins neither a placeholder nor a count is told",
        arguments: ["a{", "a{}", "{{", "{a{b}}", "[{id}]", "a{,}x{", "{3x{"])
    func malformedExpressions(pattern: String) {
        #expect(throws: SyntaxError.self) { try PatternTemplate(parsing: pattern) }
    }
}
