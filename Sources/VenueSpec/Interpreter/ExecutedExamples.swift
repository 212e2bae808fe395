/// The examples of one call, executed once for all rules that look at what comes out.
struct ExecutedExamples {
    /// The call.
    let operation: CancelOperation
    /// The venue of the call.
    let venue: Venue
    /// The compiled expressions of the call.
    let patterns: CompiledPatterns
    /// What each reply means, by example and reply.
    let judgements: [[Judgement]]

    /// Judges every recorded reply of a call.
    init(of operation: CancelOperation, venue: Venue) {
        let patterns = CompiledPatterns()
        self.operation = operation
        self.venue = venue
        self.patterns = patterns
        judgements = operation.examples.map { example in
            example.replies.map { reply in
                Interpreter.judge(
                    status: reply.status, body: reply.body, input: example.input, operation: operation, venue: venue,
                    patterns: patterns)
            }
        }
    }

    /// Every reply with its judgement, in the order of the spec.
    var replies: [(reply: Example.Reply, judgement: Judgement)] {
        zip(operation.examples, judgements).flatMap { example, judgements in
            zip(example.replies, judgements).map { (reply: $0, judgement: $1) }
        }
    }
}
