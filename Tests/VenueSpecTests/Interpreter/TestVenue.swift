import SourceText
import Testing
import YAMLDocument

@testable import VenueSpec

/// A spec reduced to what a test is about.
struct TestVenue {
    /// The venue of the spec, resolved without asking the rules.
    let venue: Venue
    /// Its only operation.
    let operation: CallDescription

    /// Reads a whole spec.
    init(spec: String) throws {
        let file = SourceFile(path: "test.venue.yaml", text: spec)
        let (root, problems) = YAMLReader.read(file)
        try #require(problems.isEmpty, "\(problems.map(\.message))")
        var report = Report(file)
        let document = SpecDocument(try #require(root), &report)
        venue = try #require(VenueBuilder(document: document).venue())
        operation = try #require(venue.operations.first)
    }

    /// Reads the parts of a spec after an ordinary head.
    ///
    /// `types` and `operation` are YAML in flow style or with the
    /// indentation of their place: 2 and 4 spaces.
    init(security: String = "bearer", types: String = "", operation: String) throws {
        try self.init(
            spec: """
                format: 1
                venue: Test
                docs: { read: 2026-11-20, digest: sha256:\(String(repeating: "0", count: 64)) }
                servers: { production: https://api.example.com }
                security: \(security)
                types:
                  Unused: { properties: { unused: string } }
                \(types)
                operations:
                  cancelOrder:
                \(operation)
                """)
    }

    /// Makes the request of an input given as YAML would read it.
    func request(_ input: KeyValuePairs<String, Example.InputScalar>) throws(InputProblems) -> RenderedRequest {
        try Interpreter.request(Self.values(input), operation: operation, venue: venue)
    }

    /// The problems of an input; empty if it makes a request.
    func problems(_ input: KeyValuePairs<String, Example.InputScalar>) -> [InputProblem] {
        do {
            _ = try request(input)
            return []
        } catch {
            return error.all
        }
    }

    /// Judges a reply.
    func judge(
        _ status: Int, _ body: String, input: KeyValuePairs<String, Example.InputScalar> = [:]
    ) -> Judgement {
        Interpreter.judge(
            status: status, body: Array(body.utf8), input: Self.values(input), operation: operation, venue: venue)
    }

    /// Input values without places.
    private static func values(_ input: KeyValuePairs<String, Example.InputScalar>) -> [Example.InputValue] {
        input.map { Example.InputValue(name: $0.key, value: $0.value, range: .fileStart) }
    }
}
