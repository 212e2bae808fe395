internal import ClientGeneration
internal import SourceText

/// Paths as services that work on a checkout know them: from the root of the repository, whatever was given and from
/// wherever.
struct CheckoutPaths {
    /// Directories that may be that root, without symbolic links, the one to try first being the first.
    private let roots: [String]
    /// The current directory, without symbolic links.
    private let directory: String

    /// Asks for the checkout of a workflow, else the repository around the current directory, else that directory.
    init(_ console: Console) {
        let directory = (try? FileSystem.resolve(".")) ?? "/"
        let workspace = console.environment("GITHUB_WORKSPACE").flatMap { try? FileSystem.resolve($0) }
        self.directory = directory
        roots = [workspace, Self.repository(around: directory), directory].compactMap(\.self)
    }

    /// The path from the root, with symbolic links followed, as a service that finds the file's lines needs it; the
    /// absolute path of a file that is outside.
    func path(_ path: String) -> String {
        let plain = Self.joined(directory, path)
        let real = Self.resolved(plain)
        let own = Self.repository(around: real)
        for candidate in [real, plain] {
            for root in roots { if let rest = Self.rest(of: candidate, in: root) { return rest } }
        }
        return own.flatMap { Self.rest(of: real, in: $0) } ?? real
    }

    /// The nearest directory, from that of a path upwards, that is the top of a git repository's work tree.
    static func repository(around path: String) -> String? {
        var names = Self.names(path)
        while true {
            let directory = "/" + names.joined(separator: "/")
            if (try? FileSystem.info(directory.appending(name: ".git"))) != nil { return directory }
            if names.popLast() == nil { return nil }
        }
    }

    /// A path without `.` and `..`, from a directory unless it is absolute.
    static func joined(_ directory: String, _ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var names: [String] = []
        for name in (isAbsolute ? [] : Self.names(directory)) + Self.names(path) where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }

    /// An absolute path without symbolic links, as far as it exists.
    private static func resolved(_ path: String) -> String {
        var names = Self.names(path)
        var missing: [String] = []
        while true {
            if let real = try? FileSystem.resolve("/" + names.joined(separator: "/")) {
                return joined(real, missing.reversed().joined(separator: "/"))
            }
            guard let last = names.popLast() else { return path }
            missing.append(last)
        }
    }

    /// What is left of an absolute path in a directory; `nil` for what is not inside.
    private static func rest(of path: String, in directory: String) -> String? {
        let (all, outer) = (names(path), names(directory))
        guard all.count > outer.count, all.starts(with: outer) else { return nil }
        return all.dropFirst(outer.count).joined(separator: "/")
    }

    /// The names of a path; to the system it is bytes.
    private static func names(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).compactMap { String($0) }
    }
}

extension SpecSet {
    /// The findings with the paths services know the files by.
    func inCheckout(of console: Console) -> SpecSet {
        let paths = CheckoutPaths(console)
        return SpecSet(
            files: files.map { SourceFile(path: paths.path($0.path), bytes: $0.bytes) },
            diagnostics: diagnostics.map { $0.moved(paths.path) }, unreadable: unreadable)
    }
}

extension Diagnostic {
    func moved(_ path: (String) -> String) -> Diagnostic {
        Diagnostic(
            rule: rule, severity: severity, message: message, path: path(self.path), range: range,
            notes: notes.map { Note(message: $0.message, path: path($0.path), range: $0.range) }, fixIts: fixIts)
    }
}
