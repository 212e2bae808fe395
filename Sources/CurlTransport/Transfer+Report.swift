internal import CLibCurl
internal import VenueRuntime

enum Ending {
    case completed
    case failed(CURLcode)
    case interrupted
    /// The reply would have come over a connection that is not to be believed any more.
    case connectionDiscarded
}

/// What is known of a call's connection, from libcurl's start of the call.
struct ConnectionFacts {
    var resolved: Duration?
    var connected: Duration?
    var secured: Duration?
    var isReused: Bool
}

extension Transfer {
    func report(_ ending: Ending) -> TransportReport {
        var report = reportWithoutConnection(ending)
        report.connection = connection.map { TransportConnection(number: $0.number) }
        return report
    }

    private func reportWithoutConnection(_ ending: Ending) -> TransportReport {
        let facts = facts ?? connectionFacts(isAboutToSend: false)
        let total = elapsed
        let timings = TransportTimings(
            resolved: facts.resolved.map { $0 + delay },
            connected: facts.isReused ? .zero : facts.connected.map { $0 + delay },
            secured: facts.secured.map { $0 + delay },
            sent: sent, firstByte: firstByte, total: total, isReused: facts.isReused)
        switch ending {
        case .completed:
            if let gap = gapInReply() {
                return TransportReport(.unknown(gap.cause), timings: timings, detail: gap.text)
            }
            let reply = HTTPResponse(status: easy.number(CURLINFO_RESPONSE_CODE), headers: head.headers, body: body)
            if isRefusalOfProxy(reply) {
                return TransportReport(
                    .notSent(.connectionFailed), timings: timings,
                    detail: "proxy passed nothing on: it wants a name and a password, or others")
            }
            return TransportReport(.answered(reply), timings: timings)
        case .interrupted:
            let result: TransportReport.Result =
                self.facts == nil ? .notSent(.interrupted) : .unknown(.interrupted)
            return TransportReport(result, timings: timings)
        case .connectionDiscarded:
            return TransportReport(
                .unknown(.connectionLost), timings: timings,
                detail: "connection was given up for an earlier reply on it")
        case .failed(let code) where self.facts == nil:
            let isLate = ContinuousClock.now >= submission.deadline
            return TransportReport(
                .notSent(Self.cause(beforeSending: code, isLate: isLate)), timings: timings,
                detail: detail(beforeSending: code))
        case .failed(let code):
            let known: (UnknownCause, String) =
                switch fault ?? (isBeyondLimits(code) ? .oversized(head.growingPart) : nil) {
                case .early: (.connectionLost, "a reply was there before the request; connection was closed")
                case .oversized(let part): (.oversized, "\(part) of the reply is larger than accepted")
                case .unreadable(let text): (.unreadable, text)
                // libcurl's own words may quote the peer, and a peer may quote the request: fixed words only.
                case nil: (Self.cause(afterSending: code), Self.text(afterSending: code))
                }
            return TransportReport(.unknown(known.0), timings: timings, detail: known.1)
        }
    }

    /// Whether a proxy that sees requests answered for itself (RFC 9110, 15.5.8 and 11.7.1).
    private func isRefusalOfProxy(_ reply: HTTPResponse) -> Bool {
        options.proxy != nil && submission.server.scheme == "http" && reply.status == 407
            && reply.headers["Proxy-Authenticate"] != nil
    }

    /// What the system, or libcurl, said of a call of which nothing has left; so nothing of the request can be in it.
    private func detail(beforeSending code: CURLcode) -> String {
        if case .notSilent = connectionProblem { return "server spoke or hung up before it was asked" }
        if let socketProblem { return socketProblem }
        return easy.message.isEmpty ? CurlFailure(code: code).text : easy.message
    }

    /// Whether libcurl gave up because a reply's head or trailer is larger than it takes itself; it has no code for that.
    ///
    /// A line of more than 100 KiB is out of memory to it, a head of more than nghttp2 takes a broken connection.
    private func isBeyondLimits(_ code: CURLcode) -> Bool {
        if Self.excessiveHeadMessages.contains(where: { easy.message.contains($0) }) { return true }
        guard !head.isComplete, let bytesRead else { return false }
        return bytesRead > options.maximumHeaderSize || (code == CURLE_GOT_NOTHING && bytesRead > Self.sizeOfNothing)
    }

    /// More than a server of HTTP/2 sends beside replies; libcurl says it got nothing of a field that nghttp2 did not take.
    private static let sizeOfNothing = 8192

    /// libcurl's words on a trailer, and nghttp2's on a head, that outgrew a buffer.
    private static let excessiveHeadMessages = ["Out of memory in chunked-encoding", "callback function failed"]

    /// Why a reply that libcurl calls complete is not known to be; `nil` if it is.
    func gapInReply() -> (cause: UnknownCause, text: String)? {
        guard head.isComplete, let framing else {
            return (.connectionLost, "connection ended within the head of the reply")
        }
        if let decompression, !decompression.isComplete {
            return (.unreadable, "compressed body ends before its checksum")
        }
        // Chunks tell where the body ends; a length beside them that says otherwise is not to be passed over.
        if framing.isChunked, let length = framing.length, length != travelled {
            return (.unreadable, "reply states a length that is not that of its chunks")
        }
        guard submission.server.scheme == "https" else { return nil }
        // Only TLS's own farewell tells such a reply from a shortened one (RFC 9112, 9.8), and libcurl does not ask for it.
        let isByFrames = easy.number(CURLINFO_HTTP_VERSION) >= Int(CURL_HTTP_VERSION_2_0)
        let hasNoBody = [204, 304].contains(easy.number(CURLINFO_RESPONSE_CODE))
        if hasNoBody || framing.isChunked || framing.length != nil { return nil }
        guard isByFrames else { return (.connectionLost, "reply over TLS does not state its length") }
        // When a session breaks off, or ends in peace, libcurl calls each reply complete whose stream had begun.
        guard connection?.isOpen == false else { return nil }
        return (.connectionLost, "connection ended with a reply that does not state its length")
    }

    /// What libcurl knows of the connection; one it is about to send on without having made it was open before.
    func connectionFacts(isAboutToSend: Bool) -> ConnectionFacts {
        if isAboutToSend, easy.number(CURLINFO_NUM_CONNECTS) == 0 { return ConnectionFacts(isReused: true) }
        return ConnectionFacts(
            resolved: easy.time(CURLINFO_NAMELOOKUP_TIME_T), connected: easy.time(CURLINFO_CONNECT_TIME_T),
            secured: easy.time(CURLINFO_APPCONNECT_TIME_T), isReused: false)
    }

    static func cause(beforeSending code: CURLcode, isLate: Bool) -> NotSentCause {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .hostNotFound
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
            CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_SHUTDOWN_FAILED:
            .tlsFailed
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidInput
        case CURLE_OPERATION_TIMEDOUT where isLate: .deadline
        default: .connectionFailed
        }
    }

    static func cause(afterSending code: CURLcode) -> UnknownCause {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .timeout
        // libcurl calls a reply without a status line an unsupported protocol.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .unreadable
        case venue_curle_too_large: .oversized
        default: .connectionLost
        }
    }

    private static func text(afterSending code: CURLcode) -> String {
        // The refusal of a second send, which is this transport's own.
        code == CURLE_ABORTED_BY_CALLBACK
            ? "connection was lost after the request; not sent again" : CurlFailure(code: code).text
    }
}
