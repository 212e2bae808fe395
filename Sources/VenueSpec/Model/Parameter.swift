package struct Parameter: Sendable, Hashable {
    package var name: SwiftIdentifier
    /// What its value is.
    ///
    /// `any`, objects and `textOrNumber` do not occur.
    package var type: ParameterType
    /// Whether a call needs it.
    ///
    /// A member of only some identity alternatives, or of a conditional group, is not required by itself; its group
    /// decides.
    package var isRequired: Bool
    /// What the venue assumes when it is left out, as text.
    package var venueDefault: String?
    /// What JSON holds in its place where it is not given, unless its member is left out.
    package var absence: Absence?
    /// The one form of the call that carries it; `nil` for every form.
    package var only: CallForm?
    package var isDeprecated: Bool = ParameterKeys.absent(\.deprecated)
    package var constraints = Constraints()
    package var description: String?
    package var example: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance

    /// What stands in JSON for a parameter that is not given.
    package enum Absence: String, Sendable, Hashable, CaseIterable {
        case null
    }

    /// How a call travels.
    package enum CallForm: String, Sendable, Hashable, CaseIterable {
        case http, webSocket
    }
}

package struct ParameterKeys: Mapping {
    package typealias Model = Parameter
    package static let keys = KeyTable<ParameterKeys>("parameter", "a parameter")
    package init() {}

    let type = Field(
        "type", .words(TypeWord.parameters + [.array]), "What the value is; string unless stated."
    ).standingAlone
    let items = Field(
        "items", .node(.oneOf([.words(TypeWord.parameters), .record(ParameterKeys.self)])), "What a list holds."
    ).about(.array)
    package let `enum` = Field("enum", .node(enumerationForm), "The values it may have.")
        .about(.string, .integer).entries(upTo: 5000)
    let required = Field("required", .boolean, default: true, "Whether every call needs it; true unless stated.")
    let whenAbsent = Field(
        "whenAbsent", .words(Parameter.Absence.self), "What JSON holds where it is not given.", to: \.absence)
    let only = Field("only", .words(Parameter.CallForm.self), "The one form of the call that carries it.", to: \.only)
    let venueDefault = Field(
        "default", .text(.content), "What the venue assumes when it is left out.", to: \.venueDefault)
    let deprecated = Field(
        "deprecated", .boolean, default: false, "Whether the venue is withdrawing it.", to: \.isDeprecated)
    let minLength = Field(
        "minLength", .count(0...1_000_000), "The least number of characters.", to: \.constraints.minLength
    ).least(.characters)
    let maxLength = Field(
        "maxLength", .count(0...1_000_000), "The greatest number of characters.", to: \.constraints.maxLength
    ).greatest(.characters)
    let maxBytes = Field(
        "maxBytes", .count(0...1_000_000), "The greatest number of bytes in UTF-8.", to: \.constraints.maxBytes
    ).greatest(.bytes)
    let pattern = Field(
        "pattern", .text(.pattern), "A regular expression a part of the text must match.", to: \.constraints.pattern
    ).about(.string)
    let format = Field("format", .words(StringFormat.self), "A well-known form of text.", to: \.constraints.format)
        .about(.string)
    let minimum = Field("minimum", .number, "The least value.", to: \.constraints.minimum).least(.value)
    let maximum = Field("maximum", .number, "The greatest value.", to: \.constraints.maximum).greatest(.value)
    let not = Field(
        "not", .list(.text(.content)), default: [], "Values it must not have.", to: \.constraints.not
    ).about(.string, .integer)
    let minItems = Field(
        "minItems", .count(0...1_000_000), "The least number of elements.", to: \.constraints.minItems
    ).least(.elements)
    let maxItems = Field(
        "maxItems", .count(0...1_000_000), "The greatest number of elements.", to: \.constraints.maxItems
    ).greatest(.elements)
    let name = Field.swiftName
    let description = Field.description(\.description)
    let example = Field.example(\.example)
    let provenance = Included<ParameterKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// What a limit of a parameter's values counts or compares.
package enum Measure: Sendable, Hashable, CaseIterable {
    /// The characters of text, as Unicode scalars.
    case characters
    /// The bytes of text in UTF-8.
    case bytes
    case value
    case elements

    /// The types of value that have it.
    package var types: [TypeWord] {
        switch self {
        case .characters, .bytes: [.string]
        case .value: [.integer, .decimal, .number]
        case .elements: [.array]
        }
    }

    /// The measure for people, as in `the least length`.
    package var title: String {
        switch self {
        case .characters: "length"
        case .bytes: "length in UTF-8"
        case .value: "value"
        case .elements: "number of elements"
        }
    }

    /// One of what it counts; `nil` for a value, which counts nothing.
    package var unit: String? {
        switch self {
        case .characters: "character"
        case .bytes: "byte"
        case .value: nil
        case .elements: "element"
        }
    }
}

enum Bound: Sendable, Hashable {
    case least(Measure)
    case greatest(Measure)
}

/// A key that states the least or the greatest of a measure of a parameter's values.
package struct ValueLimit: Sendable {
    /// The key, such as `maxLength`.
    package let key: String
    package let measure: Measure
    package let isUpper: Bool
    /// The limit of a parameter; `nil` for none.
    package let value: @Sendable (Parameter) -> ExactNumber?

    /// The limit for people, such as `the greatest length`.
    package var title: String { "the \(isUpper ? "greatest" : "least") \(measure.title)" }

    /// Every limit the language has, in the order of the keys.
    package static let all: [ValueLimit] = ParameterKeys.record.keys.compactMap { key in
        guard let bound = key.bound, let fact = Parameter.plainFacts.first(where: { $0.key == key.name }) else {
            return nil
        }
        let value: @Sendable (Parameter) -> ExactNumber? = { fact.text($0).flatMap(ExactNumber.init) }
        return switch bound {
        case .least(let measure): ValueLimit(key: key.name, measure: measure, isUpper: false, value: value)
        case .greatest(let measure): ValueLimit(key: key.name, measure: measure, isUpper: true, value: value)
        }
    }
}

extension Parameter {
    /// The limits of a measure in words, such as `at most 20 characters`; `nil` for none.
    package func range(of measure: Measure) -> String? {
        let limits = ValueLimit.all.filter { $0.measure == measure }
        let least = limits.lazy.filter { !$0.isUpper }.compactMap { $0.value(self) }.first
        let greatest = limits.lazy.filter(\.isUpper).compactMap { $0.value(self) }.first
        let range: String? =
            switch (least, greatest) {
            case (let least?, let greatest?):
                least == greatest ? "exactly \(least.text)" : "\(least.text) to \(greatest.text)"
            case (let least?, nil): "at least \(least.text)"
            case (nil, let greatest?): "at most \(greatest.text)"
            case (nil, nil): nil
            }
        guard let unit = measure.unit else { return range }
        return range.map { "\($0) \((greatest ?? least)?.text == "1" ? unit : unit + "s")" }
    }
}

package indirect enum ParameterType: Sendable, Hashable {
    case string
    /// A decimal number that travels as a string.
    case decimalString
    /// A decimal number that travels as a JSON number.
    case decimalNumber
    /// A 64-bit integer.
    case integer
    /// `true` or `false`.
    case boolean
    /// An RFC 3339 timestamp that travels as a string.
    case timestamp
    /// One of the documented values. The Swift type is named after the parameter, upper camel case.
    case enumeration(Enumeration, swiftType: String)
    case array(ParameterType)
}

/// What a parameter's value may be, in JSON Schema's words.
///
/// Lengths count Unicode scalars, unless they say bytes.
package struct Constraints: Sendable, Hashable {
    /// The least number of characters.
    package var minLength: Int?
    package var maxLength: Int?
    /// The greatest number of bytes in UTF-8.
    package var maxBytes: Int?
    /// A regular expression the text must contain a match of.
    package var pattern: String?
    /// The least number.
    package var minimum: ExactNumber?
    package var maximum: ExactNumber?
    /// Values it must not have, as text.
    package var not: [String] = ParameterKeys.absent(\.not)
    /// The least number of elements.
    package var minItems: Int?
    package var maxItems: Int?
    /// A well-known form: `uuid` or `date`.
    package var format: StringFormat?

    package init() {}
}

package enum StringFormat: String, Sendable, Hashable, CaseIterable {
    /// RFC 9562: 8-4-4-4-12 hex digits.
    case uuid
    /// RFC 3339 full-date: `YYYY-MM-DD`.
    case date
}
