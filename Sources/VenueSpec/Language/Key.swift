internal import YAMLDocument

/// A key of a mapping: its name, what its value looks like and reads as, and where in the model it lands.
struct Key<Keys: Mapping, Value: Sendable>: Sendable {
    /// The key without the type of its value.
    private(set) var declaration: AnyKey
    /// What a value reads as, or what holds where the key is left out or its value is refused.
    let read: @Sendable (Node?) -> Value
    /// Where the value lands, given the key as it is declared in the end.
    private var landing: (@Sendable (AnyKey) -> Landing<Keys.Model>)?

    var name: String { declaration.name }

    /// What holds where the key is left out.
    var absentValue: Value { read(nil) }

    init<Read>(_ name: String, _ kind: Kind<Read>, _ summary: String) where Value == Read? {
        declaration = AnyKey(name: name, form: kind.form, isRequired: false, summary: summary)
        read = { $0.flatMap(kind.read) }
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
        read = { $0.flatMap(kind.read) ?? absent }
    }

    /// A key that means a value of its own where it is left out, and whose value becomes a part of the model.
    init(
        _ name: String, _ kind: Kind<Value>, default absent: Value, _ summary: String,
        to path: any WritableKeyPath<Keys.Model, Value> & Sendable, role: FactRole = .content
    ) {
        self.init(name, kind, default: absent, summary)
        land(path, role, text: kind.text)
    }

    init<Read>(required name: String, _ kind: Kind<Read>, _ summary: String) where Value == Read? {
        declaration = AnyKey(name: name, form: kind.form, isRequired: true, summary: summary)
        read = { $0.flatMap(kind.read) }
    }

    /// A list or a map that must be there and hold something.
    init<Element>(required name: String, _ kind: Kind<Value>, _ summary: String) where Value == [Element] {
        declaration = AnyKey(name: name, form: kind.form, isRequired: true, summary: summary)
        read = { $0.flatMap(kind.read) ?? [] }
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
        read = { $0.flatMap(kind.read) ?? "" }
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

    /// The same key, with another limit to the entries of its value.
    func entries(upTo limit: Int) -> Key { with { $0.mostEntries = limit } }

    /// The same key, which says something only of values of some types.
    func about(_ types: TypeWord...) -> Key { with { $0.types = types } }

    /// The same key, which states the least of a measure of values.
    func least(_ measure: Measure) -> Key { with { ($0.types, $0.bound) = ([measure.type], .least(measure)) } }

    /// The same key, which states the greatest of a measure of values.
    func greatest(_ measure: Measure) -> Key { with { ($0.types, $0.bound) = ([measure.type], .greatest(measure)) } }

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
    /// The types of value it says something of; empty for all.
    fileprivate(set) var types: [TypeWord] = []
    /// What it states of a measure of values.
    fileprivate(set) var bound: Bound?
}

/// What a value looks like, and the Swift value it reads as.
struct Kind<Value: Sendable>: Sendable {
    let form: Form
    /// The value of a node; `nil` where it is refused.
    let read: @Sendable (Node) -> Value?
    /// The value for people; `nil` where it says nothing.
    let text: @Sendable (Value) -> String?
}

extension Kind where Value == String {
    /// Text, empty only where that is a value.
    static func text(_ form: TextForm) -> Kind {
        Kind(form: .text(form), read: { form.admitsEmpty ? $0.scalar?.text : $0.text }, text: { $0 })
    }
}

extension Kind where Value: CaseIterable & Equatable & RawRepresentable & Sendable, Value.RawValue == String {
    static func words(_ type: Value.Type) -> Kind { words(Array(type.allCases)) }

    static func words(_ words: [Value]) -> Kind {
        Kind(
            form: .words(words),
            read: { $0.text.flatMap(Value.init(rawValue:)).flatMap { words.contains($0) ? $0 : nil } },
            text: { $0.rawValue })
    }
}

extension Kind where Value == Bool {
    static var boolean: Kind { Kind(form: .boolean, read: { $0.boolean }, text: { $0 ? "yes" : nil }) }
}

extension Kind where Value == RequestLine {
    static var requestLine: Kind {
        Kind(
            form: .text(.requestLine), read: { $0.text.flatMap { try? RequestLine(parsing: $0) } },
            text: { _ in nil })
    }
}

extension Kind where Value == ServerAddress {
    static var serverAddress: Kind {
        Kind(
            form: .text(.serverURL), read: { $0.text.flatMap { try? ServerAddress(parsing: $0) } },
            text: { _ in nil })
    }
}

extension Kind where Value == Int64 {
    /// Any whole number of 64 bits.
    static var integer: Kind { Kind(form: .integer(.min ... .max), read: { $0.integer }, text: { String($0) }) }
}

extension Kind where Value == Int {
    static func count(_ range: ClosedRange<Int64>) -> Kind {
        Kind(
            form: .integer(range), read: { $0.integer.flatMap { Int(exactly: $0) } }, text: { String($0) })
    }
}

extension Kind where Value == Duration {
    static var duration: Kind {
        Kind(form: .text(.duration), read: { $0.text.flatMap(DurationText.parse) }, text: DurationText.text)
    }
}

extension Kind where Value == Outcome {
    static var outcome: Kind {
        Kind(form: .text(.outcome), read: { $0.text.flatMap(Outcome.init(word:)) }, text: { $0.word })
    }

    /// What a read proves of an order.
    static var state: Kind { Kind(form: .text(.state), read: outcome.read, text: outcome.text) }

    /// An outcome of a reply, those included that the language itself decides.
    static var recordedOutcome: Kind { Kind(form: .text(.recordedOutcome), read: outcome.read, text: outcome.text) }
}

extension Kind where Value == FieldPath {
    static var fieldPath: Kind {
        Kind(
            form: .text(.fieldPath), read: { $0.text.flatMap { try? FieldPath(parsing: $0) } },
            text: { $0.description })
    }
}

extension Kind where Value == Node {
    static func node(_ form: Form) -> Kind { Kind(form: form, read: { $0 }, text: { _ in nil }) }

    static func mapping(_ keys: any Mapping.Type) -> Kind { .node(.record(keys)) }

    /// A mapping, or the value of the one key of it that may stand alone.
    static func mappingOrAlone(_ keys: any Mapping.Type) -> Kind { .node(.mappingOrAlone(keys)) }
}

extension Kind where Value == [Node] {
    static func elements(_ form: Form) -> Kind { Kind(form: .list(form), read: { $0.elements }, text: { _ in nil }) }
}

extension Kind where Value == [Node.Entry] {
    static func entries(_ keys: TextForm, _ form: Form) -> Kind {
        Kind(form: .map(keys, form), read: { $0.entries }, text: { _ in nil })
    }
}

extension Kind {
    static func list<Element>(_ element: Kind<Element>) -> Kind where Value == [Element] {
        Kind(
            form: .list(element.form), read: { $0.elements.compactMap(element.read) },
            text: { $0.isEmpty ? nil : $0.compactMap(element.text).joined(separator: ", ") })
    }
}

extension Node {
    subscript<Keys: Mapping, Value>(path: KeyPath<Keys, Key<Keys, Value>>) -> Value {
        let key = Keys.keys.declared[keyPath: path]
        return key.read(node(under: key.declaration))
    }

    /// A key as written, with its place and its value.
    func entry<Keys: Mapping, Value>(_ path: KeyPath<Keys, Key<Keys, Value>>) -> Node.Entry? {
        let name = Keys.keys.declared[keyPath: path].name
        return entries.first { $0.key == name }
    }

    /// The value of a key as written, with its place.
    func node<Keys: Mapping, Value>(_ path: KeyPath<Keys, Key<Keys, Value>>) -> Node? {
        node(under: Keys.keys.declared[keyPath: path].declaration)
    }

    /// The value under a key of a mapping, or the node itself where it stands for that key alone.
    func node(under key: AnyKey) -> Node? {
        guard case .mapping(let entries) = content else { return key.standsAlone ? self : nil }
        return entries.first { $0.key == key.name }?.value
    }
}
