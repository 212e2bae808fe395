internal import CLibCurl

/// The libcurl this process found.
enum CurlLibrary {
    /// What the process-wide preparation came to; run once, whatever number of transports there is.
    private static let prepared: Result<Void, CurlTransportError> = {
        guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else { return .failure(.init(.outOfResources)) }
        guard let version = venue_curl_version()?.pointee else { return .failure(.init(.unsupported)) }
        let features = CURL_VERSION_SSL | CURL_VERSION_ASYNCHDNS
        // 7.80, in hexadecimal, a byte for each part.
        guard version.version_num >= 0x07_50_00, version.features & features == features else {
            return .failure(.init(.unsupported))
        }
        return .success(())
    }()

    /// Prepares libcurl for use in this process.
    ///
    /// - Throws: ``CurlTransportError`` if the library found at run time is older than 7.80, which cannot keep to one
    ///   request, has no TLS, or would wait for name servers in the event loop.
    static func prepare() throws(CurlTransportError) { try prepared.get() }
}

/// Why a ``CurlTransport`` cannot be made.
public struct CurlTransportError: Error, Hashable, Sendable {
    /// The causes.
    public enum Problem: String, Hashable, Sendable {
        /// The system's libcurl is older than 7.80, or built without TLS or asynchronous name lookup.
        case unsupported
        /// The system has no memory, descriptor or thread to give.
        case outOfResources
        /// An option is out of its range.
        case invalidOption
    }

    /// What is wrong.
    public let problem: Problem
    /// Which option it is, if one.
    public let option: String?

    /// Names a cause.
    init(_ problem: Problem, option: String? = nil) {
        self.problem = problem
        self.option = option
    }
}

extension CurlTransportError: CustomStringConvertible {
    /// What is wrong, and what is needed.
    public var description: String {
        switch problem {
        case .unsupported: "libcurl 7.80 or later is needed, with TLS and name lookup that does not block"
        case .outOfResources: "the system has no descriptor, thread or memory left to send with; see 'ulimit -a'"
        case .invalidOption: "option '\(option ?? "")' is out of its range"
        }
    }
}

extension CurlTransport.Options {
    /// Throws if a value is out of its range.
    func check() throws(CurlTransportError) {
        let checks: [(name: String, holds: Bool)] = [
            ("connectTimeout", connectTimeout > .zero),
            ("maximumBodySize", maximumBodySize >= 0),
            ("maximumHeaderSize", maximumHeaderSize > 0),
            ("maximumIdleTime", maximumIdleTime >= .zero),
            ("maximumIdleConnections", maximumIdleConnections >= 0),
            ("userAgent", !userAgent.isEmpty && userAgent.utf8.allSatisfy { 0x20...0x7E ~= $0 }),
        ]
        if let failed = checks.first(where: { !$0.holds }) {
            throw CurlTransportError(.invalidOption, option: failed.name)
        }
    }
}
