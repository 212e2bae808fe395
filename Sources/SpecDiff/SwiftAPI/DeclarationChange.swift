internal import SwiftSource
internal import VenueSpec

/// What became of one declaration in a venue's namespace and of everything in it: a call with its types and the
/// client's functions for it, a type of replies, the servers, the credentials.
struct DeclarationChange: Sendable {
    /// Its full name, such as `Meridian.CancelOrder`.
    let name: String
    /// Its full name in the old version.
    let oldName: String
    /// What is different.
    let difference: APIDifference
    /// The part of the spec it is made from: the one entry the difference comes from, or the whole.
    let places: Places

    /// Whether only the new version has it.
    var isAdded: Bool { difference.added.contains { $0.scope.isEmpty && $0.path == localName } }
    /// Whether only the old version has it.
    var isRemoved: Bool { difference.removed.contains { $0.scope.isEmpty && $0.path == localName } }
    /// Whether the two versions call it differently.
    var isRenamed: Bool { name != oldName }
    /// Whether code that compiles against the old version may not compile against the new one.
    var breaksSource: Bool { isRenamed || difference.breaksSource }

    /// The name in the venue's namespace.
    private var localName: String { String(name.drop { $0 != "." }.dropFirst()) }

    /// The old declarations that differ, as signatures in a line; `nil` for none.
    var oldText: String? {
        text((isRenamed ? [oldName] : []), difference.removed + (difference.changed + difference.extended).map(\.old))
    }

    /// The new declarations that differ, as signatures in a line; `nil` for none.
    var newText: String? {
        text((isRenamed ? [name] : []), (difference.changed + difference.extended).map(\.new) + difference.added)
    }

    /// What differs, in words, such as `gone: Input.desk; changed: Input.init`.
    var summary: String {
        /// The names of some declarations after a word.
        func part(_ word: String, _ symbols: [APISymbol]) -> [String] {
            var seen: Set<String> = []
            let names = symbols.map(\.path).filter { seen.insert($0).inserted }
            return names.isEmpty ? [] : ["\(word): \(names.map(short).joined(separator: ", "))"]
        }
        let parts =
            part("gone", difference.removed) + part("changed", difference.changed.map(\.new))
            + part("new cases", difference.addedCases) + part("extended", difference.extended.map(\.new))
            + part("new", difference.added.filter { !$0.isCase })
        return parts.joined(separator: "; ")
    }

    /// The full names of everything that differs.
    var symbols: [String] {
        let venue = name.prefix { $0 != "." }
        let all = difference.removed + (difference.changed + difference.extended).map(\.new) + difference.added
        var seen: Set<String> = []
        let names = (isRenamed ? [oldName, name] : []) + all.map { "\(venue).\($0.path)" }
        return names.filter { seen.insert($0).inserted }
    }

    /// A path without this declaration's own name.
    private func short(_ path: String) -> String {
        path.hasPrefix(localName + ".") ? String(path.dropFirst(localName.count + 1)) : path
    }

    /// Signatures in a line.
    private func text(_ names: [String], _ symbols: [APISymbol]) -> String? {
        let all = names + symbols.map(\.signature)
        return all.isEmpty ? nil : all.joined(separator: "; ")
    }
}
