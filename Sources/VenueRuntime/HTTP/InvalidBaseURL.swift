/// Why a text cannot be the address of a venue.
///
/// Never quotes the text, which may hold a password.
public struct InvalidBaseURL: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: String, Hashable, Sendable, CaseIterable {
        /// A character other than visible ASCII.
        case notASCII = "holds something other than visible ASCII; write an international name in its 'xn--' form"
        /// No `https://` or `http://` in front.
        case unknownScheme = "expected 'https://' in front"
        /// `http://` to another machine.
        case insecure = "plain 'http' sends secrets in the clear; use 'https' or allow it explicitly"
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
        /// A fragment.
        case fragment = "a fragment is not allowed"
    }

    /// What is wrong.
    public let problem: Problem

    /// Makes an error.
    init(_ problem: Problem) { self.problem = problem }

    /// What is wrong, in a few words.
    public var description: String { "base URL: \(problem.rawValue)" }
}
