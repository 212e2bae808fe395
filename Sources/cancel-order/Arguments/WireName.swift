/// How names on the wire are spelt in other places.
enum WireName {
    /// A name in small letters with hyphens: `origClOrdId` is `orig-cl-ord-id`, `OMSId` is `oms-id`.
    static func kebabCase(_ name: String) -> String { words(name).joined(separator: "-").lowercased() }

    /// A name in capitals with underscores: `sessionToken` is `SESSION_TOKEN`.
    static func screamingCase(_ name: String) -> String { words(name).joined(separator: "_").uppercased() }

    /// The words of a name; a run of capitals is one word, its last letter belonging to the next where that goes on.
    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            let followsSmall = word.last.map { !$0.isUppercase } ?? false
            let precedesSmall = index + 1 < characters.count && characters[index + 1].isLowercase
            if character.isUppercase, !word.isEmpty, followsSmall || precedesSmall {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }
}
