/// Executes the language without generating anything: input to request, reply to outcome.
///
/// A second, independent reading of what the generated clients do. Each function depends on nothing but its arguments;
/// those who call several times pass the same ``CompiledPatterns``, which saves work and changes nothing.
public enum Interpreter {
    /// The request that a call with this input sends, with each secret shown as its credential's name.
    ///
    /// - Parameters:
    ///   - input: The parameters' values.
    ///   - operation: The call.
    ///   - venue: The venue of the call.
    ///   - patterns: The expressions that are compiled already.
    /// - Returns: The exact request.
    /// - Throws: Everything that is wrong with the input.
    public static func request(
        _ input: [Example.InputValue], operation: CancelOperation, venue: Venue,
        patterns: CompiledPatterns = CompiledPatterns()
    ) throws(InputProblems) -> RenderedRequest {
        try InputCheck(operation: operation, patterns: patterns).check(input)
        let request = RequestRendering(operation: operation, venue: venue, input: InputValues(input)).request()
        let path = request.target.prefix { $0 != "?" }
        guard !PathText.hasDotSegment(path) else {
            throw InputProblems(all: [InputProblem(parameter: "path", problem: .dotSegment, range: nil)])
        }
        return request
    }

    /// The WebSocket frame that a call with this input sends; `nil` if the venue has none for it.
    ///
    /// - Parameters:
    ///   - input: The parameters' values.
    ///   - id: The correlation id; an integer's digits where the binding says so.
    ///   - operation: The call.
    ///   - patterns: The expressions that are compiled already.
    /// - Returns: The frame's exact text.
    /// - Throws: Everything that is wrong with the input.
    public static func frame(
        _ input: [Example.InputValue], id: String, operation: CancelOperation,
        patterns: CompiledPatterns = CompiledPatterns()
    ) throws(InputProblems) -> String? {
        try InputCheck(operation: operation, patterns: patterns).check(input)
        guard let webSocket = operation.webSocket else { return nil }
        if webSocket.idKind == .integer, DecimalGrammar.integer(id) == nil {
            let problem = InputProblem(parameter: "$id", problem: .wrongKind(expected: "an integer"), range: nil)
            throw InputProblems(all: [problem])
        }
        let rendering = JSONRendering(input: InputValues(input), correlation: (id: id, kind: webSocket.idKind))
        return rendering.tree(webSocket.frame)?.compactText
    }

    /// What a reply is and what it means.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - body: The body's bytes; empty for none.
    ///   - input: The input of the request it answers.
    ///   - operation: The call.
    ///   - venue: The venue of the call.
    ///   - patterns: The expressions that are compiled already.
    /// - Returns: The outcome with its evidence; every reply has one.
    public static func judge(
        status: Int, body: [UInt8], input: [Example.InputValue], operation: CancelOperation, venue: Venue,
        patterns: CompiledPatterns = CompiledPatterns()
    ) -> Judgement {
        let reading = ReplyReading(status: status, body: body, operation: operation, venue: venue)
        let judging = ReplyJudging(
            status: status, operation: operation, input: InputValues(input), patterns: patterns)
        return judging.judge(reading)
    }
}
