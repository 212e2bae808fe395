internal import ClientGeneration
internal import SourceText

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
