/// A key of a mapping: its name, what its value looks like and reads as, and where in the model it lands.
package struct Key<Keys: Mapping, Value: Sendable>: Sendable {
    /// The key without the type of its value.
    private(set) var declaration: AnyKey
    /// What a value reads as, or what holds where the key is left out or its value is refused.
    let read: @Sendable (SpecNode?) -> Value
    /// Where the value lands, given the key as it is declared in the end.
    private var landing: (@Sendable (AnyKey) -> Landing<Keys.Model>)?

    package var name: String { declaration.name }

    /// What holds where the key is left out.
    var absentValue: Value { read(nil) }

    package init<Read>(_ name: String, _ kind: Kind<Read>, _ summary: String) where Value == Read? {
        declaration = AnyKey(name: name, form: kind.form, isRequired: false, summary: summary)
        read = { $0.flatMap(kind.value) }
    }

    /// A key that may be left out and whose value becomes a part of the model.
    init<Read>(
        _ name: String, _ kind: Kind<Read>, _ summary: String,
        to path: any WritableKeyPath<Keys.Model, Read?> & Sendable, role: FactRole = .content
    ) where Value == Read? {
        self.init(name, kind, summary)
        land(path, role) { $0.flatMap(kind.text) }
    }

    /// A key that means a value of its own where it is left out.
    init(_ name: String, _ kind: Kind<Value>, default absent: Value, _ summary: String) {
        declaration = AnyKey(name: name, form: kind.form, isRequired: false, summary: summary)
        read = { $0.flatMap(kind.value) ?? absent }
    }

    /// A key that means a value of its own where it is left out, and whose value becomes a part of the model.
    init(
        _ name: String, _ kind: Kind<Value>, default absent: Value, _ summary: String,
        to path: any WritableKeyPath<Keys.Model, Value> & Sendable, role: FactRole = .content
    ) {
        self.init(name, kind, default: absent, summary)
        land(path, role, text: kind.text)
    }

    package init<Read>(required name: String, _ kind: Kind<Read>, _ summary: String) where Value == Read? {
        declaration = AnyKey(name: name, form: kind.form, isRequired: true, summary: summary)
        read = { $0.flatMap(kind.value) }
    }

    /// A list or a map that must be there and hold something.
    package init<Element>(required name: String, _ kind: Kind<Value>, _ summary: String) where Value == [Element] {
        declaration = AnyKey(name: name, form: kind.form, isRequired: true, summary: summary)
        read = { $0.flatMap(kind.value) ?? [] }
    }

    /// A list that must be there and that becomes a part of the model.
    init<Element>(
        required name: String, _ kind: Kind<Value>, _ summary: String,
        to path: any WritableKeyPath<Keys.Model, Value> & Sendable
    ) where Value == [Element] {
        self.init(required: name, kind, summary)
        land(path, .content, text: kind.text)
    }

    /// A text that must be there and that becomes a part of the model.
    ///
    /// Where it is missing, which is reported, it is empty: the rest of the spec is judged all the same.
    init(
        required name: String, _ kind: Kind<Value>, _ summary: String,
        to path: any WritableKeyPath<Keys.Model, Value> & Sendable
    ) where Value == String {
        declaration = AnyKey(name: name, form: kind.form, isRequired: true, summary: summary)
        read = { $0.flatMap(kind.value) ?? "" }
        land(path, .content, text: kind.text)
    }

    /// Notes where the value lands and how it is shown.
    private mutating func land(
        _ path: any WritableKeyPath<Keys.Model, Value> & Sendable, _ role: FactRole,
        text: @escaping @Sendable (Value) -> String?
    ) {
        landing = { [read] key in
            Landing(
                land: { node, model in model[keyPath: path] = read(node.node(under: key)) },
                fact: PlainFact(key: key.name, role: role, isAt: { $0 == path }) { text($0[keyPath: path]) })
        }
    }
}

extension Key: KeyGroup {
    var declarations: [AnyKey] { [declaration] }
    var landings: [Landing<Keys.Model>] { landing.map { [$0(declaration)] } ?? [] }
}

extension Key where Value == String? {
    /// What a part is, in the author's words.
    static func description(_ path: any WritableKeyPath<Keys.Model, String?> & Sendable) -> Key {
        Key("description", .text(.any), "What it is, in your own words.", to: path, role: .description)
    }

    static func example(_ path: any WritableKeyPath<Keys.Model, String?> & Sendable) -> Key {
        Key("example", .text(.content), "A sample of its value.", to: path, role: .example)
    }

    /// A Swift name in place of the one that the rules of naming make.
    static var swiftName: Key { Key("name", .text(.swiftName), "Its Swift name.") }
}

extension Key {
    /// The same key, whose value may stand in place of the whole mapping: `production: https://…` for
    /// `production: { url: https://… }`.
    var standingAlone: Key { with { $0.standsAlone = true } }

    /// The same key, before which the canonical layout has a blank line.
    var settingOff: Key { with { $0.isSetOff = true } }

    /// The same key, with a hint for where it is missing beside another.
    func missing<Other>(beside other: any KeyPath<Keys, Key<Keys, Other>> & Sendable, _ hint: String) -> Key {
        with { $0.absenceHint = { name in name == Keys.keys.declared[keyPath: other].name ? hint : nil } }
    }

    /// The same key, with another limit to the entries of its value.
    package func entries(upTo limit: Int) -> Key { with { $0.mostEntries = limit } }

    /// The same key, which must be there and whose list or map may hold nothing.
    package var admittingNone: Key { with { $0.admitsNone = true } }

    /// The same key, which says something only of values of some types.
    func about(_ types: TypeWord...) -> Key { with { $0.types = types } }

    /// The same key, which states the least of a measure of values.
    func least(_ measure: Measure) -> Key { with { ($0.types, $0.bound) = (measure.types, .least(measure)) } }

    /// The same key, which states the greatest of a measure of values.
    func greatest(_ measure: Measure) -> Key { with { ($0.types, $0.bound) = (measure.types, .greatest(measure)) } }

    /// The same key with another declaration.
    private func with(_ change: (inout AnyKey) -> Void) -> Key {
        var key = self
        change(&key.declaration)
        return key
    }
}

/// A key without the type of its value.
package struct AnyKey: Sendable {
    package let name: String
    package let form: Form
    package let isRequired: Bool
    package let summary: String
    /// Whether its value may stand in place of the whole mapping.
    fileprivate(set) var standsAlone = false
    /// Whether the canonical layout has a blank line before it.
    package fileprivate(set) var isSetOff = false
    /// The most entries its value may have.
    fileprivate(set) var mostEntries = 1000
    /// Whether its value may have none where it must be there.
    fileprivate(set) var admitsNone = false
    /// What to say beside that it is missing, given the name of another key that is there.
    fileprivate(set) var absenceHint: (@Sendable (String) -> String?)?
    /// The types of value it says something of; empty for all.
    fileprivate(set) var types: [TypeWord] = []
    /// What it states of a measure of values.
    fileprivate(set) var bound: Bound?
}

/// What a value looks like, and the Swift value it is.
package struct Kind<Value: Sendable>: Sendable {
    let form: Form
    /// The value of a node that was decoded as the form; `nil` where it was refused.
    let value: @Sendable (SpecNode) -> Value?
    /// The value for people; `nil` where it says nothing.
    let text: @Sendable (Value) -> String?

    /// A kind whose value is what the decoder has made of the text, unless stated otherwise.
    init(
        _ form: Form, value: @escaping @Sendable (SpecNode) -> Value? = { $0.value() },
        text: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) {
        (self.form, self.value, self.text) = (form, value, text)
    }
}

extension Kind where Value == String {
    package static func text(_ form: TextForm) -> Kind { Kind(.text(form), value: { $0.text }, text: { $0 }) }
}

extension Kind where Value: CaseIterable & Equatable & RawRepresentable & Sendable, Value.RawValue == String {
    static func words(_ type: Value.Type) -> Kind { words(Array(type.allCases)) }

    static func words(_ words: [Value]) -> Kind { Kind(.words(words), text: { $0.rawValue }) }
}

extension Kind where Value == Bool {
    static var boolean: Kind { Kind(.boolean, text: { $0 ? "yes" : nil }) }
}

extension Kind where Value == CalendarDate {
    package static var date: Kind { Kind(.text(.date), text: { $0.text }) }
}

extension Kind where Value == RequestLine {
    static var requestLine: Kind { Kind(.text(.requestLine)) }
}

extension Kind where Value == ServerAddress {
    static var serverAddress: Kind { Kind(.text(.serverURL)) }
}

extension Kind where Value == TextTemplate {
    static var textTemplate: Kind { Kind(.text(.textTemplate), text: { $0.text }) }
}

extension Kind where Value == TemplateReading {
    static var template: Kind { Kind(.template) }
}

extension Kind where Value == Int {
    static func count(_ range: ClosedRange<Int64>) -> Kind {
        Kind(.integer(range), value: { $0.value(as: Int64.self).flatMap { Int(exactly: $0) } }, text: { String($0) })
    }
}

extension Kind where Value == Duration {
    static var duration: Kind { Kind(.text(.duration), text: DurationText.text) }
}

extension Kind where Value == Outcome {
    static var outcome: Kind { Kind(.text(.outcome), text: { $0.word }) }

    /// What a reply means for every order of a scope.
    static var scopeOutcome: Kind { Kind(.text(.scopeOutcome), text: { $0.word }) }

    /// What a read proves of an order.
    static var state: Kind { Kind(.text(.state), text: { $0.word }) }

    /// Whether a login is granted.
    static var grant: Kind { Kind(.text(.grant), text: { $0.word }) }
}

extension Kind where Value == FieldPath {
    static var fieldPath: Kind { Kind(.text(.fieldPath), text: { $0.description }) }
}

extension Kind where Value == [FieldPath] {
    /// A field path, or a list of them.
    static var fieldPaths: Kind {
        Kind(
            .oneOf([.text(.fieldPath), .list(.text(.fieldPath))]),
            value: { node in (node.scalar == nil ? node.elements : [node]).compactMap { $0.value() } },
            text: { $0.isEmpty ? nil : $0.map(\.description).joined(separator: ", ") })
    }
}

extension Kind where Value == SpecNode {
    static func node(_ form: Form) -> Kind { Kind(form, value: { $0 }) }

    static func mapping(_ keys: any Mapping.Type) -> Kind { .node(.record(keys)) }

    /// A mapping, or the value of the one key of it that may stand alone.
    static func mappingOrAlone(_ keys: any Mapping.Type) -> Kind { .node(.mappingOrAlone(keys)) }
}

extension Kind where Value == [SpecNode] {
    package static func elements(_ form: Form) -> Kind { Kind(.list(form), value: { $0.elements }) }
}

extension Kind where Value == [SpecNode.Entry] {
    static func entries(_ keys: TextForm, _ form: Form) -> Kind { Kind(.map(keys, form), value: { $0.entries }) }
}

extension Kind {
    static func list<Element>(_ element: Kind<Element>) -> Kind where Value == [Element] {
        Kind(
            .list(element.form), value: { $0.elements.compactMap(element.value) },
            text: { $0.isEmpty ? nil : $0.compactMap(element.text).joined(separator: ", ") })
    }
}
