internal import VenueSpec

/// Finds the words and texts of a spec on a page.
struct PageSearch {
    /// The page's characters, line breaks as spaces.
    private let scalars: [Unicode.Scalar]
    /// The places of each character.
    private let places: [Unicode.Scalar: [Int]]

    /// Names this long are recognised also where a page runs them into the next word.
    private static let unmistakable = 6

    /// Words that pages run together with names, as in tables saved as text.
    static let typeWords = [
        "string", "integer", "int", "long", "number", "decimal", "boolean", "bool", "object", "array", "enum",
        "required",
        "optional", "nullable", "uuid", "date", "header", "path", "query", "body",
    ]

    /// A search of a page.
    init(_ page: PageText) {
        scalars = page.scalars.map { $0 == "\n" ? " " : $0 }
        places = Dictionary(grouping: scalars.indices, by: { [scalars] in scalars[$0] })
    }

    /// Whether a claim's text occurs.
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

extension Unicode.Scalar {
    /// Whether it is a digit from 0 to 9.
    var isDigit: Bool { ("0"..."9").contains(self) }

    /// Whether it is part of a name.
    var isWordPart: Bool { self == "_" || isDigit || properties.isAlphabetic }
}
