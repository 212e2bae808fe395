/// The lines of a body. Lines are relative to the body; blocks indent what stands in them.
public struct Code: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// The lines, each without a line break.
    public private(set) var lines: [String]

    /// The given lines.
    public init(_ lines: [String] = []) { self.lines = lines }

    /// One line.
    public init(stringLiteral line: String) { lines = [line] }

    /// The given lines.
    public init(arrayLiteral lines: String...) { self.lines = lines }

    /// Whether there is no line.
    public var isEmpty: Bool { lines.isEmpty }

    /// Adds one line.
    public mutating func line(_ text: String) { lines.append(text) }

    /// Adds lines as they are.
    public mutating func append(_ code: Code) { lines += code.lines }

    /// Adds lines one level deeper.
    public mutating func indented(_ code: Code) {
        lines += code.lines.map { $0.isEmpty ? "" : Renderer.indent + $0 }
    }

    /// Adds a block: a line that opens it, its lines one level deeper, a line that closes it.
    public mutating func block(_ opening: String, closing: String = "}", _ inner: Code) {
        line(opening)
        indented(inner)
        line(closing)
    }

    /// Adds a case of a `switch`: on one line where its body is one line and fits, else below it.
    public mutating func switchCase(_ pattern: String, _ body: Code) {
        if let only = body.lines.first, body.lines.count == 1, pattern.count + only.count + 2 <= Renderer.caseWidth {
            line("\(pattern): \(only)")
        } else {
            line("\(pattern):")
            indented(body)
        }
    }

    /// Adds a call or a list: on one line where it fits, else with its items below the opening line, as many to a
    /// line as fit.
    public mutating func list(_ opening: String, _ items: [String], closing: String, width: Int) {
        let flat = opening + items.joined(separator: ", ") + closing
        guard flat.count > width, !items.isEmpty else { return line(flat) }
        line(opening)
        for packed in Renderer.packed(items, width: width - Renderer.indent.count) {
            line(Renderer.indent + packed)
        }
        line(closing)
    }
}
