package import SourceText

/// The text of the specs operands stand for.
package struct SpecFiles {
    /// The files that could be read, in the order they were given.
    package private(set) var files: [SourceFile] = []
    /// What could not be read.
    package private(set) var unreadable: [FileError]

    /// One byte more than a spec may have, so that the reader sees that a longer one is too long.
    package static let sizeLimit = (1 << 20) + 1

    /// Reads the files; one that cannot be read does not hide another.
    package init(operands: [String]) {
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

/// Which files a list of operands stands for.
package struct SpecPaths {
    /// What the name of a spec ends with.
    package static let suffix = ".venue.yaml"
    /// The directory that is meant where a command line names none.
    package static let defaultOperand = "Specs"

    /// The operand that means standard input, and what diagnostics call it.
    package static let standardInput = (operand: "-", name: "<stdin>")

    /// The paths, in the order of the operands and by name within a directory; no file twice.
    private(set) var paths: [String] = []
    /// What could not be looked at.
    private(set) var errors: [FileError] = []

    /// Looks the operands up; without any, the default one is meant.
    init(operands: [String]) {
        var seen: Set<Entry> = []
        for operand in operands.isEmpty ? [Self.defaultOperand] : operands {
            if operand == Self.standardInput.operand {
                if !paths.contains(operand) { paths.append(operand) }
                continue
            }
            do throws(FileError) {
                let (paths, root) = try Self.expand(operand)
                for path in paths { add(path, inside: root, &seen) }
            } catch {
                errors.append(error)
            }
        }
    }

    /// Adds a path that is not there yet; one that cannot be looked at does not hide those after it.
    ///
    /// In a directory, a link may lead to another place in it: who names a directory does not name what is elsewhere.
    private mutating func add(_ path: String, inside root: String?, _ seen: inout Set<Entry>) {
        do throws(FileError) {
            if let root, try FileSystem.info(path, followingLinks: false)?.kind == .symbolicLink {
                guard try FileSystem.resolve(path).hasPrefix(root.appending(name: "")) else {
                    throw FileError("cannot read '\(path)': the link leads out of its directory; name the file itself")
                }
            }
            if let info = try FileSystem.info(path) {
                // To open a pipe would be to wait for whoever writes into it.
                if info.kind == .other { throw FileError("cannot read '\(path)': it is not a file") }
                guard seen.insert(Entry(path, info)).inserted else { return }
            }
            paths.append(path)
        } catch {
            errors.append(error)
        }
    }

    /// Whether a file of that name in a directory is a spec.
    ///
    /// Editors' lock and backup files begin with a dot and are none.
    package static func isSpec(_ name: String) -> Bool { name.hasSuffix(suffix) && !name.hasPrefix(".") }

    /// The specs in a directory and the directory's path without links, or the operand itself where it is none.
    private static func expand(_ operand: String) throws(FileError) -> (paths: [String], root: String?) {
        guard try FileSystem.info(operand)?.kind == .directory else { return ([operand], nil) }
        let names = try FileSystem.names(in: operand).filter(isSpec)
        guard !names.isEmpty else { throw FileError("there is no '*\(suffix)' in the directory '\(operand)'") }
        return (names.map { operand.appending(name: $0) }, try FileSystem.resolve(operand))
    }

    /// A file under a name.
    ///
    /// The same file under two names is two specs, and gets the errors two equal specs get.
    private struct Entry: Hashable {
        let identity: FileSystem.Identity
        /// The name without folders.
        let name: Substring?

        init(_ path: String, _ info: FileSystem.Info) {
            identity = info.identity
            name = path.split(separator: "/").last
        }
    }
}
