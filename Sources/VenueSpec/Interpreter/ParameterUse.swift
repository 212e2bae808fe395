/// The places of a request that a parameter's text ends up in, as far as they restrict it.
struct ParameterUse {
    /// Whether it stands in the path.
    var isInPath = false
    /// Whether it is a path segment by itself.
    var isWholeSegment = false
    /// Whether it stands in a header field.
    var isInHeader = false
    /// Whether it is part of what identifies the order.
    var isIdentity = false

    /// Whether empty text would name nothing, or every order.
    var refusesEmpty: Bool { isInPath || isInHeader || isIdentity }

    /// The places of a parameter in an operation.
    init(of parameter: String, in operation: CancelOperation) {
        let path = operation.http.path
        isInPath = path.contains(.parameter(parameter))
        isWholeSegment = path.indices.contains { index in
            guard path[index] == .parameter(parameter) else { return false }
            return Self.endsWithSlash(path[..<index].last) && Self.startsWithSlash(path[(index + 1)...].first)
        }
        isInHeader = operation.http.headers.contains { $0.value.contains(.parameter(parameter)) }
        isIdentity = operation.identifiers.contains(parameter)
    }

    /// Whether a segment can start after this part.
    private static func endsWithSlash(_ part: TemplatePart?) -> Bool {
        guard case .literal(let text)? = part else { return part == nil }
        return text.hasSuffix("/")
    }

    /// Whether a segment can end before this part.
    private static func startsWithSlash(_ part: TemplatePart?) -> Bool {
        guard case .literal(let text)? = part else { return part == nil }
        return text.hasPrefix("/")
    }
}
