internal import ClientGeneration
internal import CommandArguments

/// What a command line names as one side of a comparison.
enum VersionOperand {
    /// A file or directory as it is now.
    case path(String)
    /// A commit, and which path in it unless the other side tells.
    case commit(ref: String, path: String?)

    /// What an operand that names a commit begins with; a file of such a name is written `./git:…`.
    private static let prefix = "git:"

    /// Reads an operand.
    ///
    /// A ref may hold colons in braces, as in `main@{2026-11-20 12:00}`. One that begins with a dash would be an option
    /// to git, and none does.
    init(_ text: String, of command: CommandDescription) throws(UsageError) {
        guard text.utf8.starts(with: Self.prefix.utf8) else {
            self = .path(text)
            return
        }
        // Marks count whatever combines with them: to git a path is bytes.
        let rest = text.unicodeScalars.dropFirst(Self.prefix.count)
        var depth = 0
        let colon = rest.firstIndex { scalar in
            depth += scalar == "{" ? 1 : scalar == "}" ? -1 : 0
            return scalar == ":" && depth <= 0
        }
        let ref = String(rest[..<(colon ?? rest.endIndex)])
        let path = colon.map { String(rest[rest.index(after: $0)...]) }
        let help = "expected 'git:<ref>' or 'git:<ref>:<path>', such as 'git:main' or 'git:HEAD~3:Specs'"
        if ref.isEmpty || path?.isEmpty == true {
            throw UsageError("'\(text)' names no \(ref.isEmpty ? "ref" : "path")", help: help, command: command)
        }
        if rest.first == "-" {
            throw UsageError("'\(ref)' is no ref: it begins with a dash", help: help, command: command)
        }
        self = .commit(ref: ref, path: path)
    }

    /// The path the other side has if it names none.
    var versionPath: VersionPath {
        switch self {
        case .path(let path): .inWorkTree(path)
        case .commit(_, let path): .inCommit(path ?? SpecPaths.defaultOperand)
        }
    }
}

/// A path as somebody gave it.
enum VersionPath {
    /// From the current directory, or absolute.
    case inWorkTree(String)
    /// As git reads `<ref>:<path>`: from the top of the repository, or from the current directory where it begins with
    /// `./` or `../`.
    case inCommit(String)
}
