internal import YAMLDocument

/// The language as a whole: every kind of mapping that a spec can hold.
package enum Grammar {
    /// The version of the language this package reads.
    static let version: Int64 = 1

    /// What a whole document looks like.
    package static let document: Form = .record(SpecKeys.self)

    /// Every kind of mapping, each where a spec can first hold it; the first is the spec itself.
    static let records: [Record] = {
        var found: [Record] = []
        /// Adds the mappings that a value of a form can hold.
        func add(_ form: Form) {
            switch form {
            case .record(let record):
                guard !found.contains(where: { $0.name == record.name }) else { return }
                found.append(record)
                for key in record.keys { add(key.form) }
            case .oneOf(let forms): forms.forEach(add)
            case .list(let element), .map(_, let element): add(element)
            case .text, .words, .boolean, .integer, .empty, .template: break
            }
        }
        add(document)
        return found
    }()

    /// Every mapping of a document that states a fact: one that may say how it is known.
    static func facts(in document: Node) -> [Node] {
        var facts: [Node] = []
        addFacts(in: document, of: Grammar.document, to: &facts)
        return facts
    }

    /// Adds the facts in a value of a form.
    private static func addFacts(in node: Node, of form: Form, to facts: inout [Node]) {
        switch form {
        case .oneOf(let forms):
            guard node.scalar == nil, let form = forms.first(where: { $0.admitsKind(of: node) }) else { return }
            addFacts(in: node, of: form, to: &facts)
        case .record(let record):
            if record.includes(ProvenanceKeys.self) { facts.append(node) }
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
