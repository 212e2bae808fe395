internal import CLibCurl
internal import VenueRuntime

/// Why a call cannot start.
struct CallSetupError: Error {
    /// What to report.
    let cause: NotSentCause
    /// What the system said.
    let detail: String
}

extension Call {
    /// Sets every option of libcurl's that matters, whatever its default.
    func prepare() throws(CallSetupError) {
        if let name = submission.request.exposedHeaders().fields.map(\.name).first(where: Self.isTransportsOwn) {
            throw CallSetupError(cause: .invalidInput, detail: "header '\(name)' is set by the transport")
        }
        do throws(CurlFailure) {
            try setLimits()
            try setIsolation()
            try setConnection()
            try setSecurity()
            try setRequest()
            try setCallbacks()
        } catch {
            throw CallSetupError(cause: .connectionFailed, detail: error.text)
        }
    }

    /// Whether a header field frames the message or picks the host, which is not for requests to say.
    private static func isTransportsOwn(_ name: String) -> Bool {
        [
            "connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-connection", "te",
            "trailer", "transfer-encoding", "upgrade",
        ].contains(name.lowercased())
    }

    /// How long things may take.
    private func setLimits() throws(CurlFailure) {
        try easy.set(CURLOPT_NOSIGNAL, true)
        try easy.set(CURLOPT_TIMEOUT_MS, milliseconds: submission.deadline - ContinuousClock.now)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: options.connectTimeout)
        try easy.check(venue_curl_abandon_lookups(easy.handle))
    }

    /// Nothing is followed, remembered, or read from the user's configuration.
    private func setIsolation() throws(CurlFailure) {
        try easy.check(venue_curl_allow_http_only(easy.handle))
        try easy.set(CURLOPT_FOLLOWLOCATION, false)
        try easy.set(CURLOPT_NETRC, false)
        try easy.set(CURLOPT_HTTP09_ALLOWED, false)
        // An empty proxy keeps libcurl from the environment's; an empty exception list, from its `no_proxy`.
        try easy.set(CURLOPT_PROXY, options.proxy?.description ?? "")
        try easy.set(CURLOPT_NOPROXY, options.proxy == nil ? "*" : "")
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try easy.set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    }

    /// How connections are made and kept.
    private func setConnection() throws(CurlFailure) {
        try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        try easy.set(CURLOPT_TCP_NODELAY, true)
        try easy.set(CURLOPT_TCP_KEEPALIVE, true)
        try easy.set(CURLOPT_TCP_KEEPIDLE, 15)
        try easy.set(CURLOPT_TCP_KEEPINTVL, 5)
        try easy.set(CURLOPT_MAXAGE_CONN, seconds: options.maximumIdleTime)
    }

    /// Whom to trust.
    private func setSecurity() throws(CurlFailure) {
        try easy.set(CURLOPT_SSL_VERIFYPEER, true)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = options.certificateAuthorities {
            try easy.set(CURLOPT_CAINFO, file)
            // Otherwise libcurl's built-in directory of authorities would still be trusted beside the file.
            try easy.check(venue_curl_set_text(easy.handle, CURLOPT_CAPATH, nil))
        }
        if let client = options.clientCertificate {
            try easy.set(CURLOPT_SSLCERT, client.certificate)
            try easy.set(CURLOPT_SSLKEY, client.key)
            if let passphrase = client.passphrase { try easy.set(CURLOPT_KEYPASSWD, passphrase.expose()) }
        }
    }

    /// What to send: the request as it is, and nothing of libcurl's own but what HTTP demands.
    private func setRequest() throws(CurlFailure) {
        let request = submission.request
        try easy.set(CURLOPT_URL, submission.server.url(for: request))
        try easy.set(CURLOPT_PATH_AS_IS, true)
        switch (request.body, request.method) {
        case (let body?, _): try setBody(body)
        case (nil, "POST"), (nil, "PUT"), (nil, "PATCH"): try setBody([])
        case (nil, "HEAD"): try easy.set(CURLOPT_NOBODY, true)
        case (nil, _): try easy.set(CURLOPT_HTTPGET, true)
        }
        try easy.set(CURLOPT_CUSTOMREQUEST, request.method)
        try easy.set(CURLOPT_USERAGENT, options.userAgent)
        // Empty stands for every encoding this libcurl can undo.
        try easy.set(CURLOPT_ACCEPT_ENCODING, "")
        let fields = request.exposedHeaders().fields
        let names = Set(fields.map { $0.name.lowercased() })
        // A name with a colon and nothing behind it keeps libcurl's own field away.
        let absent = ["Accept", "Content-Type", "Expect"].filter { !names.contains($0.lowercased()) }.map { $0 + ":" }
        try easy.setHeaders(fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" } + absent)
    }

    /// A request with a body, be it empty.
    private func setBody(_ body: [UInt8]) throws(CurlFailure) {
        try easy.set(CURLOPT_POST, true)
        try easy.setBody(body)
    }
}
