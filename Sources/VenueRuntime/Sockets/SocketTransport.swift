/// What opens sockets (WebSocket, RFC 6455) to venues.
///
/// The contract every socket transport keeps:
/// - A frame is handed to the socket at most once, whatever happens to a connection; nothing is ever sent again.
/// - It asks the sender's leave right before it hands a frame over. A frame for which it never asked was never handed
///   over, provably; of one for which it got leave, nothing more is known until a reply comes.
/// - What one connection received is told in order, and nothing of another; a message that is too long, no text or no UTF-8
///   ends the connection, and is never passed over.
/// - Redirects of the handshake are refusals like any other; they are never followed.
/// - Opening returns by the deadline, and promptly when the calling task is cancelled or the transport is shut down.
/// - It keeps no cookies, reads no configuration of the user's and logs nothing.
public protocol SocketTransport: Sendable {
    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - handshake: A `GET` request with its credentials; what it has beside them goes into the handshake as it is.
    ///   - server: The server it goes to.
    ///   - settings: How long the connection may be silent, and how much it may hold.
    ///   - deadline: When to give up.
    ///   - receiver: Told what comes, one event at a time and in order, possibly before this function returns. While it
    ///     runs nothing more is read. The last event is the one that says the connection has ended; where opening fails
    ///     there is none.
    /// - Returns: The connection, or why there is none.
    func open(
        _ handshake: AuthorizedRequest, to server: SocketURL, settings: SocketSettings,
        deadline: ContinuousClock.Instant, receiver: @escaping @Sendable (SocketEvent) -> Void
    ) async -> SocketOpening

    /// Ends every connection and everything that is being opened, and refuses to open more.
    ///
    /// Returns when nothing of the transport is left running. Calling it again does nothing.
    func shutdown() async
}

/// A connection that stands, or did.
public protocol SocketConnection: Sendable {
    /// Queues a text frame.
    ///
    /// - Parameters:
    ///   - text: What to send.
    ///   - leave: Asked at most once, right before the frame is handed to the socket; `false` drops the frame. It is called
    ///     from any thread, and must not call the connection.
    /// - Returns: Why the frame is not queued; `nil` if it is.
    func send(_ text: String, leave: @escaping @Sendable () -> Bool) -> SocketRefusal?

    /// Ends the connection with a normal closure; frames that wait are not sent any more.
    func close()
}

/// Why a connection takes no frame, none of which was handed to the socket.
public enum SocketRefusal: String, Hashable, Sendable, CaseIterable {
    /// The connection has ended.
    case ended
    /// As many frames, or as much of them, as was chosen wait to be sent.
    case full
}

/// What a connection tells its receiver.
public enum SocketEvent: Sendable {
    /// A whole text message, put together if it came in fragments.
    case frame(SocketFrame)
    /// The connection has ended; nothing follows.
    case ended(SocketEnding)
}

/// A text message that was received.
///
/// It may hold secrets, such as the token that a login is answered with, so that descriptions and mirrors show its length
/// alone.
public struct SocketFrame: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// What was received.
    public let text: String

    /// A message of that text.
    public init(_ text: String) { self.text = text }

    /// The length, such as `<42 bytes>`.
    public var description: String { "<\(text.utf8.count) bytes>" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How long a connection may be silent, and how much it may hold; the defaults suit cancelling orders.
public struct SocketSettings: Hashable, Sendable {
    /// After how long without a sign of the other side it is sent a ping; `nil` for never.
    public var pingInterval: Duration? = .seconds(15)
    /// After how long without a sign of the other side, be it a frame or the answer to a ping, the connection ends; `nil`
    /// for never.
    public var longestSilence: Duration? = .seconds(45)
    /// How many bytes of a received message are accepted.
    public var maximumFrameSize = 1 << 20
    /// How many frames may wait to be handed to the socket.
    public var maximumQueuedFrames = 1024
    /// How many bytes of frames may wait to be handed to the socket.
    public var maximumQueuedBytes = 4 << 20

    /// Makes settings with the defaults each property names.
    public init() {}

    /// The name of the first setting that is out of its range; `nil` if none is.
    public var invalidSetting: String? {
        let checks: [(name: String, holds: Bool)] = [
            ("pingInterval", pingInterval.map { $0 > .zero } ?? true),
            ("longestSilence", longestSilence.map { $0 > .zero } ?? true),
            ("maximumFrameSize", maximumFrameSize > 0),
            ("maximumQueuedFrames", maximumQueuedFrames > 0),
            ("maximumQueuedBytes", maximumQueuedBytes > 0),
        ]
        return checks.first { !$0.holds }?.name
    }
}

/// What came of opening a connection.
public enum SocketOpening: Sendable {
    /// The handshake is complete.
    case opened(any SocketConnection)
    /// There is no connection.
    case failed(SocketFailure)
}

/// Why there is no connection, so that nothing was sent over it.
public struct SocketFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a call that waited for the connection ends with.
    public let cause: NotSentCause
    /// The status of the answer that refused the handshake; `nil` if none came.
    public let status: Int?
    /// More of the reason, in fixed words of the transport's; never holds secrets.
    public let detail: String?

    /// States why there is no connection.
    public init(_ cause: NotSentCause, status: Int? = nil, detail: String? = nil) {
        self.cause = cause
        self.status = status
        self.detail = detail
    }

    /// The cause, the status and the detail.
    public var description: String {
        ([cause.rawValue] + [status.map { "status \($0)" }, detail].compactMap(\.self)).joined(separator: ", ")
    }
}

/// How a connection ended.
public struct SocketEnding: Hashable, Sendable, CustomStringConvertible {
    /// Who ended it, or what.
    public enum Cause: String, Hashable, Sendable, CaseIterable {
        /// The other side closed it; ``SocketEnding/code`` says with which code, if with any.
        case closed
        /// It broke without a closing frame, or the other side broke the protocol.
        case lost
        /// Nothing came for as long as was chosen.
        case silent
        /// A message was longer than is accepted.
        case oversized
        /// A message was binary, or no UTF-8.
        case unreadable
        /// This side closed it.
        case closedHere
        /// The transport was shut down.
        case shutDown
    }

    /// Who ended it, or what.
    public let cause: Cause
    /// The code of the closing frame (RFC 6455, 7.4) that was received or sent; `nil` for none.
    public let code: UInt16?

    /// States how a connection ended.
    public init(_ cause: Cause, code: UInt16? = nil) {
        self.cause = cause
        self.code = code
    }

    /// Why nothing proves what a frame did that had been handed over, and whose reply had not come.
    public var unknownCause: UnknownCause {
        switch cause {
        case .closed, .lost, .silent: .connectionLost
        case .oversized: .oversized
        case .unreadable: .unreadable
        case .closedHere, .shutDown: .interrupted
        }
    }

    /// The cause, and the code in parentheses.
    public var description: String { cause.rawValue + (code.map { "(\($0))" } ?? "") }
}

/// The address of a server of sockets; a handshake's target is appended to it as a request's is to a ``BaseURL``.
public struct SocketURL: Hashable, Sendable, CustomStringConvertible {
    /// The same address with the scheme of the handshake, which is an HTTP request: `https` for `wss`, `http` for `ws`.
    public let base: BaseURL

    /// The address a text stands for, such as `wss://trade.example.com/v1`.
    ///
    /// - Parameters:
    ///   - text: A `wss` URL of host, port and path.
    ///   - allowInsecure: Whether plain `ws` is accepted for hosts other than this machine.
    /// - Throws: ``InvalidBaseURL``, which tells why without quoting the text.
    public init(_ text: String, allowInsecure: Bool = false) throws(InvalidBaseURL) {
        let lowered = text.prefix(6).lowercased()
        guard let scheme = ["wss", "ws"].first(where: { lowered.hasPrefix($0 + "://") }) else {
            throw InvalidBaseURL(.unknownSocketScheme)
        }
        let rest = text.dropFirst(scheme.count)
        do throws(InvalidBaseURL) {
            base = try BaseURL((scheme == "wss" ? "https" : "http") + rest, allowInsecure: allowInsecure)
        } catch {
            throw error.problem == .insecure ? InvalidBaseURL(.insecureSocket) : error
        }
    }

    /// The server of an HTTP address.
    public init(_ base: BaseURL) { self.base = base }

    /// Whether the connection is made over TLS.
    public var isSecure: Bool { base.scheme == "https" }

    /// The URL without a slash at its end, such as `wss://trade.example.com/v1`.
    public var description: String { (isSecure ? "wss" : "ws") + base.description.dropFirst(base.scheme.count) }
}
