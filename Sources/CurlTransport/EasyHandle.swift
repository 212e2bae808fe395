internal import CLibCurl

/// One of libcurl's easy handles, with what it points to.
struct EasyHandle: ~Copyable {
    /// libcurl's handle.
    let handle: UnsafeMutableRawPointer
    /// Where libcurl writes its words on a failure.
    private let errorText: UnsafeMutablePointer<CChar>
    /// The request's header fields, which libcurl reads but does not own.
    private var headers: UnsafeMutablePointer<curl_slist>?

    /// Makes a handle without options.
    init() throws(CurlFailure) {
        guard let handle = curl_easy_init() else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        _ = venue_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    /// What libcurl said of the failure, in its own words; empty if it said nothing.
    var words: String { String(cString: errorText) }

    /// Sets a flag.
    func set(_ option: CURLoption, _ value: Bool) throws(CurlFailure) { try set(option, value ? 1 : 0) }

    /// Sets a number.
    func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try check(venue_curl_set_long(handle, option, value))
    }

    /// Sets a text, which libcurl copies.
    func set(_ option: CURLoption, _ value: String) throws(CurlFailure) {
        try check(venue_curl_set_text(handle, option, value))
    }

    /// Sets a time in whole milliseconds, rounded up: at least one, as zero stands for none, at most about 23 days.
    func set(_ option: CURLoption, milliseconds value: Duration) throws(CurlFailure) {
        let (seconds, attoseconds) = value.components
        let limited = min(max(seconds, 0), 2_000_000)
        try set(option, Int(limited * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000 + 1))
    }

    /// Sets a time in whole seconds.
    func set(_ option: CURLoption, seconds value: Duration) throws(CurlFailure) {
        try set(option, Int(min(max(value.components.seconds, 0), 2_000_000)))
    }

    /// Sets the body, which libcurl copies.
    func setBody(_ bytes: [UInt8]) throws(CurlFailure) {
        try check(venue_curl_set_large(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
        try check(bytes.withUnsafeBytes { venue_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) })
    }

    /// Sets the lines of the request's header.
    mutating func setHeaders(_ lines: [String]) throws(CurlFailure) {
        for line in lines {
            guard let longer = curl_slist_append(headers, line) else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
            headers = longer
        }
        try check(venue_curl_set_list(handle, CURLOPT_HTTPHEADER, headers))
    }

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
