internal import VenueSpec

/// Finds the values of parameters in a text that a template made: the inverse of filling a template.
enum TemplateMatch {
    /// A parameter and the piece of the text it stands for.
    typealias Piece = (parameter: String, text: Substring)

    /// Divides a text as the template put it together.
    ///
    /// Where more than one division is possible, earlier parameters get the shorter pieces.
    ///
    /// - Parameters:
    ///   - text: The text, still encoded.
    ///   - parts: The template.
    ///   - isPath: Whether a piece ends at a slash.
    /// - Returns: The pieces, in order; `nil` if the template cannot have made the text.
    static func pieces(of text: Substring, by parts: ArraySlice<TemplatePart>, isPath: Bool = false) -> [Piece]? {
        guard let part = parts.first else { return text.isEmpty ? [] : nil }
        let others = parts.dropFirst()
        switch part {
        case .literal(let literal):
            guard text.hasPrefix(literal) else { return nil }
            return pieces(of: text.dropFirst(literal.count), by: others, isPath: isPath)
        case .parameter(let name):
            let limit = isPath ? text.firstIndex(of: "/") ?? text.endIndex : text.endIndex
            if others.isEmpty { return limit == text.endIndex ? [(name, text)] : nil }
            var end = text.startIndex
            while true {
                if let found = pieces(of: text[end...], by: others, isPath: isPath) {
                    return [(name, text[..<end])] + found
                }
                guard end < limit else { return nil }
                end = text.index(after: end)
            }
        }
    }
}
