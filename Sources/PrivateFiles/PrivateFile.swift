internal import Foundation
internal import SourceText

/// A file of secrets, which nobody but its owner may read or change.
package enum PrivateFile {
    /// More bytes than any key or list of credentials has.
    private static let limit = 1 << 16

    /// The whole text of a file; an error never quotes it.
    package static func text(of file: String) throws(PrivateFileError) -> String {
        let path = VisibleText.of(file)
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        // The open file is asked, not its name, which could be given to another file in between.
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw PrivateFileError(message: "'\(path)' is no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw PrivateFileError(
                message: "others may read or change '\(path)' (mode \(mode)); run 'chmod 600 \(path)'")
        }
        guard status.st_uid == geteuid() || geteuid() == 0 else {
            throw PrivateFileError(message: "'\(path)' belongs to another user")
        }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let received = bytes[count...].withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if received == 0 { break }
            guard received > 0 else { throw unreadable(path) }
            count += received
        }
        guard count <= limit else { throw PrivateFileError(message: "'\(path)' is larger than \(limit) bytes") }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
            throw PrivateFileError(message: "'\(path)' is not UTF-8")
        }
        return text
    }

    /// One secret that is a file by itself, such as a private key, without the line ends behind it.
    package static func secret(in file: String) throws(PrivateFileError) -> String {
        var scalars = try text(of: file).unicodeScalars[...]
        while scalars.last == "\n" || scalars.last == "\r" { scalars.removeLast() }
        return String(scalars)
    }

    /// What the system says of a file that it has just refused to open or read.
    private static func unreadable(_ path: String) -> PrivateFileError {
        PrivateFileError(message: "cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
}

/// A file of secrets that cannot be read, or that others can read, too.
package struct PrivateFileError: Error, Sendable {
    /// What is wrong and the cure, with the file's path; lower case, no full stop.
    package let message: String
}
