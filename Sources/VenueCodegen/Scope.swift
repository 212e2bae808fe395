internal import SwiftSource
internal import VenueSpec

/// What a translator knows of the place its declarations go to.
struct Scope {
    let venue: Venue
    /// The access level of generated declarations.
    let access: Access
    /// The names of the runtime as they read here.
    private(set) var runtime: RuntimeSymbols
    /// Names of types nested in the operation at hand, which hide the venue's.
    var nestedTypes: Set<String> = []

    /// A venue's scope, in a file beside those of other venues.
    init(_ venue: Venue, access: Access, venueNames: Set<String>) {
        self.venue = venue
        self.access = access
        var declared = venueNames
        declared.formUnion(venue.types.map(\.name.swift))
        for operation in venue.calls {
            declared.insert(Self.namespace(of: operation))
            declared.formUnion(operation.requestEnumerations.map(\.name))
        }
        runtime = RuntimeSymbols(hidden: declared)
    }

    /// Qualifies every name of the runtime and the standard library, hidden or not.
    mutating func qualifyEverything() { runtime.qualifiesAll = true }

    /// The scope inside an operation of the venue.
    func inside(_ plan: InputPlan) -> Scope {
        var scope = self
        scope.nestedTypes = Set(
            plan.operation.requestEnumerations.map(\.name) + ["Input", "Response", plan.identityType]
                + (plan.operation.login == nil || plan.operation.isPrecondition
                    ? [] : ["Credentials", "GrantedCredentials"]))
        return scope
    }

    /// The Swift name of an operation's namespace: its own name with a capital.
    static func namespace(of operation: CallDescription) -> String { operation.name.swift.capitalized }

    /// A type of the venue as it is written here.
    func reference(to type: SwiftIdentifier) -> String {
        let name = ReservedWords.quoted(type.swift)
        return nestedTypes.contains(type.swift) ? "\(ReservedWords.quoted(venue.name.swift)).\(name)" : name
    }

    /// A name that none of the given ones is: the wished-for one, with underscores if it must.
    static func fresh(_ wish: String, avoiding names: some Sequence<String>) -> String {
        let taken = Set(names)
        var name = wish
        while taken.contains(name) { name += "_" }
        return name
    }
}

/// Makes Swift of a part of a venue, for a place in the generated file.
protocol Translator {
    var scope: Scope { get }
}

extension Translator {
    var runtime: RuntimeSymbols { scope.runtime }
}

extension String {
    /// The text with a capital first letter.
    var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension CallDescription {
    /// The enumerations its parameters declare, in spec order.
    var requestEnumerations: [(name: String, enumeration: Enumeration, parameter: Parameter)] {
        parameters.compactMap { parameter in
            var type = parameter.type
            while case .array(let element) = type { type = element }
            guard case .enumeration(let enumeration, let name) = type else { return nil }
            return (name, enumeration, parameter)
        }
    }
}

/// What a value is on the wire, with the Swift names it needs; replies and parameters alike.
indirect enum WireType: Hashable {
    case string, decimalString, decimalNumber, integer, boolean, timestamp, textOrNumber, any
    /// A count since the epoch.
    case epoch(EpochUnit, quoted: Bool)
    /// The same with or without a fraction.
    case decimalEpoch(EpochUnit, quoted: Bool)
    /// A generated enumeration, by its name in scope.
    case enumeration(String, Enumeration)
    /// A generated structure, by its name in scope.
    case object(String, [Property])
    /// A generated union, by its name in scope, of such structures.
    case union(String, [WireType])
    case list(WireType)
    /// An object whose members are named by data.
    case map(WireType)
    /// A value alone, or an array of them.
    case oneOrMany(WireType)
    /// A string that holds JSON.
    case encoded(WireType)

    init(_ type: ValueType, in scope: Scope) {
        switch type {
        case .string: self = .string
        case .decimalString: self = .decimalString
        case .decimalNumber: self = .decimalNumber
        case .integer: self = .integer
        case .boolean: self = .boolean
        case .timestamp: self = .timestamp
        case .epoch(let unit, let quoted): self = .epoch(unit, quoted: quoted)
        case .decimalEpoch(let unit, let quoted): self = .decimalEpoch(unit, quoted: quoted)
        case .textOrNumber: self = .textOrNumber
        case .any: self = .any
        case .array(let element): self = .list(WireType(element, in: scope))
        case .map(let element): self = .map(WireType(element, in: scope))
        case .oneOrMany(let element): self = .oneOrMany(WireType(element, in: scope))
        case .encoded(let held): self = .encoded(WireType(held, in: scope))
        case .named(let name):
            switch scope.venue.type(named: name.text)?.definition {
            case .enumeration(let enumeration): self = .enumeration(scope.reference(to: name), enumeration)
            case .object(let properties): self = .object(scope.reference(to: name), properties)
            case .union(let union):
                self = .union(scope.reference(to: name), union.types.map { WireType($0, in: scope) })
            case nil: self = .any
            }
        }
    }

    /// Whether it is a set of documented values.
    var isEnumeration: Bool {
        if case .enumeration = self { true } else { false }
    }

    init(_ type: ParameterType) {
        switch type {
        case .string: self = .string
        case .decimalString: self = .decimalString
        case .decimalNumber: self = .decimalNumber
        case .integer: self = .integer
        case .boolean: self = .boolean
        case .timestamp: self = .timestamp
        case .enumeration(let enumeration, let name): self = .enumeration(name, enumeration)
        case .array(let element): self = .list(WireType(element))
        }
    }
}
