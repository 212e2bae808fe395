package import VenueRuntime
package import VenueSpec

/// One executed line of an example: a reply, or the request alone where no reply is recorded.
package struct ExampleRow: Hashable, Sendable {
    /// The example's name, with the reply's where there is one.
    package var name: String
    /// Method and target of the request the compiled client made.
    package var requestLine: String
    /// The status and the body, on one line.
    package var reply: String
    package var outcome: String
    /// The rule that decided, with the venue's own code and text.
    package var evidence: String
    /// Where the compiled client differs from the record or from the interpreter.
    package var differences: [String]
}

/// Runs the examples of a spec through the compiled client and holds it against the record and the interpreter.
package enum ExampleRun {
    /// Executes every example of an operation.
    ///
    /// - Parameters:
    ///   - operation: The operation as the spec means it.
    ///   - venue: Its venue.
    ///   - client: The generated operation.
    ///   - cryptography: What makes digests and signatures again, to be held against those that are recorded; `nil` to
    ///     take the recorded ones.
    /// - Returns: A row for each reply, and one for each example without replies.
    package static func rows(
        _ operation: CallDescription, of venue: Venue, with client: any VenueOperation.Type,
        cryptography: (any Cryptography)? = nil
    ) -> [ExampleRow] {
        operation.examples.flatMap { rows($0, operation, venue, client, cryptography) }
    }

    /// What a compiled client makes of an input.
    ///
    /// - Parameters:
    ///   - json: The input as ``VenueSpec/Example/inputJSON`` has it.
    ///   - frameID: The correlation id of the frame to make, if one is to be made.
    ///   - client: The generated operation.
    /// - Returns: The request, and the frame if the venue takes frames.
    /// - Throws: `JSONError` if the text is no input, `InvalidInput` if the client refuses it.
    package static func request(
        inputJSON json: String, frameID: String? = nil, with client: any VenueOperation.Type
    ) throws -> CompiledRequest {
        try request(client, json, frameID)
    }

    /// What a compiled client says of replies to one input, given as ``VenueSpec/Example/inputJSON`` has it.
    ///
    /// - Throws: `JSONError` if the text is no input.
    package static func judge(
        inputJSON json: String, with client: any VenueOperation.Type
    ) throws -> (HTTPResponse) -> CompiledJudgement {
        try judge(client, json)
    }

    private static func request<Operation: VenueOperation>(
        _ client: Operation.Type, _ json: String, _ frameID: String?
    ) throws -> CompiledRequest {
        try CompiledClient<Operation>.request(CompiledClient<Operation>.input(json), frameID: frameID)
    }

    private static func judge<Operation: VenueOperation>(
        _ client: Operation.Type, _ json: String
    ) throws -> (HTTPResponse) -> CompiledJudgement {
        let input = try CompiledClient<Operation>.input(json)
        return { CompiledClient<Operation>.judgement($0, input: input) }
    }

    private static func rows<Operation: VenueOperation>(
        _ example: Example, _ operation: CallDescription, _ venue: Venue, _ client: Operation.Type,
        _ cryptography: (any Cryptography)?
    ) -> [ExampleRow] {
        let input: Operation.Input
        let request: CompiledRequest
        let further = Array(example.inputJSONs.dropFirst())
        do {
            input = try CompiledClient<Operation>.input(example.inputJSON)
            request = try CompiledClient<Operation>.request(
                input, further: further, frameID: example.frame?.id, example: example, cryptography: cryptography,
                secrets: venue.credentialSets.first { $0.name.text == example.credentials }?.credentials)
        } catch {
            return [
                ExampleRow(
                    name: example.name, requestLine: "", reply: "", outcome: "", evidence: "",
                    differences: ["input: \(error)"])
            ]
        }
        var differences = request.differences(from: CompiledRequest(example))
        if (try? Operation.Input(jsonBytes: input.jsonBytes())) != input {
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
            var headers = HTTPHeaderFields()
            for header in reply.headers { headers.append(name: header.name, value: header.value) }
            let http = HTTPResponse(status: reply.status, headers: headers, body: reply.body)
            let judgements =
                further.isEmpty
                ? [CompiledClient<Operation>.judgement(http, input: input)]
                : (try? CompiledClient<Operation>.judgements(http, orders: example.inputJSONs)) ?? []
            let interpreted = Interpreter.judge(
                status: reply.status, headers: reply.headers, body: reply.body, about: example.inputs,
                operation: operation, venue: venue)
            guard let compiled = judgements.first, judgements.count == interpreted.count else {
                return ExampleRow(
                    name: "\(example.name)/\(reply.name)", requestLine: request.line, reply: "", outcome: "",
                    evidence: "",
                    differences: differences + ["judgements: \(judgements.count), not \(interpreted.count)"])
            }
            var found = recorded(reply, against: compiled)
            for (order, (judgement, other)) in zip(judgements, interpreted).enumerated() {
                let place = order == 0 ? "" : "order \(order): "
                found += judgement.differences(from: CompiledJudgement(other)).map { place + $0 }
                let told = reply.outcome(at: order).word
                if order > 0, judgement.outcome != told {
                    found.append("\(place)\(judgement.outcome), recorded \(told)")
                }
            }
            if let login = client as? any LoginOperation.Type, reply.outcome == .granted {
                let names = venue.credentials.filter(\.scheme.hasHeader).map { "<\($0.name.text)>" }
                if GrantedSecrets.inHeaders(login, http) != names { found.append("grant: not what the reply shows") }
            }
            return ExampleRow(
                name: "\(example.name)/\(reply.name)", requestLine: request.line,
                reply: summary(status: reply.status, body: reply.body), outcome: compiled.outcome,
                evidence: evidence(compiled), differences: differences + found)
        }
    }

    /// What differs from the record, which need not tell code, text and quantities.
    private static func recorded(_ reply: Example.Reply, against compiled: CompiledJudgement) -> [String] {
        let affected: (told: String?, recorded: String?) = (
            compiled.affected.map { "\($0)" }, reply.affected.map { "\($0)" }
        )
        let rows: [(String, String?, String?)] = [
            ("outcome", compiled.outcome, reply.outcome.word), ("fits", String(compiled.fits), String(reply.fits)),
            ("affected", affected.told, affected.recorded ?? affected.told),
            ("code", compiled.code, reply.code ?? compiled.code), ("text", compiled.text, reply.text ?? compiled.text),
        ]
        return rows.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1 ?? "none"), recorded \($0.2 ?? "none")" }
            + CompiledJudgement.words(reply.quantities).filter { !compiled.quantities.contains($0) }
            .map { "quantities: \(compiled.quantities.joined(separator: ", ")), recorded \($0)" }
    }

    private static func summary(status: Int, body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
        return text.isEmpty ? "\(status)" : "\(status) \(text)"
    }

    private static func evidence(_ judgement: CompiledJudgement) -> String {
        judgement.rule + (judgement.code.map { " [code \($0)]" } ?? "")
    }
}
