import SourceText
import TestScheduling
import Testing
import YAMLDocument

@Suite("What a spec may not contain is reported at its place", .bounded)
struct RuleTests {
    @Test(
        "each rule points at the text it is about",
        arguments: [
            (
                "a: &x 1\nb: &y-z {c: 1}\n&k d: 2",
                ["1:4-1:6 yaml-anchor", "2:4-2:8 yaml-anchor", "3:1-3:3 yaml-anchor"]
            ),
            ("a: &x\n  b: 1\nc: *x", ["1:4-1:6 yaml-anchor", "3:4-3:6 yaml-alias"]),
            ("a: *missing", ["1:4-1:12 yaml-alias"]),
            ("*x : 1", ["1:1-1:3 yaml-alias"]),
            ("? [a]\n: b\nc: 1", ["1:3-1:6 yaml-complex-key"]),
            ("{a: b}: c", ["1:1-1:7 yaml-complex-key"]),
            ("a: 1\n?\n: 2", ["2:2-2:2 yaml-complex-key"]),
            ("a: \u{7}\nb: '\u{202E}'", ["1:4-1:5 yaml-control-character", "2:5-2:6 yaml-control-character"]),
            ("a: \0\0\0b\0", ["1:4-1:7 yaml-control-character", "1:8-1:9 yaml-control-character"]),
            ("a: 1\r\r\nb: 2", ["1:5-1:6 yaml-control-character"]),
            ("a: 1\rb: 2", ["1:5-1:6 yaml-control-character"]),
            ("a: x\u{2028}y\u{85}z", ["1:5-1:6 yaml-control-character", "1:7-1:8 yaml-control-character"]),
            ("a: \u{FEFF}b", ["1:4-1:5 yaml-control-character"]),
            ("%YAML 1.2\n%TAG ! x \n---\na: 1", ["1:1-1:10 yaml-directive", "2:1-2:9 yaml-directive"]),
            ("a: 1\nb: 2\na: 3\n'a': 4", ["3:1-3:2 yaml-duplicate-key", "4:1-4:4 yaml-duplicate-key"]),
            ("a: {b: 1, c: 2, b: 3}", ["1:17-1:18 yaml-duplicate-key"]),
            ("", ["1:1-1:1 yaml-empty"]),
            ("\n# only\n  # comments\n", ["1:1-1:1 yaml-empty"]),
            ("---\n", ["1:1-1:1 yaml-empty"]),
            ("a: {<<: {b: 1}, c: 2}", ["1:5-1:7 yaml-merge-key"]),
            ("a: 1\n---\nb: 2\n---\nc: 3", ["2:1-2:4 yaml-multiple-documents"]),
            ("a: 1\n...\nb: 2", ["3:1-3:2 yaml-multiple-documents"]),
            (
                "a: !!str 1\nb: ! c\nd: !<x:y> {}\ne: !f\n- g",
                [
                    "1:4-1:9 yaml-tag", "2:4-2:5 yaml-tag", "3:4-3:10 yaml-tag", "4:4-4:6 yaml-tag",
                ]
            ),
            ("[!!str, !a ]", ["1:2-1:7 yaml-tag", "1:9-1:11 yaml-tag"]),
            (
                "a: !!str &x 1\nb: &y !z {}",
                [
                    "1:4-1:9 yaml-tag", "1:10-1:12 yaml-anchor", "2:4-2:6 yaml-anchor", "2:7-2:9 yaml-tag",
                ]
            ),
            ("a: 1\nb: !e!x 2\nc: &q !e!y []", ["2:4-2:8 yaml-tag", "3:4-3:6 yaml-anchor", "3:7-3:11 yaml-tag"]),
            (
                "a: &x 1\na: !!int 2\n<<: *x\n",
                [
                    "1:4-1:6 yaml-anchor", "2:1-2:2 yaml-duplicate-key", "2:4-2:9 yaml-tag", "3:1-3:3 yaml-merge-key",
                    "3:5-3:7 yaml-alias",
                ]
            ),
        ])
    func places(text: String, expected: [String]) {
        #expect(findings(text) == expected)
    }

    @Test("nesting beyond sixty-four levels is reported at the first level too many")
    func depth() {
        #expect(
            findings(String(repeating: "[", count: 65) + "1" + String(repeating: "]", count: 65)) == [
                "1:65-1:66 yaml-depth"
            ])
        #expect(findings(String(repeating: "- ", count: 65) + "x") == ["1:129-1:130 yaml-depth"])
    }

    @Test("a file is refused above one mebibyte, not at it")
    func size() {
        let line = "# 345678901234\n"
        let text = "a: 1\n" + String(repeating: line, count: (1 << 20) / line.count)
        let exact = text.prefix(1 << 20) + String(repeating: " ", count: max(0, (1 << 20) - text.count))
        #expect(findings(String(exact)) == [])
        #expect(findings(String(exact) + " ") == ["1:1-1:1 yaml-size"])
    }

    @Test("the messages name what is there and the cure")
    func messages() {
        let text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\n<<: {}\n"
        #expect(
            YAMLReader.read(SourceFile(path: "a.yaml", text: text)).diagnostics.map(\.message) == [
                "the anchor '&x' is not allowed; remove it",
                "the alias '*x' is not allowed; write out what it stands for",
                "the key 'a' is already in this mapping; remove or rename one of them",
                "the tag '!!int' is not allowed; remove it",
                "the merge key '<<' is not allowed; write out the entries it would bring",
            ])
    }

    @Test("a duplicate key's note points at the first one")
    func duplicateNote() {
        let diagnostics = YAMLReader.read(SourceFile(path: "a.yaml", text: "b: 0\na: 1\na: 2\na: 3")).diagnostics
        #expect(
            diagnostics.map { $0.notes.map { "\($0.path) \(show($0.range)) \($0.message)" } }
                == [["a.yaml 2:1-2:2 the first 'a' is here"], ["a.yaml 2:1-2:2 the first 'a' is here"]])
    }

    @Test("what is not allowed is left out and the rest is read")
    func recovery() {
        #expect(
            values("a: &x 1\nb: *x\nc: !!str d\ne: &y {f: 1}\ng: *y\n<<: *y\na: 2\n? [h]\n: i\nj: 9")
                == "{a: 1, b: 1, c: d, e: {f: 1}, j: 9}")
        #expect(values("%YAML 1.2\n---\na: \u{1}\n---\nb: 1") == "{a: \u{FFFD}}")
    }

    @Test("a quoted '<<' and escaped control characters are ordinary text")
    func ordinary() {
        #expect(findings("'<<': 1\nb: \"\\0\\u2028\\x07\"") == [])
    }
}
