import Foundation
import TestScheduling
import Testing

/// What `diff` compares: files, directories and commits.
@Suite(.bounded) struct DiffInputTests {
    /// A spec whose server has moved.
    private static let moved = Sample.spec().replacing("https://api.example.com", with: "https://api2.example.com")

    /// A repository with the spec in one commit, and the moved server in the work tree.
    private static func repository() throws -> Workspace {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec(), "Specs/b.venue.yaml": Sample.spec("Bb")])
        try workspace.git("init", "--quiet")
        try workspace.commitAll("one")
        try workspace.git("tag", "v1")
        try workspace.write("Specs/a.venue.yaml", moved)
        return workspace
    }

    @Test("Two files, two directories, and one of each are compared")
    func paths() throws {
        let workspace = try Workspace([
            "old/a.venue.yaml": Sample.spec(), "old/b.venue.yaml": Sample.spec("Bb"), "new/a.venue.yaml": Self.moved,
            "new/b.venue.yaml": Sample.spec("Bb"),
        ])
        for operands in [["old", "new"], ["old/a.venue.yaml", "new/a.venue.yaml"], ["old/", "new/a.venue.yaml"]] {
            let run = try workspace.venuegen(["diff"] + operands)
            #expect(run.status == 1)
            #expect(run.error.isEmpty)
            #expect(run.output.contains("old/a.venue.yaml:8:15 → new/a.venue.yaml:8:15\n"), "\(operands)")
        }
        #expect(try workspace.venuegen("diff", "old", "new").output.contains("\n1 venue differs, 1 is unchanged: "))
    }

    @Test("A commit is named by branch, tag, distance and history, and its path by the other side or by itself")
    func commits() throws {
        let workspace = try Self.repository()
        for old in ["git:main", "git:v1", "git:HEAD", "git:HEAD~0", "git:main@{0}", "git:v1:Specs", "git:v1:./Specs/"] {
            let run = try workspace.venuegen("diff", old, "Specs")
            #expect(run.status == 1, "\(old)")
            #expect(run.error.isEmpty, "\(old)")
            #expect(run.output.contains("\n    - https://api.example.com\n    + https://api2.example.com\n"), "\(old)")
            #expect(run.output.contains("Specs/a.venue.yaml:8:15\n"), "\(old)")
            #expect(run.output.hasSuffix("1 venue differs, 1 is unchanged: 1 error\n"), "\(old)")
        }
        try workspace.commitAll("two")
        #expect(try workspace.venuegen("diff", "git:HEAD~1", "git:HEAD").status == 1)
        #expect(try workspace.venuegen("diff", "git:main@{1}", "git:main").status == 1)
        #expect(try workspace.venuegen("diff", "git:v1", "Specs/b.venue.yaml").output == "1 venue unchanged\n")
        #expect(try workspace.venuegen("diff", "git:HEAD", "Specs").output == "2 venues unchanged\n")
    }

    @Test("Paths of commits count as git counts them, and reading them leaves the work tree alone")
    func subdirectory() throws {
        let workspace = try Self.repository()
        try workspace.write("Specs/notes/x.txt", "")
        for operands in [
            "git:v1 .", "git:v1 ../Specs", "git:v1:./ ../Specs", "git:v1:. .", "git:v1:Specs .", "git:v1 \"$PWD\"",
            "git:v1:../Specs/ .",
        ] {
            let run = try workspace.shell("cd Specs && \"$venuegen\" diff \(operands)")
            #expect(run.status == 1, "\(operands) \(run.error)")
            #expect(run.output.contains("    git:v1:Specs/a.venue.yaml:8:15"), "\(operands)")
            #expect(run.output.hasSuffix("1 venue differs, 1 is unchanged: 1 error\n"), "\(operands)")
        }
        let both = try workspace.shell("cd Specs && \"$venuegen\" diff git:v1 git:HEAD")
        #expect(both.output == "2 venues unchanged\n")
        let missing = try workspace.shell("cd Specs && \"$venuegen\" diff git:v1:a.venue.yaml .")
        #expect(
            missing.error == "error: there is no 'a.venue.yaml' in 'git:v1', whose paths count from the top of the "
                + "repository; did you mean './a.venue.yaml'?\n")
        #expect(try workspace.read("Specs/a.venue.yaml") == Self.moved)
        #expect(try workspace.git("status", "--porcelain").output == " M Specs/a.venue.yaml\n?? Specs/notes/\n")
    }

    @Test("An old commit whose spec does not lint is compared as far as it can be read")
    func faultyOldVersion() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.misspelt(), "Specs/b.venue.yaml": "a: ["])
        try workspace.git("init", "--quiet")
        try workspace.commitAll("one")
        try workspace.write("Specs/a.venue.yaml", Self.moved)
        try workspace.write("Specs/b.venue.yaml", Sample.spec("Bb"))
        let run = try workspace.venuegen("diff", "git:main", "Specs")
        #expect(run.status == 1 && run.error.isEmpty)
        #expect(run.output.contains("\n    - https://api.example.com\n    + https://api2.example.com\n"))
        #expect(run.output.contains("the old spec of 'Example' has 1 error:"))
        #expect(run.output.contains("the old spec of 'Bb' has 1 error:"))
        #expect(run.output.contains("\n2 venues differ: 1 error, 2 warnings\n"))
        let reverse = try workspace.venuegen("diff", "Specs", "git:main")
        #expect(reverse.status == 3 && reverse.output.isEmpty)
    }

    @Test("A commit that a clone does not have is told with the way to get it")
    func absentCommit() throws {
        let workspace = try Self.repository()
        try workspace.commitAll("two")
        try workspace.git("branch", "other")
        try workspace.git("clone", "--quiet", "--depth", "1", "file://\(workspace.directory.path)", "shallow")
        let run = try workspace.shell("cd shallow && \"$venuegen\" diff git:HEAD~1 Specs")
        #expect(
            run.status == 3
                && run.error.contains("which is a shallow clone; get all of its history with 'git fetch --unshallow"))
        let release = try workspace.shell("cd shallow && \"$venuegen\" diff git:v1 Specs")
        #expect(
            release.error
                == "error: there is no commit 'v1' in this git repository, which is a shallow clone; get this one "
                + "with 'git fetch --depth=1 origin v1' and compare with 'git:FETCH_HEAD', or all of its history with "
                + "'git fetch --unshallow --tags', or more of it with 'git fetch --deepen=100' (in GitHub's checkout action: "
                + "'fetch-depth: 0')\n")
        try workspace.git("-C", "shallow", "fetch", "--quiet", "--depth=1", "origin", "v1")
        let fetched = try workspace.shell("cd shallow && \"$venuegen\" diff git:FETCH_HEAD Specs")
        #expect(fetched.status == 1 && fetched.error.isEmpty)
        try workspace.git("clone", "--quiet", "file://\(workspace.directory.path)", "full")
        let later = try workspace.shell("cd full && \"$venuegen\" diff git:later Specs")
        #expect(
            later.error
                == "error: there is no commit 'later' in this git repository; if its origin has it, get it with "
                + "'git fetch --depth=1 origin later' and compare with 'git:FETCH_HEAD'\n")
        let branch = try workspace.shell("cd full && \"$venuegen\" diff git:other Specs")
        #expect(
            branch.error == "error: there is no commit 'other' in this git repository; did you mean 'origin/other'?\n")
    }

    @Test("A bare repository, which has no work tree, is read as well")
    func bareRepository() throws {
        let workspace = try Self.repository()
        try workspace.commitAll("two")
        try workspace.git("clone", "--quiet", "--bare", ".", "bare.git")
        let run = try workspace.shell("cd bare.git && \"$venuegen\" diff git:v1 git:main")
        #expect(run.status == 1)
        #expect(run.output.hasSuffix("1 venue differs, 1 is unchanged: 1 error\n"))
    }

    @Test("Nothing that git could take for an option, a command or an empty name reaches it")
    func injection() throws {
        let workspace = try Self.repository()
        for operand in ["git:--output=stolen", "git:-x", "git:-\u{301}x", "git:", "git::Specs", "git:v1:"] {
            let run = try workspace.venuegen("diff", operand, "Specs")
            #expect(run.status == 2, "\(operand)")
            #expect(run.error.hasPrefix("error: '"), "\(operand)")
        }
        let hostile = ["v1;touch stolen", "$(touch stolen)", "v1:$(touch stolen)", "v1:--output=stolen"]
        for operand in hostile.map({ "git:" + $0 }) {
            let run = try workspace.venuegen("diff", operand, "Specs")
            #expect(run.status == 3, "\(operand)")
            #expect(run.output.isEmpty, "\(operand)")
        }
        #expect(try workspace.venuegen("diff", "git:v1:(top)Specs", "Specs").status == 3)
        #expect(workspace.names(in: ".") == [".git", "Specs"])
    }

    @Test("Venues whose specs differ in line ends, comments or layout only are unchanged")
    func sameFacts() throws {
        let text = Sample.spec()
        let layout = text.replacing("docs:\n", with: "# where it is from\ndocs:   # read by hand\n")
        let workspace = try Workspace([
            "old/a.venue.yaml": text, "returns/a.venue.yaml": text.replacing("\n", with: "\r\n"),
            "layout/a.venue.yaml": layout,
        ])
        for folder in ["returns", "layout"] {
            let run = try workspace.venuegen("diff", "old", folder, "--fail-on", "info")
            #expect(run.output == "1 venue unchanged\n" && run.status == 0, "\(folder)")
        }
        let report = try workspace.venuegen("diff", "old", "layout", "--format", "json")
        #expect(report.output.contains("\"unchanged\": 1,"))
    }

    @Test("What cannot be read is told apart, and ends with 3")
    func unreadable() throws {
        let workspace = try Self.repository()
        try workspace.write("empty/x.txt", "")
        try workspace.git("rm", "--quiet", "--cached", "Specs/b.venue.yaml")
        try workspace.commitAll("x")
        let cases = [
            ("git:nope", "Specs", "there is no commit 'nope' in this git repository"),
            ("git:v1", "missing", "there is no 'missing' in 'git:v1'"),
            ("git:main:empty", "Specs", "there is no '*.venue.yaml' in the directory 'git:main:empty'"),
            ("empty", "Specs", "there is no '*.venue.yaml' in the directory 'empty'"),
            ("Specs", "gone.venue.yaml", "cannot read 'gone.venue.yaml': No such file or directory"),
        ]
        for (old, new, message) in cases {
            let run = try workspace.venuegen("diff", old, new)
            #expect(run.status == 3, "\(old) \(new)")
            #expect(run.error.hasPrefix("error: \(message)\n"), "\(run.error)")
            #expect(run.output.isEmpty)
        }
        let outside = try Workspace(["Specs/a.venue.yaml": Sample.spec()]).venuegen("diff", "git:main", "Specs")
        #expect(outside.status == 3)
        #expect(outside.error.hasPrefix("error: cannot find a git repository: not a git repository"))
        let withoutGit = try workspace.venuegen("diff", "git:v1", "Specs", environment: ["PATH": "/nonexistent"])
        #expect(withoutGit.status == 3)
        #expect(withoutGit.error == "error: cannot run 'git': No such file or directory\n")
    }

    @Test("A symbolic link in a commit is refused, not followed")
    func link() throws {
        let workspace = try Self.repository()
        _ = try workspace.shell("ln -s a.venue.yaml Specs/c.venue.yaml && ln -s Specs Link")
        try workspace.commitAll("links")
        let run = try workspace.venuegen("diff", "git:main", "git:v1")
        #expect(run.status == 3)
        #expect(run.error.hasPrefix("error: cannot read 'git:main:Specs/c.venue.yaml': it is a symbolic link, "))
        #expect(try workspace.venuegen("diff", "git:main:Link", "git:v1:Specs").status == 3)
    }

    @Test("Errors in the new version are reported with the commit they are in, and nothing is compared")
    func invalid() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.misspelt("Aa")])
        try workspace.git("init", "--quiet")
        try workspace.commitAll("one")
        try workspace.write("Specs/a.venue.yaml", "format: [")
        for (operands, place) in [
            (["Specs", "git:main"], "git:main:Specs/a.venue.yaml:2:1: error: unknown key 'vanue'"),
            (["git:main", "Specs"], "Specs/a.venue.yaml:1:10: error: malformed YAML"),
        ] {
            let run = try workspace.venuegen(["diff"] + operands)
            #expect(run.status == 3)
            #expect(run.output.isEmpty)
            #expect(run.error.hasPrefix(place))
        }
    }

    @Test("Specs that are the same in both versions are not read, whatever is wrong with them")
    func unchanged() throws {
        let workspace = try Workspace(["old/a.venue.yaml": "nonsense", "new/z.venue.yaml": "nonsense"])
        let run = try workspace.venuegen("diff", "old", "new")
        #expect(run.status == 0)
        #expect(run.output == "1 venue unchanged\n")
    }

    @Test("Hundreds of specs of a commit are read: more names and more text than a pipe holds")
    func many() throws {
        let workspace = try Workspace()
        let (name, padding) = (String(repeating: "n", count: 200), "# " + String(repeating: "x", count: 2_000) + "\n")
        for index in 1...400 { try workspace.write("Specs/\(name)\(index).venue.yaml", padding + "# \(index)\n") }
        try workspace.git("init", "--quiet")
        try workspace.commitAll("many")
        let run = try workspace.venuegen("diff", "git:main", "Specs")
        #expect(run.output == "400 venues unchanged\n")
        #expect(run.error.isEmpty)
    }
}
