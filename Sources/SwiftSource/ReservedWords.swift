/// Words of Swift that cannot be names as they are.
public enum ReservedWords {
    /// The name, between back-ticks where Swift needs or could need them.
    public static func quoted(_ name: String) -> String {
        words.contains(name) ? "`\(name)`" : name
    }

    /// The name as a label in a call, which any keyword but one can be; needless back-ticks are warned about.
    public static func quotedArgument(_ name: String) -> String { name == "inout" ? "`inout`" : name }

    /// The name as a label in a declaration, which any keyword but three can be.
    public static func quotedLabel(_ name: String) -> String {
        ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
    }

    /// Keywords, and names that mean something else after a dot (`init`, `self`, `Type`, `Protocol`).
    private static let words: Set<String> = [
        "Any", "Protocol", "Self", "Type", "actor", "as", "associatedtype", "async", "await", "borrowing", "break",
        "case", "catch", "class", "consuming", "continue", "default", "defer", "deinit", "do", "else", "enum",
        "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
        "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws",
        "true", "try", "typealias", "var", "where", "while",
    ]
}
