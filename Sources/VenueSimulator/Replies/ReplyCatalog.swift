internal import VenueRuntime
internal import VenueSpec

/// The replies of one call by what they mean, chosen from the examples of its spec.
struct ReplyCatalog {
    /// The call.
    private let operation: VenueSpec.CancelOperation
    /// The venue of the call.
    private let venue: Venue
    /// The replies for each meaning, the plainest first.
    private let replies: [Meaning: [RecordedReply]]

    /// Chooses replies; whatever an example records wrongly is not chosen.
    init(operation: VenueSpec.CancelOperation, venue: Venue) {
        self.operation = operation
        self.venue = venue
        let recorded = operation.examples.flatMap { example in
            example.replies.compactMap { reply -> RecordedReply? in
                let judgement = Interpreter.judge(
                    status: reply.status, body: reply.body, input: example.input, operation: operation, venue: venue)
                guard judgement.outcome == reply.outcome, judgement.fits == reply.fits else { return nil }
                return RecordedReply(reply, to: example)
            }
        }
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

    /// Whether the venue documents a reply of that meaning.
    func documents(_ meaning: Meaning) -> Bool { replies[meaning]?.isEmpty == false }

    /// A reply of that meaning for an order.
    ///
    /// The first recorded reply that still means what it was recorded for once it is made to fit; else one outside the
    /// documentation.
    func reply(_ meaning: Meaning, to input: [Example.InputValue]) -> Reply {
        for recorded in replies[meaning] ?? [] {
            for response in [recorded.adapted(to: input, of: operation), recorded.asRecorded] {
                let outcome = outcome(of: response, to: input)
                if outcome == recorded.reply.outcome { return Reply(response: response, meaning: outcome) }
            }
        }
        let plain = PlainReply.status(meaning.plainStatus)
        return Reply(response: plain, meaning: outcome(of: plain, to: input))
    }

    /// What a reply means by the documentation.
    func outcome(of response: HTTPResponse, to input: [Example.InputValue]) -> Outcome {
        Interpreter.judge(
            status: response.status, body: response.body, input: input, operation: operation, venue: venue
        ).outcome
    }
}

/// A response and what it means by the documentation.
struct Reply {
    /// The response.
    var response: HTTPResponse
    /// What it means; `nil` where there is no call whose documentation could tell.
    var meaning: Outcome?
}

/// Replies that come from no venue.
enum PlainReply {
    /// A status and nothing else.
    static func status(_ status: Int) -> HTTPResponse {
        HTTPResponse(status: status)
    }

    /// A page a gateway shows people.
    static func htmlPage(status: Int, title: String) -> HTTPResponse {
        var headers = HTTPHeaderFields()
        headers.append(name: "Content-Type", value: "text/html")
        let text = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
        return HTTPResponse(status: status, headers: headers, body: Array(text.utf8))
    }

    /// A redirect to an address.
    static func redirect(to address: String) -> HTTPResponse {
        var headers = HTTPHeaderFields()
        headers.append(name: "Location", value: address)
        return HTTPResponse(status: 307, headers: headers)
    }
}
