import SourceText
import YAMLDocument

@testable import VenueSpec

/// A key of a spec and who chose it.
struct LocatedKey {
    /// Who chose the key.
    enum Kind {
        /// The language, as a key of this kind of mapping.
        case language(Record)
        /// The spec's author, for an entry of the mapping under this key of the language.
        case chosen(under: String)
    }

    /// The key.
    let name: String
    /// Its place.
    let range: SourceRange
    /// The place of the mapping it stands in.
    let mapping: SourceRange
    /// Who chose it.
    let kind: Kind
}

/// Finds every key of a spec by walking its nodes along the grammar.
struct KeyWalk {
    /// The keys found, in file order.
    private(set) var keys: [LocatedKey] = []

    /// The keys of a spec that has no syntax error.
    init(_ file: SourceFile) {
        YAMLReader.read(file).document.map { walk($0, Grammar.document, under: "the spec") }
    }

    /// Visits a node of a form.
    private mutating func walk(_ node: Node, _ form: Form, under subject: String) {
        switch form {
        case .oneOf(let forms):
            if node.scalar == nil, let form = forms.first(where: { $0.admitsKind(of: node) }) {
                walk(node, form, under: subject)
            }
        case .record(let record):
            for entry in node.entries {
                keys.append(
                    LocatedKey(name: entry.key, range: entry.keyRange, mapping: node.range, kind: .language(record)))
                record.key(entry.key).map { walk(entry.value, $0.form, under: entry.key) }
            }
        case .map(_, let value):
            for entry in node.entries {
                keys.append(
                    LocatedKey(
                        name: entry.key, range: entry.keyRange, mapping: node.range, kind: .chosen(under: subject)))
                walk(entry.value, value, under: subject)
            }
        case .list(let element):
            for value in node.elements { walk(value, element, under: subject) }
        case .template:
            for entry in node.entries {
                keys.append(
                    LocatedKey(
                        name: entry.key, range: entry.keyRange, mapping: node.range, kind: .chosen(under: subject)))
                walk(entry.value, .template, under: subject)
            }
            for element in node.elements { walk(element, .template, under: subject) }
        case .text, .words, .boolean, .integer, .empty: break
        }
    }
}

/// The names one slip of the finger away: one letter dropped, or two neighbours swapped.
func nearMisses(of name: String) -> [String] {
    let letters = Array(name)
    var misses: [String] = []
    for index in letters.indices {
        var dropped = letters
        dropped.remove(at: index)
        misses.append(String(dropped))
        guard index + 1 < letters.count else { continue }
        var swapped = letters
        swapped.swapAt(index, index + 1)
        misses.append(String(swapped))
    }
    var seen: Set<String> = [name, ""]
    return misses.filter { seen.insert($0).inserted }
}
