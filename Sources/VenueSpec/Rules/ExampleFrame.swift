internal import SourceText

/// `example-frame`: every example's frame is the one its input makes.
enum ExampleFrame {
    static let rule = RuleDescription(
        id: "example-frame",
        summary: "every example's frame is the one its input makes",
        explanation: """
            The recorded WebSocket frame is compared with the one the binding makes of the input and the recorded
            correlation id.
            """,
        badExample: """
            frame: { id: 2, text: '{"m":0,"i":3}' }
            """,
        goodExample: """
            frame: { id: 2, text: '{"m":0,"i":2}' }
            """)
}
