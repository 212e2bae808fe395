import SourceText
import TestScheduling
import Testing
import YAMLDocument

@testable import VenueSpec

/// A slip of the finger in any key is refused where it was made, with the right key as its cure.
@Suite(.bounded) struct NearMissTests {
    /// The specs of the package, smaller ones first, so that what several have in common is tried in the smallest.
    private static let shipped = ((try? Corpus.specs(in: Corpus.shippedSpecs)) ?? [])
        .sorted { $0.bytes.count < $1.bytes.count }

    /// Every spec without a finding.
    private static let good = (try? Corpus.goodSpecs()) ?? []

    /// The keys of the language, each in the smallest spec that uses it, by that spec's path.
    private static let firstUses: [String: [LocatedKey]] = {
        var seen: Set<[String]> = []
        let uses = good.sorted { $0.bytes.count < $1.bytes.count }.map { file in
            let keys = KeyWalk(file).keys.filter { key in
                guard case .language(let record) = key.kind else { return false }
                return seen.insert([record.name, key.name]).inserted
            }
            return (file.path, keys)
        }
        return Dictionary(uniqueKeysWithValues: uses)
    }()

    /// One letter dropped or two swapped, in every key of the language; ``everySlipInAKeyIsCured()`` looks at all of them.
    @Test(arguments: good) func aMisspeltKeyIsOneFindingWithTheRightCure(in file: SourceFile) throws {
        for (index, key) in try #require(Self.firstUses[file.path]).enumerated() {
            let misses = nearMisses(of: key.name)
            let miss = misses[index % misses.count]
            let diagnostics = SpecAnalysis([try file.replacing(key.range, with: miss)]).diagnostics
            #expect(diagnostics.map(\.rule) == [LanguageRule.unknownKey.id], "\(file.path): '\(key.name)' as '\(miss)'")
            #expect(diagnostics.first?.range.start == key.range.start)
            #expect(diagnostics.first?.message.hasPrefix("unknown key '\(miss)'") == true)
            #expect(diagnostics.first?.fixIts.map(\.replacement) == [key.name], "\(file.path): '\(miss)'")
        }
    }

    /// The same for every slip in every key, in each company of other keys that it is found in.
    @Test(.long) func everySlipInAKeyIsCured() throws {
        var seen: Set<[String]> = []
        for file in Self.shipped {
            let document = try #require(YAMLReader.read(file).document)
            let keys = KeyWalk(file).keys
            let companies = Dictionary(grouping: keys, by: \.mapping).mapValues { Set($0.map(\.name)).sorted() }
            for key in keys {
                guard case .language(let record) = key.kind,
                    seen.insert([record.name, key.name] + (companies[key.mapping] ?? [])).inserted
                else { continue }
                for miss in nearMisses(of: key.name) {
                    var decoder = SpecDecoder(report: Report(file))
                    let repaired = decoder.decode(document.renamingKey(at: key.range, to: miss))
                    let found = decoder.report.diagnostics.first
                    let isCured =
                        decoder.report.diagnostics.count == 1 && found?.rule == LanguageRule.unknownKey.id
                        && found?.range == key.range
                        && found?.message.hasSuffix("; did you mean '\(key.name)'?") == true
                        && Node(repaired) == document
                    if !isCured { Issue.record("\(file.path):\(key.range.start.line): '\(key.name)' as '\(miss)'") }
                }
            }
        }
        #expect(seen.count > 100)
    }

    /// No two keys of one mapping are a slip apart, so a slip never makes another key.
    @Test func keysOfAMappingAreToldApart() {
        for record in Grammar.records {
            let names = record.keys.map(\.name)
            for name in names {
                #expect(Set(nearMisses(of: name)).isDisjoint(with: names), "'\(name)' of \(record.name)")
            }
        }
    }

    /// A name that one place declares and another uses cannot change in one of them.
    ///
    /// Names that nothing else in a spec refers to, such as a server's or an optional member's that no example shows,
    /// are the author's to choose and not among these.
    @Test(.long, arguments: good) func aMisspeltNameIsRefusedWithThatName(in file: SourceFile) throws {
        let referred: Set<String> = [
            "parameters", "input", "types", "properties", "responses", "sources", "when", "then",
        ]
        for (index, key) in KeyWalk(file).keys.enumerated() {
            guard case .chosen(let subject) = key.kind, referred.contains(subject) else { continue }
            guard let miss = nearMisses(of: key.name).dropFirst(index % 2).first else { continue }
            let edited = try file.replacing(key.range, with: miss.isPlainWord ? miss : "'\(miss)'")
            let errors = SpecAnalysis([edited]).diagnostics.filter { $0.severity == .error }
            let about = errors.filter { error in
                [miss, key.name].contains { error.message.contains("'\($0)") || error.message.contains("\($0): ") }
                    || error.range.start == key.range.start
            }
            #expect(!about.isEmpty, "\(file.path):\(key.range.start.line): '\(key.name)' as '\(miss)' in \(subject)")
        }
    }
}

extension Node {
    /// The node with another name for the key at a place.
    fileprivate func renamingKey(at range: SourceRange, to name: String) -> Node {
        switch content {
        case .scalar: return self
        case .sequence(let elements):
            return Node(content: .sequence(elements.map { $0.renamingKey(at: range, to: name) }), range: self.range)
        case .mapping(let entries):
            let renamed = entries.map { entry in
                Entry(
                    key: entry.keyRange == range ? name : entry.key, keyRange: entry.keyRange,
                    value: entry.value.renamingKey(at: range, to: name))
            }
            return Node(content: .mapping(renamed), range: self.range)
        }
    }

    /// What was decoded, without what it means.
    fileprivate init(_ decoded: SpecNode) {
        let content: Content =
            switch decoded.content {
            case .scalar(let scalar): .scalar(scalar)
            case .sequence(let elements): .sequence(elements.map { Node($0) })
            case .mapping(let entries):
                .mapping(entries.map { Entry(key: $0.key, keyRange: $0.keyRange, value: Node($0.value)) })
            }
        self.init(content: content, range: decoded.range)
    }
}

extension String {
    /// Whether YAML reads the text as it is where a key stands.
    fileprivate var isPlainWord: Bool { wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.-]*/) != nil }
}
