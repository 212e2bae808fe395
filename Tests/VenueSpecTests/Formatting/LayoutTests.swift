import SourceText
import TestScheduling
import Testing
import YAMLDocument

@testable import SpecMaintenance
@testable import VenueSpec

/// What the canonical layout looks like, one construct at a time.
@Suite(.bounded) struct LayoutTests {
    /// Text that is laid out, and how.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        let layout: String

        init(_ name: String, _ text: String, _ layout: String) {
            testDescription = name
            self.text = text
            self.layout = layout
        }
    }

    /// The layout of any YAML, whose keys stay in their order.
    private func layout(_ text: String) throws -> String {
        let file = SourceFile(path: "a.yaml", text: text)
        return LayoutWriter.write(LayoutReader.read(try document(of: file), of: file))
    }

    @Test(arguments: structure + scalars + comments) func isLaidOut(_ example: Case) throws {
        let layout = try layout(example.text)
        #expect(layout == example.layout)
        #expect(try self.layout(layout) == layout)
        let (before, after) = (example.text, example.layout)
        let (old, new) = (SourceFile(path: "a", text: before), SourceFile(path: "a", text: after))
        #expect(Facts(of: try document(of: old)) == Facts(of: try document(of: new)))
    }

    private static let long = String(repeating: "word ", count: 30) + "end"

    private static let structure = [
        Case(
            "indentation becomes two columns", "a:\n     b:\n      - c\n      -    d: 1\n           e: 2\n",
            "a:\n  b:\n    - c\n    - d: 1\n      e: 2\n"),
        Case("lists are indented below their key", "a:\n- b\n- c\n", "a:\n  - b\n  - c\n"),
        Case(
            "lists in lists keep their marks on one line", "a:\n  -\n    - b\n    -   - c\n", "a:\n  - - b\n    - - c\n"
        ),
        Case(
            "braces have spaces inside, brackets have none", "a: {b: 1,c: [ 2,3 ]}\nd: [ ]\ne: {  }\n",
            "a: { b: 1, c: [2, 3] }\nd: []\ne: {}\n"),
        Case("what fits on a line is joined", "a: {\n  b: 1,\n  c: 2,\n}\n", "a: { b: 1, c: 2 }\n"),
        Case("a block stays one though it would fit", "a:\n  b: 1\n", "a:\n  b: 1\n"),
        Case(
            "what does not fit becomes a block, and what is in it if it does not either",
            "a: { b: \(String(repeating: "x", count: 60)), c: { d: \(String(repeating: "y", count: 60)), e: 1 } }\n",
            "a:\n  b: \(String(repeating: "x", count: 60))\n"
                + "  c: { d: \(String(repeating: "y", count: 60)), e: 1 }\n"),
        Case(
            "a long list becomes a block",
            "- [\(Array(repeating: "0123456789abcdef", count: 8).joined(separator: ", "))]\n",
            "- - 0123456789abcdef\n" + String(repeating: "  - 0123456789abcdef\n", count: 7)),
        Case("the outermost mapping is a block", "{ a: 1, b: 2 }\n", "a: 1\nb: 2\n"),
        Case(
            "nothing stays nothing", "a:\nb: { c, d: }\ne: [{ f }, g: 1]\nh:\n  -\n",
            "a:\nb: { c, d }\ne: [{ f }, { g: 1 }]\nh:\n  -\n"),
        Case(
            "blank lines become one; none begins a mapping", "\n\na:\n\n  b: 1\n\n\n\n  c: 2\n\nd: 3\n\n",
            "a:\n  b: 1\n\n  c: 2\n\nd: 3\n"),
        Case(
            "the mark of a document, a byte order mark and carriage returns go",
            "\u{FEFF}---\r\na: 1\r\nb: |-\r\n  x\r\n...\r\n",
            "a: 1\nb: |-\n  x\n"),
    ]

    private static let scalars = [
        Case("quotes that mean nothing go", "a: 'b c'\n'd': \"e\"\nf: [\"g\"]\n", "a: b c\nd: e\nf: [g]\n"),
        Case(
            "quotes that tell text from constants stay, single",
            "a: \"1\"\nb: 1\nc: 'true'\nd: no\ne: '2026-11-20'\nf: 1.5e3\ng: ''\nh: \"null\"\ni: '0x1F'\n",
            "a: '1'\nb: 1\nc: 'true'\nd: no\ne: '2026-11-20'\nf: 1.5e3\ng: ''\nh: 'null'\ni: '0x1F'\n"),
        Case(
            "text YAML would read otherwise is quoted",
            "a: \"b: c\"\nd: \"e #f\"\ng: \"- h\"\ni: \"{j}\"\nk: \"it's: l\"\nm: \"n:\"\no: \" p\"\nq: \"*/*\"\n",
            "a: 'b: c'\nd: 'e #f'\ng: '- h'\ni: '{j}'\nk: 'it''s: l'\nm: 'n:'\no: ' p'\nq: '*/*'\n"),
        Case(
            "in braces commas and brackets are quoted too", "a: 'b, c'\nd: { e: 'f, g', 'h[0]': i, 'j?': k }\n",
            "a: b, c\nd: { e: 'f, g', 'h[0]': i, 'j?': k }\n"),
        Case(
            "what cannot be seen is escaped in double quotes",
            "a: \"b\\nc\"\nd: \"e\\tf \\\"g\\\"\"\nh: 'i\u{A0}j'\nk: \"\\u200Bl\\0\\U0001F600\"\n",
            "a: \"b\\nc\"\nd: \"e\\tf \\\"g\\\"\"\nh: \"i\\xA0j\"\nk: \"\\u200Bl\\x00\u{1F600}\"\n"),
        Case(
            "text over several lines is joined", "a: b\n  c\nd: 'e\n  f'\ng: \"h\\\n  i\"\n",
            "a: b c\nd: e f\n"
                + "g: hi\n"),
        Case(
            "text that does not fit moves below its key", "a: \(long)\nb: '{\(long)}'\n",
            "a: >-\n  \(long)\nb: >-\n  {\(long)}\n"),
        Case(
            "blocks of text keep their lines and their end",
            "a: |\n     b\n       c\n\n     d\ne: >-\n    f\n    g\nh: |+\n  i\n\nj: >\n k\n",
            "a: |\n  b\n    c\n\n  d\ne: >-\n  f\n  g\nh: |+\n  i\n\nj: >\n  k\n"),
        Case(
            "a block of text that begins with a space says so", "a: |3-\n     b\n   c\nd:\n - >1-\n     e\n",
            "a: |2-\n    b\n  c\nd:\n  - >2-\n       e\n"),
        Case(
            "an empty block of text is quoted", "a: |-\nb: >\n\nc: |+\n\nd: 1\n", "a: ''\nb: ''\n\nc: \"\\n\"\n\nd: 1\n"
        ),
    ]

    private static let comments = [
        Case(
            "beside and before",
            "# a\na: 1 # b\n#c\n\n\n# d\n'e': # f\n    # g\n    h: |-   # i\n      j # no comment\n",
            "# a\na: 1  # b\n#c\n\n# d\ne:  # f\n  # g\n  h: |-  # i\n    j # no comment\n"),
        Case(
            "the file's own", "# one\n\n# two\n\n# three\na: 1\n# four\n", "# one\n\n# two\n\n# three\na: 1\n# four\n"),
        Case("after the mark of a document", "--- # one\na: 1\n... # two\n", "# one\n\na: 1\n# two\n"),
        Case(
            "at the end of what it is indented like",
            "a:\n  b:\n    c: 1\n    # of b\n\n  # of a\nd:\n- e\n # of d\n# of f\nf: 1\n    # of the file\n",
            "a:\n  b:\n    c: 1\n    # of b\n\n  # of a\nd:\n  - e\n  # of d\n# of f\nf: 1\n# of the file\n"),
        Case(
            "in braces, which become a block",
            "a: { b: 1, # of b\n  # of c\n  c: 2 # beside c\n  # end\n} # of a\nd: 1\n",
            "a:  # of a\n  b: 1  # of b\n  # of c\n  c: 2  # beside c\n  # end\nd: 1\n"),
        Case(
            "at the beginning of braces and in empty ones",
            "a: { # of a\n  b: 1 }\nc: [ # of c\n]\nd: # of d\n  { e: 1 }\n",
            "a: { b: 1 }  # of a\nc: []  # of c\nd: { e: 1 }  # of d\n"),
        Case("two beside one thing", "a: # one\n  b # two\n", "# one\na: b  # two\n"),
        Case(
            "at elements",
            "a:\n  # one\n  - b: 1 # two\n    c: 2\n  - # three\n    d: 1\n  -\n    # four\n    e: 1\n  - f # five\n",
            "a:\n  # one\n  - b: 1  # two\n    c: 2\n  # three\n  - d: 1\n  # four\n  - e: 1\n  - f  # five\n"),
        Case(
            "no comment in text", "a: b#c\nd: 'e # f'\ng: >-\n  h\n  # i\nj: \"k # l\"\n",
            "a: b#c\nd: 'e # f'\ng: >-\n  h\n  # i\nj: 'k # l'\n"),
        Case(
            "after a list that ends in text", "a:\n  - |-\n    b\n  # end\nc: 1\n", "a:\n  - |-\n    b\n  # end\nc: 1\n"
        ),
    ]
}
