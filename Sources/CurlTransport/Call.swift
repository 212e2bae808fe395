internal import CLibCurl
internal import CSocketEvents
internal import VenueRuntime

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Why a reply is not taken.
enum ReplyFault {
    /// It was there before the request had reached the server.
    case early
    /// It is larger than accepted.
    case oversized
    /// Its end cannot be told, or what it was packed with is not known or does not hold; in fixed words.
    case unreadable(String)
}

/// One call under way.
///
/// A class, because libcurl's callbacks reach it by its address. The driver's table owns it; libcurl holds an
/// unowned pointer, and uses it only in functions the driver calls while the call is in the table.
final class Call {
    /// What the caller asked for.
    let submission: Submission
    /// The chosen limits.
    let options: CurlTransport.Options
    /// libcurl's side.
    let easy: EasyHandle
    /// The connections that are open.
    private let wires: Wires
    /// The interval between the caller's start and libcurl's.
    private(set) var delay: Duration
    /// The sockets made for the call.
    private var sockets: [Int32] = []
    /// Why the system gave no socket, if it did not.
    private(set) var socketProblem: String?
    /// What was wrong with the connection the request would have gone over, if anything was.
    private(set) var connectionProblem: ConnectionProblem?
    /// The connection the request went over, if it is known.
    private(set) var wire: Wire?
    /// What had gone over the connection before the request.
    private var before = socket_traffic()
    /// What is known of the connection the request went to; `nil` while nothing can have left.
    private(set) var connection: ConnectionFacts?
    /// Why the reply is not taken, if it is not.
    private(set) var fault: ReplyFault?
    /// The head of the reply so far.
    private(set) var head: ReplyHead
    /// How the end of the reply's body is told, once its head is complete.
    private(set) var framing: ReplyFraming?
    /// The body of the reply so far.
    private(set) var body: [UInt8] = []
    /// How much of the body has come, as it travelled.
    private(set) var travelled: Int64 = 0
    /// What unpacks the body, if it came compressed.
    private(set) var decompression: Decompression?
    /// When the request was written.
    private(set) var sent: Duration?
    /// When the first byte of the reply came.
    private(set) var firstByte: Duration?

    /// Why a request must not go over a connection.
    enum ConnectionProblem {
        /// It was open before, and has ended, was given up, or holds what nobody asked for; another will do.
        case stale
        /// It is new, and the server ended it or spoke before it was asked.
        case notSilent
    }

    /// Makes a call that libcurl can start.
    init(
        _ submission: Submission, on easy: EasyHandle, wires: Wires, options: CurlTransport.Options
    ) throws(CallSetupError) {
        self.submission = submission
        self.easy = easy
        self.wires = wires
        self.options = options
        delay = ContinuousClock.now - submission.start
        head = ReplyHead(limit: options.maximumHeaderSize)
        try prepare()
    }

    /// The call a handle belongs to.
    static func of(_ handle: UnsafeMutableRawPointer?) -> Call? {
        var pointer: UnsafeMutableRawPointer?
        guard let handle, venue_curl_get_pointer(handle, CURLINFO_PRIVATE, &pointer) == CURLE_OK else { return nil }
        return at(pointer)
    }

    /// The call at an address libcurl was given.
    static func at(_ pointer: UnsafeMutableRawPointer?) -> Call? {
        pointer.map { Unmanaged<Call>.fromOpaque($0).takeUnretainedValue() }
    }

    /// How long ago the caller made the call.
    var elapsed: Duration { ContinuousClock.now - submission.start }

    // MARK: Before the request

    /// Makes a socket for a connection of the call's own.
    func makeSocket(_ address: curl_sockaddr) -> Int32 {
        let socket = wires.makeSocket(address)
        if socket < 0 { socketProblem = String(cString: strerror(errno)) } else { sockets.append(socket) }
        return socket
    }

    /// Whether libcurl may send the request: once, and over no connection on which something lies already.
    func maySend(between ends: Wire.Ends) -> Bool {
        guard connection == nil else { return false }
        let facts = connectionFacts(isAboutToSend: true)
        let wire = wires.wire(between: ends, madeWith: sockets)
        if facts.isReused, wire?.isReusable != true {
            wire?.discard()
            connectionProblem = .stale
            return false
        }
        // Over TLS it can be part of the agreement, such as a ticket for the next one: see `isEarly`.
        if !facts.isReused, isPlain, wire?.isSilent == false {
            connectionProblem = .notSilent
            return false
        }
        // A connection that cannot be looked at serves one call.
        if wire == nil, (try? easy.setOnce(CURLOPT_FORBID_REUSE)) == nil { return false }
        wire?.begin()
        if let wire { before = wire.traffic }
        self.wire = wire
        connection = facts
        return true
    }

    /// Whether another connection will do what the last one could not.
    var startsOver: Bool { connection == nil && connectionProblem == .stale }

    /// Prepares a call of which nothing has left for another start, on a connection of its own.
    func startOver() throws(CurlFailure) {
        connectionProblem = nil
        sockets = []
        delay = elapsed
        try easy.setOnce(CURLOPT_FRESH_CONNECT)
        try easy.set(CURLOPT_TIMEOUT_MS, milliseconds: submission.deadline - ContinuousClock.now)
    }

    /// Whether nothing but HTTP goes over the connection.
    private var isPlain: Bool { submission.server.scheme == "http" && options.proxy?.scheme != "https" }

    /// Notes how much of the body libcurl has written.
    func didWrite(bodyBytes: Int) {
        guard connection != nil, sent == nil, bodyBytes >= submission.request.body?.count ?? 0 else { return }
        sent = elapsed
        submission.observer(.sent)
    }

    // MARK: The reply

    /// Whether what is being read now cannot be the reply: it lay there before the request was written, or came before
    /// the server's system had confirmed any of it.
    private var isEarly: Bool {
        guard before.is_known, let wire, wire.isOpen else { return false }
        let now = wire.traffic
        return now.is_known && (now.read <= before.arrived || now.confirmed <= before.written)
    }

    /// How many bytes came since the request left and have been read; `nil` if that is not known, or other calls have their
    /// part in it.
    var bytesRead: Int? {
        guard before.is_known, let wire, wire.load == 1 else { return nil }
        let now = wire.traffic
        return now.is_known && now.read >= before.arrived ? Int(clamping: now.read - before.arrived) : nil
    }

    /// Takes a line of the reply's head; whether it can be one and there is room for it.
    func receive(headLine line: UnsafeRawBufferPointer) -> Bool {
        if firstByte == nil {
            if isEarly { return refuse(.early) }
            firstByte = elapsed
            submission.observer(.firstByte)
        }
        guard head.append(line) else { return refuse(.oversized) }
        return framing != nil || !head.isComplete || completeHead()
    }

    /// Settles how the body ends; whether that can be told.
    private func completeHead() -> Bool {
        do throws(ReplyFraming.Problem) {
            let framing = try head.framing
            self.framing = framing
            // libcurl closes the connection by itself where something follows a body of a stated length.
            let hasStatedBody = (framing.length ?? 0) > 0 && ![204, 304].contains(easy.number(CURLINFO_RESPONSE_CODE))
            return hasStatedBody || watchForExcess()
        } catch {
            return refuse(.unreadable(error.text))
        }
    }

    /// Takes a piece of the reply's body; whether there is room for it.
    func receive(bodyPiece bytes: UnsafeRawBufferPointer) -> Bool {
        travelled += Int64(bytes.count)
        let limit = options.maximumBodySize
        guard framing?.isCompressed == true else {
            if bytes.count > limit - body.count { return refuse(.oversized) }
            body += bytes
            return true
        }
        // What is packed into nothing must not come for ever either.
        if travelled > limit { return refuse(.oversized) }
        do throws(Decompression.Problem) {
            if decompression == nil { decompression = try Decompression() }
            try decompression?.append(bytes, to: &body, limit: limit)
            return true
        } catch {
            switch error {
            case .malformed: return refuse(.unreadable("compressed body is malformed"))
            case .oversized: return refuse(.oversized)
            case .outOfMemory: return refuse(.unreadable("out of memory for the body"))
            }
        }
    }

    /// Takes nothing more of a reply; `false`.
    private func refuse(_ fault: ReplyFault) -> Bool {
        self.fault = fault
        return false
    }

    /// Listens to libcurl, which passes over what it read behind a reply's end; whether it can.
    private func watchForExcess() -> Bool { (try? easy.setOnce(CURLOPT_VERBOSE)) != nil }

    /// Takes what libcurl says of what it does; where it found more than the reply, the connection ends with the call.
    func hear(_ text: UnsafeRawBufferPointer) {
        guard Self.wordsOfExcess.contains(where: { text.starts(with: $0.utf8) }) else { return }
        if (try? easy.setOnce(CURLOPT_FORBID_REUSE)) == nil { wire?.discard() }
    }

    /// How libcurl's words on bytes behind a reply begin.
    private static let wordsOfExcess = ["Excess found", "Leftovers after chunking"]
}
