public import VenueRuntime
public import VenueSpec

/// One executed line of an example: a reply, or the request alone where no reply is recorded.
public struct ExampleRow: Hashable, Sendable {
    /// The example's name, with the reply's where there is one.
    public var name: String
    /// Method and target of the request the compiled client made.
    public var requestLine: String
    /// The status and the body, on one line.
    public var reply: String
    /// The outcome's word.
    public var outcome: String
    /// The rule that decided, with the venue's own code and text.
    public var evidence: String
    /// Where the compiled client differs from the record or from the interpreter.
    public var differences: [String]
}

/// Runs the examples of a spec through the compiled client and holds it against the record and the interpreter.
public enum ExampleRun {
    /// Executes every example of an operation.
    ///
    /// - Parameters:
    ///   - operation: The operation as the spec means it.
    ///   - venue: Its venue.
    ///   - client: The generated operation.
    /// - Returns: A row for each reply, and one for each example without replies.
    public static func rows(
        _ operation: VenueSpec.CancelOperation, of venue: Venue, with client: any VenueRuntime.CancelOperation.Type
    ) -> [ExampleRow] {
        operation.examples.flatMap { rows($0, operation, venue, client) }
    }

    /// What a compiled client says of any reply to the input of an example; `nil` if it cannot read the input.
    public static func judgement(
        status: Int, body: [UInt8], to example: Example, with client: any VenueRuntime.CancelOperation.Type
    ) -> CompiledJudgement? {
        judgement(client, HTTPResponse(status: status, body: body), example)
    }

    private static func judgement<Operation: VenueRuntime.CancelOperation>(
        _ client: Operation.Type, _ http: HTTPResponse, _ example: Example
    ) -> CompiledJudgement? {
        guard let input = try? CompiledClient<Operation>.input(example) else { return nil }
        return CompiledClient<Operation>.judgement(http, input: input)
    }

    private static func rows<Operation: VenueRuntime.CancelOperation>(
        _ example: Example, _ operation: VenueSpec.CancelOperation, _ venue: Venue, _ client: Operation.Type
    ) -> [ExampleRow] {
        var differences: [String] = []
        let input: Operation.Input
        let request: CompiledClient<Operation>.Rendered
        do {
            input = try CompiledClient<Operation>.input(example)
            request = try CompiledClient<Operation>.request(input)
        } catch {
            return [
                ExampleRow(
                    name: example.name, requestLine: "", reply: "", outcome: "", evidence: "",
                    differences: ["input: \(error)"])
            ]
        }
        differences += requestDifferences(request, example)
        differences += frameDifferences(client, input, example)
        if let again = try? Operation.Input(jsonBytes: input.jsonBytes()), again != input {
            differences.append("input: does not survive coding")
        }
        guard !example.replies.isEmpty else {
            return [
                ExampleRow(
                    name: example.name, requestLine: request.line, reply: "", outcome: "", evidence: "",
                    differences: differences)
            ]
        }
        return example.replies.map { reply in
            defer { differences = [] }
            let http = HTTPResponse(status: reply.status, body: reply.body)
            let compiled = CompiledClient<Operation>.judgement(http, input: input)
            let interpreted = Interpreter.judge(
                status: reply.status, body: reply.body, input: example.input, operation: operation, venue: venue)
            var found = differences + compiled.differences(from: CompiledJudgement(interpreted))
            if compiled.outcome != reply.outcome.word {
                found.append("outcome: \(compiled.outcome), recorded \(reply.outcome.word)")
            }
            if compiled.fits != reply.fits { found.append("fits: \(compiled.fits), recorded \(reply.fits)") }
            return ExampleRow(
                name: "\(example.name)/\(reply.name)", requestLine: request.line,
                reply: summary(status: reply.status, body: reply.body), outcome: compiled.outcome,
                evidence: evidence(compiled), differences: found)
        }
    }

    private static func requestDifferences<Operation>(
        _ request: CompiledClient<Operation>.Rendered, _ example: Example
    ) -> [String] {
        let recorded = CompiledClient<Operation>.Rendered(
            line: example.request.line, headers: example.request.headers.map { "\($0.name): \($0.value)" },
            body: example.request.body)
        guard request != recorded else { return [] }
        return ["request: \(request), recorded \(recorded)"]
    }

    private static func frameDifferences<Operation: VenueRuntime.CancelOperation>(
        _ client: Operation.Type, _ input: Operation.Input, _ example: Example
    ) -> [String] {
        guard let expected = example.frame else { return [] }
        guard let framed = client as? any FramedCancelOperation.Type else { return ["frame: the client makes none"] }
        let made = frame(framed, example, id: expected.id)
        return made == expected.text ? [] : ["frame: \(made ?? "none"), recorded \(expected.text)"]
    }

    private static func frame<Operation: FramedCancelOperation>(
        _ client: Operation.Type, _ example: Example, id: String
    ) -> String? {
        guard let input = try? CompiledClient<Operation>.input(example) else { return nil }
        return try? CompiledClient<Operation>.frame(input, id: id)
    }

    private static func summary(status: Int, body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
        return text.isEmpty ? "\(status)" : "\(status) \(text)"
    }

    private static func evidence(_ judgement: CompiledJudgement) -> String {
        judgement.rule + (judgement.code.map { " [code \($0)]" } ?? "")
    }
}
