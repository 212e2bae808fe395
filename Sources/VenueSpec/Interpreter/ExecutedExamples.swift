internal import SourceText

/// The examples of one call, executed once for all rules that look at what comes out.
struct ExecutedExamples {
    let operation: CallDescription
    let venue: Venue
    /// What each reply means, by example, reply and order of the call.
    let judgements: [[[Judgement]]]

    /// Judges every recorded reply of a call.
    init(of operation: CallDescription, venue: Venue) {
        self.operation = operation
        self.venue = venue
        judgements = operation.examples.map { example in
            example.replies.map { reply in
                Interpreter.judge(
                    status: reply.status, headers: reply.headers, body: reply.body, about: example.inputs,
                    operation: operation, venue: venue)
            }
        }
    }

    /// Every reply with its judgement for the first order, in the order of the spec.
    var replies: [(reply: Example.Reply, judgement: Judgement)] {
        zip(operation.examples, judgements).flatMap { example, judgements in
            zip(example.replies, judgements).map { (reply: $0, judgement: $1[0]) }
        }
    }
}

extension Example {
    /// The input as one flat JSON object, each parameter under its wire name: what a generated input type decodes; of a call
    /// about several orders the first's.
    package var inputJSON: String { json(input) }

    /// The inputs of a call's orders, each as ``inputJSON`` has it.
    package var inputJSONs: [String] { inputs.map(json) }

    private func json(_ input: [InputValue]) -> String {
        let scope = self.scope.map { [(CancelAllDescription.scopeMember, JSONTree.string($0))] } ?? []
        return JSONTree.object(scope + input.map { ($0.name, $0.value.tree) }).compactText
    }
}

/// The first place where two texts differ, compared byte for byte, for a message of one line.
struct TextDifference: CustomStringConvertible {
    let description: String

    /// The difference; `nil` if there is none.
    init?(recorded: String, actual: String) {
        guard !recorded.isExactly(actual) else { return nil }
        let left = Array(recorded.unicodeScalars)
        let right = Array(actual.unicodeScalars)
        let common = zip(left, right).prefix { $0 == $1 }.count
        description =
            "from character \(common + 1) on, \(Self.excerpt(left, common)) is recorded and "
            + "\(Self.excerpt(right, common)) is made"
    }

    /// The text around a place, on one line.
    private static func excerpt(_ text: [Unicode.Scalar], _ place: Int) -> String {
        let start = max(0, place - 8)
        let end = min(text.count, place + 24)
        guard place < text.count else { return "its end" }
        var excerpt = String.UnicodeScalarView()
        excerpt.append(contentsOf: text[start..<end])
        return quoted((start > 0 ? "…" : "") + String(excerpt) + (end < text.count ? "…" : ""))
    }
}

/// Text between single quotes on one line; longer text than a message should hold is cut.
func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(80).map { scalar in
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
    }
    return "'" + scalars.joined() + (text.unicodeScalars.count > 80 ? "…" : "") + "'"
}
