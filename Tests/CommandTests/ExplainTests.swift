import Testing

/// Rules can be looked up.
@Suite struct ExplainTests {
    @Test("Without a rule, all of them are listed in order with what they demand")
    func list() throws {
        let run = try Workspace().venuegen("explain")
        let lines = run.output.split(separator: "\n")
        let ids = lines.filter { !$0.hasPrefix(" ") }
        #expect(run.status == 0)
        #expect(ids.contains("duplicate-output") && ids.contains("unknown-key") && ids.contains("stale-output"))
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(lines.count == 2 * ids.count)
    }

    @Test("Every rule is explained with what breaks it and what satisfies it, set to the terminal's width")
    func all() throws {
        let workspace = try Workspace()
        for id in try workspace.venuegen("explain").output.split(separator: "\n") where !id.hasPrefix(" ") {
            let run = try workspace.venuegen("explain", String(id), environment: ["COLUMNS": "60"])
            #expect(run.status == 0)
            #expect(run.output.hasPrefix("\(id) ("))
            #expect(run.output.contains("\n\nThis breaks it:\n\n    "))
            #expect(run.output.contains("\n\nThis satisfies it:\n\n    "))
            #expect(run.output.split(separator: "\n").allSatisfy { $0.hasPrefix(" ") || $0.count <= 60 })
        }
    }

    @Test("The JSON Schema is printed")
    func schema() throws {
        let run = try Workspace().venuegen("schema")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("{\n"))
        #expect(run.output.contains("http://json-schema.org/draft-07/schema#"))
    }
}
