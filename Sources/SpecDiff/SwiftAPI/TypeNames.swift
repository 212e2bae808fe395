internal import SwiftSource

/// Turns types as they are written in generated code into full names, so that the same type reads the same wherever it
/// stands and whatever hides its short name.
struct TypeNames: Sendable, Hashable {
    let venue: String
    let displayed: String
    /// The paths of the declared types, from the venue's namespace.
    let declared: Set<[String]>
    let declaredNames: Set<String>
    /// What some of the types directly in the namespace are called instead.
    let renames: [String: String]

    init(venue: String, displayed: String, declared: Set<[String]>, renames: [String: String]) {
        self.venue = venue
        self.displayed = displayed
        self.declared = declared
        self.renames = renames
        declaredNames = Set(declared.compactMap(\.last))
    }

    /// The modules whose names are written bare unless something hides them.
    private static let modules: Set<String> = ["Swift", "VenueRuntime"]

    /// A type, or a list of them, with full names.
    ///
    /// - Parameters:
    ///   - text: What is written.
    ///   - scope: The types around it, from the venue's namespace.
    ///   - generic: The names of generic parameters, which hide types.
    /// - Returns: The same with full names.
    func resolved(_ text: String, in scope: [String], beside generic: Set<String> = []) -> String {
        var result = ""
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let written = rest.prefix(while: Self.isInPath)
            let path = String(decoding: written.filter { $0 != UInt8(ascii: "`") }, as: UTF8.self)
            result += generic.contains(path) ? path : name(path, in: scope)
            rest = rest[written.endIndex...]
            let marks = rest.prefix { !Self.isInPath($0) }
            result += String(Substring(marks))
            rest = rest[marks.endIndex...]
        }
        return result
    }

    /// Whether a byte is a part of a dotted path: a letter, digit, `_`, `.`, or a back-tick around a reserved word;
    /// what is not ASCII is a letter.
    private static func isInPath(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F...0x7A, 0x80...: true
        default: false
        }
    }

    /// The names from the venue's namespace after the renames.
    func renamed(_ path: [String]) -> [String] {
        path.enumerated().map { $0.offset == 0 ? renames[$0.element] ?? $0.element : $0.element }
    }

    /// The full name of a dotted path; labels and keywords, which begin with small letters, stay as they are.
    private func name(_ path: String, in scope: [String]) -> String {
        if let letter = path.utf8.first, letter < 0x80, !(0x41...0x5A).contains(letter) { return path }
        guard path.first?.isUppercase == true else { return path }
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first else { return path }
        for depth in stride(from: declaredNames.contains(first) ? scope.count : -1, through: 0, by: -1)
        where declared.contains(scope.prefix(depth) + [first]) {
            return full(scope.prefix(depth) + parts)
        }
        if first == venue, parts.count > 1 { return full(Array(parts.dropFirst())) }
        if Self.modules.contains(first), parts.count > 1 { return parts.dropFirst().joined(separator: ".") }
        return path
    }

    /// A path in the venue's namespace with the namespace before it, as Swift has it.
    private func full(_ path: [String]) -> String {
        ([displayed] + renamed(path)).map(ReservedWords.quoted).joined(separator: ".")
    }
}
