public import VenueRuntime
internal import VenueSpec

/// The orders of a simulated venue: what became of each, and what will.
struct OrderBook {
    typealias Number = Int

    /// A stretch of an order's life, up to the next one.
    struct Moment: Sendable {
        /// When it begins; `nil` for the first one, which holds since ever.
        let instant: ContinuousClock.Instant?
        let state: SimulatedOrderState
        let filled: ExactDecimal
        /// The request that brought it about; `nil` where the market did.
        let request: Int?
    }

    private struct Order {
        var keys: [OrderKey] = []
        /// What is known of it by the names of cancels' parameters, as text.
        var values: [String: String] = [:]
        /// The lookups that find it.
        var listed: Set<Int> = []
        var size: OrderSize
        /// In order of time; those after now are planned.
        var course: [Moment]
    }

    /// What a read of some orders asks for: its place in `lookups`, and the values of what that names.
    private struct Asked: Hashable {
        let lookup: Int
        let values: [String]
    }

    private var orders: [Order] = []
    private var numbers: [OrderKey: Number] = [:]
    private var index: [Asked: [Number]] = [:]
    /// Whether a key nobody told the book about names an open order.
    private let opensUnknownOrders: Bool
    private let sizes: OrderSizes
    /// What the request of each read names, by the names of the cancels' parameters.
    private let lookups: [[String]]

    init(opensUnknownOrders: Bool, sizes: OrderSizes, lookups: [[String]]) {
        (self.opensUnknownOrders, self.sizes, self.lookups) = (opensUnknownOrders, sizes, lookups)
    }

    /// Puts one order with all of its keys in the book; a key that is known keeps its order, whose state is set.
    mutating func place(
        _ keys: [OrderKey], state: SimulatedOrderState, ordered: ExactDecimal? = nil, filled: ExactDecimal? = nil
    ) {
        let number = keys.compactMap { numbers[$0] }.first ?? orders.count
        if number == orders.count {
            orders.append(Order(size: sizes.size(of: keys.first?.description ?? ""), course: []))
        }
        if ordered != nil || filled != nil { orders[number].size.fills = [] }
        if let ordered { orders[number].size.ordered = ordered }
        let size = orders[number].size
        let known = filled ?? (state == .filled ? size.ordered : size.fills.first ?? ExactDecimal(0))
        orders[number].course = [Moment(instant: nil, state: state, filled: known, request: nil)]
        for key in keys where numbers.updateValue(number, forKey: key) == nil {
            orders[number].keys.append(key)
            learn(Dictionary(zip(key.names, key.values)) { first, _ in first }, of: number)
        }
    }

    /// The order of a key, opened where the book opens orders; `nil` for one the venue does not know.
    mutating func number(of key: OrderKey) -> Number? {
        if numbers[key] == nil, opensUnknownOrders { place([key], state: .open) }
        return numbers[key]
    }

    /// The order of a key that has been heard of.
    func knownNumber(of key: OrderKey) -> Number? { numbers[key] }

    /// Takes in what a cancel names of an order, so that reads find it.
    mutating func learn(_ values: [String: String], of number: Number) {
        orders[number].values.merge(values) { first, _ in first }
        for (lookup, names) in lookups.enumerated() {
            let known = names.compactMap { orders[number].values[$0] }
            guard known.count == names.count, orders[number].listed.insert(lookup).inserted else { continue }
            index[Asked(lookup: lookup, values: known), default: []].append(number)
        }
    }

    /// The orders that a read asks for, by the index of its lookup.
    func numbers(of lookup: Int, values: [String]) -> [Number] { index[Asked(lookup: lookup, values: values)] ?? [] }

    /// The orders of which these values are known.
    func numbers(having values: [String: String]) -> [Number] {
        orders.indices.filter { number in values.allSatisfy { orders[number].values[$0.key] == $0.value } }
    }

    /// What is known of an order by the names of cancels' parameters.
    func values(of number: Number) -> [String: String] { orders[number].values }

    /// An order as it stood, stands or will stand at an instant.
    func order(_ number: Number, at instant: ContinuousClock.Instant) -> SimulatedOrder {
        let order = orders[number]
        let past = order.course.prefix { $0.instant ?? instant <= instant }
        let last = past.last ?? order.course[0]
        return SimulatedOrder(
            keys: order.keys, state: last.state,
            since: past.reversed().prefix { $0.state == last.state }.last?.instant,
            ordered: order.size.ordered, filled: last.filled)
    }

    /// Moves an order on, now or at a later time.
    ///
    /// What happens now takes the place of what was planned. Orders that ended stay as they are.
    mutating func move(
        _ number: Number, to state: SimulatedOrderState, at instant: ContinuousClock.Instant, request: Int? = nil,
        isPlan: Bool = false, fillsPart: Bool = false
    ) {
        if !isPlan { orders[number].course.removeAll { $0.instant ?? instant > instant } }
        let part = fillsPart ? orders[number].size.fills.dropFirst().last : nil
        guard let last = orders[number].course.last, !last.state.isTerminal, part != nil || last.state != state else {
            return
        }
        orders[number].course.append(
            Moment(
                instant: instant, state: state,
                filled: state == .filled ? orders[number].size.ordered : part ?? last.filled, request: request))
    }

    /// How often an order was moved, plans included.
    func moveCount(of number: Number) -> Int { orders[number].course.count }

    /// The keys whose order is in a state, sorted.
    func keys(in state: SimulatedOrderState, at instant: ContinuousClock.Instant) -> [OrderKey] {
        numbers.filter { order($0.value, at: instant).state == state }.keys.sorted { $0.description < $1.description }
    }

    /// Every order as it stands.
    func orders(at instant: ContinuousClock.Instant) -> [SimulatedOrder] {
        orders.indices.map { order($0, at: instant) }
    }

    /// The changes of orders' states so far, in order of time.
    func transitions(until instant: ContinuousClock.Instant) -> [Ledger.Transition] {
        let all = orders.flatMap { order in
            zip(order.course, order.course.dropFirst()).compactMap { from, to -> Ledger.Transition? in
                guard let time = to.instant, time <= instant, from.state != to.state, let key = order.keys.first else {
                    return nil
                }
                return Ledger.Transition(
                    order: key, from: from.state, to: to.state, instant: time, filled: to.filled, request: to.request)
            }
        }
        return all.enumerated().sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }
            .map(\.element)
    }
}

/// How much an order is for, and how much of it is filled.
struct OrderSize: Sendable {
    var ordered: ExactDecimal
    /// What is filled in all after each partial fill: the first comes before any cancel.
    var fills: [ExactDecimal]
}

/// Decides how much orders are for and how much of each is filled.
struct OrderSizes: Sendable {
    let seed: UInt64
    let partlyFilled: Double
    /// What recorded replies tell, which orders have in common; where they tell nothing, quantities are drawn.
    let recorded: [Quantities]
    /// How many places after the point drawn quantities have.
    let places: Int

    func size(of subject: String) -> OrderSize {
        let isPartlyFilled = Draw(seed: seed, subject: "fill \(subject)", attempt: 0).share < partlyFilled
        let known = recorded.first { $0.filled?.isZero == !isPartlyFilled && $0.remaining?.isZero == false }
        if let known, let ordered = known.ordered, let filled = known.filled {
            return OrderSize(ordered: ordered, fills: isPartlyFilled ? [filled] : [])
        }
        func draw(_ what: String, _ range: Range<Int>) -> Int {
            let share = Draw(seed: seed, subject: "\(what) \(subject)", attempt: 0).share
            return range.lowerBound + Int(share * Double(range.count))
        }
        let ordered = draw("size", 10..<1000)
        let part = draw("part", 1..<ordered - 1)
        let fills = isPartlyFilled ? [part, draw("more", part + 1..<ordered)] : []
        return OrderSize(ordered: decimal(ordered), fills: fills.map(decimal))
    }

    private func decimal(_ units: Int) -> ExactDecimal {
        let digits = String(repeating: "0", count: max(0, places + 1 - String(units).count)) + String(units)
        let point = places == 0 ? "" : "."
        return ExactDecimal(digits.dropLast(places) + point + digits.suffix(places)) ?? ExactDecimal(Int64(units))
    }
}

/// An order of a simulated venue at an instant.
public struct SimulatedOrder: Hashable, Sendable {
    /// Every way it is identified by.
    public let keys: [OrderKey]
    /// Where it stands.
    public let state: SimulatedOrderState
    /// When it came to stand there; `nil` if it did when the venue first heard of it.
    public let since: ContinuousClock.Instant?
    /// What was ordered.
    public let ordered: ExactDecimal
    /// What was executed.
    public let filled: ExactDecimal

    /// What was ordered and not executed.
    public var remaining: ExactDecimal { ordered.subtracting(filled) ?? ordered }

    /// Whether a part of it was executed, and a part was not.
    public var isPartlyFilled: Bool { !filled.isZero && !remaining.isZero }
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
    /// Every key that values could be, in the order of a cancel's parameters.
    ///
    /// A venue that identifies orders in several ways may have more than one key with that many values.
    ///
    /// - Parameter values: The values as text.
    /// - Returns: The keys; none if no cancel of the venue identifies orders by that many values.
    public func keys(of values: [String]) -> [OrderKey] {
        spec.operations.flatMap(\.identitySets).filter { $0.count == values.count }
            .map { OrderKey(names: $0, values: values) }
    }
}

extension CallDescription {
    /// The sets of parameters that identify an order, each whole and in the order of the call's parameters.
    var identitySets: [[String]] {
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
