internal import YAMLDocument

extension Grammar {
    /// Every mapping of a document that states a fact: one that may say how it is known.
    static func facts(in document: Node) -> [Node] {
        var facts: [Node] = []
        addFacts(in: document, of: .record(.spec), to: &facts)
        return facts
    }

    /// Adds the facts in a value of a form.
    private static func addFacts(in node: Node, of form: Form, to facts: inout [Node]) {
        switch form {
        case .oneOf(let forms):
            guard node.scalar == nil, let form = forms.first(where: { $0.admitsKind(of: node) }) else { return }
            addFacts(in: node, of: form, to: &facts)
        case .record(let name):
            let record = record(name)
            if record.key("basis") != nil { facts.append(node) }
            for entry in node.entries {
                guard let key = record.key(entry.key) else { continue }
                addFacts(in: entry.value, of: key.form, to: &facts)
            }
        case .map(_, let value): for entry in node.entries { addFacts(in: entry.value, of: value, to: &facts) }
        case .list(let element): for node in node.elements { addFacts(in: node, of: element, to: &facts) }
        case .text, .words, .boolean, .integer, .empty, .template: break
        }
    }
}
