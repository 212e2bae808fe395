internal import CLibCurl

/// One of libcurl's easy handles, for one call after the other.
///
/// What is the same for all calls is set once, by ``init(_:)``. A class, because libcurl's handle is freed once.
final class EasyHandle {
    /// libcurl's handle.
    let handle: UnsafeMutableRawPointer
    /// Where libcurl writes its words on a failure.
    private let errorText: UnsafeMutablePointer<CChar>
    /// The lines of the request's header, which libcurl reads but does not own.
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// Where a line is put together.
    private var line: [UInt8] = []
    /// Whether options that hold for one call only were set.
    private var isParticular = false

    /// Makes a handle and sets every option of libcurl's that matters, whatever its default.
    init(_ options: CurlTransport.Options, wires: Wires) throws(CurlFailure) {
        guard let handle = curl_easy_init() else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try check(venue_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
        try setOptions(options)
        try setReceivers()
        try setCloser(wires)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    /// Forgets what the last call sent, so that nothing of it is kept or sent again.
    ///
    /// - Returns: Whether another call can use it.
    func rest() -> Bool {
        do throws(CurlFailure) {
            try setBody(nil)
            if isParticular {
                for option in [CURLOPT_FRESH_CONNECT, CURLOPT_FORBID_REUSE, CURLOPT_VERBOSE] { try set(option, false) }
                isParticular = false
            }
            try check(venue_curl_set_list(handle, CURLOPT_HTTPHEADER, nil))
            curl_slist_free_all(headers)
            headers = nil
            for index in line.indices { line[index] = 0 }
            errorText.pointee = 0
            return true
        } catch {
            return false
        }
    }

    /// Sets an option for one call; ``rest()`` takes it back.
    func setOnce(_ option: CURLoption) throws(CurlFailure) {
        isParticular = true
        try set(option, true)
    }

    /// What libcurl said of the failure, in its own words; empty if it said nothing.
    var words: String { String(cString: errorText) }

    /// Sets a flag.
    func set(_ option: CURLoption, _ value: Bool) throws(CurlFailure) { try set(option, value ? 1 : 0) }

    /// Sets a number.
    func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try check(venue_curl_set_long(handle, option, value))
    }

    /// Sets a text, which libcurl copies; `nil` for none, whatever libcurl's default.
    func set(_ option: CURLoption, _ value: String?) throws(CurlFailure) {
        try check(venue_curl_set_text(handle, option, value))
    }

    /// Sets a time in whole milliseconds.
    func set(_ option: CURLoption, milliseconds value: Duration) throws(CurlFailure) {
        try set(option, value.wholeMilliseconds)
    }

    /// Sets a time in whole seconds.
    func set(_ option: CURLoption, seconds value: Duration) throws(CurlFailure) {
        try set(option, Int(min(max(value.components.seconds, 0), 2_000_000)))
    }

    /// Sets the body, which libcurl copies; without one the method is `GET`, with one `POST`.
    func setBody(_ bytes: [UInt8]?) throws(CurlFailure) {
        try check(venue_curl_set_large(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes?.count ?? -1)))
        guard let bytes else {
            try check(venue_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, nil))
            return try set(CURLOPT_HTTPGET, true)
        }
        try set(CURLOPT_POST, true)
        try check(bytes.withUnsafeBytes { venue_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) })
    }

    /// Adds a line to the request's header; ``setHeaders()`` has the lines sent.
    func addHeader(_ name: String, _ separator: String, _ prefix: String = "", _ value: String = "") throws(CurlFailure)
    {
        line.removeAll(keepingCapacity: true)
        line += name.utf8
        line += separator.utf8
        line += prefix.utf8
        line += value.utf8
        line.append(0)
        let longer = line.withUnsafeBytes {
            curl_slist_append(headers, $0.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
        guard let longer else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        headers = longer
    }

    /// Has the added lines sent.
    func setHeaders() throws(CurlFailure) { try check(venue_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)) }

    /// A number libcurl knows of the call.
    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return venue_curl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    /// When a step was done, counted from libcurl's start of the call; `nil` if it was not reached.
    func time(_ info: CURLINFO) -> Duration? {
        var microseconds: curl_off_t = 0
        guard venue_curl_get_large(handle, info, &microseconds) == CURLE_OK, microseconds > 0 else { return nil }
        return .microseconds(microseconds)
    }

    /// Throws unless libcurl took an option.
    func check(_ code: CURLcode) throws(CurlFailure) {
        if code != CURLE_OK { throw CurlFailure(code: code) }
    }
}

/// What libcurl said no with.
struct CurlFailure: Error {
    /// libcurl's code.
    let code: CURLcode

    /// What the code stands for, in libcurl's fixed words.
    var text: String { curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl error \(code.rawValue)" }
}
