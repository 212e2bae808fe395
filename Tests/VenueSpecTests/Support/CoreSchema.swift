import SourceText
import YAMLDocument

@testable import VenueSpec

extension JSONTree {
    /// A node as editors see it: plain scalars typed by YAML 1.2's core schema.
    init(coreSchema node: Node) {
        switch node.content {
        case .mapping(let entries):
            self = .object(entries.map { Member(name: $0.key, value: JSONTree(coreSchema: $0.value)) })
        case .sequence(let elements): self = .array(elements.map(JSONTree.init(coreSchema:)))
        case .scalar(let scalar): self = scalar.isPlain ? Self.plain(scalar.text) : .string(scalar.text)
        }
    }

    /// A plain scalar.
    private static func plain(_ text: String) -> JSONTree {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        default:
            let isNumber = text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil
            return isNumber ? .number(text) : .string(text)
        }
    }
}
