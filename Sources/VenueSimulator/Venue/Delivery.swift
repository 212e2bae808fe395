internal import VenueRuntime
internal import VenueSpec

/// A request that reached a venue and what it meets there.
///
/// Whoever carries it waits for ``delayBefore``, asks for the answer, waits for ``delayAfter`` and sends it. A carrier
/// whose client gives up meanwhile asks for the answer all the same: the venue would work on the request as well.
public struct Delivery: Sendable {
    /// The venue.
    let venue: SimulatedVenue
    /// The request's number in the ledger.
    public let number: Int
    /// What goes wrong; `nil` for nothing.
    public let fault: Fault?
    /// The request's header fields.
    let headers: HTTPHeaderFields
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
        venue.withState { $0.requests[number].told = answer.isWhole ? reply.meaning : nil }
        return answer
    }

    /// How an answer travels.
    private func course(size: Int) -> Answer.Course {
        switch fault {
        case .dropAfterRead, .dropAfterApply: .dropped
        case .dropMidBody: size == 0 ? .dropped : .cut(size / 2)
        case .slowDrip(let pause): .dripped(pause)
        default: .whole
        }
    }

    /// A body that breaks off before its end.
    private static func broken(_ body: [UInt8]) -> [UInt8] {
        let text = body.reversed().drop { $0 <= 0x20 }.dropFirst()
        return text.isEmpty ? [UInt8(ascii: "{")] : Array(text.reversed())
    }

    /// What stands for an answer where there is none.
    private var nothing: Reply { Reply(response: PlainReply.status(503), meaning: nil) }

    /// A response with what it means to a client.
    private func told(_ response: HTTPResponse) -> Reply {
        Reply(response: response, meaning: routed.map { $0.call.catalog.outcome(of: response, to: $0.input) })
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
            venue: venue, number: again, fault: nil, headers: headers, routed: routed, attempt: attempt + 1)
        let reply = copy.work()
        venue.withState { $0.requests[again].told = reply.meaning }
        return reply
    }
}
