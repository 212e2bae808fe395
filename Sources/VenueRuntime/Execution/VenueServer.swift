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
    /// None.
    public static var named: [NamedServer] { [] }
}

/// A server a spec names.
public struct NamedServer: Sendable {
    /// Its name in the spec.
    public let name: String
    /// Its address.
    public let address: Address

    /// The address of a server.
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
