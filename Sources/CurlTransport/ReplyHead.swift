internal import VenueRuntime

/// The header fields of a reply, from the lines libcurl hands over one by one.
///
/// Those of interim replies (1xx) are passed over, and so are the trailer fields of chunked bodies, which must not be
/// taken for header fields (RFC 9110, 6.5.1).
struct ReplyHead {
    /// How many bytes are accepted.
    private let limit: Int
    /// How many came, interim replies included.
    private var size = 0
    /// What the next line belongs to.
    private var part = Part.statusLine
    /// The fields so far.
    private var fields: [(name: String, value: String)] = []
    /// Whether the reply is one of HTTP/1.0.
    private var isOfHTTP10 = false

    /// The parts of a head.
    private enum Part {
        case statusLine
        case interimFields
        case fields
        case trailer
    }

    /// An empty head.
    init(limit: Int) { self.limit = limit }

    /// Whether the empty line at its end came.
    ///
    /// libcurl calls a reply complete whose connection ended in the middle of its head.
    var isComplete: Bool { part == .trailer }

    /// How the body's end is told.
    var framing: ReplyFraming {
        get throws(ReplyFraming.Problem) { try ReplyFraming(headers, isOfHTTP10: isOfHTTP10) }
    }

    /// The fields as a value of the runtime's.
    var headers: HTTPHeaderFields { HTTPHeaderFields(received: fields) }

    /// Takes a line, with its end; whether there is room for it.
    mutating func append(_ line: UnsafeRawBufferPointer) -> Bool {
        if line.count > limit - size { return false }
        size += line.count
        let isEmpty = line.allSatisfy { $0 == 0x0D || $0 == 0x0A }
        switch part {
        case .statusLine where isEmpty: break
        case .statusLine:
            isOfHTTP10 = line.starts(with: "HTTP/1.0".utf8)
            part = Self.isInterim(line) ? .interimFields : .fields
        case .interimFields: part = isEmpty ? .statusLine : .interimFields
        case .fields where isEmpty: part = .trailer
        case .fields: addField(line)
        case .trailer: break
        }
        return true
    }

    /// Whether a status line has a status from 100 to 199.
    private static func isInterim(_ line: UnsafeRawBufferPointer) -> Bool {
        line.drop { $0 != 0x20 }.drop { $0 == 0x20 }.first == UInt8(ascii: "1")
    }

    /// Adds a field, or a continuation line to the last one's value.
    private mutating func addField(_ line: UnsafeRawBufferPointer) {
        if let first = line.first, first == 0x20 || first == 0x09 {
            guard let last = fields.popLast() else { return }
            fields.append((last.name, last.value + " " + String(decoding: line, as: UTF8.self)))
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let name = String(decoding: UnsafeRawBufferPointer(rebasing: line[..<colon]), as: UTF8.self)
            let value = UnsafeRawBufferPointer(rebasing: Self.trimmed(line[line.index(after: colon)...]))
            if fields.isEmpty { fields.reserveCapacity(8) }
            fields.append((name, String(decoding: value, as: UTF8.self)))
        }
    }
    /// A value without the white space around it and the line's end.
    private static func trimmed(_ value: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let isOuter = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        let start = value.drop(while: isOuter)
        return start[..<(start.lastIndex { !isOuter($0) }.map { $0 + 1 } ?? start.startIndex)]
    }
}
