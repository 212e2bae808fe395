import ClientGeneration
import SourceText
import TestScheduling
import Testing

/// Rules can be looked up.
@Suite(.bounded) struct ExplainTests {
    @Test("Without a rule, all of them are listed by what they are about and in order, with what they demand")
    func list() throws {
        let workspace = try Workspace()
        let groups = try workspace.explainedRules()
        #expect(groups.map(\.title).prefix(3) == ["SPECS", "GENERATED FILES", "CHANGES ON THE WIRE"])
        #expect(groups.map(\.title).last == "ACCEPTED CHANGES")
        #expect(groups.dropFirst().first?.ids == OutputRule.allCases.map(\.id))
        for group in groups { #expect(!group.ids.isEmpty && group.ids == group.ids.sorted(), "\(group.title)") }
        let ids = groups.flatMap(\.ids)
        #expect(Set(ids).isSuperset(of: ["duplicate-output", "unknown-key", "stale-output", "method-changed"]))
        #expect(Set(ids).count == ids.count)
        let lines = try workspace.venuegen("explain", environment: ["COLUMNS": "60"]).output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.count { $0.hasPrefix("      ") } >= ids.count)
    }

    @Test("Every rule is explained with what breaks it or what it reports, set to the terminal's width")
    func all() throws {
        let workspace = try Workspace()
        for group in try workspace.explainedRules() {
            let titles =
                group.title.hasPrefix("CHANGES") ? ["Before", "After"] : ["This breaks it", "This satisfies it"]
            for id in group.ids {
                let run = try workspace.venuegen("explain", id, environment: ["COLUMNS": "60"])
                #expect(run.status == 0)
                #expect(run.output.hasPrefix("\(id) ("))
                for title in titles { #expect(run.output.contains("\n\n\(title):\n\n    "), "\(id)") }
                #expect(run.output.split(separator: "\n").allSatisfy { $0.hasPrefix(" ") || $0.count <= 60 }, "\(id)")
            }
        }
        let run = try workspace.venuegen("explain", "method-changed")
        #expect(run.output.hasPrefix("method-changed (wire; error): the call uses another HTTP method\n"))
    }

    @Test("The JSON Schemas are printed by what they describe")
    func schema() throws {
        let workspace = try Workspace()
        let spec = try workspace.venuegen("schema")
        let diff = try workspace.venuegen("schema", "diff")
        for run in [spec, diff] {
            #expect(run.status == 0)
            #expect(run.output.hasPrefix("{\n"))
            #expect(run.output.contains("http://json-schema.org/draft-07/schema#"))
        }
        #expect(try workspace.venuegen("schema", "spec").output == spec.output)
        #expect(diff.output != spec.output)
        let run = try workspace.venuegen("schema", "dif")
        #expect(run.status == 2)
        #expect(run.error.hasPrefix("error: there is no schema of 'dif'; did you mean 'diff'?\nhelp: expected one of"))
    }
}
