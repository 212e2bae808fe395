/// A server of one venue.
///
/// Each venue has a type of its own, so that one venue's credentials cannot be sent to another's host by mistake.
public protocol VenueServer: Hashable, Sendable {
    /// The address every request path is appended to.
    var baseURL: BaseURL { get }

    /// Makes a server of an address the spec does not name, such as a test's.
    init(_ baseURL: BaseURL)
}
