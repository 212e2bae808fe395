internal import VenueSpec

/// Finds the words and texts of a spec on a page.
struct PageSearch {
    /// The page's characters, line breaks as spaces.
    private let scalars: [Unicode.Scalar]
    private let places: [Unicode.Scalar: [Int]]

    /// Names this long are recognised also where a page runs them into the next word.
    private static let unmistakable = 6

    /// Words that pages run together with names, as in tables saved as text.
    static let typeWords = [
        "string", "integer", "int", "long", "number", "decimal", "boolean", "bool", "object", "array", "enum",
        "required",
        "optional", "nullable", "uuid", "date", "header", "path", "query", "body",
    ]

    init(_ page: PageText) { self.init(page, in: page.scalars.indices) }

    init(_ page: PageText, in range: Range<Int>) {
        scalars = page.scalars[range].map { $0 == "\n" ? " " : $0 }
        places = Dictionary(grouping: scalars.indices, by: { [scalars] in scalars[$0] })
    }

    func holds(_ claim: Claim) -> Bool {
        let text = PageText.comparable(claim.text)
        guard let first = text.first else { return true }
        return (places[first] ?? []).contains { start in
            scalars[start...].starts(with: text) && isApart(start..<start + text.count, as: claim.kind)
        }
    }

    /// Whether what stands around a text leaves it a word of its own.
    private func isApart(_ range: Range<Int>, as kind: Claim.Kind) -> Bool {
        let before = range.lowerBound > 0 ? scalars[range.lowerBound - 1] : " "
        let after = range.upperBound < scalars.count ? scalars[range.upperBound] : " "
        switch kind {
        case .text, .address: return true
        case .number: return !before.isDigit && before != "." && !after.isDigit
        case .name:
            if range.count >= Self.unmistakable { return true }
            let first = scalars[range.lowerBound]
            let last = scalars[range.upperBound - 1]
            // Where words run together a capital letter begins the next one.
            let startsWord = !before.isWordPart || (before.properties.isLowercase && first.properties.isUppercase)
            let endsWord = !after.isWordPart || (last.properties.isLowercase && after.properties.isUppercase)
            let rest = scalars[range.upperBound...].prefix(9).map { String($0).lowercased() }.joined()
            return startsWord && (endsWord || Self.typeWords.contains { rest.hasPrefix($0) })
        }
    }
}

/// Finds what looks like a name of the wire on a page and is nowhere in a spec.
struct PageNames {
    /// A word and where it stands among the page's characters.
    struct Finding: Hashable {
        let word: String
        let kind: String
        let range: Range<Int>
    }

    private let scalars: [Unicode.Scalar]
    /// Every word of the spec, of its prose too: what its author has written down was seen.
    private let known: Set<String>
    /// The values of enumerations, which pages run together.
    private let values: [String]

    /// Names of techniques and of code in samples, which no spec needs to repeat.
    private static let common: Set<String> = [
        "JavaScript", "TypeScript", "NodeJS", "OpenAPI", "GraphQL", "WebSocket", "WebSockets", "OAuth", "OAuth2",
        "GitHub",
        "PowerShell", "cURL", "iOS", "macOS", "JWTs", "APIs", "URLs", "UUIDs", "IDs", "status_code", "text_type",
        "raise_for_status", "HttpClient", "StringContent", "async_def", "setRequestHeader",
    ]

    private static let standardHeaders: Set<String> = [
        "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Connection",
        "Content-Length",
        "Content-Type", "Host", "User-Agent",
    ]

    /// Words that come after a status, first words of its reason among them.
    private static let reasons: Set<String> = [
        "response", "ok", "created", "accepted", "no", "bad", "unauthorized", "forbidden", "not", "conflict", "gone",
        "too",
        "unprocessable", "internal", "service", "gateway",
    ]

    init(_ page: PageText, spec: [Unicode.Scalar], values: [String]) {
        scalars = page.scalars
        known = Set(Self.words(in: spec) { $0.isWordPart }.map { spec[$0].text })
            .union(Self.words(in: spec) { $0.isWordPart || $0 == "-" }.map { spec[$0].text })
        self.values = values.sorted { $0.count > $1.count }
    }

    /// What is on the page and not in the spec; each word once, in the page's order.
    func unknown() -> [Finding] {
        let addresses = Self.addresses(in: scalars)
        var seen: Set<String> = []
        let found = names() + headers() + numbers()
        return found.filter { finding in !addresses.contains { $0.overlaps(finding.range) } }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
            .filter { !known.contains($0.word) && seen.insert($0.word).inserted }
    }

    /// Words in camel case or with underscores.
    private func names() -> [Finding] {
        Self.words(in: scalars) { $0.isWordPart }.compactMap { range in
            let word = scalars[range].text
            guard !known.contains(word), !Self.common.contains(word), Self.isName(word),
                let rest = withoutKnownParts(word)
            else { return nil }
            let start = range.upperBound - rest.unicodeScalars.count
            return Finding(word: rest, kind: "name", range: start..<range.upperBound)
        }
    }

    /// What is new in a word, or `nil` for nothing: values that were run together are told apart, and words for types and
    /// the like after a name are no part of it.
    private func withoutKnownParts(_ word: String) -> String? {
        var rest = word[...]
        var count = 0
        while let value = values.first(where: { rest.hasPrefix($0) }) {
            rest = rest.dropFirst(value.count)
            count += 1
        }
        if count > 1 { return rest.isEmpty ? nil : String(rest) }
        var name = word[...]
        while let type = PageSearch.typeWords.first(where: { name.lowercased().hasSuffix($0) }), name.count > type.count
        {
            name = name.dropLast(type.count)
            if known.contains(String(name)) { return nil }
        }
        return word
    }

    /// Whether a word has capital letters after small ones, or underscores, and is no id.
    static func isName(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        guard let first = scalars.first, first.isASCII, first.properties.isAlphabetic, scalars.count <= 60 else {
            return false
        }
        if scalars.count(where: \.isDigit) * 3 > scalars.count || isDateFormat(scalars) { return false }
        let isCamel = zip(scalars, scalars.dropFirst()).contains {
            $0.properties.isLowercase && $1.properties.isUppercase
        }
        return isCamel || (scalars.dropFirst().dropLast().contains("_") && scalars.last != "_")
    }

    /// Whether a word is part of a pattern for dates, such as `YYYY-MM-DDTHH:mm:ss.sssZ`.
    private static func isDateFormat(_ word: [Unicode.Scalar]) -> Bool {
        word.allSatisfy { "YyMmDdHhSsTZ-".unicodeScalars.contains($0) }
    }

    /// Header fields: `X-…`, and other capitalised words with hyphens where a value follows.
    private func headers() -> [Finding] {
        Self.words(in: scalars) { $0.isWordPart || $0 == "-" }.compactMap { range in
            let word = scalars[range].text
            let parts = word.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count > 1, parts.allSatisfy({ $0.first?.isUppercase == true }),
                !Self.standardHeaders.contains(word)
            else { return nil }
            let next = scalars[range.upperBound...].first { $0 != " " && $0 != "\"" && $0 != "'" && $0 != "`" }
            guard !Self.isDateFormat(Array(scalars[range])) else { return nil }
            guard word.hasPrefix("X-") || next == ":" || next == "|" else { return nil }
            return Finding(word: word, kind: "header field", range: range)
        }
    }

    /// Numbers that are called codes or statuses.
    private func numbers() -> [Finding] {
        let words = Self.words(in: scalars) { $0.isWordPart }
        return words.indices.compactMap { index in
            let range = words[index]
            let text = scalars[range].text
            guard text.allSatisfy({ $0.isASCII && $0.isNumber }), (2...6).contains(text.count) else { return nil }
            let before = words[..<index].suffix(1).first.flatMap { other in
                range.lowerBound - other.upperBound <= 3 ? scalars[other].text.lowercased() : nil
            }
            let after = words[(index + 1)...].first.flatMap { other in
                other.lowerBound - range.upperBound <= 2 ? scalars[other].text.lowercased() : nil
            }
            let isStatus = text.count == 3 && ("1"..."5").contains(text.first ?? " ")
            if let before, before.hasSuffix("code") { return Finding(word: text, kind: "code", range: range) }
            let isNamed = before.map { $0.hasSuffix("status") || $0 == "http" } ?? false
            let isReply = after.map(Self.reasons.contains) ?? false
            guard isStatus, isNamed || isReply || isAlone(range) else { return nil }
            return Finding(word: text, kind: "status", range: range)
        }
    }

    /// Whether a number begins a line, perhaps after a bullet, and ends it or is followed by a dash.
    private func isAlone(_ range: Range<Int>) -> Bool {
        let before = scalars[..<range.lowerBound].suffix(3).reversed().drop {
            $0 == " " || "-•*".unicodeScalars.contains($0)
        }
        let after = scalars[range.upperBound...].first { $0 != " " }
        return (before.first ?? "\n") == "\n" && ["\n", "-", "|", nil].contains(after)
    }

    /// The stretches of a text whose characters satisfy a condition.
    private static func words(in scalars: [Unicode.Scalar], _ isPart: (Unicode.Scalar) -> Bool) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (index, scalar) in scalars.enumerated() {
            if isPart(scalar) {
                start = start ?? index
            } else if let begin = start {
                words.append(begin..<index)
                start = nil
            }
        }
        if let start { words.append(start..<scalars.count) }
        return words
    }

    private static func addresses(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        words(in: scalars) { $0 != " " && $0 != "\n" && $0 != "\"" && $0 != "'" && $0 != "`" && $0 != ")" }
            .filter { scalars[$0].text.contains("://") }
    }
}

extension Unicode.Scalar {
    /// Whether it is a digit from 0 to 9.
    var isDigit: Bool { ("0"..."9").contains(self) }

    var isWordPart: Bool { self == "_" || isDigit || properties.isAlphabetic }
}
