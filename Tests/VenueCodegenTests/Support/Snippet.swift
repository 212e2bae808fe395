import SourceText
import Testing
import VenueCodegen
import YAMLDocument

@testable import VenueSpec

/// The Swift of a spec reduced to the construct a test is about.
struct Snippet {
    /// The venue, resolved without asking the rules, so that a spec needs no examples.
    let venue: Venue
    /// Its generated file.
    let text: String

    /// Generates a spec of the given parts, each in YAML's flow style.
    ///
    /// Where `name` is not `test`, the file has another name.
    init(
        name: String = "test", venue venueName: String = "Test", access: AccessLevel = .public, head: String = "",
        servers: String = "{ production: https://api.example }", security: String = "{ token: bearer }",
        types: String = "{}", parameters: String = "{ id: string }", identity: String = "[id]",
        http: String = "{ request: 'POST /cancel/{id}' }", responses: String = "{ 200: text }",
        outcomes: String = "[{ status: 200, then: pendingCancel }]", operation: String = ""
    ) throws {
        let spec = """
            format: 1
            venue: \(venueName)
            docs: { read: 2026-11-20, digest: "sha256:0" }
            servers: \(servers)
            security: \(security)
            types: \(types)
            operations:
              cancelOrder:
                parameters: \(parameters)
                identity: \(identity)
                http: \(http)
                responses: \(responses)
                outcomes: \(outcomes)
            \(operation)
            \(head)
            """
        let file = SourceFile(path: "folder/\(name).venue.yaml", text: spec)
        let (root, problems) = YAMLReader.read(file)
        try #require(problems.isEmpty, "\(problems.map(\.message))")
        var report = Report(file)
        let document = SpecDocument(try #require(root), &report)
        venue = try #require(VenueBuilder(document: document).venue())
        text = try #require(ClientGenerator(access: access).files(for: [venue]).first).text
    }

    /// The declaration that starts with these words, without its documentation and with its margin taken away.
    func code(_ start: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            .filter { !$0.drop { $0 == " " }.hasPrefix("///") }[...]
        lines = lines.drop { !$0.drop { $0 == " " }.hasPrefix(start) }
        guard let first = lines.first else { return "" }
        let margin = String(first.prefix { $0 == " " })
        var result = [String(first.dropFirst(margin.count))]
        if !first.hasSuffix("{"), !first.hasSuffix("("), !first.hasSuffix("[") { return result[0] }
        for line in lines.dropFirst() {
            result.append(String(line.dropFirst(margin.count)))
            if line.hasPrefix(margin + "}") || line.hasPrefix(margin + "]") { break }
        }
        return result.joined(separator: "\n")
    }

    /// The documentation of the declaration that starts with these words, without slashes.
    func documentation(_ start: String) -> [String] {
        var comment: [String] = []
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix(start) { return comment }
            if line.hasPrefix("///") { comment.append(String(line.dropFirst(4))) } else { comment = [] }
        }
        return []
    }
}
