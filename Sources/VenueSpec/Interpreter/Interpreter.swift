internal import SourceText

/// Executes the language without generating anything: input to request, reply to outcome.
///
/// A second, independent reading of what the generated clients do. Each function depends on nothing but its arguments.
package enum Interpreter {
    /// The request that a call with this input sends, with each secret shown as its credential's name.
    ///
    /// - Parameters:
    ///   - input: The parameters' values.
    ///   - operation: The call.
    ///   - venue: The venue of the call.
    ///   - recorded: What was computed for it; what is not among it shows as its name.
    ///   - credentials: The set of the venue's credentials it carries; the first unless named.
    /// - Returns: The exact request.
    /// - Throws: Everything that is wrong with the input.
    package static func request(
        _ input: [Example.InputValue], operation: CallDescription, venue: Venue,
        recorded: [Example.RecordedValue] = [], as credentials: String? = nil
    ) throws(InputProblems) -> RenderedRequest {
        try request(about: [input], operation: operation, venue: venue, recorded: recorded, as: credentials)
    }

    /// The request of a call about some orders, of which each has the values of its own.
    package static func request(
        about inputs: [[Example.InputValue]], operation: CallDescription, venue: Venue,
        recorded: [Example.RecordedValue] = [], as credentials: String? = nil
    ) throws(InputProblems) -> RenderedRequest {
        try InputValidation(operation: operation).check(inputs)
        let request = RequestRendering(
            operation: operation.narrowed(to: credentials, of: venue), venue: venue.narrowed(to: credentials),
            input: InputValues(inputs, of: operation)
        ).request(recorded: recorded)
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
    ///   - venue: The venue of the call.
    ///   - recorded: What was computed for it; what is not among it shows as its name.
    /// - Returns: The frame's exact text.
    /// - Throws: Everything that is wrong with the input.
    package static func frame(
        _ input: [Example.InputValue], id: String, operation: CallDescription, venue: Venue,
        recorded: [Example.RecordedValue] = []
    ) throws(InputProblems) -> String? {
        try InputValidation(operation: operation).check(input)
        guard let webSocket = operation.webSocket else { return nil }
        if webSocket.idKind == .integer, DecimalGrammar.integer(id) == nil {
            let problem = InputProblem(parameter: "$id", problem: .wrongKind(expected: "an integer"), range: nil)
            throw InputProblems(all: [problem])
        }
        return RequestRendering(operation: operation, venue: venue, input: InputValues([input], of: operation)).frame(
            (id: id, kind: webSocket.idKind), recorded: recorded)
    }

    /// What a reply is and what it means.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - headers: The header fields.
    ///   - body: The body's bytes; empty for none.
    ///   - input: The input of the request it answers; of a call about several orders that of the order in question.
    ///   - position: The order's place in the call, from 0.
    ///   - operation: The call.
    ///   - venue: The venue of the call.
    /// - Returns: The outcome with its evidence; every reply has one.
    package static func judge(
        status: Int, headers: [Example.Header] = [], body: [UInt8], input: [Example.InputValue],
        at position: Int = 0, operation: CallDescription, venue: Venue
    ) -> Judgement {
        let reading = ReplyReading(status: status, body: body, operation: operation, venue: venue)
        let judging = ReplyJudging(
            status: status, headers: headers, operation: operation, input: InputValues(input, at: position))
        return judging.judge(reading)
    }

    /// What a reply means for each order of a call, given by its input.
    ///
    /// A reply that names another order than one of them answers another call, and proves nothing of any.
    package static func judge(
        status: Int, headers: [Example.Header] = [], body: [UInt8], about inputs: [[Example.InputValue]],
        operation: CallDescription, venue: Venue
    ) -> [Judgement] {
        let judgements = inputs.enumerated().map { position, input in
            judge(
                status: status, headers: headers, body: body, input: input, at: position, operation: operation,
                venue: venue)
        }
        guard let other = judgements.first(where: { $0.outcome == .unknown(.otherOrder) }) else { return judgements }
        return judgements.map { _ in other }
    }
}

/// What a reply is and what it means for the order.
package struct Judgement: Sendable, Hashable {
    /// The case name of a reply nobody documented.
    package static let undocumentedCase = "undocumented"
    /// The most bytes of a code or text that count as evidence; what follows is cut off between characters.
    package static let evidenceLimit = 4096

    /// The documented reply it is, by its ``ResponseShape/caseName``, or ``undocumentedCase``.
    package var caseName: String
    /// Whether the body is what the documentation says.
    package var fits: Bool
    /// The first place where it is not, such as `order.status: expected a string, found a number`.
    package var mismatch: String?
    package var outcome: Outcome
    /// What decided, as ``OutcomeRule/evidenceText(status:value:)`` or one of the built-in texts.
    package var rule: String
    /// The row of the table that decided; `nil` for what is built in.
    package var row: Row?
    /// How the fact that decided is known; what is built in counts as documented.
    package var basis: FactBasis
    /// The venue's own code; at most ``evidenceLimit`` bytes.
    package var code: String?
    /// The venue's own text; at most ``evidenceLimit`` bytes.
    package var text: String?
    /// What the reply tells of how much was ordered, executed and not executed, as it is written there.
    package var quantities = PerQuantity<String>()
    /// How many orders the reply says were cancelled; `nil` where it does not say.
    package var affected: Int?
    /// What was asked and what the reply names, where that is another order.
    package var otherOrder: OtherOrder?
    /// What a body that grants a login holds, by credential.
    package var given: [String: String] = [:]

    /// A field that names another order than was asked about.
    package struct OtherOrder: Sendable, Hashable {
        package var path: String
        package var asked: String
        /// What the reply names; at most ``evidenceLimit`` bytes.
        package var named: String
    }

    /// A row of the outcome table, down to the value that decided.
    package struct Row: Sendable, Hashable {
        /// The rule, by its index in ``CallDescription/outcomes``.
        package var rule: Int
        /// The case, by its index in the rule's cases, where the rule decides by a field.
        package var valueCase: Int?
    }
}
