import SourceText
import SpecDiff
import SwiftSource
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

@Suite(.bounded) struct VenueTests {
    @Test("a venue of one version only is one finding, an error if it is gone")
    func singleVenues() throws {
        let venue = try DiffCase.venue(DiffCase.base, path: "base.venue.yaml")
        let declarations = ClientGenerator().declarations
        let added = SpecDiff.compare(old: [], new: [venue], declarations: declarations)
        #expect(added.findings.map(\.rule) == ["venue-added"])
        #expect(added.findings.map(\.level) == [.info])
        let removed = SpecDiff.compare(old: [venue], new: [], declarations: declarations)
        #expect(removed.findings.map(\.rule) == ["venue-removed"])
        #expect(removed.findings.map(\.level) == [.error])
    }

    @Test("code that differs for a reason no rule knows is a finding, comments apart")
    func unexplained() throws {
        let old = try DiffCase.venue(DiffCase.base, path: "old/base.venue.yaml")
        let new = try DiffCase.venue("# moved\n" + DiffCase.base, path: "new/base.venue.yaml")
        let generator = ClientGenerator()
        /// The rules that report two versions whose second is generated with an edit.
        func rules(documentation: Documentation = "", body: Code = ["1"]) -> [String] {
            SpecDiff.compare(old: [old], new: [new]) { venue in
                generator.declarations(for: venue) + [
                    venue.file.path.hasPrefix("new")
                        ? .function("f", returns: "Int", documentation: documentation, body: body)
                        : .function("f", returns: "Int", body: ["1"])
                ]
            }.findings.map(\.rule)
        }
        #expect(rules() == [])
        #expect(rules(documentation: "Said otherwise.") == [])
        #expect(rules(body: ["2"]) == ["generated-code-differs"])
    }

    @Test("an old spec with errors is compared as far as it can be read, and what could not is told")
    func faulty() throws {
        let text = DiffCase.base.replacing("repeatable: ", with: "repeatable: perhaps # ")
        let edited = DiffCase.base.replacing("POST ", with: "PUT ")
        /// The findings of a comparison with a faulty text.
        func findings(_ old: String) throws -> [String] {
            let file = SourceFile(path: "old/base.venue.yaml", text: old)
            let analysis = SpecAnalysis([file], executesExamples: false, keepsFaulty: true)
            let errors = analysis.diagnostics.filter { $0.severity == .error }
            #expect(!errors.isEmpty)
            let new = try DiffCase.venue(edited, path: "new/base.venue.yaml")
            let difference = SpecDiff.compare(
                old: analysis.venues, new: [new], faulty: [FaultySpec(file: file, errors: errors)],
                declarations: ClientGenerator().declarations)
            return difference.findings.map { "\($0.level.rawValue) \($0.rule)" }
        }
        let found = try findings(text)
        #expect(found.contains("error method-changed") && found.contains("warning old-spec-faulty"), "\(found)")
        #expect(try findings("a: [") == ["warning old-spec-faulty"])
    }

    @Test("a spec compared with itself gives nothing")
    func same() throws {
        let venue = try DiffCase.venue(DiffCase.base, path: "base.venue.yaml")
        let difference = SpecDiff.compare(old: [venue], new: [venue], declarations: ClientGenerator().declarations)
        #expect(difference.venues.isEmpty)
        #expect(difference.unchangedCount == 1)
    }
}
