internal import YAMLDocument

extension Grammar {
    /// Every mapping of a document that states a fact: one that may say how it is known.
    static func facts(in document: Node) -> [Node] {
        facts(in: document, of: .record(.spec))
    }

    /// The facts in a value of a form.
    private static func facts(in node: Node, of form: Form) -> [Node] {
        switch form {
        case .oneOf(let forms):
            guard node.scalar == nil, let form = forms.first(where: { $0.admitsKind(of: node) }) else { return [] }
            return facts(in: node, of: form)
        case .record(let name):
            let record = record(name)
            let inner = node.entries.flatMap { entry in
                record.key(entry.key).map { facts(in: entry.value, of: $0.form) } ?? []
            }
            return (record.key("basis") == nil ? [] : [node]) + inner
        case .map(_, let value): return node.entries.flatMap { facts(in: $0.value, of: value) }
        case .list(let element): return node.elements.flatMap { facts(in: $0, of: element) }
        case .text, .words, .boolean, .integer, .empty, .template: return []
        }
    }
}
