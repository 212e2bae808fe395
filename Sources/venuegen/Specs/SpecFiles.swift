internal import SourceText

/// The text of the specs operands stand for.
struct SpecFiles {
    /// The files that could be read, in the order they were given.
    private(set) var files: [SourceFile] = []
    /// What could not be read.
    private(set) var unreadable: [FileError]

    /// One byte more than a spec may have, so that the reader sees that a longer one is too long.
    static let sizeLimit = (1 << 20) + 1

    /// Reads the files; one that cannot be read does not hide another.
    init(operands: [String]) {
        let found = SpecPaths(operands: operands)
        unreadable = found.errors
        for path in found.paths {
            do throws(FileError) {
                let input = SpecPaths.standardInput
                let isInput = path == input.operand
                let bytes =
                    isInput
                    ? try FileSystem.readStandardInput(limit: Self.sizeLimit)
                    : try FileSystem.read(path, limit: Self.sizeLimit)
                files.append(SourceFile(path: isInput ? input.name : path, bytes: bytes))
            } catch {
                unreadable.append(error)
            }
        }
    }
}
