internal import Foundation
internal import SourceText

/// A file of secrets: `NAME=VALUE` lines, empty lines, and lines that begin with `#`.
///
/// Lines end with a line feed, a carriage return, or both. Spaces and tabs around a name and around a value are no part
/// of them; every other character is.
enum CredentialFile {
    private static let limit = 1 << 16

    /// The values by name, of a file that nobody else may read; an error never quotes its content.
    static func read(_ path: String) throws(Obstacle) -> [String: String] {
        try values(text(of: path), VisibleText.of(path))
    }

    /// One secret that is a file by itself, such as a private key, without the line ends behind it.
    static func secret(_ path: String) throws(Obstacle) -> String {
        var scalars = try text(of: path).unicodeScalars[...]
        while scalars.last == "\n" || scalars.last == "\r" { scalars.removeLast() }
        return String(scalars)
    }

    /// The text of a file that nobody else may read.
    private static func text(of file: String) throws(Obstacle) -> String {
        let path = VisibleText.of(file)
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Obstacle("cannot read '\(path)': \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        // The open file is asked, not its name, which could be given to another file in between.
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Obstacle("'\(path)' is no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw Obstacle("others may read or change '\(path)' (mode \(mode)); run 'chmod 600 \(path)'")
        }
        guard status.st_uid == geteuid() || geteuid() == 0 else { throw Obstacle("'\(path)' belongs to another user") }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let received = bytes[count...].withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress, $0.count)
            }
            if received == 0 { break }
            guard received > 0 else { throw Obstacle("cannot read '\(path)': \(String(cString: strerror(errno)))") }
            count += received
        }
        guard count <= limit else { throw Obstacle("'\(path)' is larger than \(limit) bytes") }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
            throw Obstacle("'\(path)' is not UTF-8")
        }
        return text
    }

    private static func values(_ text: String, _ path: String) throws(Obstacle) -> [String: String] {
        var values: [String: String] = [:]
        for (number, line) in lines(text) {
            if line.isEmpty || line.first == "#" { continue }
            let place = "\(path):\(number)"
            guard let equals = line.firstIndex(of: "="), equals > line.startIndex else {
                throw Obstacle("\(place): expected NAME=VALUE")
            }
            let name = String(trimmed(line[..<equals]))
            guard name.utf8.allSatisfy({ $0 == 0x5F || 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 })
            else {
                throw Obstacle("\(place): expected a name of letters, digits and underscores before '='")
            }
            guard values[name] == nil else { throw Obstacle("\(place): '\(name)' is given twice") }
            values[name] = String(trimmed(line[line.index(after: equals)...]))
        }
        return values
    }

    private static func lines(_ text: String) -> [(number: Int, line: Substring.UnicodeScalarView)] {
        var lines: [(number: Int, line: Substring.UnicodeScalarView)] = []
        var rest = text.unicodeScalars[...]
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        while !rest.isEmpty {
            let line = rest.prefix { $0 != "\n" && $0 != "\r" }
            lines.append((lines.count + 1, trimmed(line)))
            rest = rest[line.endIndex...]
            let end = rest.popFirst()
            if end == "\r", rest.first == "\n" { rest.removeFirst() }
        }
        return lines
    }

    private static func trimmed(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        let isOuter = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        let start = text.drop(while: isOuter)
        return start[..<(start.lastIndex { !isOuter($0) }.map(start.index(after:)) ?? start.startIndex)]
    }
}
