internal import SourceText

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file or stream that could not be used.
struct FileError: Error {
    /// What failed and why; lower case, no full stop, one line without hidden characters.
    let message: String

    /// A failure with a cause of our own.
    init(_ message: String) {
        self.message = VisibleText.of(message)
    }

    /// A failure with the system's error number.
    init(_ message: String, code: Int32) {
        self.message = VisibleText.of("\(message): \(String(cString: strerror(code)))")
    }
}
