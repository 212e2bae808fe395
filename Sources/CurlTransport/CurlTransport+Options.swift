internal import CLibCurl
public import VenueRuntime

extension CurlTransport {
    /// What can be chosen; the defaults suit cancelling orders.
    public struct Options: Equatable, Sendable {
        /// How long finding the host's address, connecting and agreeing on TLS may take together.
        public var connectTimeout: Duration = .seconds(10)
        /// How many bytes of a body are accepted, counted after decompression.
        public var maximumBodySize = 1 << 20
        /// How many bytes of a reply's head are accepted, interim replies included.
        public var maximumHeaderSize = 1 << 16
        /// How long a connection may be idle and still be used again.
        ///
        /// Well below what servers and gateways commonly allow: a connection that is closed while a request travels
        /// leaves its outcome unknown.
        public var maximumIdleTime: Duration = .seconds(30)
        /// How many idle connections are kept, beside those of the calls under way.
        ///
        /// With fewer than there are calls at a time, some connections are opened again and again.
        public var maximumIdleConnections = 256
        /// A PEM file of the authorities to trust instead of the system's.
        public var certificateAuthorities: String?
        /// What to prove this side's identity with, where a server asks for it.
        public var clientCertificate: ClientCertificate?
        /// The HTTP proxy to send everything through; `nil` for none, whatever the environment says.
        public var proxy: BaseURL?
        /// What the proxy is told of who is calling; `nil` for nothing.
        public var proxyCredentials: ProxyCredentials?
        /// The `User-Agent` of requests that bring none; visible ASCII and spaces.
        public var userAgent = "venue-clients"

        /// Makes options with the defaults each property names.
        public init() {}
    }

    /// A certificate and its private key, in PEM files.
    public struct ClientCertificate: Equatable, Sendable {
        /// The path of the certificate, with those of intermediate authorities after it.
        public var certificate: String
        /// The path of the private key.
        public var key: String
        /// What the key's file is encrypted with, if it is.
        public var passphrase: Secret?

        /// Names the files, which are read when a connection is made.
        public init(certificate: String, key: String, passphrase: Secret? = nil) {
            self.certificate = certificate
            self.key = key
            self.passphrase = passphrase
        }
    }
}

extension CurlTransport {
    /// A name and a password for a proxy, in the Basic scheme (RFC 7617).
    ///
    /// They go to the proxy alone, with each connection's first request: nothing has to be sent twice for them. A proxy of
    /// scheme `http` gets them unencrypted.
    public struct ProxyCredentials: Equatable, Sendable {
        /// The name, without colons.
        public var name: String
        /// The password; an empty one is none.
        public var password: Secret

        /// Names who is calling.
        public init(name: String, password: Secret) {
            self.name = name
            self.password = password
        }

        fileprivate var canBeSent: Bool {
            let isText = { (text: String) in text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
            return !name.isEmpty && !name.utf8.contains(UInt8(ascii: ":")) && isText(name) && isText(password.expose())
        }
    }
}

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
    /// What keeps a transport from being made.
    public enum Problem: String, Hashable, Sendable {
        /// The system's libcurl is older than 7.80, or built without TLS or asynchronous name lookup.
        case unsupported
        /// The system has no memory, descriptor or thread to give.
        case outOfResources
        /// An option is out of its range.
        case invalidOption
    }

    /// What keeps the transport from being made.
    public let problem: Problem
    /// The name of the option that is out of its range; `nil` for other problems.
    public let option: String?

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
    func check() throws(CurlTransportError) {
        let checks: [(name: String, holds: Bool)] = [
            ("connectTimeout", connectTimeout > .zero),
            ("maximumBodySize", maximumBodySize >= 0),
            ("maximumHeaderSize", maximumHeaderSize > 0),
            ("maximumIdleTime", maximumIdleTime >= .zero),
            ("maximumIdleConnections", maximumIdleConnections >= 0),
            ("proxyCredentials", proxyCredentials.map { proxy != nil && $0.canBeSent } ?? true),
            ("userAgent", !userAgent.isEmpty && userAgent.utf8.allSatisfy { 0x20...0x7E ~= $0 }),
        ]
        if let failed = checks.first(where: { !$0.holds }) {
            throw CurlTransportError(.invalidOption, option: failed.name)
        }
    }
}
