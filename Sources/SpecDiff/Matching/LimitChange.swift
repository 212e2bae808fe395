internal import VenueSpec

/// One limit of a parameter's values that differs.
struct LimitChange: Sendable {
    /// The key that states it.
    let key: String
    /// What it limits, such as `the least length`.
    let subject: String
    /// The old limit; `nil` for none.
    let old: String?
    /// The new limit; `nil` for none.
    let new: String?
    /// Whether values that were allowed no longer are.
    let isTightened: Bool

    /// The old limit for people.
    var oldText: String { old ?? "unlimited" }
    /// The new limit for people.
    var newText: String { new ?? "unlimited" }

    /// A limit that differs; `nil` if it is the same.
    init?(_ key: String, _ subject: String, isUpper: Bool, _ old: Int64?, _ new: Int64?, isCount: Bool = false) {
        guard old != new else { return nil }
        self.key = key
        self.subject = subject
        self.old = old.map(String.init)
        self.new = new.map(String.init)
        isTightened =
            switch (old, new) {
            case (let old?, let new?): isUpper ? new < old : new > old
            case (nil, let new?): isUpper || !isCount || new > 0
            default: false
            }
    }
}

extension ParameterChange {
    /// The limits of its length that differ.
    var lengthLimits: [LimitChange] {
        limits { old, new in
            [
                LimitChange("minLength", "the least length", isUpper: false, old.minLength, new.minLength),
                LimitChange("maxLength", "the greatest length", isUpper: true, old.maxLength, new.maxLength),
            ]
        }
    }

    /// The limits of its number of elements that differ.
    var itemLimits: [LimitChange] {
        limits { old, new in
            [
                LimitChange("minItems", "the least number of elements", isUpper: false, old.minItems, new.minItems),
                LimitChange("maxItems", "the greatest number of elements", isUpper: true, old.maxItems, new.maxItems),
            ]
        }
    }

    /// The limits of its value that differ.
    var valueLimits: [LimitChange] {
        limits { old, new in
            [
                LimitChange("minimum", "the least value", isUpper: false, old.minimum, new.minimum),
                LimitChange("maximum", "the greatest value", isUpper: true, old.maximum, new.maximum),
            ]
        }
    }

    /// Values that are ruled out now and were not.
    var ruledOut: [String] { isTypeKept ? new.constraints.not.filter { !old.constraints.not.contains($0) } : [] }

    /// Values that were ruled out and no longer are.
    var allowedAgain: [String] { isTypeKept ? old.constraints.not.filter { !new.constraints.not.contains($0) } : [] }

    /// The limits that differ; none where the type changed, which tells of them.
    private func limits(_ all: (_ old: Constraints, _ new: Constraints) -> [LimitChange?]) -> [LimitChange] {
        isTypeKept ? all(old.constraints, new.constraints).compactMap { $0 } : []
    }
}

extension LimitChange {
    /// A limit of a count that differs.
    fileprivate init?(_ key: String, _ subject: String, isUpper: Bool, _ old: Int?, _ new: Int?) {
        self.init(key, subject, isUpper: isUpper, old.map(Int64.init), new.map(Int64.init), isCount: true)
    }
}
