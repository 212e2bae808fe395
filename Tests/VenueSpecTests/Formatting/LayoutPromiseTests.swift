import SourceText
import TestScheduling
import Testing
import YAMLDocument

@testable import SpecMaintenance
@testable import VenueSpec

/// What `fmt` promises of every spec, held against all specs of the package and against other layouts of them.
@Suite(.bounded) struct LayoutPromiseTests {
    /// Seeds of the other layouts of a spec that are tried; more for the specs of the package, which are whole ones.
    private func seeds(for file: SourceFile) -> Range<UInt64> {
        file.path.hasPrefix("Specs/") ? 0..<4 : 0..<1
    }

    @Test func thereAreSpecsToFormat() {
        #expect(FormattedSpecs.all.count > 80)
    }

    @Test func theSpecsOfThePackageAreInCanonicalLayout() throws {
        let specs = try Corpus.specs(in: Corpus.shippedSpecs)
        #expect(specs.count >= 5)
        for spec in specs { #expect(SpecFormatter.finding(spec, canonical: try formatted(spec)) == nil) }
    }

    @Test(arguments: FormattedSpecs.all) func formattingTwiceIsFormattingOnce(_ file: SourceFile) throws {
        let text = try formatted(file)
        #expect(try formatted(SourceFile(path: file.path, text: text)) == text)
    }

    @Test(arguments: FormattedSpecs.all) func whatASpecMeansStays(_ file: SourceFile) throws {
        let meaning = Meaning(file)
        #expect(!meaning.venue.isEmpty || !meaning.findings.isEmpty)
        #expect(Meaning(SourceFile(path: file.path, text: try formatted(file))) == meaning)
    }

    @Test(arguments: FormattedSpecs.all) func onlyTextThatCannotBeBrokenIsLongerThanALine(_ file: SourceFile) throws {
        let result = SourceFile(path: file.path, text: try formatted(file))
        let folded = foldedLines(in: try document(of: result))
        for (index, line) in result.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where line.unicodeScalars.count > LayoutWriter.width && !folded.contains(index + 1) {
            #expect(line.contains(": \"") && line.contains("\\"), "line \(index + 1): \(line)")
        }
    }

    /// The lines that hold the text of scalars over several lines.
    private func foldedLines(in node: Node) -> Set<Int> {
        let inner = node.entries.map(\.value) + node.elements
        let own = node.scalar == nil ? [] : Set((node.range.start.line...node.range.end.line).dropFirst())
        return inner.reduce(into: own) { $0.formUnion(foldedLines(in: $1)) }
    }

    @Test(arguments: FormattedSpecs.all) func otherLayoutsOfTheSameFactsBecomeTheSameBytes(_ file: SourceFile) throws {
        let text = try formatted(file)
        let node = try document(of: file)
        let hasComments = !CommentScan.comments(in: node, of: SourceLines(file)).isEmpty
        var seen: Set<String> = []
        for seed in seeds(for: file) where !hasComments {
            var scrambler = SpecScrambler(file, seed: seed, plantsComments: false)
            let scrambled = SourceFile(path: file.path, text: scrambler.scramble(node))
            seen.insert(scrambled.text)
            let again = try formatted(scrambled)
            if again != text { Issue.record("seed \(seed):\n\(difference(text, again))\nof\n\(scrambled.text)") }
        }
        #expect(hasComments || seen.count == seeds(for: file).count)
    }

    @Test(arguments: FormattedSpecs.all) func everyCommentStaysBesideWhatItIsAbout(_ file: SourceFile) throws {
        let node = try document(of: file)
        let facts = Facts(of: node)
        for seed in seeds(for: file) {
            var scrambler = SpecScrambler(file, seed: 0xC0DE + seed, plantsComments: true)
            let scrambled = SourceFile(path: file.path, text: scrambler.scramble(node))
            let result = SourceFile(path: file.path, text: try formatted(scrambled))
            #expect(try formatted(result) == result.text, "seed \(seed)")
            #expect(Facts(of: try document(of: result)) == facts)
            let faults = CommentPlaces(of: try document(of: result), in: result.text).faults(of: scrambler.planted)
            if !faults.isEmpty { Issue.record("seed \(seed): \(faults)\nin\n\(result.text)\nof\n\(scrambled.text)") }
        }
    }

    /// The difference between two texts.
    private func difference(_ old: String, _ new: String) -> String {
        let diff = UnifiedDiff(path: "spec", old: Array(old.utf8), new: Array(new.utf8))
        return String(decoding: diff.render(), as: UTF8.self)
    }
}
