/// A token or key that never shows itself: not in descriptions, interpolation, `dump`, mirrors or debuggers' summaries.
///
/// It is deliberately not `Codable` and has no literal form.
public struct Secret: Equatable, Sendable {
    /// The secret text.
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
    /// The placeholder.
    public var description: String { Self.placeholder }

    /// The placeholder.
    public var debugDescription: String { Self.placeholder }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
