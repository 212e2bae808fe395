import Testing

/// Swift in which some lines must not compile, each marked with a part of what the compiler says of it after `//!`.
///
/// Without those lines it compiles, so nothing but the promise keeps them from it.
struct Promise {
    /// The text with all lines.
    private let lines: [String]

    /// A promise made by a text.
    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// Holds the compiler to it.
    func expectKept(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let marked = lines.enumerated().filter { $0.element.contains("//!") }
        try #require(!marked.isEmpty)
        let control = lines.map { $0.contains("//!") ? "" : $0 }.joined(separator: "\n")
        let allowed = try Compiler.typecheck(["Control.swift": control])
        #expect(allowed.compiles, "\(allowed.text)", sourceLocation: sourceLocation)
        let answer = try Compiler.typecheck(["Snippet.swift": lines.joined(separator: "\n")])
        #expect(
            Set(answer.errors.map(\.line)) == Set(marked.map { $0.offset + 1 }), "\(answer.text)",
            sourceLocation: sourceLocation)
        for (index, line) in marked {
            let expected = line.split(separator: "//!").last.map { $0.drop { $0 == " " } } ?? ""
            #expect(
                answer.errors.contains { $0.line == index + 1 && $0.message.contains(expected) }, "\(answer.text)",
                sourceLocation: sourceLocation)
        }
    }
}
