import SwiftSource
import TestScheduling
import Testing

@Suite(.bounded) struct DocumentationTests {
    private func rendered(_ text: String) -> [String] {
        SwiftFile(header: [], imports: [], declarations: [.type(.enum, "A", documentation: Documentation(text))])
            .rendered().split(separator: "\n").dropLast().map(String.init)
    }

    @Test func wordsWrapAtTheWidthAndALongWordStaysWhole() {
        let long = String(repeating: "x", count: 130)
        let lines = rendered(String(repeating: "word ", count: 40) + long + " end")
        #expect(lines.map(\.count) == [118, 88, 134, 7])
        #expect(lines.allSatisfy { $0.hasPrefix("/// ") })
    }

    @Test func emptyLinesSeparateParagraphs() {
        #expect(rendered("one\ntwo\n\n \nthree\r\nfour") == ["/// one two", "///", "/// three four"])
    }

    @Test(arguments: [
        ("ends */ here /* and `tick ```", "/// ends */ here /* and `tick ```"),
        ("right \u{202E}left", "/// right U+202Eleft"),
        ("nul \u{0} bell \u{7}", "/// nul U+0 bell U+7"),
        ("line\u{2028}separator\u{85}next", "/// line separator next"),
        ("/// slashes", "/// /// slashes"),
    ])
    func textFromAnywhereStaysInsideTheComment(text: String, line: String) {
        #expect(rendered(text) == [line])
    }

    @Test func blankTextGivesNoComment() {
        #expect(rendered(" \n\t\n").isEmpty)
    }
}
