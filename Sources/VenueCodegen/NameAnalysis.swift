internal import SourceText
internal import SwiftSource
internal import VenueSpec

/// Finds names of a spec that the Swift generated for its venue needs for something else.
///
/// The venue is generated with a neutral name in place of each of its own, and with every name of the runtime and of the
/// standard library qualified, as they are where a venue hides them. What is left are the names the generator itself
/// depends on, whatever it will generate one day: those it writes alone, and those it declares beside the venue's.
struct NameAnalysis {
    /// A name of the spec and where it is stated.
    private struct Stated {
        /// What it names, such as `operation`.
        let kind: String
        let text: String
        let swift: String
        let range: SourceRange
        let cure: String
    }

    private let venue: Venue
    /// The venue's names; a neutral one holds the index of what it stands for.
    private var stated: [Stated] = []

    /// Every name that is taken, in the order of the spec.
    static func findings(for venue: Venue) -> [Diagnostic] {
        var analysis = NameAnalysis(venue: venue)
        let neutral = analysis.neutralVenue()
        var scope = Scope(neutral, access: .public, venueNames: [neutral.name.swift, ClientGenerator.indexType])
        scope.qualifyEverything()
        let file = VenueTranslator(scope: scope).file()
        var taken = analysis.takenTypes(in: file)
        let members = file.declarations.flatMap { analysis.takenMembers(in: $0) }
        if !members.isEmpty {
            // Some of the generator's own names give way to those of the venue.
            let names = Set([venue.name.swift, ClientGenerator.indexType])
            let real = VenueTranslator(scope: Scope(venue, access: .public, venueNames: names)).file()
            let twice = Set(real.declarations.flatMap(\.namesDeclaredTwice))
            taken += members.filter { twice.contains($0.name) }.map(\.index)
        }
        var seen: Set<Int> = []
        return taken.sorted().filter { seen.insert($0).inserted }.map(analysis.finding)
    }

    private init(venue: Venue) { self.venue = venue }

    private func finding(_ index: Int) -> Diagnostic {
        let name = stated[index]
        return Diagnostic(
            rule: "swift-name-clash",
            message: "the Swift name '\(name.swift)' of \(name.kind) '\(name.text)' is taken by what is generated; "
                + name.cure,
            path: venue.file.path, range: name.range)
    }

    // MARK: What is taken

    /// The names of types that the file uses on its own, and those that hide the venue from what is inside it.
    private func takenTypes(in file: SwiftFile) -> [Int] {
        // A generic parameter hides what bears its name only where nothing else is meant.
        let used = SwiftWords.bare(in: file.rendered()).subtracting(file.declarations.flatMap(\.genericParameters))
        return stated.indices.filter { index in
            let name = stated[index]
            // No back-ticks make it another's name.
            if name.swift == "self" { return true }
            guard let first = name.swift.utf8.first, (0x41...0x5A).contains(first) else { return false }
            return used.contains(name.swift) || ReservedWords.quoted(name.swift) != name.swift
                || index > 0 && name.swift == venue.name.swift
        }
    }

    /// The names of members that stand in a type beside one that the generator declares, or another of the venue's.
    private func takenMembers(in declaration: Declaration) -> [(index: Int, name: String)] {
        guard case .type(let type) = declaration else { return [] }
        var own: [String: Int] = [:]
        var taken: [(index: Int, name: String)] = []
        let members = type.members.compactMap(\.memberName).map { (name: $0, index: index(in: $0)) }
        for case (let name, nil) in members { own[name] = -1 }
        for case (let name, let index?) in members {
            let original = original(of: name)
            if let other = own[original], other != index { taken.append((max(index, other), original)) }
            if own[original] == nil { own[original] = index }
        }
        return taken + type.members.flatMap(takenMembers)
    }

    // MARK: Neutral names

    /// The venue with a neutral name for each of its own.
    private mutating func neutralVenue() -> Venue {
        var result = venue
        result.name = neutral(venue.name, "venue", venue.outline.range(of: ["venue"]), cure: "rename it")
        result.servers = venue.servers.map { neutral($0, "server", cure: "rename it") }
        result.credentials = venue.credentials.map { neutral($0, "credential", cure: "rename it") }
        result.credentialSets = venue.credentialSets.map { neutral($0, "set of credentials", cure: "rename it") }
        result.types = venue.types.map { neutral($0, "type", cure: "rename it") }
        var types: [String: SwiftIdentifier] = [:]
        for type in result.types { types[type.name.text] = type.name }
        for index in result.types.indices {
            switch result.types[index].definition {
            case .object(let properties):
                result.types[index].definition = .object(
                    properties.map { property in
                        var result = neutral(property, "property")
                        result.type = property.type.renaming(types)
                        return result
                    })
            case .enumeration(let enumeration):
                result.types[index].definition = .enumeration(neutral(enumeration))
            case .union(var union):
                for (index, alternative) in union.alternatives.enumerated() {
                    union.alternatives[index].value = neutral(alternative.value, "value")
                    union.alternatives[index].type = types[alternative.type.text] ?? alternative.type
                }
                result.types[index].definition = .union(union)
            }
        }
        result.operations = venue.operations.map { neutral($0, types) }
        result.cancelAlls = venue.cancelAlls.map { neutral($0, types) }
        result.reads = venue.reads.map { neutral($0, types) }
        result.logins = venue.logins.map { login in
            var result = neutral(login, types)
            result.login?.credentials = (login.login?.credentials ?? []).map {
                neutral($0, "credential", cure: "rename it")
            }
            return result
        }
        return result
    }

    private mutating func neutral(
        _ operation: CallDescription, _ types: [String: SwiftIdentifier]
    ) -> CallDescription {
        var result = neutral(operation, "operation", cure: "rename it")
        // The namespace is a name of its own.
        stated.append(
            Stated(
                kind: "operation", text: operation.name.text, swift: Scope.namespace(of: operation),
                range: operation.provenance.range, cure: "rename it"))
        result.parameters = operation.parameters.map { parameter in
            var result = neutral(parameter, "parameter")
            result.type = neutral(parameter.type, of: parameter)
            return result
        }
        if case .alternatives(let sets) = result.identity {
            result.identity = .alternatives(sets.map { neutral($0, "identity", cure: "rename it") })
        }
        for index in result.responses.indices {
            if case .json(let type) = result.responses[index].content {
                result.responses[index].content = .json(type.renaming(types))
            }
        }
        return result
    }

    private mutating func neutral(_ type: ParameterType, of parameter: Parameter) -> ParameterType {
        switch type {
        case .array(let element): return .array(neutral(element, of: parameter))
        case .enumeration(let enumeration, let name):
            let identifier = neutral(
                SwiftIdentifier(text: parameter.name.text, swift: name), "parameter", parameter.provenance.range)
            return .enumeration(neutral(enumeration), swiftType: identifier.swift)
        default: return type
        }
    }

    private mutating func neutral(_ enumeration: Enumeration) -> Enumeration {
        var result = enumeration
        result.values = enumeration.values.map { neutral($0, "value") }
        return result
    }

    private mutating func neutral<Part: NamedPart>(
        _ part: Part, _ kind: String, cure: String = "choose another with 'name'"
    ) -> Part {
        var result = part
        result.name = neutral(part.name, kind, part.provenance.range, cure: cure)
        return result
    }

    /// A name that no source text has in place of one of the spec, in the same case.
    private mutating func neutral(
        _ name: SwiftIdentifier, _ kind: String, _ range: SourceRange, cure: String = "choose another with 'name'"
    ) -> SwiftIdentifier {
        stated.append(Stated(kind: kind, text: name.text, swift: name.swift, range: range, cure: cure))
        let isUpper = name.swift.first.map { $0.isUppercase } ?? false
        return SwiftIdentifier(text: name.text, swift: "\(isUpper ? "N" : "n")ˑ\(stated.count - 1)ˑ")
    }

    /// What a name of the neutral file stands for, if it is made of one of the venue's.
    private func index(in name: String) -> Int? {
        let parts = name.split(separator: "ˑ", omittingEmptySubsequences: false)
        return parts.count == 3 ? Int(parts[1]) : nil
    }

    /// A name of the neutral file as it is in the venue's: `sendNˑ3ˑ` → `sendCancelOrder`.
    private func original(of name: String) -> String {
        let parts = name.split(separator: "ˑ", omittingEmptySubsequences: false)
        guard parts.count == 3, let index = Int(parts[1]), stated.indices.contains(index) else { return name }
        let swift = stated[index].swift
        return parts[0].dropLast() + (parts[0].last == "N" ? swift.capitalized : swift) + parts[2]
    }
}

/// A part of a spec whose name becomes one in Swift.
private protocol NamedPart {
    var name: SwiftIdentifier { get set }
    var provenance: Provenance { get }
}

extension Server: NamedPart {}
extension Credential: NamedPart {}
extension CredentialSet: NamedPart {}
extension NamedType: NamedPart {}
extension Property: NamedPart {}
extension CallDescription: NamedPart {}
extension Parameter: NamedPart {}
extension IdentityAlternative: NamedPart {}
extension Enumeration.Value: NamedPart {}

extension ValueType {
    /// The type with other Swift names for the venue's types.
    fileprivate func renaming(_ names: [String: SwiftIdentifier]) -> ValueType {
        switch self {
        case .named(let name): .named(names[name.text] ?? name)
        case .array(let element): .array(element.renaming(names))
        case .map(let element): .map(element.renaming(names))
        case .oneOrMany(let element): .oneOrMany(element.renaming(names))
        case .encoded(let held): .encoded(held.renaming(names))
        default: self
        }
    }
}

extension Declaration {
    fileprivate var genericParameters: [String] {
        switch self {
        case .type(let type): type.members.flatMap(\.genericParameters)
        case .function(let function):
            (function.genericParameters?.split(separator: ":").prefix(1) ?? []).map(String.init)
        default: []
        }
    }

    /// The names that two members of one type have.
    fileprivate var namesDeclaredTwice: [String] {
        guard case .type(let type) = self else { return [] }
        var seen: Set<String> = []
        return type.members.compactMap(\.memberName).filter { !seen.insert($0).inserted }
            + type.members.flatMap(\.namesDeclaredTwice)
    }

    /// The name of a member; none for initializers and extensions.
    fileprivate var memberName: String? {
        switch self {
        case .type(let type): type.kind == .extension ? nil : type.name
        case .function(let function): function.name
        case .property(let property): property.name
        case .enumCase(let enumCase): enumCase.name
        case .typeAlias(let alias): alias.name
        }
    }
}

private enum SwiftWords {
    /// The words that follow no dot, outside comments and string literals.
    static func bare(in text: String) -> Set<String> {
        var words: Set<String> = []
        for line in text.utf8.split(separator: 0x0A) {
            var rest = line
            var previous: UInt8 = 0
            while let byte = rest.first {
                if byte == 0x2F, rest.dropFirst().first == 0x2F { break }
                if byte == 0x22 || byte == 0x23 {
                    rest = afterLiteral(rest)
                    previous = 0
                } else if isWord(byte) {
                    let word = rest.prefix(while: isWord)
                    if previous != 0x2E { words.insert(String(decoding: word, as: UTF8.self)) }
                    rest = rest[word.endIndex...]
                    previous = 0
                } else {
                    if byte != 0x60 { previous = byte }
                    rest = rest.dropFirst()
                }
            }
        }
        return words
    }

    /// What follows a string literal, raw or not.
    private static func afterLiteral(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let fence = text.prefix { $0 == 0x23 }.count
        var rest = text.dropFirst(fence + 1)
        while let byte = rest.popFirst() {
            if byte == 0x5C, fence == 0 { rest = rest.dropFirst() }
            if byte == 0x22, rest.prefix(fence).count == fence, rest.prefix(fence).allSatisfy({ $0 == 0x23 }) {
                return rest.dropFirst(fence)
            }
        }
        return rest
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
}
