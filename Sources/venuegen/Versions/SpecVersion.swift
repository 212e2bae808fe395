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

    /// Reads what an operand names; of a commit without a path, the one the other operand names, or else `Specs`.
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
                files = try repository.specs(
                    at: path ?? other.path ?? SpecPaths.defaultOperand, of: commit, label: prefix,
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

    /// The path of a file without the commit it was read from, for tools that know files only.
    func plainPath(_ path: String) -> String {
        path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}
