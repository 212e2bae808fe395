internal import SourceText

/// The commits of the git repository around the current directory, read without touching its work tree.
struct GitRepository {
    /// An entry of a directory in a commit.
    private struct Entry {
        /// What it is: `100644`, or `120000` for a symbolic link.
        let mode: Substring
        /// The name of its content.
        let object: Substring
        /// Its name without folders.
        let name: Substring

        /// Takes a line of `git ls-tree` apart.
        init?(_ line: Substring) {
            let parts = line.split(separator: "\t", maxSplits: 1)
            let words = parts.first?.split(separator: " ") ?? []
            guard parts.count == 2, words.count == 3 else { return nil }
            mode = words[0]
            object = words[2]
            name = parts[1].split(separator: "/").last ?? parts[1]
        }

        /// Whether it is a regular file.
        var isFile: Bool { mode.hasPrefix("100") }
        /// Whether it is a symbolic link.
        var isLink: Bool { mode == "120000" }
    }

    /// Finds the repository; there is none where git says so.
    init() throws(FileError) {
        _ = try Self.git(["rev-parse", "--git-dir"], or: "cannot find a git repository")
    }

    /// The full id of the commit a ref names, such as a branch, a tag, `HEAD~3` or `main@{1}`.
    func commit(_ ref: String) throws(FileError) -> String {
        let result = try Subprocess.run("git", ["rev-parse", "--verify", "--quiet", "\(ref)^{commit}"])
        guard result.status == 0 else {
            throw FileError("there is no commit '\(ref)' in this git repository")
        }
        return String(decoding: result.output, as: UTF8.self).filter { !$0.isNewline }
    }

    /// The specs at a path of a commit: the file, or those in the directory and not in its subdirectories.
    ///
    /// - Parameters:
    ///   - path: The path as it would be given for the work tree, relative to the current directory.
    ///   - commit: The commit's id.
    ///   - label: What messages and findings put before a path of the commit, such as `git:main:`.
    ///   - limit: The most bytes of a file that are kept.
    /// - Returns: The specs by name.
    /// - Throws: `FileError` where there are none, or where one is no regular file.
    func specs(at path: String, of commit: String, label: String, limit: Int) throws(FileError) -> [SourceFile] {
        let inside = try entries(of: path.hasSuffix("/") ? path : path + "/", in: commit)
        var specs: [(path: String, entry: Entry)] = inside.filter { SpecPaths.isSpec(String($0.name)) }
            .map { (path.appending(name: String($0.name)), $0) }
        if inside.isEmpty {
            specs = try entries(of: path, in: commit).map { (path, $0) }
            guard !specs.isEmpty else { throw FileError("there is no '\(path)' in '\(label.dropLast())'") }
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

    /// What is at a path, or in a directory if the path ends with a slash.
    private func entries(of path: String, in commit: String) throws(FileError) -> [Entry] {
        let output = try Self.git(
            ["--literal-pathspecs", "ls-tree", "-z", commit, "--", path], or: "cannot look for '\(path)'")
        return String(decoding: output, as: UTF8.self).split(separator: "\0").compactMap(Entry.init)
    }

    /// The contents of objects, in their order.
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
