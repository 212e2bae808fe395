import Foundation
import TestScheduling
import Testing

/// What code-scanning services read.
@Suite(.bounded) struct DiffSARIFTests {
    @Test("Results name their rules, both places, their fingerprint, and who accepted them")
    func results() throws {
        let workspace = try DiffSample.workspace()
        try workspace.write("accepted.yaml", DiffSample.entry())
        let output = try workspace.venuegen(
            "diff", "old", "new", "--format", "sarif", "--accepted", "accepted.yaml", "--today", "2026-11-25"
        ).output
        let log = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let listed = try workspace.explainedRules().filter { !["SPECS", "GENERATED FILES"].contains($0.title) }
        #expect(Set(rules.compactMap { $0["id"] as? String }) == Set(listed.flatMap(\.ids)))
        #expect(rules.count == Set(listed.flatMap(\.ids)).count)
        for rule in rules {
            let level = (rule["defaultConfiguration"] as? [String: String])?["level"] ?? ""
            #expect(["error", "warning", "note"].contains(level))
            for key in ["shortDescription", "fullDescription", "help"] {
                #expect(((rule[key] as? [String: String])?["text"] ?? "").isEmpty == false)
            }
        }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.compactMap { $0["level"] as? String } == ["error", "error", "error", "note"])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(((result["locations"] as? [Any])?.count) == 1)
            let fingerprint = (result["partialFingerprints"] as? [String: String])?["venuegenChange/v1"]
            #expect(fingerprint?.wholeMatch(of: /[0-9a-f]{12}/) != nil)
        }
        let result = try #require(results.first { $0["ruleId"] as? String == "server-changed" })
        let expected = """
            {
              "level": "error",
              "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": "new/a.venue.yaml" },
                "region": { "startLine": 8, "startColumn": 15, "endLine": 8, "endColumn": 38 } } }],
              "relatedLocations": [{
                "physicalLocation": {
                  "artifactLocation": { "uri": "old/a.venue.yaml" },
                  "region": { "startLine": 8, "startColumn": 15, "endLine": 8, "endColumn": 38 } },
                "message": { "text": "before, in old: https://api.example.com" } }],
              "partialFingerprints": { "venuegenChange/v1": "9bca7a832912" },
              "suppressions": [{
                "kind": "external", "status": "accepted", "justification": "The host moved. (Mara, until 2026-11-25)" }],
              "properties": {
                "category": "wire", "venue": "Example", "subject": "servers.production",
                "oldText": "https://api.example.com", "newText": "https://new.example.com",
                "symbols": ["Example.Server.production"], "outcomes": [] }
            }
            """
        let members = try #require(JSONSerialization.jsonObject(with: Data(expected.utf8)) as? [String: Any])
        for (key, value) in members { #expect(try canonical(result[key] ?? "nothing") == canonical(value)) }
        #expect(results.count { $0["suppressions"] != nil } == 1)
        let removed = try #require(results.first { $0["ruleId"] as? String == "venue-removed" })
        #expect(removed["relatedLocations"] == nil)
    }

    @Test("What is wrong with acceptances is a result of its own")
    func acceptance() throws {
        let workspace = try DiffSample.workspace()
        try workspace.write("accepted.yaml", DiffSample.entry(until: "2026-11-24"))
        let output = try workspace.venuegen(
            "diff", "old", "new", "--format", "sarif", "--accepted", "accepted.yaml", "--today", "2026-11-25"
        ).output
        #expect(output.contains(#""ruleId": "acceptance-expired""#))
        #expect(output.contains(#""uri": "accepted.yaml""#))
        #expect(!output.contains("suppressions"))
    }

    /// A JSON value's text with sorted keys.
    private func canonical(_ value: Any) throws -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}
