internal import SwiftSource

/// Turns types as they are written in generated code into full names, so that the same type reads the same wherever it
/// stands and whatever hides its short name.
struct TypeNames: Sendable {
    /// The venue's namespace in the file.
    let venue: String
    /// The name the namespace is given.
    let displayed: String
    /// The paths of the declared types, from the venue's namespace.
    let declared: Set<[String]>
    /// What some of the types directly in the namespace are called instead.
    let renames: [String: String]

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
        var path = ""
        for character in text {
            if character.isLetter || character.isNumber || "_.".contains(character) {
                path.append(character)
            } else if character != "`" {
                result += generic.contains(path) ? path : name(path, in: scope)
                path = ""
                result.append(character)
            }
        }
        return result + (generic.contains(path) ? path : name(path, in: scope))
    }

    /// The names from the venue's namespace after the renames.
    func renamed(_ path: [String]) -> [String] {
        path.enumerated().map { $0.offset == 0 ? renames[$0.element] ?? $0.element : $0.element }
    }

    /// The full name of a dotted path; labels and keywords, which begin with small letters, stay as they are.
    private func name(_ path: String, in scope: [String]) -> String {
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, first.first?.isUppercase == true else { return path }
        for depth in stride(from: scope.count, through: 0, by: -1)
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
