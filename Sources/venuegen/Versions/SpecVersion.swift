internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import SpecDiff
internal import VenueCodegen
internal import VenueSpec

/// A set of specs as it was at one time: one side of a comparison.
struct SpecVersion {
    /// What people call it, such as `git:main` or `Specs`.
    let name: String
    /// The full id of the commit it was read from; `nil` for files as they are now.
    private(set) var commit: String?
    /// The specs; those of a commit have paths such as `git:main:Specs/example.venue.yaml`.
    private(set) var files: [SourceFile] = []
    /// What could not be read.
    private(set) var unreadable: [FileError] = []
    /// What stands before the path in the names of files of a commit; empty for files as they are now.
    private let prefix: String
    /// The top of the repository the commit is in.
    private var top = ""

    /// Reads what an operand names; of a commit without a path, the one the other operand names, or else `Specs` at the
    /// top of the repository.
    init(_ operand: VersionOperand, beside other: VersionOperand) {
        switch operand {
        case .path(let path):
            let specs = SpecFiles(operands: [path])
            (name, prefix) = (path, "")
            (files, unreadable) = (specs.files, specs.unreadable)
        case .commit(let ref, let path):
            (name, prefix) = ("git:\(ref)" + (path.map { ":\($0)" } ?? ""), "git:\(ref):")
            do throws(FileError) {
                let repository = try GitRepository()
                let commit = try repository.commit(ref)
                self.commit = commit
                top = repository.top
                files = try repository.specs(
                    at: repository.path(path.map(VersionPath.inCommit) ?? other.versionPath), of: commit, label: prefix,
                    limit: SpecFiles.sizeLimit)
            } catch {
                unreadable = [error]
            }
        }
    }

    /// A version of these specs only.
    func with(_ files: [SourceFile]) -> SpecVersion {
        var version = self
        version.files = files
        return version
    }

    /// The path of a file without the commit it was read from: that of a commit counts from the top of its repository.
    func plainPath(_ path: String) -> String {
        isOfCommit(path) ? String(path.utf8.dropFirst(prefix.utf8.count)) ?? path : path
    }

    /// The path of a file as services know it.
    func checkoutPath(_ path: String, _ paths: CheckoutPaths) -> String {
        paths.path(isOfCommit(path) ? CheckoutPaths.joined(top, plainPath(path)) : path)
    }

    /// Whether a path is that of a file of the commit.
    private func isOfCommit(_ path: String) -> Bool {
        !prefix.isEmpty && path.utf8.starts(with: prefix.utf8)
    }
}

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

enum VersionPath {
    /// From the current directory, or absolute.
    case inWorkTree(String)
    /// As git reads `<ref>:<path>`: from the top of the repository, or from the current directory where it begins with
    /// `./` or `../`.
    case inCommit(String)
}

/// Two versions of specs with what they mean, as far as they differ.
struct VersionPair {
    let old: SpecVersion
    let new: SpecVersion
    private let files: ChangedFiles
    /// What the differing files of both versions mean.
    private let analyses: (old: SpecAnalysis, new: SpecAnalysis)

    init(old: VersionOperand, new: VersionOperand) {
        self.old = SpecVersion(old, beside: new)
        self.new = SpecVersion(new, beside: old)
        files = ChangedFiles(old: self.old.files, new: self.new.files)
        analyses = (
            SpecAnalysis(files.old, executesExamples: false, keepsFaulty: true),
            SpecAnalysis(files.new, executesExamples: false)
        )
    }

    /// Shows what keeps the versions from being compared; whether there was anything.
    ///
    /// Errors of the old version do not: it cannot be mended any more, and what they hide is told as a finding.
    func showProblems(_ report: TextReport) -> Bool {
        let unreadable = old.unreadable + new.unreadable
        report.show(unreadable)
        report.show(
            analyses.new.diagnostics.filter { $0.severity == .error }.inReadingOrder(),
            files: files.new.filter(SpecText.isSpec))
        return !unreadable.isEmpty || analyses.new.hasErrors
    }

    /// What changes from the one to the other.
    func difference() -> SpecSetDifference {
        let errors = Dictionary(grouping: analyses.old.diagnostics.filter { $0.severity == .error }, by: \.path)
        let faulty = files.old.compactMap { file in
            errors[file.path].map { FaultySpec(file: file, errors: $0.inReadingOrder()) }
        }
        var difference = SpecDiff.compare(
            old: analyses.old.venues, new: analyses.new.venues, faulty: faulty,
            declarations: ClientGenerator().declarations)
        difference.unchangedCount += files.unchangedCount
        return difference
    }
}
