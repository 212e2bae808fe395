internal import VenueSpec

/// A limit as pages write them: `1 - 100`, `max 20 characters`, `up to 5 items`, `maxLength: 20`, `1 <= x <= 100`.
struct PageLimit: Hashable {
    enum Side: CaseIterable {
        case least, greatest
    }

    /// What it limits; `nil` where the page leaves that to what the limit stands beside.
    let measure: Measure?
    let least: Int64?
    let greatest: Int64?
    /// Whether it can be nothing but a limit, wherever it stands.
    let isPlain: Bool
    /// The page's characters it is made of.
    let range: Range<Int>

    subscript(side: Side) -> Int64? { side == .least ? least : greatest }

    /// The limits in the words of a line.
    static func all(in tokens: [PageToken]) -> [PageLimit] {
        let reader = LimitReader(tokens)
        var limits: [PageLimit] = []
        var index = 0
        while index < tokens.count {
            if let (limit, end) = reader.limit(at: index) {
                limits.append(limit)
                index = end
            } else {
                index += 1
            }
        }
        return limits
    }
}

/// A word, a number or a mark of a page.
struct PageToken {
    enum Kind: Hashable {
        case word(String)
        /// Whole and not negative.
        case number(Int64)
        case mark(Unicode.Scalar)
    }

    let kind: Kind
    let range: Range<Int>

    var word: String? { if case .word(let word) = kind { word } else { nil } }
    var number: Int64? { if case .number(let number) = kind { number } else { nil } }
    var mark: Unicode.Scalar? { if case .mark(let mark) = kind { mark } else { nil } }

    /// What stands in a stretch of a page; fractions, and numbers beyond 64 bits, are words.
    static func all(in scalars: [Unicode.Scalar], _ range: Range<Int>) -> [PageToken] {
        var tokens: [PageToken] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            func run(_ isPart: (Unicode.Scalar) -> Bool) -> String {
                while index < range.upperBound, isPart(scalars[index]) { index += 1 }
                return scalars[start..<index].text
            }
            switch scalars[start] {
            case " ", "\n": index += 1
            case let digit where digit.isDigit:
                // A mark inside is part of the number where digits follow it at once.
                var text = ""
                while index < range.upperBound {
                    let isInside =
                        (scalars[index] == "." || scalars[index] == ",") && index + 1 < range.upperBound
                        && scalars[index + 1].isDigit
                    guard scalars[index].isDigit || isInside else { break }
                    text.unicodeScalars.append(scalars[index])
                    index += 1
                }
                tokens.append(PageToken(kind: wholeNumber(text).map(Kind.number) ?? .word(text), range: start..<index))
            case let letter where letter.isWordPart:
                tokens.append(PageToken(kind: .word(run(\.isWordPart).lowercased()), range: start..<index))
            case let mark:
                index += 1
                tokens.append(PageToken(kind: .mark(mark), range: start..<index))
            }
        }
        return tokens
    }

    /// Digits as a number, perhaps with commas between groups of three.
    private static func wholeNumber(_ text: String) -> Int64? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard
            groups.count == 1 || ((1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 })
        else { return nil }
        return Int64(groups.joined())
    }
}

/// Recognises limits among the words of a line.
private struct LimitReader {
    private let tokens: [PageToken]

    private static let units: [String: Measure] = [
        "character": .characters, "characters": .characters, "char": .characters, "chars": .characters,
        "letters": .characters,
        "digits": .characters, "bytes": .characters, "item": .elements, "items": .elements, "element": .elements,
        "elements": .elements,
        "entries": .elements,
    ]
    private static let hints: [String: Measure] = units.merging([
        "length": .characters, "len": .characters, "range": .value, "value": .value, "values": .value,
    ]) { first, _ in first }
    private static let keywords: [String: (Measure, PageLimit.Side)] = [
        "maxlength": (.characters, .greatest), "max_length": (.characters, .greatest),
        "maxlen": (.characters, .greatest),
        "minlength": (.characters, .least), "min_length": (.characters, .least), "minlen": (.characters, .least),
        "maxitems": (.elements, .greatest), "max_items": (.elements, .greatest), "minitems": (.elements, .least),
        "min_items": (.elements, .least), "maximum": (.value, .greatest), "minimum": (.value, .least),
    ]
    /// Words that begin a limit of one side; those with one word come last.
    private static let openings: [([String], PageLimit.Side)] = [
        (["up", "to"], .greatest), (["at", "most"], .greatest), (["no", "more", "than"], .greatest),
        (["no", "longer", "than"], .greatest), (["not", "exceed"], .greatest), (["not", "exceeding"], .greatest),
        (["not", "longer", "than"], .greatest), (["at", "least"], .least), (["no", "less", "than"], .least),
        (["no", "fewer", "than"], .least), (["no", "shorter", "than"], .least), (["max"], .greatest),
        (["maximum"], .greatest), (["min"], .least), (["minimum"], .least),
    ]
    /// Words between such a beginning and its number.
    private static let fillers: Set<String> = [
        "a", "allowed", "an", "array", "be", "character", "characters", "char", "chars", "count", "elements", "is",
        "items", "len", "length", "number", "of", "size", "string", "text", "the", "to", "value",
    ]
    /// Words between a number and its unit.
    private static let adjectives: Set<String> = ["alphanumeric", "ascii", "printable", "unicode", "utf8"]
    private static let dashes: Set<Unicode.Scalar> = ["-", "\u{2013}", "\u{2014}", "\u{2026}", "~"]

    init(_ tokens: [PageToken]) { self.tokens = tokens }

    /// The limit that begins at an index, and the index after it.
    func limit(at index: Int) -> (PageLimit, end: Int)? {
        span(at: index) ?? keyword(at: index) ?? opened(at: index) ?? closed(at: index)
    }

    private func token(_ index: Int) -> PageToken? { tokens.indices.contains(index) ? tokens[index] : nil }
    private func word(_ index: Int) -> String? { token(index)?.word }
    private func number(_ index: Int) -> Int64? { token(index)?.number }
    private func mark(_ index: Int) -> Unicode.Scalar? { token(index)?.mark }

    /// Whether nothing stands between two tokens.
    private func touch(_ left: Int, _ right: Int) -> Bool {
        guard let left = token(left), let right = token(right) else { return false }
        return left.range.upperBound == right.range.lowerBound
    }

    /// `1 - 100`, `1 to 100`, `1..100`, `1 <= x <= 100`, each perhaps with a unit.
    private func span(at index: Int) -> (PageLimit, end: Int)? {
        guard let least = number(index), let last = separatorEnd(after: index), let greatest = number(last),
            least <= greatest, !isInsideLongerText(index, last)
        else { return nil }
        var next = last + 1
        while let mark = mark(next), mark == "]" || mark == ")" || mark == "`" { next += 1 }
        let (unit, end) = self.unit(at: next)
        let measure = unit ?? hint(before: index)
        let begins = word(index - 1) == nil || ["between", "from"].contains(word(index - 1))
        guard isEnded(end), measure != nil || begins else { return nil }
        let isAlone = index == 0 || mark(index - 1) == "|"
        return (
            make(measure, least, greatest, isPlain: measure != nil || isAlone, index...last),
            unit == nil ? last + 1 : end
        )
    }

    /// The index after what stands between the two numbers of a range.
    private func separatorEnd(after index: Int) -> Int? {
        let next = index + 1
        if let mark = mark(next), Self.dashes.contains(mark) { return next + 1 }
        if word(next) == "to" || (word(next) == "and" && word(index - 1) == "between") { return next + 1 }
        if mark(next) == ".", mark(next + 1) == "." { return mark(next + 2) == "." ? next + 3 : next + 2 }
        guard let name = atMostEnd(next), word(name) != nil else { return nil }
        return atMostEnd(name + 1)
    }

    /// The index after a sign for "at most".
    private func atMostEnd(_ index: Int) -> Int? {
        if mark(index) == "\u{2264}" { return index + 1 }
        return mark(index) == "<" && mark(index + 1) == "=" ? index + 2 : nil
    }

    /// Whether a range is part of a date, a time, an id or a fraction.
    private func isInsideLongerText(_ first: Int, _ last: Int) -> Bool {
        let joins: Set<Unicode.Scalar> = ["-", "/", ":", ".", "+", "#", "$", "_"]
        let before = mark(first - 1).map { joins.contains($0) && touch(first - 1, first) } ?? false
        let after =
            mark(last + 1).map { joins.contains($0) && touch(last, last + 1) && number(last + 2) != nil } ?? false
        return before || after || (word(first - 1) != nil && touch(first - 1, first))
            || (word(last + 1) != nil && touch(last, last + 1) && Self.units[word(last + 1) ?? ""] == nil)
    }

    /// `maxLength: 20`, `"minimum": 1`, `max_items = 5`.
    private func keyword(at index: Int) -> (PageLimit, end: Int)? {
        guard let (measure, side) = word(index).flatMap({ Self.keywords[$0] }) else { return nil }
        var next = index + 1
        var isAssigned = false
        while next <= index + 4, let mark = mark(next), ":=\"'`|".unicodeScalars.contains(mark) {
            isAssigned = isAssigned || mark == ":" || mark == "=" || mark == "|"
            next += 1
        }
        // 'maximum' is a word of prose, too.
        guard let value = number(next), isAssigned || measure != .value, isEnded(self.unit(at: next + 1).end) else {
            return nil
        }
        let (unit, end) = self.unit(at: next + 1)
        return (oneSided(unit ?? measure, side, value, isPlain: true, index...next), end)
    }

    /// `max 20 characters`, `maximum string length: 20`, `up to 5 items`, `<= 20 characters`.
    private func opened(at index: Int) -> (PageLimit, end: Int)? {
        guard let (side, start) = opening(at: index) else { return nil }
        var next = start
        var measure: Measure?
        while next < start + 7 {
            if let word = word(next), Self.fillers.contains(word) {
                measure = measure ?? Self.hints[word]
            } else if let mark = mark(next), ":=\"'`(*.-|".unicodeScalars.contains(mark) {
            } else {
                break
            }
            next += 1
        }
        guard let value = number(next) else { return nil }
        let (unit, end) = self.unit(at: next + 1)
        measure = unit ?? measure ?? hint(before: index)
        // A sign alone, or a word alone, says too little without what it limits.
        guard isEnded(end), measure != nil || word(index) != nil else { return nil }
        return (
            oneSided(measure, side, value, isPlain: measure == .characters || measure == .elements, index...next), end
        )
    }

    /// The side of a limit that words or signs begin, and the index after them.
    private func opening(at index: Int) -> (PageLimit.Side, Int)? {
        if let end = atMostEnd(index) { return (.greatest, end) }
        if mark(index) == "\u{2265}" { return (.least, index + 1) }
        if mark(index) == ">", mark(index + 1) == "=" { return (.least, index + 2) }
        guard word(index) != nil else { return nil }
        for (words, side) in Self.openings
        where words.indices.allSatisfy({ word(index + $0) == words[$0] }) {
            return (side, index + words.count)
        }
        return nil
    }

    /// `20 characters max`, `5 items or fewer`.
    private func closed(at index: Int) -> (PageLimit, end: Int)? {
        guard let value = number(index), !isInsideLongerText(index, index) else { return nil }
        let (unit, next) = self.unit(at: index + 1)
        guard let unit, let word = word(next) else { return nil }
        let second = self.word(next + 1)
        let (side, end): (PageLimit.Side?, Int) =
            switch word {
            case "max", "maximum": (.greatest, next + 1)
            case "min", "minimum": (.least, next + 1)
            case "or" where second == "fewer" || second == "less": (.greatest, next + 2)
            case "or" where second == "more": (.least, next + 2)
            default: (nil, next)
            }
        return side.map { (oneSided(unit, $0, value, isPlain: true, index...(end - 1)), end) }
    }

    /// The unit after a number, and the index after it; without one, the index itself.
    private func unit(at index: Int) -> (Measure?, end: Int) {
        var next = index
        if word(next) == "in", word(next + 1) == "length" { return (.characters, next + 2) }
        if mark(next) == "-" { next += 1 }
        if let word = word(next), Self.adjectives.contains(word) { next += 1 }
        guard let unit = word(next).flatMap({ Self.units[$0] }) else { return (nil, index) }
        return (unit, next + 1)
    }

    /// What the words before a limit say it is of.
    private func hint(before index: Int) -> Measure? {
        tokens[..<index].suffix(4).reversed().lazy.compactMap { $0.word.flatMap { Self.hints[$0] } }.first
    }

    /// Whether a limit ends at an index: what follows makes it no amount of something else, such as `20 per second`.
    private func isEnded(_ index: Int) -> Bool {
        guard let next = token(index) else { return true }
        if let word = next.word { return ["inclusive", "max", "maximum", "long", "and", "or"].contains(word) }
        guard let mark = next.mark else { return false }
        return !"%/$".unicodeScalars.contains(mark)
    }

    private func oneSided(
        _ measure: Measure?, _ side: PageLimit.Side, _ value: Int64, isPlain: Bool,
        _ indices: ClosedRange<Int>
    ) -> PageLimit {
        make(measure, side == .least ? value : nil, side == .greatest ? value : nil, isPlain: isPlain, indices)
    }

    private func make(
        _ measure: Measure?, _ least: Int64?, _ greatest: Int64?, isPlain: Bool, _ indices: ClosedRange<Int>
    ) -> PageLimit {
        // With its unit, which readers look for.
        let end = unit(at: indices.upperBound + 1).end
        return PageLimit(
            measure: measure, least: least, greatest: greatest, isPlain: isPlain,
            range: tokens[indices.lowerBound].range
                .lowerBound..<tokens[max(end - 1, indices.upperBound)].range.upperBound)
    }
}
