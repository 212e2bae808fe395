import Foundation
import SourceText
import TestScheduling
import Testing

/// The same findings in every format.
@Suite(.bounded) struct LintFormatTests {
    private static let message = "unknown key 'vanue' in the spec; did you mean 'venue'?"

    @Test("Text goes to standard error with a summary on standard output")
    func text() throws {
        let workspace = try Workspace([
            "Specs/a.venue.yaml": Sample.misspelt("Aa"), "Specs/b.venue.yaml": Sample.spec("Bb"),
        ])
        let run = try workspace.venuegen("lint")
        #expect(run.status == 1)
        #expect(run.error.hasPrefix("Specs/a.venue.yaml:2:1: error: \(Self.message) [unknown-key]\n"))
        #expect(run.output.hasPrefix("2 specs: "))
        #expect(run.output.contains(" error"))
    }

    @Test("Specs without findings are clean in every format", arguments: ["text", "json", "github", "sarif"])
    func clean(format: String) throws {
        let run = try Workspace(["Specs/a.venue.yaml": Sample.spec()]).venuegen("lint", "--format", format)
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        if format == "text" { #expect(run.output == "1 spec: no findings\n") }
        if format == "github" { #expect(run.output.isEmpty) }
    }

    @Test("A spec on standard input is read from where it stands, linted and laid out")
    func standardInput() throws {
        let workspace = try Workspace([
            "good.yaml": Sample.spec(), "bad.yaml": "# skipped\n" + Sample.misspelt(),
            "loose.yaml": Sample.spec().replacing("security: bearer", with: "security:   bearer"),
        ])
        let good = try workspace.shell(#""$venuegen" lint - <good.yaml"#)
        #expect(good.status == 0 && good.output == "1 spec: no findings\n" && good.error.isEmpty)
        let bad = try workspace.shell(#"{ read -r skipped; "$venuegen" lint - -; } <bad.yaml"#)
        #expect(bad.status == 1 && bad.output.hasPrefix("1 spec: "))
        #expect(bad.error.hasPrefix("<stdin>:2:1: error: \(Self.message) [unknown-key]\n"))
        let json = try workspace.shell(#""$venuegen" lint --format json - <bad.yaml"#)
        #expect(json.status == 1 && json.output.contains("<stdin>"))
        let layout = try workspace.shell(#""$venuegen" fmt - <loose.yaml"#)
        #expect(layout.status == 0 && layout.error.isEmpty && layout.output.contains("\nsecurity: bearer\n"))
        try workspace.write("tight.yaml", layout.output)
        #expect(try workspace.shell(#""$venuegen" fmt --check - <tight.yaml"#).status == 0)
        #expect(try workspace.shell(#""$venuegen" fmt --check - <loose.yaml"#).status == 1)
        let closed = try workspace.shell(#""$venuegen" lint - <&-"#)
        #expect(closed.status == 3 && closed.error == "error: cannot read standard input: Bad file descriptor\n")
        let generated = try workspace.shell(#""$venuegen" generate - <good.yaml"#)
        #expect(
            generated.status == 1 && generated.error.contains("expected a spec named '*.venue.yaml', found '<stdin>'"))
    }

    @Test("What cannot be read is said on standard error in every format, beside the findings of the rest")
    func unreadable() throws {
        let workspace = try Workspace(["a.venue.yaml": Sample.misspelt()])
        for format in ["text", "json", "github", "sarif"] {
            let run = try workspace.venuegen("lint", "a.venue.yaml", "b.venue.yaml", "--format", format)
            #expect(run.status == 3)
            #expect(run.error.contains("error: cannot read 'b.venue.yaml': No such file or directory\n"))
            #expect((run.output + run.error).contains("unknown-key"))
        }
    }

    @Test("JSON keeps its shape")
    func json() throws {
        let workspace = try Workspace(["a.venue.yaml": "format: 1\nvanue: Aa\n"])
        let run = try workspace.venuegen("lint", "a.venue.yaml", "--format", "json")
        let count = run.error.isEmpty ? run.output.components(separatedBy: "\"rule\": ").count - 1 : 0
        #expect(
            run.output.hasPrefix(
                """
                {
                  "version": 1,
                  "files": [
                    "a.venue.yaml"
                  ],
                  "errors": \(count),
                  "warnings": 0,
                  "diagnostics": [
                    {
                """))
        #expect(
            run.output.contains(
                """
                    {
                      "rule": "unknown-key",
                      "severity": "error",
                      "message": "\(Self.message)",
                      "path": "a.venue.yaml",
                      "start": {
                        "line": 2,
                        "column": 1
                      },
                      "end": {
                        "line": 2,
                        "column": 6
                      },
                      "notes": [],
                      "fixes": [
                        {
                          "message": "replace with 'venue'",
                          "start": {
                            "line": 2,
                            "column": 1
                          },
                          "end": {
                            "line": 2,
                            "column": 6
                          },
                          "replacement": "venue"
                        }
                      ]
                    }
                """))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
    }

    @Test("GitHub's commands are escaped")
    func github() throws {
        let workspace = try Workspace(["a, b: 100%.venue.yaml": Sample.misspelt("Aa")])
        let run = try workspace.venuegen("lint", "a, b: 100%.venue.yaml", "--format", "github")
        let line = run.output.split(separator: "\n").first { $0.contains("unknown-key") }
        #expect(run.status == 1)
        #expect(
            line == """
                ::error file=a%2C b%3A 100%25.venue.yaml,line=2,col=1,endLine=2,endColumn=5,title=unknown-key::\(Self.message)
                """)
    }

    @Test(
        "nothing hidden in a spec or its name reaches anybody",
        arguments: ["text", "json", "github", "sarif"])
    func hiddenCharacters(format: String) throws {
        let key = #""a\e[2J\0\x9B\u202E\u200B\u2028\n::error::b": 1"#
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec("Aa") + key + "\n"])
        let absent = "no\n::error::such\u{1B}[2J\u{202E}.venue.yaml"
        let run = try workspace.venuegen("lint", "Specs/a.venue.yaml", absent, "--format", format)
        let shown = run.output + run.error
        #expect(!shown.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" }, "\(run)")
        #expect(
            shown.contains("2J") && !(run.error + (format == "github" ? "" : run.output)).contains("\n::"), "\(run)")
        let usage = try workspace.venuegen("lint", "--\u{1B}[2J\n::error::x")
        #expect(usage.status == 2 && !usage.error.contains("\u{1B}") && !usage.error.contains("\n::"), "\(usage)")
    }

    @Test("GitHub is told of errors first, in whatever order the files and lines come")
    func githubOrder() throws {
        let warned = Sample.spec("Aa").replacing("replies:", with: "notes").split(separator: "\n").prefix {
            !$0.contains("notes")
        }
        let workspace = try Workspace([
            "Specs/a.venue.yaml": warned.joined(separator: "\n") + "\n", "Specs/b.venue.yaml": Sample.misspelt("Bb"),
        ])
        let kinds = try workspace.venuegen("lint", "--format", "github").output.split(separator: "\n").map {
            $0.prefix { $0 != " " }
        }
        #expect(kinds.contains("::warning"))
        #expect(kinds.first == "::error")
        #expect(kinds == kinds.filter { $0 == "::error" } + kinds.filter { $0 != "::error" })
    }

    @Test("SARIF names every rule, and places, fixes and fingerprints for every result")
    func sarif() throws {
        let workspace = try Workspace(["Specs/β 1.venue.yaml": Sample.misspelt("Aa")])
        let run = try sarifRun(of: workspace)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let listed = try workspace.explainedRules().filter { ["SPECS", "GENERATED FILES"].contains($0.title) }
        #expect(rules.compactMap { $0["id"] as? String } == listed.flatMap(\.ids).sorted())
        for rule in rules {
            for key in ["shortDescription", "fullDescription", "help"] {
                #expect(((rule[key] as? [String: String])?["text"] ?? "").isEmpty == false)
            }
            let level = (rule["defaultConfiguration"] as? [String: String])?["level"]
            #expect(level == "error" || level == "warning")
        }
        #expect(run["columnKind"] as? String == "unicodeCodePoints")

        let results = try #require(run["results"] as? [[String: Any]])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        }
        let result = try #require(results.first { $0["ruleId"] as? String == "unknown-key" })
        let expected = """
            {
              "level": "error",
              "message": { "text": "\(Self.message)" },
              "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": "Specs/%CE%B2%201.venue.yaml" },
                "region": { "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 6 } } }],
              "fixes": [{
                "description": { "text": "replace with 'venue'" },
                "artifactChanges": [{
                  "artifactLocation": { "uri": "Specs/%CE%B2%201.venue.yaml" },
                  "replacements": [{
                    "deletedRegion": { "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 6 },
                    "insertedContent": { "text": "venue" } }] }] }]
            }
            """
        let members = try #require(JSONSerialization.jsonObject(with: Data(expected.utf8)) as? [String: Any])
        for (key, value) in members {
            #expect(try canonical(result[key] ?? "nothing") == canonical(value))
        }
    }

    @Test("A SARIF fingerprint stays when lines move and differs between findings")
    func fingerprints() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.misspelt("Aa")])
        let before = try fingerprints(of: workspace)
        try workspace.write("Specs/a.venue.yaml", "# a comment\n\n" + Sample.misspelt("Aa"))
        #expect(try fingerprints(of: workspace)["unknown-key"] == before["unknown-key"])
        try workspace.edit("Specs/a.venue.yaml", "vanue: Aa", "vanue: Bb")
        #expect(try fingerprints(of: workspace)["unknown-key"] != before["unknown-key"])

        let twice = Sample.spec().replacing("type: string,", with: "type: string, tipe: x, tipo: y,")
        try workspace.write("Specs/a.venue.yaml", twice)
        let all = try results(of: workspace).compactMap { $0["partialFingerprints"] as? [String: String] }
        #expect(all.count >= 2)
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { $0["venuegenLine/v1"]?.wholeMatch(of: /[0-9a-f]{16}/) != nil })
    }

    /// The only run of a SARIF report on the directory `Specs`.
    private func sarifRun(of workspace: Workspace) throws -> [String: Any] {
        let output = try workspace.venuegen("lint", "--format", "sarif").output
        let report = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(report["version"] as? String == "2.1.0")
        let runs = try #require(report["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    /// The results of a SARIF report.
    private func results(of workspace: Workspace) throws -> [[String: Any]] {
        try #require(try sarifRun(of: workspace)["results"] as? [[String: Any]])
    }

    /// A fingerprint for each rule that has a finding.
    private func fingerprints(of workspace: Workspace) throws -> [String: String] {
        var fingerprints: [String: String] = [:]
        for result in try results(of: workspace) {
            guard let rule = result["ruleId"] as? String else { continue }
            fingerprints[rule] = (result["partialFingerprints"] as? [String: String])?["venuegenLine/v1"]
        }
        return fingerprints
    }

    /// A JSON value's text with sorted keys.
    private func canonical(_ value: Any) throws -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}
