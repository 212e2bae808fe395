extension JSONTree {
    /// The tree as JSON indented by two spaces; arrays without objects stay on one line.
    func indentedText(indentation: String = "") -> String {
        let inner = indentation + "  "
        switch self {
        case .array(let elements):
            let isFlat = elements.allSatisfy { if case .object = $0 { false } else { true } }
            let parts = elements.map { $0.indentedText(indentation: inner) }
            if isFlat { return "[" + parts.joined(separator: ", ") + "]" }
            return "[\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + indentation + "]"
        case .object(let members) where !members.isEmpty:
            let parts = members.map { member in
                inner + Self.quoted(member.name) + ": " + member.value.indentedText(indentation: inner)
            }
            return "{\n" + parts.joined(separator: ",\n") + "\n" + indentation + "}"
        default: return compactText
        }
    }
}
