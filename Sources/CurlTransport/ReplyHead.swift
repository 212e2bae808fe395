internal import VenueRuntime

/// The header fields of a reply, from the lines libcurl hands over one by one.
///
/// Those of interim replies (1xx) are passed over, and so are the trailer fields of chunked bodies, which must not be
/// taken for header fields (RFC 9110, 6.5.1).
struct ReplyHead {
    private let limit: Int
    private var size = 0
    private var part = Part.statusLine
    private var fields: [(name: String, value: String)] = []
    private var isOfHTTP10 = false
    /// What is wrong with its lines that libcurl passes over.
    private var problem: ReplyFraming.Problem?

    private enum Part {
        case statusLine
        case interimFields
        case fields
        case trailer
    }

    init(limit: Int) { self.limit = limit }

    /// Whether the empty line at its end came.
    ///
    /// libcurl calls a reply complete whose connection ended in the middle of its head.
    var isComplete: Bool { part == .trailer }

    /// What the next line is part of, in a word for people.
    var growingPart: String { isComplete ? "trailer" : "header" }

    var framing: ReplyFraming {
        get throws(ReplyFraming.Problem) {
            if let problem { throw problem }
            return try ReplyFraming(headers, isOfHTTP10: isOfHTTP10)
        }
    }

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
            if !Self.isStatusLine(line) { problem = .init(text: "reply begins with no status line") }
            part = Self.isInterim(line) ? .interimFields : .fields
        case .interimFields: part = isEmpty ? .statusLine : .interimFields
        case .fields where isEmpty: part = .trailer
        case .fields: addField(line)
        case .trailer: break
        }
        return true
    }

    private static func isInterim(_ line: UnsafeRawBufferPointer) -> Bool {
        line.drop { $0 != 0x20 }.drop { $0 == 0x20 }.first == UInt8(ascii: "1")
    }

    /// Whether a status of three digits stands alone behind the version; libcurl takes `200.1` for 200.
    private static func isStatusLine(_ line: UnsafeRawBufferPointer) -> Bool {
        let rest = line.drop { $0 != 0x20 }.dropFirst()
        let end = rest.dropFirst(3).first
        return rest.prefix(3).count { 0x30...0x39 ~= $0 } == 3 && (end == 0x20 || end == 0x0D || end == 0x0A)
    }

    /// Adds a field, or a continuation line to the last one's value.
    private mutating func addField(_ line: UnsafeRawBufferPointer) {
        if let first = line.first, first == 0x20 || first == 0x09 {
            guard let last = fields.popLast() else { return }
            fields.append((last.name, last.value + " " + String(decoding: line, as: UTF8.self)))
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let name = String(decoding: UnsafeRawBufferPointer(rebasing: line[..<colon]), as: UTF8.self)
            // Some read such a line as the field and some do not (RFC 9112, 5.1), so that it can hide a length.
            if let last = name.utf8.last, last == 0x20 || last == 0x09 {
                problem = .init(text: "reply has white space before a colon")
            }
            let value = UnsafeRawBufferPointer(rebasing: Self.trimmed(line[line.index(after: colon)...]))
            if fields.isEmpty { fields.reserveCapacity(8) }
            fields.append((name, String(decoding: value, as: UTF8.self)))
        }
    }
    private static func trimmed(_ value: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let isOuter = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        let start = value.drop(while: isOuter)
        return start[..<(start.lastIndex { !isOuter($0) }.map { $0 + 1 } ?? start.startIndex)]
    }
}

/// How a reply tells where its body ends, and how the body is packed (RFC 9112, 6.3, and RFC 9110, 8.4).
///
/// libcurl passes over a length it cannot use and reads to the end of the connection. A reply that says two things about
/// its length, or nothing that can be understood, is none here.
struct ReplyFraming {
    /// What is wrong with a reply, in words that quote nothing of it.
    struct Problem: Error {
        let text: String
    }

    private(set) var length: Int64?
    private(set) var isChunked = false
    private(set) var isCompressed = false

    init(_ headers: HTTPHeaderFields, isOfHTTP10: Bool) throws(Problem) {
        var (codings, packings, hasCodings) = ([Substring](), [Substring](), false)
        for field in headers.fields {
            if HeaderRules.isSameName(field.name, "Content-Length") {
                try take(lengths: field.value)
            } else if HeaderRules.isSameName(field.name, "Transfer-Encoding") {
                codings += Self.items(field.value)
                hasCodings = true
            } else if HeaderRules.isSameName(field.name, "Content-Encoding") {
                packings += Self.items(field.value)
            }
        }
        if hasCodings {
            guard codings.count == 1, codings[0].lowercased() == "chunked", !isOfHTTP10 else {
                throw Problem(text: "reply is transferred in a way that was not asked for")
            }
            isChunked = true
        }
        packings.removeAll { $0.isEmpty || $0.lowercased() == "identity" }
        if let packing = packings.first {
            guard packings.count == 1, ["gzip", "x-gzip", "deflate"].contains(packing.lowercased()) else {
                throw Problem(text: "reply is compressed in a way that was not asked for")
            }
            isCompressed = true
        }
    }

    /// Takes the lengths of a field; a field may say the same more than once.
    private mutating func take(lengths value: String) throws(Problem) {
        for item in Self.items(value) {
            guard !item.isEmpty, item.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
                let number = Int64(item)
            else { throw Problem(text: "reply states a length that is no number, or none a body can have") }
            guard length == nil || length == number else { throw Problem(text: "reply states two lengths") }
            length = number
        }
    }

    private static func items(_ value: String) -> [Substring] {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        return value.split(separator: ",", omittingEmptySubsequences: false).map { item in
            var item = item.drop(while: isSpace)
            while item.last.map(isSpace) == true { item.removeLast() }
            return item
        }
    }
}
