/// Looks for any of some texts in another, in one pass over it.
struct ByteSearch {
    private let texts: [[UInt8]]
    /// Whether one of them begins with a byte.
    private let isFirst: [Bool]

    /// A search for any of these texts, which are not empty.
    init(_ texts: [String]) {
        self.texts = texts.map { Array($0.utf8) }
        var isFirst = [Bool](repeating: false, count: 256)
        for byte in self.texts.compactMap(\.first) { isFirst[Int(byte)] = true }
        self.isFirst = isFirst
    }

    /// Whether one of the texts occurs, followed by what is wanted.
    func occur(in bytes: [UInt8], before isWanted: (ArraySlice<UInt8>) -> Bool = { _ in true }) -> Bool {
        bytes.indices.contains { start in
            guard isFirst[Int(bytes[start])] else { return false }
            return texts.contains { text in
                bytes[start...].starts(with: text) && isWanted(bytes[(start + text.count)...])
            }
        }
    }
}
