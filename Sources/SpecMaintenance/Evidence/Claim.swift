internal import SourceText

/// A piece of text the spec says is on the page.
struct Claim {
    /// How it is looked for.
    enum Kind: Hashable {
        /// A name or a value on the wire.
        case name
        /// A status or a code.
        case number
        /// A text that replies are matched with.
        case text
        /// A host or a path.
        case address
    }

    /// How it is looked for.
    let kind: Kind
    /// The text.
    let text: String
    /// What it is, in the plural, such as `parameters of 'cancelOrder'`; claims of one group are reported together.
    let group: String
    /// Its place in the spec.
    let range: SourceRange
}
