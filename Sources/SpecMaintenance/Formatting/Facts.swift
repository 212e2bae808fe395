internal import VenueSpec
internal import YAMLDocument

/// What a document says, without where and how it says it.
indirect enum Facts: Hashable {
    /// Text; `isPlain` counts where quotes tell text from constants.
    case scalar(String, isPlain: Bool)
    case list([Facts])
    /// A mapping whose keys are the author's, in their order.
    case map([Entry])
    /// A mapping of the language, in the grammar's order.
    case record([Entry])

    struct Entry: Hashable {
        let key: String
        let value: Facts
    }

    init(of document: Node) {
        self.init(of: document, as: Grammar.document)
    }

    private init(of node: Node, as form: Form) {
        let form = form.resolved(for: node)
        switch node.content {
        case .scalar(let scalar):
            let isTyped = ScalarText.looksTyped(scalar.text) && form.textForm(of: node)?.isNeverQuoted != true
            self = .scalar(scalar.text, isPlain: isTyped && scalar.isPlain)
        case .sequence(let elements):
            let inner: Form = if case .list(let element) = form { element } else { .template }
            self = .list(elements.map { Facts(of: $0, as: inner) })
        case .mapping(let entries):
            switch form {
            case .record(let record):
                self = .record(
                    record.keys.compactMap { key in
                        let entry = entries.first { $0.key == key.name }
                        return entry.map { Entry(key: key.name, value: Facts(of: $0.value, as: key.form)) }
                    })
            case .map(_, let value):
                self = .map(entries.map { Entry(key: $0.key, value: Facts(of: $0.value, as: value)) })
            default: self = .map(entries.map { Entry(key: $0.key, value: Facts(of: $0.value, as: .template)) })
            }
        }
    }
}
