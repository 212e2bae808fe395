internal import TextPatterns

/// Regular expressions of the language, each compiled when it is first asked for and never again.
///
/// A class, so that all who read replies or check inputs of one run share it.
public final class CompiledPatterns {
    /// The expressions by their text; `nil` for what is none of the language.
    private var expressions: [String: TextPattern?] = [:]

    /// No expressions yet.
    public init() {}

    /// Whether an expression matches somewhere in a text, in a time linear in the text.
    ///
    /// What is no expression of the language matches nothing; a rule of its own reports it.
    func match(_ pattern: String, in text: String) -> Bool {
        if let known = expressions[pattern] { return known?.matches(text) ?? false }
        let compiled = try? TextPattern(pattern)
        expressions.updateValue(compiled, forKey: pattern)
        return compiled?.matches(text) ?? false
    }
}
