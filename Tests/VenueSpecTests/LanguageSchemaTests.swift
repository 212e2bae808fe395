import SourceText
import SpecMaintenance
import TestScheduling
import Testing
import YAMLDocument

@testable import VenueSpec

/// The JSON Schema for editors and the tool agree.
@Suite(.bounded) struct LanguageSchemaTests {
    /// The schema as editors get it.
    private let schema: JSONTree
    /// A validator of it.
    private let validator: SchemaValidator

    init() throws {
        schema = try JSONTreeParser.parse(Array(LanguageSchema.json().utf8))
        validator = SchemaValidator(schema: schema)
    }

    /// What the schema says of a spec; `nil` where it is no YAML.
    private func faults(of file: SourceFile) -> [String]? {
        let (node, diagnostics) = YAMLReader.read(file)
        return diagnostics.isEmpty ? node.map { validator.faults(of: JSONTree(coreSchema: $0)) } : nil
    }

    @Test func acceptsEveryValidSpec() throws {
        for file in try Corpus.goodSpecs() { #expect(faults(of: file) == [], "\(file.path)") }
    }

    @Test(arguments: ["unknown-key", "wrong-type"]) func refusesFaultsOfStructure(_ rule: String) throws {
        for file in try Corpus.failCase(rule) { #expect(faults(of: file) != [], "\(file.path)") }
    }

    /// An empty list where something must be listed is beyond the keywords the schema uses.
    @Test func refusesMissingKeys() throws {
        for file in try Corpus.failCase("missing-key")
        where !["empty-collections", "no-operation"].contains(file.venueStem) {
            #expect(faults(of: file) != [], "\(file.path)")
        }
    }

    @Test func refusesWordsOutsideAVocabulary() throws {
        let words = SpecAnalysis(try Corpus.failCase("invalid-value")).diagnostics.filter {
            $0.rule == LanguageRule.invalidValue.id && $0.path == "closed-words.venue.yaml"
        }
        let file = try #require(try Corpus.failCase("invalid-value").first { $0.venueStem == "closed-words" })
        #expect(faults(of: file)?.count == words.count)
    }

    /// Of a rule, of a value, under `confirm` and in an example: each alone is a fault.
    @Test func refusesOutcomesOutsideTheVocabulary() throws {
        for file in try Corpus.failCase("invalid-outcome") {
            let places = SpecAnalysis([file]).diagnostics.filter { $0.rule == LanguageRule.invalidOutcome.id }.map(
                \.range)
            #expect(places.count >= 7)
            for place in places {
                var edited = file
                for other in places.reversed() where other != place {
                    edited = try edited.replacing(other, with: "unknown(inconclusive)")
                }
                #expect(faults(of: edited)?.isEmpty == false, "\(place)")
            }
            let right = try places.reversed().reduce(file) {
                try $0.replacing($1, with: "unknown(inconclusive)")
            }
            #expect(faults(of: right) == [])
        }
    }

    @Test func completesOutcomesWhereverOneStands() {
        let definitions = schema["definitions"]
        let rule = definitions?["outcomeRule"]?["properties"]?["then"]?["anyOf"]?.elements ?? []
        let map = rule.last?["additionalProperties"]?["anyOf"]?.elements.first
        let places = [
            rule.first, map, definitions?["outcomeCase"]?["properties"]?["then"],
            definitions?["confirmation"]?["properties"]?["statuses"]?["additionalProperties"],
        ]
        for place in places { #expect(place?["enum"]?.elements.compactMap(\.text) == Outcome.words(of: .cancel)) }
        let recorded = definitions?["reply"]?["properties"]?["outcome"]?["anyOf"]?.elements.first?["enum"]
        #expect(recorded?.elements.compactMap(\.text) == Outcome.replyWords)
    }

    @Test(arguments: Grammar.records.map(\.name)) func aMappingHasTheKeysOfTheGrammar(_ name: String) throws {
        let definition = name == SpecKeys.record.name ? schema : schema["definitions"]?[name]
        let keys = try #require(Grammar.records.first { $0.name == name }).keys
        #expect(definition?["properties"]?.names == keys.map(\.name))
        #expect(definition?["required"]?.elements.compactMap(\.text) ?? [] == keys.filter(\.isRequired).map(\.name))
        #expect(definition?["additionalProperties"] == .boolean(false))
        #expect(Set(keys.map(\.name)).count == keys.count)
    }

    @Test func schemaAndToolRefuseAnUnknownKeyInEveryKindOfMapping() throws {
        var seen: Set<String> = []
        for file in try Corpus.goodSpecs() {
            for key in KeyWalk(file).keys {
                guard case .language(let record) = key.kind, seen.insert(record.name).inserted else { continue }
                let edited = try insertingKey(before: key, in: file)
                let found = SpecAnalysis([edited]).diagnostics.map(\.rule)
                #expect(found == [LanguageRule.unknownKey.id], "\(record.name)")
                #expect(faults(of: edited)?.contains { $0.contains("x-unheard-of") || $0.contains("none of") } == true)
            }
        }
        #expect(seen == Set(Grammar.records.map(\.name)))
    }

    /// The spec with an unknown key before a key, in a mapping of either style.
    private func insertingKey(before key: LocatedKey, in file: SourceFile) throws -> SourceFile {
        let indentation = String(repeating: " ", count: key.range.start.column - 1)
        let candidates = try [", ", "\n" + indentation].map {
            try file.replacing(key.range, with: "x-unheard-of: 1\($0)\(key.name)")
        }
        return try #require(candidates.first { YAMLReader.read($0).diagnostics.isEmpty })
    }

    @Test func aMisspeltSchemaKeywordWouldBeNoticed() {
        let schema = JSONTree.object([.init(name: "reqired", value: .array([.string("a")]))])
        let faults = SchemaValidator(schema: schema).faults(of: .object([] as [JSONTree.Member]))
        #expect(faults == ["$: unknown keyword 'reqired'"])
    }
}
