/// A field of a reply that repeats what was asked, alone or inside a text.
///
/// A reply in which it repeats something else is about another order and proves nothing about this one.
public struct Echo: Sendable, Hashable {
    /// The field; never one of several.
    public var path: FieldPath
    /// What it repeats: a parameter, or text with parameters inside.
    ///
    /// Between two parameters there always is text.
    public var template: [TemplatePart]
    /// Differences the venue holds equal, in the order of the language.
    public var ignoring: [Difference]
    /// What it is.
    public var description: String?
    /// Where it stands and how it is known.
    public var provenance: Provenance

    /// A difference between two spellings of one identifier.
    public enum Difference: String, Sendable, Hashable, CaseIterable {
        /// The case of ASCII letters.
        case letterCase = "case"
        /// Hyphens, as in a UUID.
        case hyphens
    }

    /// The evidence of a reply in which the field names another order.
    public var evidenceText: String { "\(path) names another order" }

    /// The template as the spec writes it, such as `order '{orderId}' not found`.
    public var text: String { template.map(\.text).joined() }
}

extension TemplatePart {
    /// Whether it is fixed text.
    public var isLiteral: Bool { if case .literal = self { true } else { false } }

    /// The fixed text; empty for a parameter.
    public var fixedText: String { if case .literal(let text) = self { text } else { "" } }

    /// The part as the spec writes it.
    public var text: String {
        switch self {
        case .literal(let text): text.replacing("{", with: "{{").replacing("}", with: "}}")
        case .parameter(let name): "{\(name)}"
        }
    }
}
