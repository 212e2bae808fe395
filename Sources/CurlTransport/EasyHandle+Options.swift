internal import CLibCurl
internal import VenueRuntime

extension EasyHandle {
    /// Sets what is the same for all calls of a transport.
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
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    }

    /// How connections are made and kept.
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

    /// Whom to trust.
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
