/// Differences between two spellings of one identifier that a venue holds equal.
public struct EchoDifferences: OptionSet, Sendable {
    /// A bit for each difference, as ``letterCase`` and ``hyphens`` have them.
    public let rawValue: UInt8

    /// Makes a set of such bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The case of ASCII letters.
    public static let letterCase = EchoDifferences(rawValue: 1)
    /// Hyphens, as in a UUID.
    public static let hyphens = EchoDifferences(rawValue: 2)

    func areEqual(_ left: String, _ right: String) -> Bool {
        if left.utf8.elementsEqual(right.utf8) { return true }
        guard !isEmpty else { return false }
        return left.utf8.lazy.compactMap(counted).elementsEqual(right.utf8.lazy.compactMap(counted))
    }

    /// A byte as it counts; `nil` for one that does not.
    func counted(_ byte: UInt8) -> UInt8? {
        if contains(.hyphens), byte == UInt8(ascii: "-") { return nil }
        return contains(.letterCase) && 0x41...0x5A ~= byte ? byte | 0x20 : byte
    }
}

/// A part of a text that repeats what was asked.
public enum EchoPart: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Text that every reply of this form has.
    case fixed(String)
    /// What the request named; `nil` if it named nothing there.
    case asked(String?)

    /// A part that every reply of this form has.
    public init(stringLiteral value: String) { self = .fixed(value) }
}

/// A text of a reply that may repeat what was asked.
struct EchoText {
    private var bytes: [UInt8] = []
    /// The offset of each among all bytes of the text.
    private var offsets: [Int] = []
    private let all: [UInt8]
    private let ignored: EchoDifferences

    init(_ text: String, ignoring ignored: EchoDifferences) {
        all = Array(text.utf8)
        self.ignored = ignored
        for (offset, byte) in all.enumerated() {
            guard let byte = ignored.counted(byte) else { continue }
            bytes.append(byte)
            offsets.append(offset)
        }
    }

    /// What was asked and what the text names in its place; `nil` if the text names what was asked, or nothing.
    func difference(from parts: [EchoPart]) -> (asked: String, named: String)? {
        var whole: [UInt8] = []
        for part in parts {
            switch part {
            case .fixed(let text): whole += counted(text)
            case .asked(let text?): whole += counted(text)
            case .asked(nil): return nil
            }
        }
        if holds(whole, fromStart: parts.first?.isFixed == false, toEnd: parts.last?.isFixed == false) { return nil }
        var found: [(asked: String, named: Range<Int>)] = []
        var open: String?
        var position = 0
        for part in parts {
            switch part {
            case .asked(let text): open = text
            case .fixed(let text):
                let part = counted(text)
                guard let start = firstOffset(of: part, from: position) else { return nil }
                if let asked = open { found.append((asked, position..<start)) }
                open = nil
                position = start + part.count
            }
        }
        if let open { found.append((open, position..<bytes.count)) }
        return found.lazy.map { ($0.asked, text(at: $0.named)) }
            .first { asked, named in !named.isEmpty && !ignored.areEqual(asked, named) }
    }

    /// Whether the text has some bytes inside, or at its very start or end.
    private func holds(_ part: [UInt8], fromStart: Bool, toEnd: Bool) -> Bool {
        switch (fromStart, toEnd) {
        case (true, true): bytes == part
        case (true, false): bytes.starts(with: part)
        case (false, true): bytes.count >= part.count && bytes.suffix(part.count).elementsEqual(part)
        case (false, false): firstOffset(of: part, from: 0) != nil
        }
    }

    private func firstOffset(of part: [UInt8], from position: Int) -> Int? {
        guard position + part.count <= bytes.count else { return nil }
        return (position...(bytes.count - part.count)).first { bytes[$0...].starts(with: part) }
    }

    private func text(at range: Range<Int>) -> String {
        guard let first = offsets[range].first, let last = offsets[range].last else { return "" }
        return String(decoding: all[first...last], as: UTF8.self)
    }

    private func counted(_ text: String) -> [UInt8] { text.utf8.compactMap(ignored.counted) }
}

extension EchoPart {
    fileprivate var isFixed: Bool { if case .fixed = self { true } else { false } }
}
