import SourceText

@testable import VenueSpec

/// The part of JSON Schema draft-07 that the language's schema uses.
///
/// A keyword it does not know is a fault of its own, so that the schema cannot say something nobody checks.
struct SchemaValidator {
    /// The whole schema, for references.
    let schema: JSONTree

    /// Keywords that only inform.
    private static let annotations: Set<String> = ["$schema", "title", "description", "definitions"]

    /// What is wrong with a value; empty if it is valid.
    func faults(of value: JSONTree) -> [String] {
        faults(of: value, against: schema, at: "$")
    }

    /// What is wrong with a value by one schema.
    private func faults(of value: JSONTree, against schema: JSONTree, at path: String) -> [String] {
        schema.names.flatMap { keyword -> [String] in
            guard let rule = schema[keyword], !Self.annotations.contains(keyword) else { return [] }
            switch keyword {
            case "$ref": return faults(of: value, against: target(of: rule), at: path)
            case "allOf": return rule.elements.flatMap { faults(of: value, against: $0, at: path) }
            case "anyOf":
                let fits = rule.elements.contains { faults(of: value, against: $0, at: path).isEmpty }
                return fits ? [] : ["\(path): none of the alternatives"]
            case "type": return fault(hasType(value, rule), "\(path): not \(rule.compactText)")
            case "enum": return fault(rule.elements.contains(value), "\(path): not one of \(rule.compactText)")
            case "pattern": return fault(matches(value, rule), "\(path): does not match \(rule.compactText)")
            case "minimum", "maximum": return fault(isWithin(value, rule, keyword), "\(path): beyond the \(keyword)")
            case "required":
                guard case .object = value else { return [] }
                return rule.elements.compactMap(\.text).filter { value[$0] == nil }.map { "\(path): lacks '\($0)'" }
            case "properties":
                return rule.names.flatMap { name -> [String] in
                    guard let member = value[name], let schema = rule[name] else { return [] }
                    return faults(of: member, against: schema, at: "\(path).\(name)")
                }
            case "additionalProperties": return additional(value, rule, besides: schema["properties"], at: path)
            case "propertyNames":
                return value.names.flatMap { faults(of: .string($0), against: rule, at: "\(path) key '\($0)'") }
            case "items":
                return value.elements.enumerated().flatMap {
                    faults(of: $0.element, against: rule, at: "\(path)[\($0.offset)]")
                }
            default: return ["\(path): unknown keyword '\(keyword)'"]
            }
        }
    }

    /// One fault unless something holds.
    private func fault(_ holds: Bool, _ message: String) -> [String] { holds ? [] : [message] }

    /// The faults of members that `properties` does not list.
    private func additional(_ value: JSONTree, _ rule: JSONTree, besides listed: JSONTree?, at path: String) -> [String]
    {
        let names = value.names.filter { listed?[$0] == nil }
        if rule == .boolean(false) { return names.map { "\(path): unexpected '\($0)'" } }
        return names.flatMap { name in
            value[name].map { faults(of: $0, against: rule, at: "\(path).\(name)") } ?? []
        }
    }

    /// The definition a reference names; a dangling one refuses everything.
    private func target(of reference: JSONTree) -> JSONTree {
        let name = reference.text?.split(separator: "/").last.map(String.init)
        let dangling = JSONTree.object([.init(name: "dangling reference", value: reference)])
        return name.flatMap { schema["definitions"]?[$0] } ?? dangling
    }

    /// Whether a value is of the type, or of one of the types.
    private func hasType(_ value: JSONTree, _ rule: JSONTree) -> Bool {
        let types = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
        return types.contains { type in
            switch (type, value) {
            case ("object", .object), ("array", .array), ("string", .string), ("boolean", .boolean), ("null", .null),
                ("number", .number):
                true
            case ("integer", .number(let text)): Int64(text) != nil
            default: false
            }
        }
    }

    /// Whether a string contains a match; other values always do.
    private func matches(_ value: JSONTree, _ rule: JSONTree) -> Bool {
        guard case .string(let text) = value, let pattern = rule.text.flatMap({ try? Regex($0) }) else {
            return value.text == nil
        }
        return text.firstMatch(of: pattern) != nil
    }

    /// Whether a number keeps a bound; other values always do.
    private func isWithin(_ value: JSONTree, _ rule: JSONTree, _ keyword: String) -> Bool {
        guard case .number(let text) = value, let number = Double(text) else { return true }
        guard case .number(let bound) = rule, let limit = Double(bound) else { return false }
        return keyword == "minimum" ? number >= limit : number <= limit
    }
}
