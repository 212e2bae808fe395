/// What authorises the requests of one venue.
public protocol VenueCredentials: Sendable {
    /// The header fields the secrets travel in, in order.
    var headerFields: [CredentialField] { get }

    /// The values and keys that requests are computed from; none for a venue whose requests are not signed.
    var signing: [SigningMaterial] { get }

    /// Makes the credentials from their secrets, whatever the venue.
    ///
    /// - Parameter secret: Gives the secret of a name, as the spec names it; called once for each.
    /// - Throws: What the closure throws.
    init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure)
}

extension VenueCredentials {
    /// None: nothing is computed.
    public var signing: [SigningMaterial] { [] }
}

/// A secret and the header field it travels in.
public struct CredentialField: Equatable, Sendable {
    /// The header field's name, such as `Authorization`.
    public let name: String
    /// What stands before the secret, such as `Bearer `.
    public let prefix: String
    /// The secret that follows ``prefix`` in the field.
    public let secret: Secret

    /// States a field; it is checked when a request is authorised.
    public init(name: StaticString, prefix: StaticString = "", secret: Secret) {
        self.name = "\(name)"
        self.prefix = "\(prefix)"
        self.secret = secret
    }

    func check() throws(InvalidCredentials) {
        guard HeaderRules.isToken(name), HeaderRules.isPrefix(prefix) else {
            throw InvalidCredentials(field: name, problem: .notHeaderField)
        }
        if HeaderRules.isTransports(name) { throw InvalidCredentials(field: name, problem: .transportField) }
        let text = secret.expose()
        if text.isEmpty { throw InvalidCredentials(field: name, problem: .empty) }
        guard text.hasOnlyBytes({ 0x21...0x7E ~= $0 }) else {
            throw InvalidCredentials(field: name, problem: .notHeaderText)
        }
    }
}

/// The credentials of a venue that asks for none.
public struct NoCredentials: VenueCredentials, Hashable {
    /// Empty: nothing authorises the request.
    public var headerFields: [CredentialField] { [] }

    /// Makes the value.
    public init() {}

    /// Makes the value; no secret is asked for.
    public init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure) {}
}

/// Why credentials cannot be sent.
///
/// Names the header field, or the set of credentials, never the secret.
public struct InvalidCredentials: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why a header field cannot carry the secret.
    public enum Problem: String, Hashable, Sendable {
        /// The secret is empty.
        case empty = "secret is empty"
        /// The secret has a character other than visible ASCII; often the line end of the file it was read from.
        case notHeaderText = "secret holds something other than visible ASCII, such as a space or a line end"
        /// The field's name is no token, or its prefix holds something other than visible ASCII and inner spaces.
        case notHeaderField = "name or prefix is nothing a header field can hold"
        /// The field frames the message or picks the host.
        case transportField = "this header field is set by the transport"
        /// The request already has the field.
        case duplicateField = "the request already has this header field"
        /// The server takes another set of the venue's credentials; the field is the name of this one.
        case otherServer = "the server takes other credentials than these"
    }

    /// The name of the header field, or of the set.
    public let field: String
    /// Why the field cannot carry the secret.
    public let problem: Problem

    /// The field and what is wrong.
    public var description: String { "\(field): \(problem.rawValue)" }
}

/// A token or key that never shows itself: not in descriptions, interpolation, `dump`, mirrors or debuggers' summaries.
///
/// It is deliberately not `Codable` and has no literal form.
public struct Secret: Equatable, Sendable {
    private let text: String

    /// Keeps a text secret.
    public init(_ text: String) { self.text = text }

    /// The secret text.
    ///
    /// Call it only where the text leaves for the venue.
    public func expose() -> String { text }

    /// The fewest bytes of a secret that are found anywhere in what a venue says.
    ///
    /// Shorter ones are only found as they travelled, such as after `Bearer `: elsewhere so few characters are likelier
    /// to be ordinary text, which would be spoilt.
    public static let shortestSought = 6

    /// Whether it has fewer bytes than ``shortestSought``.
    public var isShort: Bool { text.utf8.count < Self.shortestSought }

    /// What stands for a secret wherever one would be shown.
    static let placeholder = "<redacted>"
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `<redacted>`, whatever the secret.
    public var description: String { Self.placeholder }

    /// `<redacted>`, whatever the secret.
    public var debugDescription: String { Self.placeholder }

    /// A mirror without children, so that `dump` and debuggers show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
