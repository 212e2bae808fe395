package import YAMLDocument

/// What a value in a spec may look like.
package indirect enum Form: Sendable {
    case text(TextForm)
    case words(Vocabulary)
    /// `true` or `false`.
    case boolean
    case integer(ClosedRange<Int64>)
    /// No value at all, as in `{ name }`.
    case empty
    /// A sequence; every element has the form.
    case list(Form)
    /// A mapping with free keys of one kind.
    case map(TextForm, Form)
    case record(Record)
    /// One of several forms; scalars, mappings and sequences are told apart first.
    case oneOf([Form])
    /// JSON with placeholders: any nesting of mappings, sequences and scalars.
    case template

    package static func record(_ keys: any Mapping.Type) -> Form { .record(keys.record) }

    /// Words that stand for values, and words that stand for nothing but themselves.
    static func words<Word: RawRepresentable<String> & Sendable>(_ words: [Word], or others: [String] = []) -> Form {
        .words(Vocabulary(words.map { ($0.rawValue, $0) } + others.map { ($0, $0) }))
    }

    /// A mapping, or the value of the one key of it that may stand alone.
    static func mappingOrAlone(_ keys: any Mapping.Type) -> Form {
        .oneOf(keys.record.keys.filter(\.standsAlone).map(\.form) + [.record(keys.record)])
    }

    /// Nothing, a mapping, or the value of the one key of it that may stand alone.
    static func mappingAloneOrEmpty(_ keys: any Mapping.Type) -> Form {
        .oneOf([.empty] + keys.record.keys.filter(\.standsAlone).map(\.form) + [.record(keys.record)])
    }
}
extension Form {
    package func admitsKind(of node: Node) -> Bool {
        switch self {
        case .empty: node.isEmptyPlain
        case .text, .words, .boolean, .integer: node.scalar != nil && !node.isEmptyPlain
        case .list: if case .sequence = node.content { true } else { false }
        case .map, .record: if case .mapping = node.content { true } else { false }
        case .oneOf(let forms): forms.contains { $0.admitsKind(of: node) }
        case .template: true
        }
    }

    /// Whether the form is a template, of which nothing is known before its placeholders are read.
    var isTemplate: Bool { if case .template = self { true } else { false } }

    /// What a scalar of the form means; `nil` for one that has not the form.
    func meaning(of scalar: Node.Scalar) -> TextMeaning? {
        switch self {
        case .text(let text): return text.meaning(of: scalar.text)
        case .words(let vocabulary):
            let word = vocabulary.words.firstIndex(of: scalar.text)
            return word.map { .value(vocabulary.values[$0]) }
        case .boolean:
            guard scalar.isPlain, scalar.text == "true" || scalar.text == "false" else { return nil }
            return .value(scalar.text == "true")
        case .integer(let range):
            // A number with leading zeros is a text somewhere else.
            guard scalar.isPlain, let number = Int64(scalar.text), range.contains(number),
                String(number) == scalar.text
            else { return nil }
            return .value(number)
        case .empty: return scalar.isPlain && scalar.text.isEmpty ? .value(scalar.text) : nil
        case .oneOf(let forms): return forms.lazy.compactMap { $0.meaning(of: scalar) }.first
        case .list, .map, .record, .template: return nil
        }
    }

    /// The closed words a value may be, for suggestions.
    var vocabulary: [String] {
        switch self {
        case .words(let vocabulary): vocabulary.words
        case .oneOf(let forms): forms.flatMap(\.vocabulary)
        default: []
        }
    }

    /// What a value should be, for `expected …`.
    var expectation: String {
        switch self {
        case .text(let text): text.expectation
        case .words(let vocabulary): vocabulary.words.map { "'\($0)'" }.joined(separator: ", ")
        case .boolean: "'true' or 'false'"
        case .integer(let range) where range.lowerBound == range.upperBound: "'\(range.lowerBound)'"
        case .integer(let range) where range == .min ... .max: "a whole number"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .empty: "nothing"
        case .list: "a list"
        case .map: "a mapping"
        case .record: "a mapping"
        case .template: "a template"
        case .oneOf(let forms):
            forms.reduce(into: [String]()) { found, form in
                if !found.contains(form.expectation) { found.append(form.expectation) }
            }.joined(separator: " or ")
        }
    }
}

/// A closed set of words, each with the value it stands for.
package struct Vocabulary: Sendable {
    package let words: [String]
    let values: [any Sendable]

    init(_ words: [(String, any Sendable)]) { (self.words, values) = (words.map(\.0), words.map(\.1)) }
}

/// The language as a whole: every kind of mapping that a spec can hold.
package enum Grammar {
    /// The version of the language this package reads.
    package static let version: Int64 = 1

    /// What a whole document looks like.
    package static let document: Form = .record(SpecKeys.self)

    /// Every kind of mapping, each where a spec can first hold it; the first is the spec itself.
    package static let records: [Record] = {
        var found: [Record] = []
        /// Adds the mappings that a value of a form can hold.
        func add(_ form: Form) {
            switch form {
            case .record(let record):
                guard !found.contains(where: { $0.name == record.name }) else { return }
                found.append(record)
                for key in record.keys { add(key.form) }
            case .oneOf(let forms): forms.forEach(add)
            case .list(let element), .map(_, let element): add(element)
            case .text, .words, .boolean, .integer, .empty, .template: break
            }
        }
        add(document)
        return found
    }()
}
