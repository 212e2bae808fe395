internal import VenueSpec

extension DiffRule {
    static let exampleChanged = DiffRule(
        "example-changed", .documentation, .info, summary: "an executed example shows something else",
        explanation: """
            Its input, the request or frame recorded for it, or its replies are others. A request that is another because \
            the spec makes another of the same input is no change of the example, nor is the outcome of the same reply: \
            those are reported where the spec changed.
            """, before: "input: { orderId: 42 }", after: "input: { orderId: 43 }", of: \.operations,
        each: \.examples.pairs
    ) { pair, operation, change in
        let parts = operation.changedParts(pair.old, pair.new, in: change)
        guard let first = parts.first else { return nil }
        let isOne = parts.count == 1
        return pair.told(
            "the example '\(pair.new.name)' has \(parts.map(\.words).joined(separator: ", "))",
            at: isOne ? first.key : "name", old: isOne ? first.old : pair.old.name,
            new: isOne ? first.new : pair.new.name)
    }
}

extension OperationChange {
    fileprivate typealias ExamplePart = (key: String, words: String, old: String, new: String)

    /// The parts of an example that differ for no other reason than that the example does.
    fileprivate func changedParts(_ before: Example, _ after: Example, in change: VenueChange) -> [ExamplePart] {
        var parts: [ExamplePart] = []
        let inputs = (before.inputs.flatMap { $0.map(\.text) }, after.inputs.flatMap { $0.map(\.text) })
        if inputs.0.sorted() != inputs.1.sorted() {
            parts.append(
                ("input", "another input", inputs.0.joined(separator: ", "), inputs.1.joined(separator: ", ")))
        }
        if before.credentials != after.credentials {
            parts.append(("as", "other credentials", before.credentials ?? "", after.credentials ?? ""))
        }
        let requests = (before.request.text, after.request.text)
        if requests.0 != requests.1 {
            let made = (
                try? Interpreter.request(
                    about: before.inputs, operation: old, venue: change.old, as: before.credentials),
                try? Interpreter.request(
                    about: after.inputs, operation: new, venue: change.new, as: after.credentials)
            )
            if made.0 == made.1 { parts.append(("request", "another request", requests.0, requests.1)) }
        }
        let frames = (before.frame.map { "\($0.id): \($0.text)" }, after.frame.map { "\($0.id): \($0.text)" })
        if frames.0 != frames.1,
            before.frame?.id != after.frame?.id
                || madeFrame(before, old, change.old) == madeFrame(after, new, change.new)
        {
            parts.append(("frame", "another frame", frames.0 ?? "", frames.1 ?? ""))
        }
        let replies = (before.replies.map(\.text), after.replies.map(\.text))
        if replies.0 != replies.1 {
            let lost = replies.0.filter { !replies.1.contains($0) }, come = replies.1.filter { !replies.0.contains($0) }
            parts.append(("replies", "other replies", lost.joined(separator: "; "), come.joined(separator: "; ")))
        }
        return parts
    }

    /// The frame a version of the spec makes of an example's input.
    private func madeFrame(_ example: Example, _ operation: CallDescription, _ venue: Venue) -> String? {
        guard let frame = example.frame else { return nil }
        return (try? Interpreter.frame(example.input, id: frame.id, operation: operation, venue: venue)) ?? nil
    }
}

extension Example.InputValue {
    fileprivate var text: String { "\(name): \(value.line)" }
}

extension Example.InputScalar {
    /// The value in a line; text with quotes, so that it and a number are told apart.
    fileprivate var line: String {
        switch self {
        case .text(let text): "'\(text)'"
        case .number(let text): text
        case .boolean(let flag): String(flag)
        case .list(let values): "[\(values.map(\.line).joined(separator: ", "))]"
        }
    }
}

extension Example.ExpectedRequest {
    /// Line, header fields and body in a line.
    fileprivate var text: String {
        ([line] + headers.map { "\($0.name): \($0.value)" } + (body.map { [$0] } ?? [])).joined(separator: " | ")
    }
}

extension Example.Reply {
    /// What the venue is recorded to have sent, without what it means.
    fileprivate var text: String {
        let fields = headers.map { "\($0.name): \($0.value)" }
        return (["\(name): \(status)"] + fields + [String(decoding: body, as: UTF8.self)]).joined(separator: " | ")
    }
}
