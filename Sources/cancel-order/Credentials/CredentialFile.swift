internal import PrivateFiles
internal import SourceText

/// A file of secrets: `NAME=VALUE` lines, empty lines, and lines that begin with `#`.
///
/// Lines end with a line feed, a carriage return, or both. Spaces and tabs around a name and around a value are no part
/// of them; every other character is.
enum CredentialFile {
    /// The values by name, of a file that nobody else may read; an error never quotes its content.
    static func read(_ path: String) throws(Obstacle) -> [String: String] {
        let text = try reading { () throws(PrivateFileError) in try PrivateFile.text(of: path) }
        return try values(text, VisibleText.of(path))
    }

    /// One secret that is a file by itself, such as a private key, without the line ends behind it.
    static func secret(_ path: String) throws(Obstacle) -> String {
        try reading { () throws(PrivateFileError) in try PrivateFile.secret(in: path) }
    }

    private static func reading(_ body: () throws(PrivateFileError) -> String) throws(Obstacle) -> String {
        do throws(PrivateFileError) { return try body() } catch { throw Obstacle(error.message) }
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
