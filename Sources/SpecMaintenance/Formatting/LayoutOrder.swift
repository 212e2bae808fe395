internal import VenueSpec
internal import YAMLDocument

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
