import Foundation
import TestScheduling
import Testing

/// Annotations name files from the root of the checkout, whatever was given and from wherever.
@Suite(.bounded) struct CheckoutPathTests {
    /// Ways to say where the specs are, each with the folder to say it in.
    private static let ways = [
        ("./Specs", "."), ("Specs/", "."), ("Specs//a.venue.yaml", "."), ("../Specs", "sub"),
        ("./..//sub/../Specs", "sub"),
        ("\"$top\"/Specs", "sub"), ("\"$top\"/link", "sub"), ("link/../Specs", "."), (".", "Specs"), (".", "link"),
        ("../link", "sub"),
    ]

    /// A folder with a spec with an error, another folder, and a link.
    private static func workspace(_ spec: String = Sample.misspelt()) throws -> Workspace {
        let workspace = try Workspace(["repo/Specs/a.venue.yaml": spec, "repo/sub/x": ""])
        try workspace.shellOrFail("ln -s Specs repo/link")
        return workspace
    }

    /// What a script prints in each way.
    private static func outputs(_ workspace: Workspace, _ command: String, _ settings: String = "") throws -> [String] {
        try ways.map { operand, folder in
            let run = try workspace.shell(
                "top=$PWD/repo; \(settings); cd repo/\(folder); "
                    + "\"$venuegen\" \(command.replacing("SPECS", with: operand))")
            #expect(run.status == 1, "\(operand) in \(folder): \(run.error)")
            return run.output
        }
    }

    @Test(
        "Of the workspace of a workflow, of the repository, of the current folder",
        arguments: [
            ("export GITHUB_WORKSPACE=$top", "file=Specs/a.venue.yaml,"),
            ("export GITHUB_WORKSPACE=$PWD", "file=repo/Specs/a.venue.yaml,"),
            ("git init --quiet repo", "file=Specs/a.venue.yaml,"),
            ("git init --quiet .", "file=repo/Specs/a.venue.yaml,"),
        ])
    func roots(settings: String, file: String) throws {
        for command in [
            "lint SPECS --format github", "check SPECS --format github", "fmt SPECS --check --format github",
        ] {
            for output in try Self.outputs(try Self.workspace(), command, settings) {
                #expect(output.hasPrefix("::error \(file)line=2,"), "\(command): \(output)")
            }
        }
    }

    @Test("A file outside of the checkout keeps its absolute path")
    func outside() throws {
        let workspace = try Self.workspace()
        let run = try workspace.shell(
            "mkdir other; export GITHUB_WORKSPACE=$PWD/other; cd other; \"$venuegen\" lint ../repo/Specs --format github"
        )
        #expect(run.output.hasPrefix("::error file=\(workspace.directory.path)/repo/Specs/a.venue.yaml,"))
    }

    @Test("SARIF has them as references, with the same fingerprints")
    func sarif() throws {
        let outputs = try Self.outputs(try Self.workspace(), "lint SPECS --format sarif", "git init --quiet repo")
        #expect(Set(outputs).count == 1)
        #expect(outputs.first?.contains("\"uri\": \"Specs/a.venue.yaml\"") == true)
    }

    @Test("Changes and differences from a page are at the same paths", arguments: ["github", "sarif"])
    func others(format: String) throws {
        let workspace = try Self.workspace(Sample.spec())
        try workspace.write("repo/sub/page.txt", "nothing")
        try workspace.git("-C", "repo", "init", "--quiet")
        try workspace.git("-C", "repo", "add", "--all")
        try workspace.git("-C", "repo", "commit", "--quiet", "--message", "one")
        try workspace.edit("repo/Specs/a.venue.yaml", "api.example.com", "api2.example.com")
        let file = format == "github" ? "::error file=Specs/a.venue.yaml," : "\"uri\": \"Specs/a.venue.yaml\""
        for command in ["diff git:HEAD SPECS", "diff git:HEAD:Specs SPECS", "evidence SPECS \"$top\"/sub/page.txt"] {
            let isEvidence = command.hasPrefix("evidence")
            for (operand, folder) in Self.ways where !isEvidence || operand == "Specs//a.venue.yaml" {
                // A link to a folder is not followed in a commit.
                if command == "diff git:HEAD SPECS", (operand + folder).contains("link") { continue }
                let run = try workspace.shell(
                    "top=$PWD/repo; cd repo/\(folder); \"$venuegen\" "
                        + command.replacing("SPECS", with: operand) + " --format \(format)")
                #expect(run.output.contains(file), "\(command) \(operand) in \(folder): \(run.output)\(run.error)")
                #expect(!run.output.contains("file=/") && !run.output.contains("file://"))
            }
        }
    }
}

extension Workspace {
    /// Runs a shell script that must succeed.
    fileprivate func shellOrFail(_ script: String) throws {
        let run = try shell(script)
        #expect(run.status == 0, "\(script): \(run.error)")
    }
}
