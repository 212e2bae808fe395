/// The address of a server of sockets; a handshake's target is appended to it as a request's is to a ``BaseURL``.
public struct SocketURL: Hashable, Sendable, CustomStringConvertible {
    /// The same address with the scheme of the handshake, which is an HTTP request: `https` for `wss`, `http` for `ws`.
    public let base: BaseURL

    /// The address a text stands for, such as `wss://trade.example.com/v1`.
    ///
    /// - Parameters:
    ///   - text: A `wss` URL of host, port and path.
    ///   - allowInsecure: Whether plain `ws` is accepted for hosts other than this machine.
    /// - Throws: ``InvalidBaseURL``, which tells why without quoting the text.
    public init(_ text: String, allowInsecure: Bool = false) throws(InvalidBaseURL) {
        let lowered = text.prefix(6).lowercased()
        guard let scheme = ["wss", "ws"].first(where: { lowered.hasPrefix($0 + "://") }) else {
            throw InvalidBaseURL(.unknownSocketScheme)
        }
        let rest = text.dropFirst(scheme.count)
        do throws(InvalidBaseURL) {
            base = try BaseURL((scheme == "wss" ? "https" : "http") + rest, allowInsecure: allowInsecure)
        } catch {
            throw error.problem == .insecure ? InvalidBaseURL(.insecureSocket) : error
        }
    }

    /// The server of an HTTP address.
    public init(_ base: BaseURL) { self.base = base }

    /// Whether the connection is made over TLS.
    public var isSecure: Bool { base.scheme == "https" }

    /// The URL without a slash at its end, such as `wss://trade.example.com/v1`.
    public var description: String { (isSecure ? "wss" : "ws") + base.description.dropFirst(base.scheme.count) }
}
