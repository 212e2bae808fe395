/// The orders of a simulated venue and everything that happened to them.
struct OrderBook {
    /// An order, by its number in the book.
    private typealias Number = Int

    /// Where each order stands.
    private var states: [OrderState] = []
    /// The keys of each order.
    private var numbers: [OrderKey: Number] = [:]
    /// Whether a key nobody told the book about names an open order.
    private let opensUnknownOrders: Bool
    /// Every change of an order's state, in the order it happened.
    private(set) var transitions: [Ledger.Transition] = []

    /// An empty book.
    init(opensUnknownOrders: Bool) { self.opensUnknownOrders = opensUnknownOrders }

    /// Puts one order with all of its keys in the book; a key that is known keeps its order, whose state is set.
    mutating func place(_ keys: [OrderKey], state: OrderState) {
        let number = keys.compactMap { numbers[$0] }.first ?? states.count
        if number == states.count { states.append(state) } else { states[number] = state }
        for key in keys { numbers[key] = number }
    }

    /// Where an order stands; `nil` for an order the venue does not know.
    mutating func state(of key: OrderKey) -> OrderState? {
        if let number = numbers[key] { return states[number] }
        guard opensUnknownOrders else { return nil }
        place([key], state: .open)
        return .open
    }

    /// Where an order that has been heard of stands, without opening it.
    func knownState(of key: OrderKey) -> OrderState? { numbers[key].map { states[$0] } }

    /// Moves an order on.
    ///
    /// Terminal orders stay as they are.
    mutating func move(_ key: OrderKey, to state: OrderState, request: Int?) {
        guard let number = numbers[key], !states[number].isTerminal, states[number] != state else { return }
        transitions.append(Ledger.Transition(order: key, from: states[number], to: state, request: request))
        states[number] = state
    }

    /// The keys whose order is in a state, sorted.
    func keys(in state: OrderState) -> [OrderKey] {
        numbers.filter { states[$0.value] == state }.keys.sorted { $0.description < $1.description }
    }
}
