internal import VenueSpec

/// The orders of a simulated venue and everything that happened to them.
struct OrderBook {
    private typealias Number = Int

    private var states: [SimulatedOrderState] = []
    private var numbers: [OrderKey: Number] = [:]
    /// Whether a key nobody told the book about names an open order.
    private let opensUnknownOrders: Bool
    private(set) var transitions: [Ledger.Transition] = []

    init(opensUnknownOrders: Bool) { self.opensUnknownOrders = opensUnknownOrders }

    /// Puts one order with all of its keys in the book; a key that is known keeps its order, whose state is set.
    mutating func place(_ keys: [OrderKey], state: SimulatedOrderState) {
        let number = keys.compactMap { numbers[$0] }.first ?? states.count
        if number == states.count { states.append(state) } else { states[number] = state }
        for key in keys { numbers[key] = number }
    }

    /// Where an order stands; `nil` for an order the venue does not know.
    mutating func state(of key: OrderKey) -> SimulatedOrderState? {
        if let number = numbers[key] { return states[number] }
        guard opensUnknownOrders else { return nil }
        place([key], state: .open)
        return .open
    }

    /// Where an order that has been heard of stands, without opening it.
    func knownState(of key: OrderKey) -> SimulatedOrderState? { numbers[key].map { states[$0] } }

    /// Moves an order on.
    ///
    /// Terminal orders stay as they are.
    mutating func move(_ key: OrderKey, to state: SimulatedOrderState, request: Int?) {
        guard let number = numbers[key], !states[number].isTerminal, states[number] != state else { return }
        transitions.append(Ledger.Transition(order: key, from: states[number], to: state, request: request))
        states[number] = state
    }

    func keys(in state: SimulatedOrderState) -> [OrderKey] {
        numbers.filter { states[$0.value] == state }.keys.sorted { $0.description < $1.description }
    }
}

/// The values that identify an order in one way, such as an account and an order id.
public struct OrderKey: Hashable, Sendable, CustomStringConvertible {
    /// The identifying parameters that are given, in the order of the call's parameters.
    public let names: [String]
    /// Their values as text.
    public let values: [String]

    /// The key an input has; parameters that do not identify an order are left out.
    init(_ input: [Example.InputValue], of operation: CallDescription) {
        let identifiers = operation.identifiers
        let parts = input.compactMap { value in
            value.value.plainText.flatMap { identifiers.contains(value.name) ? (value.name, $0) : nil }
        }
        names = parts.map(\.0)
        values = parts.map(\.1)
    }

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

extension CallDescription {
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

/// Where an order of a simulated venue stands.
public enum SimulatedOrderState: String, Hashable, Sendable, CaseIterable {
    /// Live in the book.
    case open
    /// A cancel was taken on and has not taken effect.
    case pendingCancel
    /// Cancelled.
    case canceled
    /// Traded in full.
    case filled
    /// Ended by its time in force.
    case expired

    /// Whether nothing can happen to the order any more.
    public var isTerminal: Bool {
        switch self {
        case .open, .pendingCancel: false
        case .canceled, .filled, .expired: true
        }
    }
}
