import SwiftSource
import VenueCodegen
import VenueSpec

@testable import SpecDiff

/// What two versions of a spec give, to hold the diff's findings against.
struct SpecBehaviour {
    /// The generated file without its first line, and without what in comments tells of places alone.
    static func code(_ venue: Venue) -> String {
        let files = ClientGenerator().files(for: [venue])
        let text = files.first { $0.name != ClientGenerator.indexName }?.text ?? ""
        let first = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        // Comments are wrapped anew where a line number has more digits than before.
        return withoutLineNumbers(text.utf8.dropFirst(first.utf8.count)).split { $0 == 0x20 || $0 == 0x0A }
            .filter { !$0.elementsEqual("///".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            // 'security: bearer' is short for it.
            .replacing(" security.token]", with: " security]")
    }

    /// Text with every `:123]` as `:]`.
    private static func withoutLineNumbers(_ text: Substring.UTF8View) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text {
            if byte == 0x5D {
                let digits = result.reversed().prefix { (0x30...0x39).contains($0) }.count
                if digits > 0, result.dropLast(digits).last == 0x3A { result.removeLast(digits) }
            }
            result.append(byte)
        }
        return result
    }

    /// What the examples of one version come to under another: requests, frames and judgements, a line each.
    static func examples(of source: Venue, under venue: Venue) -> [String] {
        source.operations.enumerated().flatMap { index, operation -> [String] in
            let under =
                venue.operations.first { $0.name == operation.name }
                ?? (venue.operations.indices.contains(index) ? venue.operations[index] : nil)
            guard let under else { return ["\(operation.name.text): gone"] }
            return operation.examples.flatMap { example -> [String] in
                var lines: [String] = []
                do {
                    let request = try Interpreter.request(example.input, operation: under, venue: venue)
                    lines.append("\(request)")
                } catch { lines.append("refused") }
                if let frame = example.frame {
                    let text = try? Interpreter.frame(example.input, id: frame.id, operation: under, venue: venue)
                    lines.append("\(String(describing: text))")
                }
                for reply in example.replies {
                    let judgement = Interpreter.judge(
                        status: reply.status, headers: reply.headers, body: reply.body, input: example.input,
                        operation: under, venue: venue)
                    lines.append("\(judgement.outcome) \(judgement.code ?? "-") \(judgement.text ?? "-")")
                }
                return lines
            }
        }
    }
}
