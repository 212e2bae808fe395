internal import Foundation
internal import VenueRuntime

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// What an error of `URLSession` proves.
struct SessionFailure {
    let result: TransportReport.Result
    /// Foundation's number for it; its words may quote the URL.
    let detail: String

    /// Judges an error; once a reply began, the request was sent.
    init(_ error: any Error, hasReply: Bool) {
        let code = (error as? URLError)?.code
        detail = code.map { "URLError \($0.rawValue)" } ?? "Foundation error"
        if !hasReply, let cause = code.flatMap(Self.cause(beforeSending:)) {
            result = .notSent(cause)
        } else {
            result = .unknown(Self.cause(afterSending: code))
        }
    }

    /// The cause, for errors that come only before anything is written; `nil` for all others.
    private static func cause(beforeSending code: URLError.Code) -> NotSentCause? {
        switch code {
        case .cannotFindHost, .dnsLookupFailed: .hostNotFound
        case .cannotConnectToHost: .connectionFailed
        case .serverCertificateHasBadDate, .serverCertificateUntrusted, .serverCertificateHasUnknownRoot,
            .serverCertificateNotYetValid:
            .tlsFailed
        // Neither bad nor unsupported URLs: that is also what Foundation on Linux calls a reply without a status line.
        default: nil
        }
    }

    private static func cause(afterSending code: URLError.Code?) -> UnknownCause {
        switch code {
        case .timedOut: .timeout
        case .cancelled: .interrupted
        case .badServerResponse, .cannotParseResponse, .cannotDecodeContentData, .cannotDecodeRawData: .unreadable
        case .dataLengthExceedsMaximum: .oversized
        default: .connectionLost
        }
    }
}

extension HTTPResponse {
    init?(_ response: URLResponse) {
        guard let response = response as? HTTPURLResponse else { return nil }
        let fields = response.allHeaderFields.compactMap { name, value -> (name: String, value: String)? in
            guard let name = name as? String, let value = value as? String else { return nil }
            return (name, value)
        }
        self.init(
            status: response.statusCode,
            headers: HTTPHeaderFields(received: fields.sorted { $0.name < $1.name }))
    }
}

extension URLSessionConfiguration {
    /// A configuration that remembers nothing and shares nothing.
    static var isolated: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalAndRemoteCacheData
        // The call's own deadline is what counts.
        configuration.timeoutIntervalForRequest = 86_400
        #if canImport(Darwin)
            configuration.connectionProxyDictionary = [:]
            configuration.tlsMinimumSupportedProtocolVersion = .TLSv12
            configuration.waitsForConnectivity = false
        #endif
        return configuration
    }
}
