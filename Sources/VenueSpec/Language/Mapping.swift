/// A kind of mapping of the language: a value whose stored properties are its keys, in canonical order.
///
/// This is the one place where a key stands. What ``SpecDecoder`` accepts and suggests, the JSON Schema, the canonical
/// layout, the values of the model and what `diff` compares all follow from it, and a node is read through it alone:
/// `node[\ParameterKeys.pattern]`.
package protocol Mapping: Sendable {
    /// What a mapping of this kind becomes; `Never` for one that has no part of the model to itself.
    associatedtype Model: Sendable = Never

    init()

    static var keys: KeyTable<Self> { get }
}

extension Mapping {
    package typealias Field<Value: Sendable> = Key<Self, Value>

    /// The keys without the types of their values.
    static var record: Record { Record { keys.content } }

    /// What holds where a key is left out.
    static func absent<Value>(_ path: KeyPath<Self, Key<Self, Value>>) -> Value {
        keys.declared[keyPath: path].read(nil)
    }

    /// Puts every plain fact of a node into a value of the model; what is left out gets its default.
    static func land(_ node: SpecNode, in model: inout Model) {
        for landing in keys.landings { landing.land(node, &model) }
    }
}

/// The keys of a kind of mapping and what follows from all of them.
package struct KeyTable<Keys: Mapping>: Sendable {
    package let declared = Keys()
    /// The keys without the types of their values.
    fileprivate let content: Record.Content
    /// Where plain facts land, in the order of the keys.
    let landings: [Landing<Keys.Model>]
    /// The plain facts that stand in a value of the model.
    let facts: [PlainFact<Keys.Model>]

    /// The table of a mapping, by the name of its definition in the schema and what diagnostics call it.
    ///
    /// Reflection finds the keys, so that none can be declared and then forgotten in a list.
    package init(_ name: String, _ title: String) {
        let groups = Mirror(reflecting: declared).children.compactMap { $0.value as? any KeyGroup<Keys> }
        content = Record.Content(name: name, title: title, keys: groups.flatMap { $0.declarations })
        landings = groups.flatMap { $0.landings }
        facts = landings.compactMap(\.fact)
    }
}

/// One or more keys declared by one property of a mapping.
protocol KeyGroup<Keys> {
    associatedtype Keys: Mapping
    var declarations: [AnyKey] { get }
    var landings: [Landing<Keys.Model>] { get }
}

/// The keys of another mapping that may stand in this one, too.
struct Included<Keys: Mapping, Other: Mapping>: KeyGroup, Sendable {
    let landings: [Landing<Keys.Model>]

    /// Keys without a part of the model to themselves.
    init(_ other: Other.Type) { landings = [] }

    /// Keys that land in a part of this mapping's value.
    init(_ other: Other.Type, to path: any WritableKeyPath<Keys.Model, Other.Model> & Sendable) {
        landings = Other.keys.landings.map { $0.lifted(to: path) }
    }

    var declarations: [AnyKey] { Other.record.keys }
}

/// A kind of mapping without the types of its keys' values.
///
/// What it holds is read when it is asked for, since mappings hold one another.
package struct Record: Sendable {
    fileprivate struct Content: Sendable {
        let name: String
        let title: String
        let keys: [AnyKey]
    }

    fileprivate let content: @Sendable () -> Content

    /// The name of its definition in the schema.
    package var name: String { content().name }
    /// What diagnostics call it, such as `a parameter`.
    var title: String { content().title }
    package var keys: [AnyKey] { content().keys }

    package func key(_ name: String) -> AnyKey? { keys.first { $0.name == name } }

    /// Whether the keys of another mapping may stand in this one.
    func includes(_ other: any Mapping.Type) -> Bool { other.record.keys.allSatisfy { key($0.name) != nil } }
}

/// Where a plain fact lands in a part of the model.
struct Landing<Model: Sendable>: Sendable {
    /// Puts what a node says into a value.
    let land: @Sendable (SpecNode, inout Model) -> Void
    /// The fact as others compare and show it, if it can be shown as text.
    let fact: PlainFact<Model>?

    /// The same fact in what holds the value.
    func lifted<Whole: Sendable>(to path: any WritableKeyPath<Whole, Model> & Sendable) -> Landing<Whole> {
        Landing<Whole>(
            land: { [land] node, whole in land(node, &whole[keyPath: path]) },
            fact: fact.map { fact in
                PlainFact(key: fact.key, role: fact.role, isAt: { _ in false }) { fact.text($0[keyPath: path]) }
            })
    }
}

/// One plain fact of a part of a spec, as it is compared with that of another version.
package struct PlainFact<Model>: Sendable {
    /// The key that states it, such as `pattern`.
    package let key: String
    package let role: FactRole
    /// Whether it lands at a path of the part itself.
    package let isAt: @Sendable (PartialKeyPath<Model>) -> Bool
    /// The fact for people; `nil` where the part does not state it.
    package let text: @Sendable (Model) -> String?
}

package enum FactRole: Sendable, Hashable {
    case description
    case basis
    /// What states it, where that is not the page.
    case source
    case example
    /// What the part says of the venue.
    case content
}

/// A part of a spec's model that keys of the language land in.
package protocol SpecPart: Sendable {
    /// Its plain facts, in the order of the keys.
    static var plainFacts: [PlainFact<Self>] { get }
}

/// A part that a mapping of one kind becomes.
protocol DecodedPart: SpecPart {
    associatedtype Keys: Mapping where Keys.Model == Self
}

extension DecodedPart {
    package static var plainFacts: [PlainFact<Self>] { Keys.keys.facts }
}
