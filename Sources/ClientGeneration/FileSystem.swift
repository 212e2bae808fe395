internal import CLibrary
internal import SourceText

/// The few questions the tool asks of the file system.
package enum FileSystem {
    package enum Kind {
        case file, directory, symbolicLink, other
    }

    /// What is known about a path without opening it.
    package struct Info {
        package let kind: Kind
        /// The device and number that tell one file from another.
        package let identity: Identity
        let permissions: mode_t
    }

    /// What two paths to the same file share.
    package struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    /// What stands at a path, or `nil` if nothing does.
    package static func info(_ path: String, followingLinks: Bool = true) throws(FileError) -> Info? {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
            if errno == ENOENT { return nil }
            throw FileError("cannot read '\(path)'", code: errno)
        }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        let identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
        return Info(kind: kind, identity: identity, permissions: status.st_mode & 0o7777)
    }

    /// The path of the file a path leads to, without symbolic links.
    package static func resolve(_ path: String) throws(FileError) -> String {
        guard let resolved = realpath(path, nil) else { throw FileError("cannot read '\(path)'", code: errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The first `limit` bytes of a file; what is none, such as a pipe or a device, is not waited for.
    package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let result = FileDescriptor.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY).flatMap { file in
            defer { file.close() }
            return file.isStream ? .success(nil) : file.read(limit: limit).map { $0 }
        }
        switch result {
        case .success(let bytes?): return bytes
        case .success(nil): throw FileError("cannot read '\(path)': it is not a file")
        case .failure(let error): throw FileError("cannot read '\(path)'", code: error.code)
        }
    }

    /// The first `limit` bytes of standard input.
    static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
        switch FileDescriptor(number: STDIN_FILENO).read(limit: limit) {
        case .success(let bytes): return bytes
        case .failure(let error): throw FileError("cannot read standard input", code: error.code)
        }
    }

    /// Adds bytes to the end of a file, which is made if it is not there.
    package static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
        let code: Int32
        switch FileDescriptor.open(path, O_WRONLY | O_CREAT | O_APPEND, mode: 0o666) {
        case .failure(let error): code = error.code
        case .success(let file):
            defer { file.close() }
            code = file.write(bytes)
        }
        guard code == 0 else { throw FileError("cannot write '\(path)'", code: code) }
    }

    /// The names in a directory, sorted by their bytes; without `.` and `..`.
    package static func names(in directory: String) throws(FileError) -> [String] {
        guard let stream = opendir(directory) else {
            throw FileError("cannot read the directory '\(directory)'", code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw FileError("cannot read the directory '\(directory)'", code: errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes a directory and those above it that are missing.
    static func makeDirectory(_ path: String) throws(FileError) {
        switch try info(path)?.kind {
        case .directory: return
        case .some: throw FileError("cannot write into '\(path)': it is not a directory")
        case nil: break
        }
        if let slash = path.utf8.dropLast(path.hasSuffix("/") ? 1 : 0).lastIndex(of: UInt8(ascii: "/")),
            slash > path.startIndex
        {
            try makeDirectory(String(path[..<slash]))
        }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw FileError("cannot make the directory '\(path)'", code: errno)
        }
    }
}

extension String {
    /// The path of a name in the directory this path names.
    package func appending(name: String) -> String {
        hasSuffix("/") ? self + name : "\(self)/\(name)"
    }
}

/// A file or stream that could not be used.
package struct FileError: Error {
    /// What failed and why; lower case, no full stop, one line without hidden characters.
    package let message: String

    /// A failure with a cause of our own.
    package init(_ message: String) {
        self.message = VisibleText.of(message)
    }

    package init(_ message: String, code: Int32) {
        self.message = VisibleText.of("\(message): \(String(cString: strerror(code)))")
    }
}

/// An open file.
///
/// Whoever opens one closes it.
package struct FileDescriptor {
    package let number: Int32

    package init(number: Int32) { self.number = number }

    /// Opens a file; the error is the system's number.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) -> Result<FileDescriptor, SystemError> {
        var number: Int32
        repeat {
            number = CLibrary.open(path, flags | O_CLOEXEC, mode)
        } while number < 0 && errno == EINTR
        return number < 0 ? .failure(SystemError(code: errno)) : .success(FileDescriptor(number: number))
    }

    /// Whether it is neither a regular file nor a directory.
    var isStream: Bool {
        var status = stat()
        guard fstat(number, &status) == 0 else { return true }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    package func close() {
        _ = CLibrary.close(number)
    }

    /// Writes all bytes and returns 0, or the system's error number.
    package func write(_ bytes: [UInt8]) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let slice = UnsafeRawBufferPointer(rebasing: rest)
                let written = CLibrary.write(number, slice.baseAddress, slice.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }

    /// The bytes from here to the end, but at most `limit`.
    func read(limit: Int) -> Result<[UInt8], SystemError> {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            switch readAvailable(limit: min(limit - bytes.count, 64 * 1024)) {
            case .failure(let error): return .failure(error)
            case .success(let chunk) where chunk.isEmpty: return .success(bytes)
            case .success(let chunk): bytes += chunk
            }
        }
        return .success(bytes)
    }

    /// The bytes that are there, but at most `limit`; waits for the first, and is empty at the end only.
    package func readAvailable(limit: Int = 64 * 1024) -> Result<[UInt8], SystemError> {
        while true {
            var code: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                let result = CLibrary.read(number, buffer.baseAddress, buffer.count)
                if result < 0 { code = errno }
                count = max(0, result)
            }
            if code == 0 { return .success(bytes) }
            if code != EINTR { return .failure(SystemError(code: code)) }
        }
    }
}

package struct SystemError: Error {
    package let code: Int32
}
