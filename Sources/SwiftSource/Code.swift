/// The statements of a body.
///
/// How they are broken into lines is decided when they are rendered.
package struct Code: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    enum Element: Sendable, Hashable {
        case line(String)
        /// A call or a list, whose items can stand on lines of their own.
        case list(opening: String, items: [String], closing: String)
        /// A line, statements one level deeper, a line.
        case block(opening: String, Code, closing: String?)
        /// An `if` or `guard` with conditions that can stand on lines of their own.
        case conditional(keyword: String, conditions: [String], tail: String, Code)
        case switchCase(patterns: [String], Code)
    }

    private(set) var elements: [Element]

    package init(_ lines: [String] = []) { elements = lines.map(Element.line) }

    package init(stringLiteral line: String) { elements = [.line(line)] }

    package init(arrayLiteral lines: String...) { self.init(lines) }

    package var isEmpty: Bool { elements.isEmpty }

    package mutating func line(_ text: String) { elements.append(.line(text)) }

    package mutating func append(_ code: Code) { elements += code.elements }

    /// One after the other.
    package static func + (left: Code, right: Code) -> Code {
        var code = left
        code.append(right)
        return code
    }

    /// A call or a list: on one line where it fits, else with its items below, as many to a line as fit.
    package static func list(_ opening: String, _ items: [String], closing: String) -> Code {
        Code(element: .list(opening: opening, items: items, closing: closing))
    }

    /// A line, statements one level deeper, and a line that closes them unless another block goes on.
    package static func block(_ opening: String, _ inner: Code, closing: String? = "}") -> Code {
        Code(element: .block(opening: opening, inner, closing: closing))
    }

    /// Statements under conditions: on one line where they fit.
    package static func when(_ conditions: [String], _ inner: Code) -> Code {
        Code(element: .conditional(keyword: "if", conditions: conditions, tail: "{", inner))
    }

    /// Statements for where conditions do not hold.
    package static func unless(_ conditions: [String], _ inner: Code) -> Code {
        Code(element: .conditional(keyword: "guard", conditions: conditions, tail: "else {", inner))
    }

    /// A case of a `switch`: on one line where it fits.
    package static func switchCase(_ patterns: [String], _ body: Code) -> Code {
        Code(element: .switchCase(patterns: patterns, body))
    }
}

// MARK: - Layout

extension Code {
    /// Adds its lines, all with the margin, none longer than the width where it can be broken.
    func add(to lines: inout [String], margin: String, width: Int) {
        for element in elements { Self.add(element, to: &lines, margin: margin, width: width) }
    }

    /// The whole on one line, if it is a single statement that can be.
    var flat: String? {
        guard let only = elements.first, elements.count == 1 else { return nil }
        switch only {
        case .line(let text): return text
        case .list(let opening, let items, let closing): return opening + items.joined(separator: ", ") + closing
        case .conditional("if", let conditions, let tail, let inner):
            return inner.flat.map { "if \(conditions.joined(separator: ", ")) \(tail) \($0) }" }
        case .block, .conditional, .switchCase: return nil
        }
    }

    /// The same with a text before the first line.
    func prefixed(by text: String) -> Code {
        var code = self
        guard let first = elements.first else { return Code([text]) }
        switch first {
        case .line(let line): code.elements[0] = .line(text + line)
        case .list(let opening, let items, let closing):
            code.elements[0] = .list(opening: text + opening, items: items, closing: closing)
        case .block(let opening, let inner, let closing):
            code.elements[0] = .block(opening: text + opening, inner, closing: closing)
        case .conditional, .switchCase: code.elements.insert(.line(text), at: 0)
        }
        return code
    }

    private static func add(_ element: Element, to lines: inout [String], margin: String, width: Int) {
        let deeper = margin + Renderer.indent
        switch element {
        case .line(let text):
            lines.append(margin + text)
        case .list(let opening, let items, let closing):
            let flat = margin + opening + items.joined(separator: ", ") + closing
            if items.isEmpty || flat.fits(width) { return lines.append(flat) }
            lines.append(margin + opening)
            for line in Renderer.packed(items, width: width - deeper.count) { lines.append(deeper + line) }
            lines.append(margin + closing)
        case .block(let opening, let inner, let closing):
            lines.append(margin + opening)
            inner.add(to: &lines, margin: deeper, width: width)
            if let closing { lines.append(margin + closing) }
        case .conditional(let keyword, let conditions, let tail, let inner):
            if let flat = Code(element: element).flat.map({ margin + $0 }), flat.fits(width) {
                return lines.append(flat)
            }
            let head = "\(margin)\(keyword) \(conditions.joined(separator: ", ")) \(tail)"
            if conditions.count < 2 || head.fits(width) {
                lines.append(head)
            } else {
                for (index, condition) in conditions.enumerated() {
                    let start = index == 0 ? "\(margin)\(keyword) " : deeper
                    lines.append(start + condition + (index < conditions.count - 1 ? "," : ""))
                }
                lines.append(margin + tail)
            }
            inner.add(to: &lines, margin: deeper, width: width)
            lines.append(margin + "}")
        case .switchCase(let patterns, let body):
            let head = "\(margin)case \(patterns.joined(separator: ", ")):"
            if let flat = body.flat.map({ "\(head) \($0)" }), flat.fits(width) { return lines.append(flat) }
            if head.fits(width) {
                lines.append(head)
            } else {
                for (index, patterns) in Renderer.packed(patterns, width: width - deeper.count - 1).enumerated() {
                    lines.append((index == 0 ? "\(margin)case " : deeper) + patterns)
                }
                lines[lines.count - 1] += ":"
            }
            body.add(to: &lines, margin: deeper, width: width)
        }
    }

    private init(element: Element) { elements = [element] }
}
