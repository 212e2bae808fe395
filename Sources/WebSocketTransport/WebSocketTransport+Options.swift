internal import CLibrary
public import VenueRuntime

extension WebSocketTransport {
    /// What can be chosen.
    public struct Options: Equatable, Sendable {
        /// How many connections there can be at a time.
        public var maximumConnections = 512
        /// A PEM file of the authorities to trust instead of the system's.
        public var certificateAuthorities: String?
        /// The HTTP proxy to tunnel everything through, of scheme `http`; `nil` for none, whatever the environment says.
        public var proxy: BaseURL?
        /// What the proxy is told of who is calling; `nil` for nothing.
        public var proxyCredentials: ProxyCredentials?
        /// The `User-Agent` of handshakes that bring none; visible ASCII and spaces.
        public var userAgent = "venue-clients"

        /// Makes options with the defaults each property names.
        public init() {}
    }

    /// A name and a password for a proxy, in the Basic scheme (RFC 7617), unencrypted.
    public struct ProxyCredentials: Equatable, Sendable {
        /// The name, without colons.
        public var name: String
        /// The password; together with the name at most 92 bytes, which is all libwebsockets has room for.
        public var password: Secret

        /// Names who is calling.
        public init(name: String, password: Secret) {
            self.name = name
            self.password = password
        }

        /// As libwebsockets takes it: what stands before the last `@` is the name and the password.
        var text: String { "\(name):\(password.expose())@" }

        fileprivate var canBeSent: Bool {
            let isText = { (text: String) in text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
            // It would pass over a scheme in front.
            return !name.isEmpty && !name.contains(":") && isText(name) && isText(password.expose())
                && text.utf8.count <= 94 && !text.hasPrefix("http://")
        }
    }
}

/// Why a ``WebSocketTransport`` cannot be made.
public struct WebSocketTransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What keeps a transport from being made.
    public enum Problem: String, Hashable, Sendable {
        /// The system has no memory, descriptor or thread to give.
        case outOfResources
        /// An option is out of its range, or the file it names cannot be read.
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

    /// What is wrong, and what is needed.
    public var description: String {
        switch problem {
        case .outOfResources: "the system has no descriptor, thread or memory left for sockets; see 'ulimit -a'"
        case .invalidOption: "option '\(option ?? "")' is out of its range, or names a file that cannot be read"
        }
    }
}

extension WebSocketTransport.Options {
    func check() throws(WebSocketTransportError) {
        let checks: [(name: String, holds: Bool)] = [
            ("maximumConnections", 1...65_536 ~= maximumConnections),
            ("certificateAuthorities", certificateAuthorities.map { access($0, R_OK) == 0 } ?? true),
            ("proxy", proxy.map { $0.scheme == "http" && $0.path.isEmpty } ?? true),
            ("proxyCredentials", proxyCredentials.map { proxy != nil && $0.canBeSent } ?? true),
            ("userAgent", !userAgent.isEmpty && userAgent.utf8.allSatisfy { 0x20...0x7E ~= $0 }),
        ]
        if let failed = checks.first(where: { !$0.holds }) {
            throw WebSocketTransportError(.invalidOption, option: failed.name)
        }
    }
}
