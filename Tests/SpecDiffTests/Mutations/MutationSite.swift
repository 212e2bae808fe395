import YAMLDocument

@testable import VenueSpec

/// A part of a spec that can be changed: an entry of a mapping, an element of a list, or a key a record may have.
struct MutationSite: Sendable, Hashable {
    /// What is done to it.
    enum Kind: String, Sendable {
        /// It has another value.
        case change
        /// It is gone.
        case remove
        /// It is there where it was not.
        case add
        /// It has another name, and so has everything that names it.
        case rename
        /// It changes places with the next one.
        case swap
    }

    /// The key of the language it is about.
    let key: LanguageKey
    /// The indices that lead to the mapping or list it is in.
    let parent: [Int]
    /// Its index there; the number of entries for one that is missing.
    let index: Int
    /// What can be done.
    let kind: Kind
    /// What its value looks like.
    let form: FormName

    /// A form that compares by the name it has in messages.
    struct FormName: Sendable, Hashable {
        /// The form.
        let form: Form
        static func == (left: FormName, right: FormName) -> Bool { "\(left.form)" == "\(right.form)" }
        func hash(into hasher: inout Hasher) { hasher.combine("\(form)") }
    }
}

/// A key of a kind of mapping.
struct LanguageKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The kind of mapping.
    let record: String
    /// The key.
    let name: String

    var description: String { "\(record).\(name)" }
    static func < (left: LanguageKey, right: LanguageKey) -> Bool { left.description < right.description }

    /// Every key of the language.
    static let all = Set(
        Grammar.records.flatMap { record in
            record.keys.map { LanguageKey(record: record.name, name: $0.name) }
        })
}

/// Finds what can be changed by walking a spec along the grammar.
struct MutationWalk {
    /// What was found, in file order.
    private(set) var sites: [MutationSite] = []
    /// The values of every key of the language, in file order.
    private(set) var values: [LanguageKey: [SpecTree]] = [:]

    /// The sites of a document.
    init(_ node: Node) { walk(node, Grammar.document, LanguageKey(record: "spec", name: "format"), []) }

    /// Visits a value of a form that stands under a key.
    private mutating func walk(_ node: Node, _ form: Form, _ key: LanguageKey, _ path: [Int]) {
        switch form {
        case .oneOf(let forms):
            guard let form = forms.first(where: { $0.admitsKind(of: node) }) else { return }
            if node.scalar == nil { walk(node, form, key, path) }
        case .record(let record):
            for (index, entry) in node.entries.enumerated() {
                guard let known = record.key(entry.key) else { continue }
                let key = LanguageKey(record: record.name, name: entry.key)
                values[key, default: []].append(SpecTree(entry.value))
                add(key, path, index, [.change] + (known.isRequired ? [] : [.remove]), known.form)
                walk(entry.value, known.form, key, path + [index])
            }
            for known in record.keys where !node.entries.contains(where: { $0.key == known.name }) {
                add(LanguageKey(record: record.name, name: known.name), path, node.entries.count, [.add], known.form)
            }
        case .map(_, let value): children(node.entries.map(\.value), value, key, path, [.rename])
        case .list(let value): children(node.elements, value, key, path, [])
        case .template:
            children(
                node.entries.isEmpty ? node.elements : node.entries.map(\.value), .template, key, path,
                node.entries.isEmpty ? [] : [.rename])
        case .text, .words, .boolean, .integer, .empty: break
        }
    }

    /// Visits the entries of a map or the elements of a list.
    private mutating func children(
        _ nodes: [Node], _ form: Form, _ key: LanguageKey, _ path: [Int], _ kinds: [MutationSite.Kind]
    ) {
        for (index, node) in nodes.enumerated() {
            let swap: [MutationSite.Kind] = index + 1 < nodes.count ? [.swap] : []
            add(key, path, index, [.change, .remove, .add] + kinds + swap, form)
            walk(node, form, key, path + [index])
        }
    }

    private mutating func add(
        _ key: LanguageKey, _ parent: [Int], _ index: Int, _ kinds: [MutationSite.Kind], _ form: Form
    ) {
        sites += kinds.map { MutationSite(key: key, parent: parent, index: index, kind: $0, form: .init(form: form)) }
    }
}
