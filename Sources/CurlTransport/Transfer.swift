internal import CLibCurl
internal import CSocketEvents
internal import VenueRuntime

/// Why a reply is not taken.
enum ReplyFault {
    /// It was there before the request had reached the server.
    case early
    /// A part of it, such as its body, is larger than accepted.
    case oversized(String)
    /// Its end cannot be told, or what it was packed with is not known or does not hold; in fixed words.
    case unreadable(String)
}

/// One call under way.
///
/// A class, because libcurl's callbacks reach it by its address. The driver's table owns it; libcurl holds an
/// unowned pointer, and uses it only in functions the driver calls while the call is in the table.
final class Transfer {
    let submission: Submission
    let options: CurlTransport.Options
    let easy: EasyHandle
    private let connections: ConnectionTable
    /// The interval between the caller's start and libcurl's.
    private(set) var delay: Duration
    private var sockets: [Int32] = []
    private(set) var socketProblem: String?
    /// What was wrong with the connection the request would have gone over, if anything was.
    private(set) var connectionProblem: ConnectionProblem?
    private(set) var connection: Connection?
    private var before = socket_traffic()
    /// What is known of the connection the request went to; `nil` while nothing can have left.
    private(set) var facts: ConnectionFacts?
    private(set) var fault: ReplyFault?
    private(set) var head: ReplyHead
    /// How the end of the reply's body is told, once its head is complete.
    private(set) var framing: ReplyFraming?
    private(set) var body: [UInt8] = []
    private(set) var travelled: Int64 = 0
    private(set) var decompression: Decompression?
    private(set) var sent: Duration?
    private(set) var firstByte: Duration?

    /// Why a request must not go over a connection.
    enum ConnectionProblem {
        /// It was open before, and has ended, was given up, or holds what nobody asked for; another will do.
        case stale
        /// It is new, and the server ended it or spoke before it was asked.
        case notSilent
    }

    init(
        _ submission: Submission, on easy: EasyHandle, connections: ConnectionTable, options: CurlTransport.Options
    ) throws(CallSetupError) {
        self.submission = submission
        self.easy = easy
        self.connections = connections
        self.options = options
        delay = ContinuousClock.now - submission.start
        head = ReplyHead(limit: options.maximumHeaderSize)
        try prepare()
    }

    static func of(_ handle: UnsafeMutableRawPointer?) -> Transfer? {
        var pointer: UnsafeMutableRawPointer?
        guard let handle, venue_curl_get_pointer(handle, CURLINFO_PRIVATE, &pointer) == CURLE_OK else { return nil }
        return at(pointer)
    }

    static func at(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
        pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// How long ago the caller made the call.
    var elapsed: Duration { ContinuousClock.now - submission.start }

    // MARK: Before the request

    func makeSocket(_ address: curl_sockaddr) -> Int32 {
        let socket = connections.makeSocket(address)
        if socket < 0 { socketProblem = String(cString: socket_problem()) } else { sockets.append(socket) }
        return socket
    }

    /// Whether libcurl may send the request: once, and over no connection on which something lies already.
    func maySend(between endpoints: Connection.Endpoints) -> Bool {
        guard self.facts == nil else { return false }
        let facts = connectionFacts(isAboutToSend: true)
        let connection = connections.connection(between: endpoints, madeWith: sockets)
        if facts.isReused, connection?.isReusable != true {
            connection?.discard()
            connectionProblem = .stale
            return false
        }
        // Over TLS it can be part of the agreement, such as a ticket for the next one: see `isEarly`.
        if !facts.isReused, isPlain, connection?.isSilent == false {
            connectionProblem = .notSilent
            return false
        }
        // A connection that cannot be looked at serves one call.
        if connection == nil, (try? easy.setOnce(CURLOPT_FORBID_REUSE)) == nil { return false }
        connection?.begin()
        if let connection { before = connection.traffic }
        self.connection = connection
        self.facts = facts
        return true
    }

    /// Whether another connection will do what the last one could not.
    var startsOver: Bool { facts == nil && connectionProblem == .stale }

    /// Prepares a call of which nothing has left for another start, on a connection of its own.
    func startOver() throws(CurlFailure) {
        connectionProblem = nil
        sockets = []
        delay = elapsed
        try easy.setOnce(CURLOPT_FRESH_CONNECT)
        try easy.set(CURLOPT_TIMEOUT_MS, milliseconds: submission.deadline - ContinuousClock.now)
    }

    private var isPlain: Bool { submission.server.scheme == "http" && options.proxy?.scheme != "https" }

    /// Records how much of the body libcurl has written.
    func didWrite(bodyBytes: Int) {
        guard facts != nil, sent == nil, bodyBytes >= submission.request.body?.count ?? 0 else { return }
        sent = elapsed
        submission.observer(.sent)
    }

    // MARK: The reply

    /// Whether what is being read now cannot be the reply: it lay there before the request was written, or came before
    /// the server's system had confirmed any of it.
    private var isEarly: Bool {
        guard before.is_known, let connection, connection.isOpen else { return false }
        let now = connection.traffic
        return now.is_known && (now.read <= before.arrived || now.confirmed <= before.written)
    }

    /// How many bytes came since the request left and have been read; `nil` if that is not known, or other calls have their
    /// part in it.
    var bytesRead: Int? {
        guard before.is_known, let connection, connection.load == 1 else { return nil }
        let now = connection.traffic
        return now.is_known && now.read >= before.arrived ? Int(clamping: now.read - before.arrived) : nil
    }

    /// Takes a line of the reply's head; whether it can be one and there is room for it.
    func receive(headLine line: UnsafeRawBufferPointer) -> Bool {
        if firstByte == nil {
            if isEarly { return refuse(.early) }
            firstByte = elapsed
            submission.observer(.firstByte)
        }
        guard head.append(line) else { return refuse(.oversized(head.growingPart)) }
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
            if bytes.count > limit - body.count { return refuse(.oversized("body")) }
            body += bytes
            return true
        }
        // What is packed into nothing must not come for ever either.
        if travelled > limit { return refuse(.oversized("body")) }
        do throws(Decompression.Problem) {
            if decompression == nil { decompression = try Decompression() }
            try decompression?.append(bytes, to: &body, limit: limit)
            return true
        } catch {
            switch error {
            case .malformed: return refuse(.unreadable("compressed body is malformed"))
            case .oversized: return refuse(.oversized("body"))
            case .outOfMemory: return refuse(.unreadable("out of memory for the body"))
            }
        }
    }

    private func refuse(_ fault: ReplyFault) -> Bool {
        self.fault = fault
        return false
    }

    /// Listens to libcurl, which passes over what it read behind a reply's end; whether it can.
    private func watchForExcess() -> Bool { (try? easy.setOnce(CURLOPT_VERBOSE)) != nil }

    /// Takes what libcurl says of what it does; where it found more than the reply, the connection ends with the call.
    func hear(_ text: UnsafeRawBufferPointer) {
        guard Self.excessMessages.contains(where: { text.starts(with: $0.utf8) }) else { return }
        if (try? easy.setOnce(CURLOPT_FORBID_REUSE)) == nil { connection?.discard() }
    }

    /// How libcurl's words on bytes behind a reply begin.
    private static let excessMessages = ["Excess found", "Leftovers after chunking"]
}

struct CallSetupError: Error {
    let cause: NotSentCause
    let detail: String
}

extension CallSetupError {
    init(_ failure: CurlFailure) { self.init(cause: .connectionFailed, detail: failure.text) }
}

extension Transfer {
    /// Sets what to send: the request as it is, and nothing of libcurl's own but what HTTP demands.
    func prepare() throws(CallSetupError) {
        let url: String
        do throws(InvalidBaseURL) {
            url = try submission.server.url(for: submission.request)
        } catch {
            throw CallSetupError(cause: .invalidInput, detail: error.description)
        }
        do throws(CurlFailure) {
            try easy.set(CURLOPT_TIMEOUT_MS, milliseconds: submission.deadline - ContinuousClock.now)
            try easy.set(CURLOPT_URL, url)
            try setMethod()
            try easy.setOwner(self)
        } catch {
            throw CallSetupError(error)
        }
        try setHeaders()
    }

    private func setHeaders() throws(CallSetupError) {
        var (hasAccept, hasContentType) = (false, false)
        try submission.request.withExposedHeaders { name, prefix, value throws(CallSetupError) in
            hasAccept = hasAccept || HeaderRules.isSameName(name, "Accept")
            hasContentType = hasContentType || HeaderRules.isSameName(name, "Content-Type")
            do throws(CurlFailure) {
                // libcurl takes a name and a semicolon for a field without a value.
                if prefix.isEmpty, value.isEmpty { return try easy.addHeader(name, ";") }
                try easy.addHeader(name, ": ", prefix, value)
            } catch {
                throw CallSetupError(error)
            }
        }
        do throws(CurlFailure) {
            // A name with a colon and nothing behind it keeps libcurl's own field away.
            if !hasAccept { try easy.addHeader("Accept", ":") }
            if !hasContentType { try easy.addHeader("Content-Type", ":") }
            try easy.addHeader("Expect", ":")
            try easy.setHeaders()
        } catch {
            throw CallSetupError(error)
        }
    }

    /// Sets the method and the body, which some methods have even if it is empty.
    private func setMethod() throws(CurlFailure) {
        let request = submission.request
        switch (request.body, request.method) {
        case (nil, "POST"), (nil, "PUT"), (nil, "PATCH"): try easy.setBody([])
        case (nil, "HEAD"):
            try easy.setBody(nil)
            try easy.set(CURLOPT_NOBODY, true)
        case (let body, _): try easy.setBody(body)
        }
        try easy.set(CURLOPT_CUSTOMREQUEST, request.method)
    }
}
