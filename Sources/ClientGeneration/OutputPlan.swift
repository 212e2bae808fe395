internal import CLibrary
internal import SourceText
internal import VenueCodegen

/// What has to happen so that a directory holds exactly the generated files, beside files that are none of ours.
package struct OutputPlan {
    package struct Step {
        package enum Action {
            /// The file has these bytes already.
            case keep
            /// The file is new, or gets new bytes in place of the old.
            case write(old: [UInt8]?, new: [UInt8])
            /// The file was generated from a spec that is gone.
            case remove(old: [UInt8])
        }

        package let name: String
        package let action: Action

        /// What happens to a file of that name.
        package init(name: String, action: Action) { (self.name, self.action) = (name, action) }
    }

    /// Something in the way that is not ours to replace.
    struct Obstacle {
        let name: String
        /// Why it stays; lower case, no full stop.
        let reason: String
        /// The bytes that are there and those that would be, where both can be compared.
        let contents: (old: [UInt8], new: [UInt8])?
    }

    let steps: [Step]
    /// What is in the way, by name.
    ///
    /// With any of these nothing may be written.
    let obstacles: [Obstacle]

    /// A plan of these steps, with nothing in the way.
    package init(steps: [Step]) {
        self.steps = steps
        obstacles = []
    }

    /// Compares the files a generation gave with those of a directory.
    ///
    /// How lines end is a checkout's business and makes no difference.
    init(generated: [GeneratedFile], existing: [String: ExistingFile]) {
        var steps: [Step] = []
        var obstacles: [Obstacle] = []
        for file in generated {
            let new = Array(file.text.utf8)
            switch existing[file.name] {
            case nil: steps.append(Step(name: file.name, action: .write(old: nil, new: new)))
            case .generated(let bytes):
                let old = SourceFile.foldingLineEnds(bytes)
                steps.append(Step(name: file.name, action: old == new ? .keep : .write(old: old, new: new)))
            case .handWritten(let old):
                let reason = "it is hand-written, it has no generated header"
                obstacles.append(
                    Obstacle(name: file.name, reason: reason, contents: (SourceFile.foldingLineEnds(old), new)))
            case .symbolicLink:
                obstacles.append(Obstacle(name: file.name, reason: "it is a symbolic link", contents: nil))
            case .notAFile:
                obstacles.append(Obstacle(name: file.name, reason: "it is not a regular file", contents: nil))
            }
        }
        let names = Set(generated.map(\.name))
        for (name, file) in existing where !names.contains(name) {
            if case .generated(let old) = file { steps.append(Step(name: name, action: .remove(old: old))) }
        }
        self.steps = steps.sorted { $0.name < $1.name }
        self.obstacles = obstacles.sorted { $0.name < $1.name }
    }
}

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

/// What stands in the output directory under a name.
enum ExistingFile {
    case generated([UInt8])
    /// A file without it; somebody's own work, or a header that was damaged.
    case handWritten([UInt8])
    /// A symbolic link; what it points to may be anybody's.
    case symbolicLink
    /// A directory, a device, anything else.
    case notAFile
}

/// Carries out a plan so that no reader and no crash ever meets a half-written file.
///
/// Every new file is first written in full, and forced to disk, under a name of its own in the same directory. Only when
/// all of them are there does the first one take its place. A file that is replaced keeps its permissions. A lock on the
/// directory keeps two runs apart.
package struct OutputWriter {
    /// What the names of files not yet in place end with.
    ///
    /// Under the lock, one that exists is a killed run's.
    private static let stagingSuffix = ".venuegen-staged"

    private let path: String
    private let directory: FileDescriptor

    /// Makes the directory if need be, runs the body with the directory locked, and unlocks it.
    package static func withLock<Value>(
        on path: String, _ body: (OutputWriter) throws(FileError) -> Value
    ) throws(FileError) -> Value {
        try FileSystem.makeDirectory(path)
        switch FileDescriptor.open(path, O_RDONLY | O_DIRECTORY) {
        case .failure(let error): throw FileError("cannot read the directory '\(path)'", code: error.code)
        case .success(let directory):
            defer { directory.close() }
            // A file system without locks must not stop the tool; it only loses the protection.
            while flock(directory.number, LOCK_EX) != 0, errno == EINTR {}
            return try body(OutputWriter(path: path, directory: directory))
        }
    }

    package func carryOut(_ plan: OutputPlan) throws(FileError) {
        try removeLeftovers()
        do {
            for case (let name, .write(_, let bytes)) in plan.steps.map({ ($0.name, $0.action) }) {
                try stage(name, bytes)
            }
            // Removal comes before the renames: where case does not count, an orphan may bear a new file's name.
            for case (let name, .remove) in plan.steps.map({ ($0.name, $0.action) }) {
                try remove(name)
            }
            for case (let name, .write) in plan.steps.map({ ($0.name, $0.action) }) {
                try putInPlace(name)
            }
        } catch {
            try? removeLeftovers()
            throw error
        }
        fsync(directory.number)
    }

    /// Removes files that are staged and were never put in place.
    private func removeLeftovers() throws(FileError) {
        for name in try FileSystem.names(in: path) where name.hasSuffix(Self.stagingSuffix) {
            try remove(name)
        }
    }

    /// Writes a file in full under its staging name.
    private func stage(_ name: String, _ bytes: [UInt8]) throws(FileError) {
        let target = path.appending(name: name)
        let staged = path.appending(name: name + Self.stagingSuffix)
        let permissions = try FileSystem.info(target)?.permissions
        switch FileDescriptor.open(staged, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666) {
        case .failure(let error): throw FileError("cannot write '\(target)'", code: error.code)
        case .success(let file):
            defer { file.close() }
            var code = file.write(bytes)
            if code == 0, let permissions, fchmod(file.number, permissions) != 0 { code = errno }
            if code == 0, fsync(file.number) != 0 { code = errno }
            guard code == 0 else { throw FileError("cannot write '\(target)'", code: code) }
        }
    }

    private func putInPlace(_ name: String) throws(FileError) {
        let target = path.appending(name: name)
        guard rename(path.appending(name: name + Self.stagingSuffix), target) == 0 else {
            throw FileError("cannot write '\(target)'", code: errno)
        }
    }

    /// Removes a file; one that is gone already is as good as removed.
    private func remove(_ name: String) throws(FileError) {
        let target = path.appending(name: name)
        guard unlink(target) == 0 || errno == ENOENT else { throw FileError("cannot remove '\(target)'", code: errno) }
    }
}
