internal import VenueRuntime
internal import VenueSpec

/// The replies of one call by what they mean, chosen from the examples of its spec.
struct ReplyCatalog {
    private let operation: CallDescription
    private let venue: Venue
    let recorded: [RecordedReply]
    private let replies: [Meaning: [RecordedReply]]

    /// Chooses replies; whatever an example records wrongly is not chosen.
    init(operation: CallDescription, venue: Venue) {
        self.operation = operation
        self.venue = venue
        let recorded = RecordedReply.all(of: operation, of: venue)
        self.recorded = recorded
        var replies: [Meaning: [RecordedReply]] = [:]
        for meaning in Meaning.allCases {
            let candidates = recorded.filter { meaning.allows(status: $0.reply.status, outcome: $0.reply.outcome) }
            let ranked = meaning.outcomes.flatMap { outcome in
                let fitting = candidates.filter { $0.reply.outcome == outcome }
                return fitting.filter(\.reply.fits) + fitting.filter { !$0.reply.fits }
            }
            // A refusal inside a 2xx is the one clients overlook; it goes first where there is one.
            let isSuccess = { (reply: RecordedReply) in (200..<300).contains(reply.reply.status) }
            replies[meaning] =
                meaning == .refused ? ranked.filter(isSuccess) + ranked.filter { !isSuccess($0) } : ranked
        }
        self.replies = replies
    }

    func documents(_ meaning: Meaning) -> Bool { replies[meaning]?.isEmpty == false }

    /// A reply of that meaning for an order.
    ///
    /// The first recorded reply that still means what it was recorded for once it is made to fit; else one outside the
    /// documentation. Of those that mean the same, one that tells whether the order was filled in part goes first.
    func reply(_ meaning: Meaning, to input: [Example.InputValue], of order: SimulatedOrder? = nil) -> Reply {
        let all = replies[meaning] ?? []
        let isPartlyFilled = order?.isPartlyFilled ?? false
        let first = all.filter { $0.reply.outcome == all.first?.reply.outcome && $0.isPartlyFilled == isPartlyFilled }
        for recorded in first + all {
            for response in [recorded.adapted(to: input, of: order), recorded.asRecorded] {
                let outcome = outcome(of: response, to: input)
                if outcome == recorded.reply.outcome { return Reply(response: response, meaning: outcome) }
            }
        }
        let plain = PlainReply.status(meaning.plainStatus)
        return Reply(response: plain, meaning: outcome(of: plain, to: input))
    }

    /// A reply of that meaning for all orders of a scope: one that was recorded for the same scope goes first.
    func reply(_ meaning: Meaning, to input: [Example.InputValue], ofAll orders: [SimulatedOrder]) -> Reply {
        let all = replies[meaning] ?? []
        let first = all.filter { $0.input.map(\.name) == input.map(\.name) }
        for recorded in first + all {
            let response = recorded.adapted(to: input, ofAll: orders)
            let outcome = outcome(of: response, to: input)
            if outcome == recorded.reply.outcome { return Reply(response: response, meaning: outcome) }
        }
        let plain = PlainReply.status(meaning.plainStatus)
        return Reply(response: plain, meaning: outcome(of: plain, to: input))
    }

    /// What is to be said of one order of a call.
    struct Verdict {
        var input: [Example.InputValue]
        let meaning: Meaning
        let order: SimulatedOrder?

        init(_ input: [Example.InputValue], _ meaning: Meaning, _ order: SimulatedOrder?) {
            (self.input, self.meaning, self.order) = (input, meaning, order)
        }
    }

    /// A reply about every order of a call: what would be said of each by itself, put together.
    ///
    /// Lists and maps are joined. An order that would be told of under another status than most is left out of the reply; where
    /// what is put together says something else of one, nothing is told of any.
    ///
    /// - Parameters:
    ///   - verdicts: What is said, order by order.
    ///   - inputs: The inputs of the request, which the reply is judged by.
    /// - Returns: The reply, and what it means for each order but the first.
    func reply(toEach verdicts: [Verdict], named inputs: [[Example.InputValue]]) -> Reply {
        let singles = verdicts.map { reply($0.meaning, to: $0.input, of: $0.order).response }
        let counts = Dictionary(singles.map { ($0.status, 1) }, uniquingKeysWith: +)
        let status = singles.map(\.status).max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 500
        let told = singles.filter { $0.status == status }
        let bodies = told.compactMap { try? JSONValue(jsonBytes: $0.body) }
        var response = told.first ?? PlainReply.status(500)
        if bodies.count == told.count, let first = bodies.first {
            response.body = bodies.dropFirst().reduce(first) { $0.joined(with: $1) }.jsonBytes()
        }
        func meanings(of response: HTTPResponse) -> [Outcome] {
            Interpreter.judge(
                status: response.status, headers: response.recordedHeaders, body: response.body, about: inputs,
                operation: operation, venue: venue
            ).map(\.outcome)
        }
        let joined = meanings(of: response)
        let isTrue = zip(zip(verdicts, singles), joined).allSatisfy { verdict, meaning in
            let alone = outcome(of: verdict.1, to: verdict.0.input)
            // Of an order that was left out, and of one that the reply calls by another name, it proves nothing.
            if case .unknown = meaning { return true }
            return verdict.1.status == status && meaning == alone
        }
        if !isTrue { response = PlainReply.status(500) }
        let means = isTrue ? joined : meanings(of: response)
        return Reply(
            response: response, meaning: means.first,
            further: means.dropFirst().map { (number: 0, meaning: $0) })
    }

    func outcome(of response: HTTPResponse, to input: [Example.InputValue]) -> Outcome {
        Interpreter.judge(
            status: response.status, headers: response.recordedHeaders, body: response.body, input: input,
            operation: operation, venue: venue
        ).outcome
    }
}

extension HTTPResponse {
    /// The header fields as examples record them.
    var recordedHeaders: [Example.Header] {
        headers.fields.map { Example.Header(name: $0.name, value: $0.value) }
    }
}

/// A response and what it means by the documentation.
struct Reply {
    var response: HTTPResponse
    /// What it means; `nil` where there is no call whose documentation could tell.
    var meaning: Outcome?
    /// What it means for further orders of the call, by their entries in the books.
    var further: [(number: Int, meaning: Outcome?)] = []
}

/// Replies that come from no venue.
enum PlainReply {
    static func status(_ status: Int) -> HTTPResponse {
        HTTPResponse(status: status)
    }

    static func htmlPage(status: Int, title: String) -> HTTPResponse {
        var headers = HTTPHeaderFields()
        headers.append(name: "Content-Type", value: "text/html")
        let text = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
        return HTTPResponse(status: status, headers: headers, body: Array(text.utf8))
    }

    static func redirect(to address: String) -> HTTPResponse {
        var headers = HTTPHeaderFields()
        headers.append(name: "Location", value: address)
        return HTTPResponse(status: 307, headers: headers)
    }
}

/// What a simulated venue wants to say.
enum Meaning: Hashable, CaseIterable {
    case canceled
    /// The cancel was taken on and is under way.
    case pending
    case alreadyPending
    case wasCanceled
    case wasFilled
    case wasExpired
    case unknownOrder
    case unauthenticated
    /// A call is missing that has to come first in the session.
    case unprepared
    case throttled
    case invalid
    /// The request is refused although nothing is wrong with it.
    case refused
    case serverError

    /// The outcomes that say so, the plainest first.
    ///
    /// None claims more than is true: a venue that cannot say that an order was filled says that it is gone. One that can
    /// say nothing of the kind refuses, or acknowledges what comes to nothing.
    var outcomes: [Outcome] {
        let refusals: [Outcome] = [.rejected(.other), .rejected(.invalidRequest), .rejected(.notSupported)]
        let ended: [Outcome] = [.rejected(.other), .unknownOrder, .rejected(.invalidRequest), .pendingCancel]
        return switch self {
        case .canceled: [.canceled, .pendingCancel]
        case .pending: [.pendingCancel]
        case .alreadyPending: [.alreadyPending, .pendingCancel, .rejected(.other), .rejected(.invalidRequest)]
        case .wasCanceled: [.gone, .tooLate(.unspecified), .canceled, .alreadyPending] + ended
        case .wasFilled: [.tooLate(.filled), .gone, .tooLate(.unspecified)] + ended
        case .wasExpired: [.tooLate(.expired), .gone, .tooLate(.unspecified)] + ended
        case .unknownOrder: [.unknownOrder, .gone, .rejected(.other), .rejected(.invalidRequest)]
        case .unauthenticated: [.rejected(.authentication)]
        case .unprepared: [.rejected(.precondition)] + refusals
        case .throttled: [.throttled(.notProcessed), .throttled(.unknown)]
        case .invalid: [.rejected(.invalidRequest), .rejected(.other)]
        case .refused: refusals + [.rejected(.permission)]
        case .serverError: [.unknown(.serverError), .unknown(.venueTimeout)]
        }
    }

    /// Whether a reply of that status and outcome can say so.
    ///
    /// A 400 that finds the request invalid is about the request, such as a malformed id, and says nothing of the state an
    /// order is in; a 409 or 422 may.
    func allows(status: Int, outcome: Outcome) -> Bool {
        switch self {
        case .canceled, .pending: (200..<300).contains(status)
        case .serverError: status >= 500
        case .alreadyPending, .wasCanceled, .wasFilled, .wasExpired, .unknownOrder:
            status != 400 || outcome != .rejected(.invalidRequest)
        case .unauthenticated, .unprepared, .throttled, .invalid, .refused: true
        }
    }

    /// The status of an answer outside the documentation, where the venue documents none that says so.
    var plainStatus: Int {
        switch self {
        case .canceled, .pending, .refused: 500
        case .alreadyPending, .wasCanceled, .wasFilled, .wasExpired: 409
        case .unknownOrder: 404
        case .unauthenticated: 401
        case .throttled: 429
        case .invalid, .unprepared: 400
        case .serverError: 502
        }
    }
}
