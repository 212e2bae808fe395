internal import SourceText
internal import VenueCodegen

/// What has to happen so that a directory holds exactly the generated files, beside files that are none of ours.
package struct OutputPlan {
    /// What happens to one file.
    package struct Step {
        /// What happens.
        package enum Action {
            /// The file has these bytes already.
            case keep
            /// The file is new, or gets new bytes in place of the old.
            case write(old: [UInt8]?, new: [UInt8])
            /// The file was generated from a spec that is gone.
            case remove(old: [UInt8])
        }

        /// The file's name.
        package let name: String
        /// What happens to it.
        package let action: Action

        /// What happens to a file of that name.
        package init(name: String, action: Action) { (self.name, self.action) = (name, action) }
    }

    /// Something in the way that is not ours to replace.
    struct Obstacle {
        /// The name both want.
        let name: String
        /// Why it stays; lower case, no full stop.
        let reason: String
        /// The bytes that are there and those that would be, where both can be compared.
        let contents: (old: [UInt8], new: [UInt8])?
    }

    /// What happens, by name.
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
    /// A file with the generated header.
    case generated([UInt8])
    /// A file without it; somebody's own work, or a header that was damaged.
    case handWritten([UInt8])
    /// A symbolic link; what it points to may be anybody's.
    case symbolicLink
    /// A directory, a device, anything else.
    case notAFile
}
