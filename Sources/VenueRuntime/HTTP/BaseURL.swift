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
    /// Constant header fields that every request to it carries, behind the request's own.
    public let headerFields: HTTPHeaderFields
    /// The names of the sets of credentials that it takes, of a venue that takes either of several; empty for every one.
    public let credentialSets: [String]
    /// The URL without a slash at its end.
    public let description: String
    /// Why nothing can be sent there: what the source code states is checked when it is used.
    private let problem: InvalidBaseURL.Problem?

    /// The address of an operator of the venue.
    public init(
        https host: HostName, basePath: StaticString = "",
        headerFields: KeyValuePairs<StaticString, StaticString> = [:], credentialSets: [String] = []
    ) {
        self.init(host: host, basePath: basePath, headerFields: headerFields, credentialSets)
    }

    /// An address a spec documents.
    ///
    /// The spec's rules have checked it; one that is none is refused by ``url(for:)``.
    public init(
        https host: StaticString, port: Int? = nil, basePath: StaticString = "",
        headerFields: KeyValuePairs<StaticString, StaticString> = [:], credentialSets: [String] = []
    ) {
        do throws(InvalidBaseURL) {
            self.init(
                host: try HostName("\(host)\(port.map { ":\($0)" } ?? "")"), basePath: basePath,
                headerFields: headerFields, credentialSets)
        } catch {
            self.init(scheme: "https", host: "", port: nil, path: "", problem: error.problem)
        }
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

    private init(
        host: HostName, basePath: StaticString, headerFields: KeyValuePairs<StaticString, StaticString>,
        _ credentialSets: [String]
    ) {
        do throws(InvalidBaseURL) {
            let path = try Self.path("\(basePath)")
            var fields = HTTPHeaderFields()
            for (name, value) in headerFields { fields.append(name: "\(name)", value: "\(value)") }
            for field in fields.fields
            where !HeaderRules.isToken(field.name) || !HeaderRules.isSendable(field.value)
                || HeaderRules.isTransports(field.name)
            {
                throw InvalidBaseURL(.invalidHeaderField)
            }
            self.init(
                scheme: "https", host: host.host, port: host.port, path: path, headerFields: fields,
                credentialSets: credentialSets)
        } catch {
            self.init(scheme: "https", host: host.host, port: host.port, path: "", problem: error.problem)
        }
    }

    private init(
        scheme: String, host: String, port: Int?, path: String, headerFields: HTTPHeaderFields = HTTPHeaderFields(),
        credentialSets: [String] = [], problem: InvalidBaseURL.Problem? = nil
    ) {
        self.problem = problem
        self.headerFields = headerFields
        self.credentialSets = credentialSets
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        description = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
    }

    /// The URL a request is sent to.
    ///
    /// - Throws: ``InvalidBaseURL`` for an address that source code states and that is none.
    public func url(for request: AuthorizedRequest) throws(InvalidBaseURL) -> String {
        if let problem { throw InvalidBaseURL(problem) }
        return text(request.targetBytes)
    }

    /// Refuses credentials of a set that it does not take.
    ///
    /// - Throws: ``InvalidCredentials``, which names the set.
    func check(_ set: String?) throws(InvalidCredentials) {
        guard let set, !credentialSets.isEmpty, !credentialSets.contains(set) else { return }
        throw InvalidCredentials(field: set, problem: .otherServer)
    }

    /// The URL of a request, for whoever only shows it.
    func shownText(for request: AuthorizedRequest) -> String { text(request.request.targetBytes) }

    private func text(_ target: [UInt8]) -> String {
        let address = description.utf8
        return String(unsafeUninitializedCapacity: address.count + target.count) { bytes in
            let next = bytes.initialize(fromContentsOf: address)
            return bytes[next...].initialize(fromContentsOf: target)
        }
    }

    private static func path(_ text: some StringProtocol) throws(InvalidBaseURL) -> String {
        let path = text.last == "/" ? text.dropLast() : text[...]
        guard path.isEmpty || path.first == "/" else { throw InvalidBaseURL(.invalidPath) }
        for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard !segment.isEmpty, !PercentEncoding.hasDotSegment(segment.utf8),
                PercentEncoding.isEncodedSegment(segment)
            else { throw InvalidBaseURL(.invalidPath) }
        }
        return String(path)
    }
}

/// Why a text cannot be the address of a venue.
///
/// Never quotes the text, which may hold a password.
public struct InvalidBaseURL: Error, Hashable, Sendable, CustomStringConvertible {
    /// What an address must not have, or must.
    public enum Problem: String, Hashable, Sendable, CaseIterable {
        /// A character other than visible ASCII.
        case notASCII = "holds something other than visible ASCII; write an international name in its 'xn--' form"
        /// No `https://` or `http://` in front.
        case unknownScheme = "expected 'https://' in front"
        /// `http://` to another machine.
        case insecure = "plain 'http' sends secrets in the clear; use 'https' or allow it explicitly"
        /// No `wss://` or `ws://` in front of the address of a socket.
        case unknownSocketScheme = "expected 'wss://' in front"
        /// `ws://` to another machine.
        case insecureSocket = "plain 'ws' sends secrets in the clear; use 'wss' or allow it explicitly"
        /// A user name or password.
        case userInformation = "user information is not allowed"
        /// No host.
        case emptyHost = "host is empty"
        /// Neither a DNS name nor an address.
        case invalidHost = "host is neither a DNS name nor an IP address"
        /// A port that is no number from 1 to 65535.
        case invalidPort = "expected a port from 1 to 65535"
        /// A path with an empty or dot segment, or a character that must be percent-encoded.
        case invalidPath = "path has an empty or dot segment or an unencoded character"
        /// A query.
        case query = "a query is not allowed"
        /// A header field that cannot be sent, or that belongs to the transport.
        case invalidHeaderField = "a constant header field is none that can be sent"
        /// A fragment.
        case fragment = "a fragment is not allowed"
    }

    /// What the text has that an address must not, or lacks.
    public let problem: Problem

    init(_ problem: Problem) { self.problem = problem }

    /// What is wrong, in a few words.
    public var description: String { "base URL: \(problem.rawValue)" }
}

/// A server of one venue.
///
/// Each venue has a type of its own, so that one venue's credentials cannot be sent to another's host by mistake.
public protocol VenueServer: Hashable, Sendable {
    /// The servers the spec names, in its order; the first is the one to use where nobody chose.
    static var named: [NamedServer] { get }

    /// The address every request path is appended to.
    var baseURL: BaseURL { get }

    /// Makes a server of an address the spec does not name, such as a test's.
    init(_ baseURL: BaseURL)
}

extension VenueServer {
    /// Empty: the spec names no server.
    public static var named: [NamedServer] { [] }
}

/// A server a spec names.
public struct NamedServer: Sendable {
    /// The server's name in the spec, such as `production`.
    public let name: String
    /// The server's address, or how it is made from a host of the operator's.
    public let address: Address

    /// How a server is reached.
    public enum Address: Sendable {
        /// Always this one.
        case fixed(BaseURL)
        /// On a host of the operator's own.
        case onHost(@Sendable (HostName) -> BaseURL)
    }

    /// A server with one address.
    public init(_ name: String, _ baseURL: BaseURL) {
        self.name = name
        address = .fixed(baseURL)
    }

    /// A server on a host of the operator's own.
    public init(_ name: String, onHost address: @escaping @Sendable (HostName) -> BaseURL) {
        self.name = name
        self.address = .onHost(address)
    }
}
