/// Regular expressions of the language, each compiled when it is first asked for and never again.
///
/// A class, so that all who read replies or check inputs of one run share it; not `Sendable`, as expressions are not.
public final class CompiledPatterns {
    /// The expressions by their text; `nil` for what cannot be compiled.
    private var expressions: [String: Regex<AnyRegexOutput>?] = [:]

    /// No expressions yet.
    public init() {}

    /// Whether an expression matches somewhere in a text.
    ///
    /// Character classes are ASCII's, one dot is one Unicode scalar, `^` and `$` are the very ends. An expression that
    /// cannot be compiled matches nothing; a rule of its own reports it.
    func match(_ pattern: String, in text: String) -> Bool {
        guard let expression = expression(pattern) else { return false }
        return text.firstMatch(of: expression) != nil
    }

    /// The expression of that text.
    private func expression(_ pattern: String) -> Regex<AnyRegexOutput>? {
        if let known = expressions[pattern] { return known }
        let compiled = try? Regex(pattern).asciiOnlyCharacterClasses().matchingSemantics(.unicodeScalar)
        expressions.updateValue(compiled, forKey: pattern)
        return compiled
    }
}
