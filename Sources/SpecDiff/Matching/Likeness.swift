/// How alike two texts are.
enum Likeness {
    /// How likely two entries of one kind are the same under another name: by their descriptions and their names.
    ///
    /// Descriptions count where both have one; a name that holds the other, such as `tradingAccountId` and
    /// `accountId`, is a strong sign by itself.
    ///
    /// - Returns: A number from 0 to 1.
    static func ofEntries(
        names: (String, String), descriptions: (String?, String?)
    ) -> Double {
        let byName = ofWords(words(of: names.0), words(of: names.1))
        guard let first = descriptions.0, let second = descriptions.1 else { return byName }
        let byDescription = ofWords(words(of: first), words(of: second))
        return max(byDescription, (byName + byDescription) / 2)
    }

    /// The share of words two texts have in common: shared ones over the mean number of words.
    private static func ofWords(_ first: [String], _ second: [String]) -> Double {
        let (first, second) = (Set(first), Set(second))
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        return Double(2 * first.intersection(second).count) / Double(first.count + second.count)
    }

    /// The words of a sentence or of a name in camel, snake or kebab case, in lower case.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previousIsLower = false
        for character in text {
            let isWord = character.isLetter || character.isNumber
            if !isWord || (character.isUppercase && previousIsLower), !word.isEmpty {
                words.append(word.lowercased())
                word = ""
            }
            if isWord { word.append(character) }
            previousIsLower = character.isLowercase || character.isNumber
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }
}
