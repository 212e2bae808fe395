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
