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
    /// The request.
    let request: ReceivedRequest
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
        guard let fault else { return Answer(response: work(), course: .whole) }
        guard fault.isApplied else { return unapplied(fault) }
        var response = work()
        switch fault {
        case .duplicate: response = workAgain()
        case .serverErrorApplied: response = say(.serverError)
        case .malformedJSON: response.body = Self.broken(response.body)
        default: break
        }
        var answer = Answer(response: response, course: Self.course(fault, size: response.body.count))
        tell(answer)
        if case .oversized(let size) = fault {
            // White space after JSON changes nothing of what was told.
            answer.response.body += Array(repeating: 0x20, count: max(0, size - response.body.count))
        }
        return answer
    }

    /// The answer to a request that is not carried out.
    private func unapplied(_ fault: Fault) -> Answer {
        let response =
            switch fault {
            case .serverError: say(.serverError)
            case .htmlPage: PlainReply.htmlPage(status: 200, title: "Scheduled maintenance")
            case .refusal: say(.refused)
            case .redirect(let address): PlainReply.redirect(to: address)
            default: PlainReply.status(503)
            }
        let answer = Answer(response: response, course: Self.course(fault, size: response.body.count))
        tell(answer)
        return answer
    }

    /// How an answer travels under a fault.
    private static func course(_ fault: Fault, size: Int) -> Answer.Course {
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

    /// A documented answer, or a plain one, with nothing carried out.
    private func say(_ meaning: Meaning) -> HTTPResponse {
        guard let (call, input) = venue.route(request) else { return PlainReply.status(404) }
        if meaning == .serverError, !call.catalog.documents(.serverError) {
            return PlainReply.htmlPage(status: 502, title: "Bad Gateway")
        }
        return call.catalog.response(meaning, to: input ?? []) ?? PlainReply.status(500)
    }

    /// Records what the answer means to a client that gets all of it.
    private func tell(_ answer: Answer) {
        let told: Outcome? =
            switch answer.course {
            case .whole, .dripped:
                venue.route(request).map { call, input in
                    call.catalog.outcome(of: answer.response, to: input ?? [])
                }
            case .dropped, .cut: nil
            }
        venue.withState { $0.requests[number].told = told }
    }

    /// Lets the network deliver the request again and carries that out.
    private func workAgain() -> HTTPResponse {
        let again = venue.withState { state in
            var copy = state.requests[number]
            copy.number = state.requests.count
            copy.isDuplicate = true
            copy.effect = nil
            state.requests.append(copy)
            return copy.number
        }
        return Delivery(venue: venue, number: again, fault: nil, request: request, attempt: attempt + 1).work()
    }
}
