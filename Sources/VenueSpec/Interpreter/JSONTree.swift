/// A JSON text as a tree: members in the order received, numbers as their own text.
indirect enum JSONTree: Sendable, Hashable {
    case object([Member])
    case array([JSONTree])
    case string(String)
    /// A number, as written.
    case number(String)
    /// `true` or `false`.
    case boolean(Bool)
    case null

    /// One member of an object.
    struct Member: Sendable, Hashable {
        var name: String
        var value: JSONTree
    }

    /// The kind of the value, with its article, for messages.
    var kind: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}

/// What keeps bytes from being one JSON text, and where.
struct JSONSyntaxError: Error, Hashable {
    /// What was expected or is refused; lower case, no full stop.
    var problem: String
    /// The byte it was noticed at, from 0.
    var offset: Int
}
