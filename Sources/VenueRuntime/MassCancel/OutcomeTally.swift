/// How many orders came to which class of outcome.
public struct OutcomeTally: Hashable, Sendable {
    /// The counts of the classes that occurred.
    private var counts: [OutcomeClass: Int] = [:]
    /// All orders counted.
    public private(set) var total = 0

    /// Nothing counted.
    public init() {}

    /// The count of a class.
    public subscript(outcomeClass: OutcomeClass) -> Int { counts[outcomeClass] ?? 0 }

    /// The most severe class that occurred; `nil` before the first order.
    public var mostSevere: OutcomeClass? { counts.keys.max() }

    /// Counts one order.
    public mutating func add(_ outcomeClass: OutcomeClass) {
        counts[outcomeClass, default: 0] += 1
        total += 1
    }
}
