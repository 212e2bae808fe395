internal import VenueSpec

/// What a value is on the wire, with the Swift names it needs; replies and parameters alike.
indirect enum WireType: Hashable {
    case string, decimalString, decimalNumber, integer, boolean, timestamp, textOrNumber, any
    /// A count since the epoch.
    case epoch(EpochUnit, quoted: Bool)
    /// A generated enumeration, by its name in scope.
    case enumeration(String, Enumeration)
    /// A generated structure, by its name in scope.
    case object(String, [Property])
    /// A JSON array.
    case list(WireType)

    /// The type of a value in a reply.
    init(_ type: ValueType, in scope: Scope) {
        switch type {
        case .string: self = .string
        case .decimalString: self = .decimalString
        case .decimalNumber: self = .decimalNumber
        case .integer: self = .integer
        case .boolean: self = .boolean
        case .timestamp: self = .timestamp
        case .epoch(let unit, let quoted): self = .epoch(unit, quoted: quoted)
        case .textOrNumber: self = .textOrNumber
        case .any: self = .any
        case .array(let element): self = .list(WireType(element, in: scope))
        case .named(let name):
            switch scope.venue.type(named: name.text)?.definition {
            case .enumeration(let enumeration): self = .enumeration(scope.reference(to: name), enumeration)
            case .object(let properties): self = .object(scope.reference(to: name), properties)
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
