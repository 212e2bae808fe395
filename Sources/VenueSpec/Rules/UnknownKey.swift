internal import SourceText

/// `unknown-key`: every key is one the language knows.
enum UnknownKey {
    /// The rule's documentation.
    static let rule = RuleDescription(
        id: "unknown-key",
        summary: "every key is one the language knows",
        explanation: """
            A key the language does not know is never ignored: a misspelt 'minLength' would silently drop a
            check. Use the nearest known key the message offers, or look the mapping up in the language reference.
            """,
        badExample: """
            parameters:
              orderId: { type: string, minLenght: 1 }
            """,
        goodExample: """
            parameters:
              orderId: { type: string, minLength: 1 }
            """)
}
