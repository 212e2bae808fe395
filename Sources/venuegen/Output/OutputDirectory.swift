internal import VenueCodegen

/// What is in the output directory before anything is written.
struct OutputDirectory {
    /// The directory's path as the user gave it.
    let path: String
    /// The Swift files in it, and whatever bears the name of one, by name.
    let files: [String: ExistingFile]

    /// More than any generated file has; what is longer differs from it in any case.
    private static let sizeLimit = 16 << 20

    /// Reads a directory; one that does not exist is empty.
    init(path: String) throws(FileError) {
        self.path = path
        guard let info = try FileSystem.info(path) else {
            files = [:]
            return
        }
        guard info.kind == .directory else { throw FileError("'\(path)' is not a directory") }
        var files: [String: ExistingFile] = [:]
        for name in try FileSystem.names(in: path) where name.hasSuffix(".swift") {
            files[name] = try Self.look(at: path.appending(name: name))
        }
        self.files = files
    }

    /// What stands at a path that is known to exist; `nil` if it has just gone.
    private static func look(at path: String) throws(FileError) -> ExistingFile? {
        switch try FileSystem.info(path, followingLinks: false)?.kind {
        case .file:
            let bytes = try FileSystem.read(path, limit: sizeLimit)
            return bytes.starts(with: ClientGenerator.marker.utf8) ? .generated(bytes) : .handWritten(bytes)
        case .symbolicLink: return .symbolicLink
        case .directory, .other: return .notAFile
        case nil: return nil
        }
    }
}
