/// Takes the secrets of requests out of what a venue or a system says about them.
///
/// Found are whole secrets and every part of one that has at least ``shortestPart`` bytes, as they are and behind the
/// escapes of JSON, URLs and HTML. A secret with fewer bytes is found as a whole, one with fewer than
/// ``Secret/shortestSought`` only as it travelled, after its field's prefix or name: elsewhere so few characters are
/// likelier to be ordinary text. Other forms of a secret, such as its hash or its base64, are not looked for.
///
/// The time it takes grows with the text, and not with the number of secrets' parts in it.
struct SecretScan: Sendable {
    /// The fewest bytes of a part of a secret that are taken out.
    static let shortestPart = 8

    static let none = SecretScan([])

    /// Every run of ``shortestPart`` bytes of the secrets, as a word.
    private var parts: Set<UInt64> = []
    /// One bit for each value of a word's digest; that of a word in ``parts`` is set.
    private var marks: [UInt64] = []
    /// How far a word's product is moved to be its digest.
    private var digestShift: UInt64 = 63
    private var wholes: [Whole] = []
    /// Signatures of one attempt, each found as a whole.
    private var signatures: [String] = []

    /// A text that is found as a whole only.
    private struct Whole: Hashable {
        let bytes: [UInt8]
        /// Whether it ends where a letter or digit follows, so that it is another text.
        let endsAtWord: Bool
    }

    init(_ fields: [CredentialField]) {
        for field in fields { add(field) }
        mark()
    }

    func union(_ other: SecretScan) -> SecretScan {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var both = self
        both.parts.formUnion(other.parts)
        both.wholes += other.wholes.filter { !wholes.contains($0) }
        both.mark()
        return both
    }

    /// The same with the signatures of an attempt; it copies nothing, as every attempt has others.
    func with(_ signatures: [String]) -> SecretScan {
        var all = self
        all.signatures = signatures
        return all
    }

    private var isEmpty: Bool { parts.isEmpty && wholes.isEmpty && signatures.isEmpty }

    private mutating func add(_ field: CredentialField) {
        let secret = Array(field.secret.expose().utf8)
        switch secret.count {
        case 0: return
        case Self.shortestPart...:
            addParts(of: secret)
            if let plain = secret.withUnsafeBufferPointer({ UnescapedBytes($0) }) { addParts(of: plain.bytes) }
        case Secret.shortestSought...: wholes.append(Whole(bytes: secret, endsAtWord: false))
        default:
            let before = field.prefix.isEmpty ? "\(field.name): " : field.prefix
            wholes.append(Whole(bytes: Array(before.utf8) + secret, endsAtWord: true))
        }
    }

    private mutating func addParts(of bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            for start in 0..<max(0, bytes.count - Self.shortestPart + 1) {
                parts.insert(ByteWords.word(of: bytes, at: start))
            }
        }
    }

    /// Sets the marks, of which few are of words that are no part.
    private mutating func mark() {
        var bits: UInt64 = 10
        while bits < 24, 1 << bits < parts.count * 32 { bits += 1 }
        digestShift = 64 - bits
        marks = parts.isEmpty ? [] : Array(repeating: 0, count: 1 << Int(bits - 6))
        for part in parts {
            let digest = digest(of: part)
            marks[Int(digest >> 6)] |= 1 << (digest & 63)
        }
    }

    private func digest(of word: UInt64) -> UInt64 { (word &* 0x9E37_79B9_7F4A_7C15) >> digestShift }

    // MARK: Texts

    /// A text without the secrets, and then no longer than the limit; `nil` for none.
    func redacted(_ text: String?, limit: Int) -> String? {
        guard var text else { return nil }
        let (bytes, isWhole): ([UInt8]?, Bool) = text.withUTF8 { bytes in
            let ranges = self.ranges(in: bytes)
            if ranges.isEmpty, bytes.count <= limit { return (nil, true) }
            let (clean, isCut) = Self.masked(bytes, ranges, limit: limit)
            return (clean, !isCut)
        }
        guard let bytes else { return text }
        if isWhole { return String(decoding: bytes, as: UTF8.self) }
        // A cut inside a character leaves some of its bytes.
        let last = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex
        let isTorn = last < bytes.endIndex && bytes[last] >= 0xC0 && UTF8Sequence.length(in: bytes, at: last) == nil
        return String(decoding: isTorn ? bytes[..<last] : bytes[...], as: UTF8.self)
    }

    func redacted(_ problem: JSONError) -> JSONError {
        let path = redacted(problem.uncutPath, limit: .max) ?? problem.path
        return JSONError(problem.kind, path: path, offset: problem.offset)
    }

    /// Bytes without the secrets, then no more than the limit, and whether there were more.
    func redacted(_ bytes: [UInt8], limit: Int) -> (bytes: [UInt8], isCut: Bool) {
        let ranges = bytes.withUnsafeBufferPointer { bytes in self.ranges(in: bytes) }
        if ranges.isEmpty { return bytes.count <= limit ? (bytes, false) : (Array(bytes.prefix(limit)), true) }
        return bytes.withUnsafeBufferPointer { Self.masked($0, ranges, limit: limit) }
    }

    /// The beginning of bytes with the placeholder in these ranges.
    private static func masked(
        _ bytes: UnsafeBufferPointer<UInt8>, _ ranges: [Range<Int>], limit: Int
    ) -> (bytes: [UInt8], isCut: Bool) {
        var clean: [UInt8] = []
        var position = 0
        for range in ranges {
            let plain = bytes[position..<range.lowerBound]
            guard clean.count + plain.count + Secret.placeholder.utf8.count <= limit else {
                return (clean + plain.prefix(limit - clean.count), true)
            }
            clean += plain
            clean += Secret.placeholder.utf8
            position = range.upperBound
        }
        let rest = bytes[position...]
        return (clean + rest.prefix(limit - clean.count), clean.count + rest.count > limit)
    }

    // MARK: Ranges

    /// Where secrets stand, in order; none touches another.
    private func ranges(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        if isEmpty { return [] }
        var ranges = plainRanges(in: bytes)
        if let plain = UnescapedBytes(bytes) {
            for range in plain.bytes.withUnsafeBufferPointer({ plainRanges(in: $0) }) {
                ranges.append(plain.offsets[range.lowerBound]..<plain.offsets[range.upperBound])
            }
        }
        return Self.joined(ranges)
    }

    private func plainRanges(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        if !parts.isEmpty, bytes.count >= Self.shortestPart {
            for start in 0...(bytes.count - Self.shortestPart) {
                let word = ByteWords.word(of: bytes, at: start)
                let digest = digest(of: word)
                guard marks[Int(digest >> 6)] & (1 << (digest & 63)) != 0, parts.contains(word) else { continue }
                let end = start + Self.shortestPart
                if let last = ranges.last, last.upperBound >= start {
                    ranges[ranges.count - 1] = last.lowerBound..<end
                } else {
                    ranges.append(start..<end)
                }
            }
        }
        for whole in wholes {
            whole.bytes.withUnsafeBufferPointer { Self.add($0, endsAtWord: whole.endsAtWord, in: bytes, to: &ranges) }
        }
        for var signature in signatures {
            signature.withUTF8 { Self.add($0, endsAtWord: false, in: bytes, to: &ranges) }
        }
        return ranges
    }

    /// Adds every place where a whole stands.
    private static func add(
        _ part: UnsafeBufferPointer<UInt8>, endsAtWord: Bool, in bytes: UnsafeBufferPointer<UInt8>,
        to ranges: inout [Range<Int>]
    ) {
        guard !part.isEmpty else { return }
        var start = 0
        while let found = ByteSearch.firstOffset(of: part, in: UnsafeBufferPointer(rebasing: bytes[start...])) {
            let range = start + found..<start + found + part.count
            start = range.upperBound
            if endsAtWord, start < bytes.count, PercentEncoding.isAlphanumeric(bytes[start]) { continue }
            ranges.append(range)
        }
    }

    /// Ranges in order, with those that overlap or touch made one.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, last.upperBound >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}

extension SecretScan: CustomStringConvertible, CustomReflectable {
    var description: String { Secret.placeholder }

    var customMirror: Mirror { Mirror(self, children: []) }
}
