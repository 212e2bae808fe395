internal import VenueSpec

/// The values that identify an order in one way, such as an account and an order id.
public struct OrderKey: Hashable, Sendable, CustomStringConvertible {
    /// The identifying parameters that are given, in the order of the call's parameters.
    public let names: [String]
    /// Their values as text.
    public let values: [String]

    /// The key an input has; parameters that do not identify an order are left out.
    init(_ input: [Example.InputValue], of operation: VenueSpec.CancelOperation) {
        let identifiers = operation.identifiers
        let parts = input.compactMap { value in
            value.value.plainText.flatMap { identifiers.contains(value.name) ? (value.name, $0) : nil }
        }
        names = parts.map(\.0)
        values = parts.map(\.1)
    }

    /// A key of as many parameters as values.
    init(names: [String], values: [String]) {
        self.names = names
        self.values = values
    }

    /// A key of parameters and their values as text, in the order of the call's parameters.
    public init(_ parts: KeyValuePairs<String, String>) {
        names = parts.map(\.key)
        values = parts.map(\.value)
    }

    /// The values with slashes between them, such as `Sim101/ce0a8e5002ea463e856eb6384f5cee7e`.
    public var description: String { values.joined(separator: "/") }
}

extension Example.InputScalar {
    /// The value as text; `nil` for a list.
    var plainText: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .boolean(let flag): String(flag)
        case .list: nil
        }
    }
}

extension SimulatedVenue {
    /// Every key that values could be, in the order of a call's parameters.
    ///
    /// A venue that identifies orders in several ways may have more than one key with that many values.
    ///
    /// - Parameter values: The values as text.
    /// - Returns: The keys; none if no call of the venue identifies orders by that many values.
    public func keys(of values: [String]) -> [OrderKey] {
        calls.flatMap { call in
            call.operation.identitySets.filter { $0.count == values.count }.map { OrderKey(names: $0, values: values) }
        }
    }
}

extension VenueSpec.CancelOperation {
    /// The sets of parameters that identify an order, each whole and in the order of the call's parameters.
    fileprivate var identitySets: [[String]] {
        let sets =
            switch identity {
            case .single(let names): [names]
            case .alternatives(let alternatives): alternatives.map { $0.parameters + sharedIdentity }
            }
        return sets.map { set in parameters.map(\.name.text).filter(set.contains) }
    }
}
