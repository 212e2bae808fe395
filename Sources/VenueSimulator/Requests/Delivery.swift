public import VenueRuntime
internal import VenueSpec

/// A request that reached a venue and what it meets there.
///
/// Whoever carries it waits for ``delayBefore``, asks for the answer, waits for ``delayAfter`` and sends it. A carrier
/// whose client gives up meanwhile asks for the answer all the same: the venue would work on the request as well.
public struct Delivery: Sendable {
    let venue: SimulatedVenue
    /// The request's number in the ledger.
    public let number: Int
    /// The fault the plan has for the request; `nil` for none.
    public let fault: Fault?
    /// The request as it was received; kept until it is answered.
    let request: ReceivedRequest
    /// What the request is; `nil` where no call has its method and path.
    let routed: RoutedRequest?
    /// How many requests for the order arrived before.
    let attempt: Int

    /// How long the venue waits before it works on the request.
    public var delayBefore: Duration { if case .delayBefore(let time) = fault { time } else { .zero } }

    /// How long the venue waits before it sends the answer.
    public var delayAfter: Duration { if case .delayAfter(let time) = fault { time } else { .zero } }

    /// Carries the request out, once for each call, as far as its fault lets it.
    ///
    /// - Returns: What leaves the venue.
    public func answer() -> Answer {
        var reply = fault.map { $0.isApplied ? work() : nothing } ?? work()
        switch fault {
        case .duplicate: reply = workAgain()
        case .serverError, .serverErrorApplied: reply = say(.serverError)
        case .refusal: reply = say(.refused)
        case .htmlPage: reply = told(PlainReply.htmlPage(status: 200, title: "Scheduled maintenance"))
        case .redirect(let address): reply = told(PlainReply.redirect(to: address))
        case .otherOrder: reply = told(reply.response)
        case .malformedJSON:
            reply.response.body = Self.broken(reply.response.body)
            reply = told(reply.response)
        case .oversized(let size):
            // White space after JSON changes nothing of what is told.
            let padding = max(0, size - reply.response.body.count)
            reply.response.body += Array(repeating: 0x20, count: padding)
        default: break
        }
        let answer = Answer(response: reply.response, course: course(size: reply.response.body.count))
        venue.withState { state in
            state.requests[number].told = answer.isWhole ? reply.meaning?.word : nil
            for order in reply.further {
                state.requests[order.number].told = answer.isWhole ? order.meaning?.word : nil
            }
        }
        return answer
    }

    private func course(size: Int) -> Answer.Course {
        switch fault {
        case .dropAfterRead, .dropAfterApply: .dropped
        case .dropMidBody: size == 0 ? .dropped : .cut(size / 2)
        case .slowDrip(let pause): .dripped(pause)
        default: .whole
        }
    }

    private static func broken(_ body: [UInt8]) -> [UInt8] {
        let text = body.reversed().drop { $0 <= 0x20 }.dropFirst()
        return text.isEmpty ? [UInt8(ascii: "{")] : Array(text.reversed())
    }

    /// What stands for an answer where there is none.
    private var nothing: Reply { Reply(response: PlainReply.status(503), meaning: nil) }

    private func told(_ response: HTTPResponse) -> Reply {
        guard let routed, !routed.isReadOfMany else { return Reply(response: response, meaning: nil) }
        return Reply(response: response, meaning: routed.call.catalog.outcome(of: response, to: routed.input))
    }

    /// A documented answer, or a plain one, with nothing carried out.
    private func say(_ meaning: Meaning) -> Reply {
        guard let routed else { return told(PlainReply.status(404)) }
        if meaning == .serverError, !routed.call.catalog.documents(.serverError) {
            return told(PlainReply.htmlPage(status: 502, title: "Bad Gateway"))
        }
        return routed.call.catalog.reply(meaning, to: routed.input)
    }

    /// Lets the network deliver the request again and carries that out.
    private func workAgain() -> Reply {
        let again = venue.withState { state in
            var copy = state.requests[number]
            copy.number = state.requests.count
            copy.isDuplicate = true
            copy.effect = nil
            state.requests.append(copy)
            return copy.number
        }
        let copy = Delivery(
            venue: venue, number: again, fault: nil, request: request, routed: routed, attempt: attempt + 1)
        let reply = copy.work()
        venue.withState { state in
            state.requests[again].told = reply.meaning?.word
            for order in reply.further { state.requests[order.number].told = order.meaning?.word }
        }
        return reply
    }
}

/// What leaves a simulated venue in answer to a request.
public struct Answer: Sendable, Hashable {
    /// How much of an answer leaves the venue, and how fast.
    public enum Course: Sendable, Hashable {
        /// Whole and at once.
        case whole
        /// Not at all: the connection ends.
        case dropped
        /// Up to this many bytes of the body; then the connection ends.
        case cut(Int)
        /// Byte by byte, with this pause before each byte of the body.
        case dripped(Duration)
    }

    /// The answer as the venue means it.
    public var response: HTTPResponse
    /// How much of it leaves, and how fast.
    public var course: Course

    var isWhole: Bool {
        switch course {
        case .whole, .dripped: true
        case .dropped, .cut: false
        }
    }

    var travelTime: Duration {
        if case .dripped(let pause) = course { pause * response.body.count } else { .zero }
    }
}

/// Allows a number of requests at once and as many per period on average.
struct RequestBudget {
    private let capacity: Double
    private let rate: Double
    private var tokens: Double
    private var time: ContinuousClock.Instant

    init(_ limit: RateLimitPolicy, at time: ContinuousClock.Instant) {
        capacity = Double(max(1, limit.burst ?? limit.requests))
        rate = Double(limit.requests) / max(1e-9, limit.period / .seconds(1))
        tokens = capacity
        self.time = time
    }

    /// Takes what a request counts as, or all there can be, if it is there.
    mutating func take(_ weight: Int, at now: ContinuousClock.Instant) -> Bool {
        tokens = min(capacity, tokens + (now - time) / .seconds(1) * rate)
        time = now
        let taken = min(Double(weight), capacity)
        guard tokens >= taken else { return false }
        tokens -= taken
        return true
    }
}
