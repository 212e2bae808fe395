#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file or stream that could not be used.
struct FileError: Error {
    /// What failed and why; lower case, no full stop.
    let message: String

    /// A failure with a cause of our own.
    init(_ message: String) {
        self.message = message
    }

    /// A failure with the system's error number.
    init(_ message: String, code: Int32) {
        self.message = "\(message): \(String(cString: strerror(code)))"
    }
}
