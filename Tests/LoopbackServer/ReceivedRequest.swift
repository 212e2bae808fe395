/// A request as it came off the wire.
public struct ReceivedRequest: Hashable, Sendable {
    /// The number of the connection it came on, from 1.
    public let connection: Int
    /// Its number on that connection, from 1.
    public let index: Int
    /// The request line.
    public let line: String
    /// The lines of the header.
    public let headers: [String]
    /// The body.
    public let body: [UInt8]

    /// Takes a complete request off the front of a buffer; `nil` if there is none yet.
    init?(_ buffer: inout [UInt8], connection: Int, index: Int) {
        let end: [UInt8] = [13, 10, 13, 10]
        guard let stop = buffer.indices.first(where: { buffer[$0...].starts(with: end) }) else { return nil }
        var lines = String(decoding: buffer[..<stop], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let line = lines.removeFirst()
        let length = Self.value("content-length", in: lines).flatMap { Int($0) } ?? 0
        guard buffer.count >= stop + 4 + length else { return nil }
        self.connection = connection
        self.index = index
        self.line = line
        headers = lines
        body = Array(buffer[(stop + 4)..<(stop + 4 + length)])
        buffer.removeFirst(stop + 4 + length)
    }

    /// The value of the first header field of that lower-case name.
    public func header(_ name: String) -> String? { Self.value(name, in: headers) }

    private static func value(_ name: String, in lines: [String]) -> String? {
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let first = parts.first, first.lowercased() == name else { continue }
            return parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
        }
        return nil
    }
}
