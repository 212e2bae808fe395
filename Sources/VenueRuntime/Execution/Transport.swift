/// What carries requests to venues.
///
/// The contract every transport keeps:
/// - A call puts at most one request on the wire, whatever happens to a connection; nothing is ever sent again.
/// - An answer is what came after its request left. What was there before, or comes once the answer is complete, answers
///   nothing and ends the connection it came on.
/// - Redirects are answers like any other; they are never followed.
/// - What became of the request is one of three things: an answer, provably not sent, or unknown. Where a transport
///   cannot prove that nothing left, it says unknown.
/// - It returns by the deadline, and promptly when the calling task is cancelled or the transport is shut down.
/// - It keeps no cookies, reads no configuration of the user's and logs nothing.
public protocol Transport: Sendable {
    /// Sends one request.
    ///
    /// Call it off the main actor: on Linux each hop from there costs a change of threads.
    ///
    /// - Parameters:
    ///   - request: The request with its credentials.
    ///   - server: The server it goes to.
    ///   - deadline: When to give up.
    ///   - observer: Told once when the request has been written and once when the first byte of the answer came; called
    ///     from any thread, before this function returns.
    /// - Returns: What became of it, and when.
    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport

    /// How many calls it can have under way at a time, by what the system lets the process have; `nil` if it does not know.
    var callLimit: Int? { get }

    /// Sees to it that no request goes over a connection any more, because a reply on it was not to be believed.
    ///
    /// Takes effect before it returns: a call made afterwards goes over another connection. A call that shares the
    /// connection in a way that pairs replies with requests by their order alone, as HTTP/1.1 does, ends as unknown. A
    /// transport that keeps no connections has nothing to do, which is the default.
    ///
    /// - Parameter connection: The connection, from a report of this transport; one that is gone is passed over.
    func discard(_ connection: TransportConnection)

    /// Ends every call that is under way, closes every connection, and refuses further calls.
    ///
    /// Returns when nothing of the transport is left running. Calling it again does nothing.
    func shutdown() async
}

extension Transport {
    /// `nil`: the transport does not know.
    public var callLimit: Int? { nil }

    /// Does nothing: for transports whose connections serve one call each.
    public func discard(_: TransportConnection) {}
}

/// A connection as a transport tells it apart from all others it makes; two transports may use the same number.
public struct TransportConnection: Hashable, Sendable {
    /// The connection's number, which the transport gives to no other.
    public let number: UInt64

    /// Names a connection.
    public init(number: UInt64) { self.number = number }
}

/// A step of a call that a transport tells its observer.
public enum TransportEvent: Hashable, Sendable {
    /// The request has been written in full, as far as the transport can tell.
    case sent
    /// The first byte of the answer arrived.
    case firstByte
}

/// What became of a request, and when.
public struct TransportReport: Hashable, Sendable {
    /// The three things that can become of a request.
    public enum Result: Hashable, Sendable {
        /// A whole reply came after the request left.
        case answered(HTTPResponse)
        /// Nothing left, provably.
        case notSent(NotSentCause)
        /// It may have left, and no readable answer came.
        case unknown(UnknownCause)
    }

    /// Whether there is a reply, provably nothing left, or neither is known.
    public var result: Result
    /// When each step was reached.
    public var timings: TransportTimings
    /// What the system said of a failure, such as `Connection refused`; never holds secrets.
    public var detail: String?
    /// The connection the request went over, for ``Transport/discard(_:)``; `nil` where it serves no other call.
    public var connection: TransportConnection?

    /// States what became of a request.
    public init(
        _ result: Result, timings: TransportTimings = TransportTimings(), detail: String? = nil,
        connection: TransportConnection? = nil
    ) {
        self.result = result
        self.timings = timings
        self.detail = detail
        self.connection = connection
    }
}

/// How long the steps of a call took, each from the call's start; `nil` for a step that was not reached or is not known.
public struct TransportTimings: Hashable, Sendable {
    /// The host's name had an address.
    public var resolved: Duration?
    /// The connection stood; zero for one that was open already.
    public var connected: Duration?
    /// TLS was agreed.
    public var secured: Duration?
    /// The request was written.
    public var sent: Duration?
    /// The first byte of the answer arrived.
    public var firstByte: Duration?
    /// The transport was done with the call.
    public var total: Duration
    /// Whether the request went over a connection that an earlier call opened.
    public var isReused: Bool

    /// States the steps that were reached; all but the total may be left out.
    public init(
        resolved: Duration? = nil, connected: Duration? = nil, secured: Duration? = nil, sent: Duration? = nil,
        firstByte: Duration? = nil, total: Duration = .zero, isReused: Bool = false
    ) {
        self.resolved = resolved
        self.connected = connected
        self.secured = secured
        self.sent = sent
        self.firstByte = firstByte
        self.total = total
        self.isReused = isReused
    }
}
