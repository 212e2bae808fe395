#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

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

    /// The output directory.
    private let path: String
    /// The directory, open and locked.
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

    /// Writes and removes what the plan says.
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

    /// Gives a staged file its name.
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
