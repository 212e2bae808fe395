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
    /// The header fields that frame the message or pick the host, which is not for requests to say.
    private static let transportsOwn = [
        "connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-connection", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]
    /// The fields libcurl would add by itself.
    private static let curlsOwn = ["Accept", "Content-Type", "Expect"]

    /// Sets what to send: the request as it is, and nothing of libcurl's own but what HTTP demands.
    func prepare() throws(CallSetupError) {
        let headers = submission.request.exposedHeaders()
        for field in headers.fields
        where Self.transportsOwn.contains(where: { HeaderRules.isSameName($0, field.name) }) {
            throw CallSetupError(cause: .invalidInput, detail: "header '\(field.name)' is set by the transport")
        }
        do throws(CurlFailure) {
            try easy.set(CURLOPT_TIMEOUT_MS, milliseconds: submission.deadline - ContinuousClock.now)
            try easy.set(CURLOPT_URL, submission.server.url(for: submission.request))
            try setMethod()
            // A name with a colon and nothing behind it keeps libcurl's own field away.
            try easy.setHeaders(
                headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
                    + Self.curlsOwn.filter { headers[$0] == nil }.map { $0 + ":" })
            try easy.setOwner(self)
        } catch {
            throw CallSetupError(cause: .connectionFailed, detail: error.text)
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
