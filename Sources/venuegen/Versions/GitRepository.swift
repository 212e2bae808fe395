internal import ClientGeneration
internal import SourceText

/// The commits of the git repository around the current directory, read without touching its work tree.
struct GitRepository {
    /// An entry of a directory in a commit.
    private struct Entry {
        /// What it is: `100644`, or `120000` for a symbolic link.
        let mode: Substring
        let object: Substring
        /// Its name without folders.
        let name: String

        /// Takes a line of `git ls-tree` apart.
        init?(_ line: Substring) {
            let parts = line.split(separator: "\t", maxSplits: 1)
            let words = parts.first?.split(separator: " ") ?? []
            guard parts.count == 2, words.count == 3 else { return nil }
            mode = words[0]
            object = words[2]
            name = SourceFile(path: String(parts[1]), bytes: []).name
        }

        var isFile: Bool { mode.hasPrefix("100") }
        var isLink: Bool { mode == "120000" }
    }

    /// The top of the work tree; of a bare repository its directory.
    let top: String
    /// The current directory from there, such as `Specs/`; empty at the top.
    private let prefix: String

    /// Finds the repository; there is none where git says so.
    init() throws(FileError) {
        let failure = "cannot find a git repository"
        // Run where there is no work tree, the second fails and the first is empty.
        prefix = Self.line(try Self.git(["rev-parse", "--show-prefix"], or: failure))
        let top = try Subprocess.run("git", ["rev-parse", "--show-toplevel"])
        self.top = top.status == 0 ? Self.line(top.output) : try FileSystem.resolve(".")
    }

    /// A path from the top of the repository, without `.` and `..`; empty for the top itself.
    func path(_ path: VersionPath) -> String {
        switch path {
        case .inWorkTree(let path) where path.utf8.first == UInt8(ascii: "/"):
            let real = (try? FileSystem.resolve(path)) ?? path
            let inside =
                real == top
                ? "" : real.utf8.starts(with: (top + "/").utf8) ? String(real.utf8.dropFirst(top.utf8.count + 1)) : nil
            return inside ?? path
        case .inCommit(let path) where !Self.isRelative(path): return Self.normalised(path)
        case .inWorkTree(let path), .inCommit(let path): return Self.normalised(prefix + path)
        }
    }

    /// Whether git counts a path of a commit from the current directory.
    private static func isRelative(_ path: String) -> Bool {
        path == "." || path == ".." || path.utf8.starts(with: "./".utf8) || path.utf8.starts(with: "../".utf8)
    }

    /// A path without `.`, `..` and slashes that mean nothing.
    private static func normalised(_ path: String) -> String {
        String(CheckoutPaths.joined("/", "./" + path).utf8.dropFirst()) ?? path
    }

    /// What git printed without the line break at its end.
    private static func line(_ output: [UInt8]) -> String {
        String(decoding: output.last == 0x0A ? output.dropLast() : output[...], as: UTF8.self)
    }

    /// The full id of the commit a ref names, such as a branch, a tag, `HEAD~3` or `main@{1}`.
    func commit(_ ref: String) throws(FileError) -> String {
        let result = try Subprocess.run("git", ["rev-parse", "--verify", "--quiet", "\(ref)^{commit}"])
        guard result.status == 0 else { throw try Self.missing(ref) }
        return Self.line(result.output)
    }

    /// What to say and to do where a commit is not there: CI checks out one branch, and often nothing before its tip.
    private static func missing(_ ref: String) throws(FileError) -> FileError {
        let message = "there is no commit '\(ref)' in this git repository"
        let remote = try Subprocess.run("git", ["rev-parse", "--verify", "--quiet", "origin/\(ref)^{commit}"])
        if remote.status == 0 { return FileError("\(message); did you mean 'origin/\(ref)'?") }
        // `HEAD~3` and the like name nothing that a remote could be asked for.
        let isName = ref != "HEAD" && ref.utf8.allSatisfy(isOfName)
        let hasOrigin = try Subprocess.run("git", ["remote", "get-url", "origin"]).status == 0
        let fetch = "'git fetch --depth=1 origin \(ref)' and compare with 'git:FETCH_HEAD'"
        let shallow = try Subprocess.run("git", ["rev-parse", "--is-shallow-repository"])
        guard line(shallow.output) == "true" else {
            return FileError(message + (isName && hasOrigin ? "; if its origin has it, get it with \(fetch)" : ""))
        }
        return FileError(
            "\(message), which is a shallow clone; get "
                + (isName && hasOrigin ? "this one with \(fetch), or " : "")
                + "all of its history with 'git fetch --unshallow --tags', or more "
                + "of it with 'git fetch --deepen=100' (in GitHub's checkout action: 'fetch-depth: 0')")
    }

    /// Whether a byte can stand in a name of a branch, a tag or a commit that a shell takes as it is.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The specs at a path of a commit: the file, or those in the directory and not in its subdirectories.
    ///
    /// - Parameters:
    ///   - path: The path from the top of the repository.
    ///   - commit: The commit's id.
    ///   - label: What messages and findings put before a path of the commit, such as `git:main:`.
    ///   - limit: The most bytes of a file that are kept.
    /// - Returns: The specs by name.
    /// - Throws: `FileError` where there are none, or where one is no regular file.
    func specs(at path: String, of commit: String, label: String, limit: Int) throws(FileError) -> [SourceFile] {
        let inside = try entries(of: path.isEmpty ? "" : path + "/", in: commit)
        var specs: [(path: String, entry: Entry)] = inside.filter { SpecPaths.isSpec($0.name) }
            .map { (path.isEmpty ? $0.name : path.appending(name: $0.name), $0) }
        if inside.isEmpty {
            specs = try entries(of: path, in: commit).map { (path, $0) }
            guard !specs.isEmpty else { throw try missing(path, in: commit, label: label) }
        } else if specs.isEmpty {
            throw FileError("there is no '*\(SpecPaths.suffix)' in the directory '\(label)\(path)'")
        }
        for spec in specs where !spec.entry.isFile {
            let kind = spec.entry.isLink ? "a symbolic link, which is not followed in a commit" : "not a regular file"
            throw FileError("cannot read '\(label)\(spec.path)': it is \(kind)")
        }
        let contents = try contents(of: specs.map(\.entry.object))
        return zip(specs, contents).map { spec, bytes in
            SourceFile(path: label + spec.path, bytes: Array(bytes.prefix(limit)))
        }
    }

    /// What to say where a commit has nothing at a path; it may be meant from the current directory.
    private func missing(_ path: String, in commit: String, label: String) throws(FileError) -> FileError {
        let version = String(label.dropLast())
        let message = "there is no '\(path)' in '\(version)'"
        guard !prefix.isEmpty else { return FileError(message) }
        if try !entries(of: Self.normalised(prefix + path), in: commit).isEmpty {
            return FileError("\(message), whose paths count from the top of the repository; did you mean './\(path)'?")
        }
        return FileError("\(message), whose paths count from the top of the repository")
    }

    /// What is at a path, or in a directory if the path ends with a slash; at the top if it is empty.
    private func entries(of path: String, in commit: String) throws(FileError) -> [Entry] {
        let output = try Self.git(
            ["--literal-pathspecs", "ls-tree", "--full-tree", "-z", commit] + (path.isEmpty ? [] : ["--", path]),
            or: "cannot look for '\(path)'")
        return String(decoding: output, as: UTF8.self).split(separator: "\0").compactMap(Entry.init)
    }

    private func contents(of objects: [Substring]) throws(FileError) -> [ArraySlice<UInt8>] {
        let output = try Self.git(
            ["cat-file", "--batch"], input: Array(objects.map { $0 + "\n" }.joined().utf8), or: "cannot read the specs")
        var rest = output[...]
        var contents: [ArraySlice<UInt8>] = []
        for object in objects {
            // `<id> blob <size>`, a line break, the content, a line break.
            let header = rest.prefix { $0 != 0x0A }
            let words = String(decoding: header, as: UTF8.self).split(separator: " ")
            guard words.count == 3, words[1] == "blob", let size = Int(words[2]), rest.count > header.count + size
            else {
                throw FileError("cannot read the object '\(object)' of the git repository")
            }
            let content = rest.dropFirst(header.count + 1)
            contents.append(content.prefix(size))
            rest = content.dropFirst(size + 1)
        }
        return contents
    }

    /// Runs git and returns what it printed; where it fails, its own words end the message.
    private static func git(
        _ arguments: [String], input: [UInt8] = [], or failure: String
    ) throws(FileError) -> [UInt8] {
        let result = try Subprocess.run("git", arguments, input: input)
        guard result.status == 0 else {
            let line = result.error.split(whereSeparator: \.isNewline).first ?? "git ended with \(result.status)"
            let reason = line.hasPrefix("fatal: ") ? line.dropFirst("fatal: ".count) : line
            throw FileError("\(failure): \(reason)")
        }
        return result.output
    }
}
