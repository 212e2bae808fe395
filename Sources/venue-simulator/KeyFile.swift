internal import Foundation
internal import SourceText

/// A file that holds one key.
enum KeyFile {
    private static let limit = 1 << 16

    /// The key in a file that nobody else may read, without the line feeds at its end; an error never quotes it.
    static func read(_ path: String) throws(UnreadableSpecs) -> String {
        let file = path
        let path = VisibleText.of(path)
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw UnreadableSpecs("cannot read '\(path)': \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        // The open file is asked, not its name, which could be given to another file in between.
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw UnreadableSpecs("'\(path)' is no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw UnreadableSpecs("others may read or change '\(path)' (mode \(mode)); run 'chmod 600 \(path)'")
        }
        guard status.st_uid == geteuid() || geteuid() == 0 else {
            throw UnreadableSpecs("'\(path)' belongs to another user")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            throw UnreadableSpecs("cannot read '\(path)'")
        }
        guard data.count <= limit else { throw UnreadableSpecs("'\(path)' is larger than \(limit) bytes") }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw UnreadableSpecs("'\(path)' is not UTF-8")
        }
        return String(text.unicodeScalars.reversed().drop { $0 == "\n" || $0 == "\r" }.reversed().map(Character.init))
    }
}
