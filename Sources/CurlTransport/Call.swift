internal import CLibCurl
internal import VenueRuntime

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
    /// The interval between the caller's start and libcurl's.
    let delay: Duration
    /// What is known of the connection the request went to; `nil` while nothing can have left.
    private(set) var connection: ConnectionFacts?
    /// The head of the reply so far.
    private(set) var head: ReplyHead
    /// The body of the reply so far.
    private(set) var body: [UInt8] = []
    /// Whether the body outgrew its limit.
    private(set) var isBodyOversized = false
    /// When the request was written.
    private(set) var sent: Duration?
    /// When the first byte of the reply came.
    private(set) var firstByte: Duration?

    /// Makes a call that libcurl can start.
    init(
        _ submission: Submission, on easy: EasyHandle, options: CurlTransport.Options
    ) throws(CallSetupError) {
        self.submission = submission
        self.easy = easy
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

    /// Whether libcurl may send the request: once.
    func maySend() -> Bool {
        guard connection == nil else { return false }
        connection = connectionFacts(isAboutToSend: true)
        return true
    }

    /// Notes how much of the body libcurl has written.
    func didWrite(bodyBytes: Int) {
        guard connection != nil, sent == nil, bodyBytes >= submission.request.body?.count ?? 0 else { return }
        sent = elapsed
        submission.observer(.sent)
    }

    /// Takes a line of the reply's head; whether there is room for it.
    func receive(headLine line: UnsafeRawBufferPointer) -> Bool {
        if firstByte == nil {
            firstByte = elapsed
            submission.observer(.firstByte)
        }
        return head.append(line)
    }

    /// Takes a piece of the reply's body; whether there is room for it.
    func receive(bodyPiece bytes: UnsafeRawBufferPointer) -> Bool {
        isBodyOversized = bytes.count > options.maximumBodySize - body.count
        if !isBodyOversized { body += bytes }
        return !isBodyOversized
    }
}
