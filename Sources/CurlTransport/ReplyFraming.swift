internal import VenueRuntime

/// How a reply tells where its body ends, and how the body is packed (RFC 9112, 6.3, and RFC 9110, 8.4).
///
/// libcurl passes over a length it cannot use and reads to the end of the connection. A reply that says two things about
/// its length, or nothing that can be understood, is none here.
struct ReplyFraming {
    /// What is wrong with a reply, in words that quote nothing of it.
    struct Problem: Error {
        let text: String
    }

    /// How long the body is as it travels, if the reply says.
    private(set) var length: Int64?
    /// Whether it comes in chunks.
    private(set) var isChunked = false
    /// Whether it is compressed.
    private(set) var isCompressed = false

    /// The framing of a reply with these fields.
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

    /// The items of a field's list.
    private static func items(_ value: String) -> [Substring] {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        return value.split(separator: ",", omittingEmptySubsequences: false).map { item in
            var item = item.drop(while: isSpace)
            while item.last.map(isSpace) == true { item.removeLast() }
            return item
        }
    }
}
