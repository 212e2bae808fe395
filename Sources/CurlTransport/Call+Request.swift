internal import CLibCurl
internal import VenueRuntime

/// Why a call cannot start.
struct CallSetupError: Error {
    /// What to report.
    let cause: NotSentCause
    /// What the system said.
    let detail: String

    /// Names a cause.
    init(cause: NotSentCause, detail: String) {
        self.cause = cause
        self.detail = detail
    }

    /// What libcurl said no with.
    init(_ failure: CurlFailure) { self.init(cause: .connectionFailed, detail: failure.text) }
}

extension Call {
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

    /// Sets the header fields.
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
