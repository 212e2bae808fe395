/// The address every request path of a venue is appended to.
public struct BaseURL: Hashable, Sendable, CustomStringConvertible {
    /// `https` or `http`.
    public let scheme: String
    /// The host name or address in lower case; an IPv6 address has its brackets.
    public let host: String
    /// The port, if it is given.
    public let port: Int?
    /// The path in front of every request path, without a slash at its end; empty for none.
    public let path: String
    /// The URL without a slash at its end.
    public let description: String

    /// The address of an operator of the venue.
    public init(https host: HostName, basePath: StaticString = "") {
        self.init(scheme: "https", host: host.host, port: host.port, path: "\(basePath)")
    }

    /// An address a spec documents.
    ///
    /// The spec's rules have checked it.
    public init(https host: StaticString, port: Int? = nil, basePath: StaticString = "") {
        self.init(scheme: "https", host: "\(host)", port: port, path: "\(basePath)")
    }

    /// The address a text stands for, such as `https://trade.example.com/api`.
    ///
    /// - Parameters:
    ///   - text: An `https` URL of host, port and path.
    ///   - allowInsecure: Whether plain `http` is accepted for hosts other than this machine.
    /// - Throws: ``InvalidBaseURL``, which tells why without quoting the text.
    public init(_ text: String, allowInsecure: Bool = false) throws(InvalidBaseURL) {
        guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { throw InvalidBaseURL(.notASCII) }
        let lowered = text.lowercased()
        guard let scheme = ["https", "http"].first(where: { lowered.hasPrefix($0 + "://") }) else {
            throw InvalidBaseURL(.unknownScheme)
        }
        let rest = text.dropFirst(scheme.count + 3)
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let host = try HostName(String(rest[..<end]))
        if rest[end...].contains("#") { throw InvalidBaseURL(.fragment) }
        if rest[end...].contains("?") { throw InvalidBaseURL(.query) }
        guard scheme == "https" || allowInsecure || host.isLoopback else { throw InvalidBaseURL(.insecure) }
        self.init(scheme: scheme, host: host.host, port: host.port, path: try Self.path(rest[end...]))
    }

    /// The address of checked parts.
    private init(scheme: String, host: String, port: Int?, path: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        description = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
    }

    /// The URL a request is sent to.
    public func url(for request: AuthorizedRequest) -> String {
        let (address, target) = (description.utf8, request.request.targetBytes)
        return String(unsafeUninitializedCapacity: address.count + target.count) { bytes in
            let next = bytes.initialize(fromContentsOf: address)
            return bytes[next...].initialize(fromContentsOf: target)
        }
    }

    /// A path without the slash at its end.
    private static func path(_ text: Substring) throws(InvalidBaseURL) -> String {
        let path = text.last == "/" ? text.dropLast() : text
        for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard !segment.isEmpty, !PercentEncoding.hasDotSegment(segment.utf8),
                PercentEncoding.isEncodedSegment(segment)
            else { throw InvalidBaseURL(.invalidPath) }
        }
        return String(path)
    }
}
