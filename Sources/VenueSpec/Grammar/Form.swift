/// What a value in a spec may look like.
///
/// The grammar is data so that checking, the JSON Schema and the reference agree.
package indirect enum Form: Sendable {
    /// A scalar with this kind of text.
    case text(TextForm)
    /// One of a closed set of words.
    case words([String])
    /// `true` or `false`.
    case boolean
    /// A whole number in a range.
    case integer(ClosedRange<Int64>)
    /// No value at all, as in `{ name }`.
    case empty
    /// A sequence; every element has the form.
    case list(Form)
    /// A mapping with free keys of one kind.
    case map(TextForm, Form)
    /// A mapping with fixed keys.
    case record(RecordName)
    /// One of several forms; scalars, mappings and sequences are told apart first.
    case oneOf([Form])
    /// JSON with placeholders: any nesting of mappings, sequences and scalars.
    case template
}

/// The kinds of mapping with fixed keys, named as the schema's definitions are.
package enum RecordName: String, Sendable, CaseIterable {
    case spec, docs, source, server, credential, tokenEndpoint, rateLimit, quirk
    case typeDefinition, enumValue, typeExpression, property
    case operation, parameter, identityAlternative, conditionalGroup, repeatability
    case http, webSocket, response, echo, responseHeader, outcomeRule, test, outcomeCase, confirmation
    case example, exampleRequest, exampleFrame, reply
}

/// One key of a record.
package struct Key: Sendable {
    /// The key as written.
    package let name: String
    /// What its value looks like.
    package let form: Form
    /// Whether it must be there.
    let isRequired: Bool
    /// What it means, in one line.
    let summary: String

    /// A key that may be left out.
    static func optional(_ name: String, _ form: Form, _ summary: String) -> Key {
        Key(name: name, form: form, isRequired: false, summary: summary)
    }

    /// A key that must be there.
    static func required(_ name: String, _ form: Form, _ summary: String) -> Key {
        Key(name: name, form: form, isRequired: true, summary: summary)
    }
}

/// A mapping with fixed keys.
package struct Record: Sendable {
    /// What diagnostics call it, such as `a parameter`.
    let title: String
    /// Its keys in canonical order.
    package let keys: [Key]

    /// The key of that name.
    func key(_ name: String) -> Key? {
        keys.first { $0.name == name }
    }
}
