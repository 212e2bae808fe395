internal import CLibCurl
internal import VenueRuntime

/// One of libcurl's easy handles, for one call after the other.
///
/// What is the same for all calls is set once, by ``init(_:)``. A class, because libcurl's handle is freed once.
final class EasyHandle {
    let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    /// The lines of the request's header, which libcurl reads but does not own.
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var line: [UInt8] = []
    private var isParticular = false

    /// Makes a handle and sets every option of libcurl's that matters, whatever its default.
    init(_ options: CurlTransport.Options, connections: ConnectionTable) throws(CurlFailure) {
        guard let handle = curl_easy_init() else { throw CurlFailure(code: CURLE_OUT_OF_MEMORY) }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try check(venue_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
        try setOptions(options)
        try setReceivers()
        try setCloser(connections)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    /// Forgets what the last call sent, so that nothing of it is kept or sent again; whether another call can use it.
    func recycle() -> Bool {
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

    /// Sets an option for one call; ``recycle()`` takes it back.
    func setOnce(_ option: CURLoption) throws(CurlFailure) {
        isParticular = true
        try set(option, true)
    }

    /// What libcurl said of the failure, in its own words; empty if it said nothing.
    var message: String { String(cString: errorText) }

    func set(_ option: CURLoption, _ value: Bool) throws(CurlFailure) { try set(option, value ? 1 : 0) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try check(venue_curl_set_long(handle, option, value))
    }

    /// Sets a text, which libcurl copies; `nil` for none, whatever libcurl's default.
    func set(_ option: CURLoption, _ value: String?) throws(CurlFailure) {
        try check(venue_curl_set_text(handle, option, value))
    }

    func set(_ option: CURLoption, milliseconds value: Duration) throws(CurlFailure) {
        try set(option, value.wholeMilliseconds)
    }

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

    func setHeaders() throws(CurlFailure) { try check(venue_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)) }

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

    func check(_ code: CURLcode) throws(CurlFailure) {
        if code != CURLE_OK { throw CurlFailure(code: code) }
    }
}

/// What libcurl said no with.
struct CurlFailure: Error {
    let code: CURLcode

    var text: String { curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl error \(code.rawValue)" }
}

extension EasyHandle {
    func setOptions(_ options: CurlTransport.Options) throws(CurlFailure) {
        try setIsolation(options)
        try setConnection(options)
        try setSecurity(options)
        try set(CURLOPT_PATH_AS_IS, true)
        try set(CURLOPT_USERAGENT, options.userAgent)
        try set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        // See `Decompression`, which undoes it.
        try set(CURLOPT_HTTP_CONTENT_DECODING, false)
    }

    /// Nothing is followed, remembered, or read from the user's configuration.
    private func setIsolation(_ options: CurlTransport.Options) throws(CurlFailure) {
        try check(venue_curl_allow_http_only(handle))
        try set(CURLOPT_NOSIGNAL, true)
        try set(CURLOPT_FOLLOWLOCATION, false)
        try set(CURLOPT_NETRC, false)
        try set(CURLOPT_HTTP09_ALLOWED, false)
        // An empty proxy keeps libcurl from the environment's; an empty exception list, from its `no_proxy`.
        try set(CURLOPT_PROXY, options.proxy?.description ?? "")
        try set(CURLOPT_NOPROXY, options.proxy == nil ? "*" : "")
        if let credentials = options.proxyCredentials {
            // In the Basic scheme alone they are sent unasked; for others, a request would first be refused and sent again.
            try set(CURLOPT_PROXYAUTH, 1)
            try set(CURLOPT_PROXYUSERNAME, credentials.name)
            try set(CURLOPT_PROXYPASSWORD, credentials.password.expose())
        }
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    }

    private func setConnection(_ options: CurlTransport.Options) throws(CurlFailure) {
        try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: options.connectTimeout)
        try check(venue_curl_abandon_lookups(handle))
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        try set(CURLOPT_TCP_NODELAY, true)
        try set(CURLOPT_TCP_KEEPALIVE, true)
        try set(CURLOPT_TCP_KEEPIDLE, 15)
        try set(CURLOPT_TCP_KEEPINTVL, 5)
        try set(CURLOPT_MAXAGE_CONN, seconds: options.maximumIdleTime)
    }

    private func setSecurity(_ options: CurlTransport.Options) throws(CurlFailure) {
        try set(CURLOPT_SSL_VERIFYPEER, true)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = options.certificateAuthorities {
            try set(CURLOPT_CAINFO, file)
            // Otherwise libcurl's built-in directory of authorities would still be trusted beside the file.
            try set(CURLOPT_CAPATH, nil)
        }
        if let client = options.clientCertificate {
            try set(CURLOPT_SSLCERT, client.certificate)
            try set(CURLOPT_SSLKEY, client.key)
            if let passphrase = client.passphrase { try set(CURLOPT_KEYPASSWD, passphrase.expose()) }
        }
    }
}

extension EasyHandle {
    /// Sets the functions that tell a call of its progress; ``setOwner(_:)`` says which one.
    func setReceivers() throws(CurlFailure) {
        try check(
            venue_curl_set_prerequest(handle) { transfer, peer, here, peersPort, port in
                let endpoints = Connection.Endpoints(peer: peer, here: here, peersPort: peersPort, port: port)
                return Transfer.at(transfer)?.maySend(between: endpoints) == true
                    ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
        try check(
            venue_curl_set_socket_maker(handle) { transfer, _, address in
                address.flatMap { Transfer.at(transfer)?.makeSocket($0.pointee) } ?? CURL_SOCKET_BAD
            })
        // Asked for nothing unless the option that goes with it is set, as `watchForExcess()` does.
        try check(
            venue_curl_set_listener(handle) { _, kind, text, size, transfer in
                if kind == CURLINFO_TEXT {
                    Transfer.at(transfer)?.hear(UnsafeRawBufferPointer(start: text, count: size))
                }
                return 0
            })
        try set(CURLOPT_NOPROGRESS, false)
        try check(
            venue_curl_set_progress(handle) { transfer, _, _, _, written in
                Transfer.at(transfer)?.didWrite(bodyBytes: Int(written))
                return 0
            })
        try check(
            venue_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, _, count, transfer in
                let line = UnsafeRawBufferPointer(start: bytes, count: count)
                return Transfer.at(transfer)?.receive(headLine: line) == true ? count : EasyHandle.refusal(of: count)
            })
        try check(
            venue_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, _, count, transfer in
                let piece = UnsafeRawBufferPointer(start: bytes, count: count)
                return Transfer.at(transfer)?.receive(bodyPiece: piece) == true ? count : EasyHandle.refusal(of: count)
            })
    }

    /// Has the sockets of connections closed through the table that knows them.
    ///
    /// libcurl keeps the table's address with each connection that a call of this handle opens.
    func setCloser(_ connections: ConnectionTable) throws(CurlFailure) {
        let pointer = Unmanaged.passUnretained(connections).toOpaque()
        try check(venue_curl_set_pointer(handle, CURLOPT_CLOSESOCKETDATA, pointer))
        try check(
            venue_curl_set_socket_closer(handle) { connections, socket in
                connections.map { Unmanaged<ConnectionTable>.fromOpaque($0).takeUnretainedValue() }?.close(socket) ?? -1
            })
    }

    func setOwner(_ transfer: Transfer) throws(CurlFailure) {
        // Unowned: the driver's table keeps the transfer as long as libcurl has the handle.
        let pointer = Unmanaged.passUnretained(transfer).toOpaque()
        let options = [
            CURLOPT_PRIVATE, CURLOPT_PREREQDATA, CURLOPT_XFERINFODATA, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA,
            CURLOPT_OPENSOCKETDATA, CURLOPT_DEBUGDATA,
        ]
        for option in options {
            try check(venue_curl_set_pointer(handle, option, pointer))
        }
    }

    /// What a receiver answers to end the call: any number but that of the bytes offered.
    private static func refusal(of count: Int) -> Int { count == 0 ? 1 : 0 }
}
