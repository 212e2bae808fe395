/// A quantity of an order that replies can tell, in FIX's terms.
package enum Quantity: String, Sendable, Hashable, CaseIterable {
    /// What was ordered: OrderQty (38).
    case ordered
    /// What was executed so far: CumQty (14).
    case filled
    /// What was ordered and not executed, whether or not it still can be.
    ///
    /// That of an order that was cancelled is not zero, as LeavesQty (151) is.
    case remaining
}

/// Something of each quantity of an order, such as the field that tells it.
package struct PerQuantity<Value: Sendable & Hashable>: Sendable, Hashable {
    package var ordered: Value?
    package var filled: Value?
    /// That of what was not executed.
    package var remaining: Value?

    package init() {}

    package subscript(quantity: Quantity) -> Value? {
        get { self[keyPath: Self.path(quantity)] }
        set { self[keyPath: Self.path(quantity)] = newValue }
    }

    /// Those there are, in the order of the language.
    package var all: [(quantity: Quantity, value: Value)] {
        Quantity.allCases.compactMap { quantity in self[quantity].map { (quantity, $0) } }
    }

    private static func path(_ quantity: Quantity) -> WritableKeyPath<Self, Value?> {
        switch quantity {
        case .ordered: \.ordered
        case .filled: \.filled
        case .remaining: \.remaining
        }
    }

    /// What becomes of each value; one that becomes nothing is left out.
    package func compactMap<Other>(_ transform: (Value) -> Other?) -> PerQuantity<Other> {
        var result = PerQuantity<Other>()
        for (quantity, value) in all { result[quantity] = transform(value) }
        return result
    }
}

struct QuantityKeys: Mapping {
    typealias Model = PerQuantity<FieldPath>
    static let keys = KeyTable<QuantityKeys>("quantities", "the quantities of a response")

    let ordered = Field(Quantity.ordered.rawValue, .fieldPath, "The field with what was ordered.", to: \.ordered)
    let filled = Field(Quantity.filled.rawValue, .fieldPath, "The field with what was executed.", to: \.filled)
    let remaining = Field(
        Quantity.remaining.rawValue, .fieldPath, "The field with what was not executed.", to: \.remaining)
}

struct RecordedQuantityKeys: Mapping {
    typealias Model = PerQuantity<String>
    static let keys = KeyTable<RecordedQuantityKeys>("recordedQuantities", "the quantities of a reply")

    let ordered = Field(Quantity.ordered.rawValue, .text(.any), "What was ordered.", to: \.ordered)
    let filled = Field(Quantity.filled.rawValue, .text(.any), "What was executed.", to: \.filled)
    let remaining = Field(Quantity.remaining.rawValue, .text(.any), "What was not executed.", to: \.remaining)
}
