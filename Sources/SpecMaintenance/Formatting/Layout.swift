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

/// Puts the keys of the language's own mappings in the grammar's order; where keys are the author's, order is meaning.
enum LayoutOrder {
    /// A document in order, with the kind of every text noted.
    static func ordering(_ document: LayoutItem) -> LayoutItem {
        ordering(document, as: Grammar.document)
    }

    private static func ordering(_ item: LayoutItem, as form: Form) -> LayoutItem {
        var item = item
        switch item.value {
        case .scalar(var scalar):
            scalar.form = form.textForm(of: item.node)
            item.value = .scalar(scalar)
        case .collection(var collection):
            switch form.resolved(for: item.node) {
            case .record(let record): order(&collection, as: record)
            case .list(let element):
                collection.items = collection.items.map { ordering($0, as: element) }
            case .map(let keys, let value):
                collection.items = collection.items.map { entry in
                    var entry = ordering(entry, as: value)
                    entry.key?.form = keys
                    return entry
                }
            case .text, .words, .boolean, .integer, .empty, .template, .oneOf: break
            }
            item.value = .collection(collection)
        }
        return item
    }

    private static func order(_ collection: inout LayoutCollection, as record: Record) {
        let keys = record.keys
        let ranked = collection.items.enumerated().map { offset, item in
            let rank = keys.firstIndex { $0.name == item.key?.text }
            let form = rank.map { keys[$0].form } ?? .template
            return (rank: rank ?? keys.count, offset: offset, item: ordering(item, as: form))
        }
        collection.items = ranked.sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }.map(\.item)
        for (index, item) in collection.items.enumerated().dropFirst()
        where item.key.flatMap({ record.key($0.text) })?.isSetOff == true {
            collection.items[index].setOff()
        }
    }
}

extension LayoutItem {
    /// Puts a blank line before it and its comments.
    fileprivate mutating func setOff() {
        if heads.isEmpty { followsBlank = true } else { heads[0].followsBlank = true }
    }
}

extension Form {
    func resolved(for node: Node) -> Form {
        guard case .oneOf(let forms) = self else { return self }
        return forms.first { $0.admitsKind(of: node) }?.resolved(for: node) ?? .template
    }

    /// The kind of text a scalar is, if the language has one for it.
    func textForm(of node: Node) -> TextForm? {
        switch self {
        case .text(let text): text
        case .oneOf(let forms): forms.lazy.filter { $0.admitsKind(of: node) }.compactMap { $0.textForm(of: node) }.first
        default: nil
        }
    }
}
