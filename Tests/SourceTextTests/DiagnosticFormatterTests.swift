import SourceText
import TestScheduling
import Testing

@Suite("Diagnostics are shown with their source", .bounded)
struct DiagnosticFormatterTests {
    /// A range on one line.
    private func range(_ line: Int, _ start: Int, _ end: Int) -> SourceRange {
        SourceRange(start: SourcePosition(line: line, column: start), end: SourcePosition(line: line, column: end))
    }

    /// The excerpt's source line and marks for a range of a one-line file.
    private func excerpt(_ line: String, _ start: Int, _ end: Int, width: Int? = nil) -> [String] {
        let file = SourceFile(path: "a", text: line)
        let diagnostic = Diagnostic(rule: "r", message: "m", path: "a", range: range(1, start, end))
        let text = DiagnosticFormatter(files: [file], width: width).format([diagnostic])
        return text.split(separator: "\n").dropFirst().map(String.init)
    }

    /// A file and a finding with a note and two fix-its.
    private let file = SourceFile(path: "Specs/a.yaml", text: "http:\n  method: GET\n  mehtod: POST\n")
    private var finding: Diagnostic {
        Diagnostic(
            rule: "unknown-key", message: "unknown key 'mehtod'; did you mean 'method'?", path: "Specs/a.yaml",
            range: range(3, 3, 9),
            notes: [Diagnostic.Note(message: "the mapping begins here", path: "Specs/a.yaml", range: range(1, 1, 1))],
            fixIts: [
                Diagnostic.FixIt(message: "replace with 'method'", range: range(3, 3, 9), replacement: "method"),
                Diagnostic.FixIt(message: "remove it", range: range(3, 3, 9), replacement: ""),
            ])
    }

    @Test("place, severity, message and rule; source; notes; the first fix-it")
    func whole() {
        let warning = Diagnostic(
            rule: "odd", severity: .warning, message: "odd", path: "b.yaml", range: range(7, 2, 3))
        #expect(
            DiagnosticFormatter(files: [file]).format([finding, warning]) == """
                Specs/a.yaml:3:3: error: unknown key 'mehtod'; did you mean 'method'? [unknown-key]
                 3 |   mehtod: POST
                   |   ^~~~~~
                Specs/a.yaml:1:1: note: the mapping begins here
                 1 | http:
                   | ^
                help: replace with 'method'
                b.yaml:7:2: warning: odd [odd]

                """)
        #expect(DiagnosticFormatter().format([]) == "")
    }

    @Test("without the file only the messages remain")
    func withoutTheFile() {
        #expect(
            DiagnosticFormatter().format([finding]) == """
                Specs/a.yaml:3:3: error: unknown key 'mehtod'; did you mean 'method'? [unknown-key]
                Specs/a.yaml:1:1: note: the mapping begins here
                help: replace with 'method'

                """)
    }

    @Test("colours frame the same text")
    func colour() {
        let coloured = DiagnosticFormatter(colour: true, files: [file]).format([finding])
        #expect(
            coloured.hasPrefix(
                "\u{1B}[1mSpecs/a.yaml:3:3:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m "
                    + "\u{1B}[1munknown key 'mehtod'; did you mean 'method'?\u{1B}[0m\u{1B}[2m [unknown-key]\u{1B}[0m\n"
                    + "\u{1B}[2m 3 |\u{1B}[0m   mehtod: POST\n\u{1B}[2m   |\u{1B}[0m \u{1B}[1;32m  ^~~~~~\u{1B}[0m\n"))
        let plain = coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
        #expect(plain == DiagnosticFormatter(files: [file]).format([finding]))
    }

    @Test("marks stand under the text, behind tabs, wide and combining characters too")
    func columns() {
        #expect(excerpt("a: b", 4, 5) == [" 1 | a: b", "   |    ^"])
        #expect(excerpt("\tab: c", 2, 4) == [" 1 |     ab: c", "   |     ^~"])
        #expect(excerpt("ab\tc", 4, 5) == [" 1 | ab  c", "   |     ^"])
        #expect(excerpt("漢字: x", 1, 3) == [" 1 | 漢字: x", "   | ^~~~"])
        #expect(excerpt("漢字: x", 5, 6) == [" 1 | 漢字: x", "   |       ^"])
        #expect(excerpt("e\u{301}: x", 4, 5) == [" 1 | e\u{301}: x", "   |   ^"])
        #expect(excerpt("😀: x", 4, 5) == [" 1 | 😀: x", "   |     ^"])
        let family = #"👩\u{200D}👩\u{200D}👧: x"#
        #expect(
            excerpt("👩\u{200D}👩\u{200D}👧: x", 8, 9) == [
                " 1 | \(family)", "   | " + String(repeating: " ", count: 24) + "^",
            ])
    }

    @Test("a place at the end of a line, past it, or on an empty line has a caret")
    func edges() {
        #expect(excerpt("ab", 3, 3) == [" 1 | ab", "   |   ^"])
        #expect(excerpt("ab", 99, 200) == [" 1 | ab", "   |   ^"])
        #expect(excerpt("ab", -5, .max) == [" 1 | ab", "   | ^~"])
        #expect(excerpt("", 1, 1) == [" 1 |", "   | ^"])
        #expect(excerpt("\u{FEFF}ab\r", 2, 3) == [#" 1 | ab\u{D}"#, "   |  ^"])
    }

    @Test("a range over several lines is marked to the end of its first line")
    func severalLines() {
        let lines = SourceRange(start: SourcePosition(line: 1, column: 3), end: SourcePosition(line: 3, column: 2))
        let diagnostic = Diagnostic(rule: "r", message: "m", path: "a", range: lines)
        #expect(
            DiagnosticFormatter(files: [SourceFile(path: "a", text: "k: |\n  x\n y\n")]).format([diagnostic])
                == "a:1:3: error: m [r]\n 1 | k: |\n   |   ^~\n")
    }

    @Test("a long line is cut around the place it is shown for")
    func window() {
        let line = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
        #expect(excerpt(line, 1, 3, width: 25) == [" 1 | 0123456789abcdefghi…", "   | ^~"])
        #expect(excerpt(line, 31, 33, width: 25) == [" 1 | …opqrstuvwxyzABCDEF…", "   |        ^~"])
        #expect(excerpt(line, 46, 47, width: 25) == [" 1 | …rstuvwxyzABCDEFGHIJ", "   |                    ^"])
        #expect(excerpt(line, 47, 47, width: 25) == [" 1 | …stuvwxyzABCDEFGHIJ", "   |                    ^"])
        #expect(excerpt(line, 5, 47, width: 25) == [" 1 | 0123456789abcdefghi…", "   |     ^~~~~~~~~~~~~~~"])
    }

    @Test("however a line is cut, it fits and the caret is under its character")
    func windowEverywhere() throws {
        let line = String((0..<300).map { Character(Unicode.Scalar(0x21 + UInt8($0 * 7 % 90))) })
        for width in [20, 25, 40, 79, 200] {
            for column in 1...300 {
                let shown = excerpt(line, column, column + 1, width: width)
                let (source, marks) = (Array(try #require(shown.first)), Array(try #require(shown.last)))
                let caret = try #require(marks.firstIndex(of: "^"))
                #expect(source.count <= max(width, 25) && marks.count <= max(width, 25))
                #expect(source[caret] == Array(line)[column - 1])
            }
        }
    }

    @Test("a line of a million characters is cut without reading all of it")
    func longLine() {
        let text = String(repeating: "x", count: 1_000_000)
        let diagnostics = (0..<2000).map {
            Diagnostic(rule: "r", message: "m", path: "a", range: range(1, 400 * $0 + 1, 400 * $0 + 2))
        }
        let output = DiagnosticFormatter(files: [SourceFile(path: "a", text: text)], width: 80).format(diagnostics)
        #expect(output.split(separator: "\n").count == 6000)
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("nothing in a file or a message reaches the terminal as a command")
    func controlCharacters() {
        let file = SourceFile(path: "a", text: "x: \u{1B}[2J\u{202E}\u{7F}")
        let diagnostic = Diagnostic(
            rule: "r", message: "key '\u{1B}[2J\n'", path: "a", range: range(1, 4, 5),
            fixIts: [Diagnostic.FixIt(message: "remove '\u{7}'", range: range(1, 4, 5), replacement: "")])
        #expect(
            DiagnosticFormatter(files: [file]).format([diagnostic]) == """
                a:1:4: error: key '\\u{1B}[2J\\u{A}' [r]
                 1 | x: \\u{1B}[2J\\u{202E}\\u{7F}
                   |    ^~~~~~
                help: remove '\\u{7}'

                """)
    }

    @Test("findings are counted by severity")
    func counts() {
        func counts(_ severities: Diagnostic.Severity...) -> String {
            DiagnosticFormatter.counts(
                of: severities.map { Diagnostic(rule: "r", severity: $0, message: "m", path: "a", range: .fileStart) })
        }
        #expect(counts() == "")
        #expect(counts(.error) == "1 error")
        #expect(counts(.warning, .error, .error) == "2 errors, 1 warning")
        #expect(counts(.warning, .warning) == "2 warnings")
    }
}
