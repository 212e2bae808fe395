import Foundation
import SourceText
import SpecDiff
import TestScheduling
import Testing
import YAMLDocument

@testable import VenueSpec

/// How a fact is known is compared for every fact of the language.
@Suite(.bounded) struct BasisTests {
    /// A spec of the cases.
    private struct Spec {
        /// The file.
        let file: SourceFile
        /// What it means.
        let venue: Venue
        /// Every mapping that may say how it is known, but those that cite a source.
        let facts: [SpecNode]

        init(_ name: String) throws {
            let text = try String(contentsOf: DiffCase.folder.appending(path: name), encoding: .utf8)
            file = SourceFile(path: name, text: text)
            venue = try #require(SpecAnalysis([file], executesExamples: false).venues.first)
            let root = try #require(YAMLReader.read(file).0)
            var decoder = SpecDecoder(report: Report(file))
            _ = decoder.decode(root)
            facts = decoder.facts.filter { $0.node(\ProvenanceKeys.source) == nil && !$0.entries.isEmpty }
        }

        /// The spec with another basis of one fact.
        func changingBasis(of fact: SpecNode) throws -> Venue {
            let edit: Diagnostic.FixIt
            if let basis = fact.node(\ProvenanceKeys.basis) {
                edit = .init(
                    message: "", range: basis.range, replacement: basis.text == "inferred" ? "documented" : "inferred")
            } else {
                let start = try #require(fact.entries.first).keyRange.start
                let isBlock = start == fact.range.start
                let end = isBlock ? "\n" + String(repeating: " ", count: start.column - 1) : ", "
                edit = .init(
                    message: "", range: SourceRange(start: start, end: start), replacement: "basis: inferred" + end)
            }
            let text = try #require(edit.apply(to: file))
            let analysis = SpecAnalysis([SourceFile(path: file.path, text: text)], executesExamples: false)
            return try #require(analysis.venues.first, "\(analysis.diagnostics.first?.message ?? "")")
        }
    }

    @Test("a changed basis is one finding, at whatever fact", arguments: ["base.venue.yaml", "replies.venue.yaml"])
    func everyFact(_ name: String) throws {
        let spec = try Spec(name)
        #expect(spec.facts.count > 10)
        for fact in spec.facts {
            let line = fact.range.start.line
            let changed = try spec.changingBasis(of: fact)
            let found = SpecDiff.compare(old: [spec.venue], new: [changed], declarations: { _ in [] }).findings
            #expect(found.map(\.rule) == ["basis-changed"], "line \(line)")
            #expect(found.first?.new.map { abs($0.range.start.line - line) <= 1 } == true, "line \(line)")
        }
    }
}
