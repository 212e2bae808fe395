import SpecDiff
import TestScheduling
import Testing

@Suite(.bounded) struct CaseTests {
    @Test(
        "each rule reports its case's edits, with nothing missing and nothing extra",
        arguments: DiffCase.all.map(\.rule))
    func rulesReport(_ rule: String) throws {
        let file = try DiffCase(file: rule + ".case")
        for section in file.failing {
            let found = try section.findings(listed: file.listed)
            #expect(found == section.expected)
            #expect(found.contains { $0.split(separator: " ").dropFirst().first == Substring(rule) })
        }
    }

    @Test("no rule reports the edits close by", arguments: DiffCase.all.map(\.rule))
    func rulesPass(_ rule: String) throws {
        let file = try DiffCase(file: rule + ".case")
        for section in file.passing {
            let found = try section.findings(listed: file.listed)
            #expect(found == section.expected)
            #expect(!found.contains { $0.split(separator: " ").dropFirst().first == Substring(rule) })
        }
    }

    @Test("every rule has an explanation, an example, a level and both fixtures")
    func rulesAreComplete() throws {
        let cases = Dictionary(uniqueKeysWithValues: DiffCase.all.map { ($0.rule, $0) })
        // Venues of one version only are no edit of a spec, and what no rule explains must not exist; `VenueTests` holds
        // them.
        let elsewhere: Set = ["venue-added", "venue-removed", "generated-code-differs", "old-spec-faulty"]
        for rule in DiffRuleCatalog.all {
            #expect(!rule.summary.isEmpty && rule.explanation.count > 40, "\(rule.id)")
            #expect(!rule.levels.isEmpty && rule.levels == rule.levels.sorted(), "\(rule.id)")
            #expect(!rule.before.isEmpty && !rule.after.isEmpty && rule.before != rule.after, "\(rule.id)")
            if elsewhere.contains(rule.id) { continue }
            let file = try #require(cases[rule.id], "no Cases/\(rule.id).case")
            #expect(!file.failing.isEmpty && !file.passing.isEmpty, "\(rule.id)")
        }
        #expect(Set(DiffRuleCatalog.all.map(\.id)).count == DiffRuleCatalog.all.count)
        #expect(Set(cases.keys).isSubset(of: DiffRuleCatalog.all.map(\.id)))
    }
}
