#if canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#else
    package import Darwin
#endif

/// An open file.
///
/// Whoever opens one closes it.
package struct FileDescriptor {
    /// The system's number for it.
    package let number: Int32

    /// The file the system gave that number.
    package init(number: Int32) { self.number = number }

    /// Opens a file; the error is the system's number.
    package static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) -> Result<FileDescriptor, SystemError> {
        var number: Int32
        repeat {
            number = systemOpen(path, flags | O_CLOEXEC, mode)
        } while number < 0 && errno == EINTR
        return number < 0 ? .failure(SystemError(code: errno)) : .success(FileDescriptor(number: number))
    }

    /// Whether it is neither a regular file nor a directory.
    var isStream: Bool {
        var status = stat()
        guard fstat(number, &status) == 0 else { return true }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    /// Closes the file.
    package func close() {
        systemClose(number)
    }

    /// Writes all bytes and returns 0, or the system's error number.
    package func write(_ bytes: [UInt8]) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = systemWrite(number, UnsafeRawBufferPointer(rebasing: rest))
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
                let result = systemRead(number, UnsafeMutableRawBufferPointer(buffer))
                if result < 0 { code = errno }
                count = max(0, result)
            }
            if code == 0 { return .success(bytes) }
            if code != EINTR { return .failure(SystemError(code: code)) }
        }
    }
}

/// A system call's error number.
package struct SystemError: Error {
    /// The number.
    package let code: Int32
}

/// The system's `open`, which the method of that name hides.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    open(path, flags, mode)
}

/// The system's `close`, which the method of that name hides.
private func systemClose(_ number: Int32) {
    _ = close(number)
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ number: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    write(number, buffer.baseAddress, buffer.count)
}

/// The system's `read`, which the method of that name hides.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(number, buffer.baseAddress, buffer.count)
}
