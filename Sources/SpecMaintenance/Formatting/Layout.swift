internal import VenueSpec
internal import YAMLDocument

/// A mapping's entry, a list's element, or the whole document, with the comments that belong to it.
struct LayoutItem {
    var key: LayoutScalar?
    let node: Node
    var value: LayoutValue
    /// The comments on lines of their own before it.
    var heads: [CommentLine]
    /// Whether a blank line comes before it, after those comments.
    var followsBlank: Bool
    /// The comments beside it, in their order; all but the last one move to lines of their own.
    var trailing: [String]
}

enum LayoutValue {
    case scalar(LayoutScalar)
    case collection(LayoutCollection)
}

struct LayoutScalar {
    let text: String
    let style: Style
    /// What kind of text the language expects there.
    var form: TextForm?

    enum Style: Hashable {
        case plain
        case quoted
        /// After `|`.
        case literal
        /// After `>`, in these lines without their indentation.
        case folded([String])
    }

    /// Whether it is written over several lines whatever its length.
    var isBlock: Bool {
        switch style {
        case .plain, .quoted: false
        case .literal, .folded: text.contains { $0 != "\n" }
        }
    }
}

/// A mapping or a list with its layout.
struct LayoutCollection {
    let isMapping: Bool
    /// Whether its author put it in braces or brackets.
    let isFlow: Bool
    var items: [LayoutItem]
    /// The comments after the last of them.
    var feet: [CommentLine]
}
