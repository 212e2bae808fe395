import SourceText
import TestScheduling
import Testing

@Suite("Diagnostics have one order", .bounded)
struct DiagnosticOrderTests {
    @Test("by path, place, severity and rule; equals keep their order")
    func order() {
        func diagnostic(
            _ path: String, _ line: Int, _ column: Int, _ severity: Diagnostic.Severity, _ rule: String,
            _ message: String
        ) -> Diagnostic {
            let position = SourcePosition(line: line, column: column)
            return Diagnostic(
                rule: rule, severity: severity, message: message, path: path,
                range: SourceRange(start: position, end: position))
        }
        let sorted = [
            diagnostic("a", 1, 1, .error, "x", "1"),
            diagnostic("a", 1, 1, .error, "y", "0"),
            diagnostic("a", 1, 1, .error, "y", "2"),
            diagnostic("a", 1, 1, .warning, "a", "3"),
            diagnostic("a", 1, 2, .error, "a", "4"),
            diagnostic("a", 2, 1, .error, "a", "5"),
            diagnostic("b", 1, 1, .error, "a", "6"),
        ]
        #expect([6, 3, 1, 2, 5, 0, 4].map { sorted[$0] }.inReadingOrder() == sorted)
    }
}
