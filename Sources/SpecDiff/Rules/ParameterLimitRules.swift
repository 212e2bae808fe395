internal import VenueSpec

extension DiffRule {
    /// The rules about the limits of a parameter's values.
    static let parameterLimits: [DiffRule] =
        limits(
            .string, "length", by: "their length",
            tightened: (before: "symbol: { maxLength: 21 }", after: "symbol: { maxLength: 20 }"),
            widened: (before: "symbol: { maxLength: 20 }", after: "symbol: { maxLength: 21 }"))
        + limits(
            .integer, "value", by: "their size, or by a list of exceptions",
            tightened: (
                before: "orderId: { type: integer, maximum: 1000000 }",
                after: "orderId: { type: integer, maximum: 999999 }"
            ),
            widened: (
                before: "orderId: { type: integer, not: [0, 1] }", after: "orderId: { type: integer, not: [0] }"
            ))
        + limits(
            .array, "item", by: "their number of elements",
            tightened: (
                before: "tags: { type: array, items: string, maxItems: 21 }",
                after: "tags: { type: array, items: string, maxItems: 20 }"
            ),
            widened: (
                before: "tags: { type: array, items: string, maxItems: 20 }",
                after: "tags: { type: array, items: string, maxItems: 21 }"
            ))

    /// The two rules about the limits of values of one type: values are taken away, or further ones allowed.
    private static func limits(
        _ type: TypeWord, _ id: String, by words: String, tightened: (before: String, after: String),
        widened: (before: String, after: String)
    ) -> [DiffRule] {
        [
            DiffRule(
                "\(id)-limits-tightened", .wire, .error, risk: .orderStaysOpen,
                summary: "a parameter may have fewer values by \(words)",
                explanation:
                    "A value that the venue took is refused, before it is sent and by the venue; an order with "
                    + (type == .integer
                        ? "such an id cannot be cancelled any more."
                        : "such a value cannot be cancelled any more. Hold the values in use against the new limit."),
                before: tightened.before, after: tightened.after,
                of: \.parameters, each: { $0.limits(of: type).filter(\.isTightened) }
            ) { limit, _, _ in limit.told },
            DiffRule(
                "\(id)-limits-widened", .wire, .info, summary: "a parameter may have more values by \(words)",
                explanation: "What was sent before is still taken. "
                    + (type == .integer
                        ? "Check a value that is allowed again: an id such as 0 may stand for every order that has none."
                        : "A client that is not generated again refuses values that the venue takes."),
                before: widened.before, after: widened.after,
                of: \.parameters, each: { $0.limits(of: type).filter { !$0.isTightened } }
            ) { limit, _, _ in limit.told },
        ]
    }
}

/// One limit of a parameter's values that differs: a bound, or a value that is ruled out.
private struct LimitChange {
    let told: DiffRule.Change
    /// Whether values that were allowed no longer are.
    let isTightened: Bool
}

extension ParameterChange {
    /// The limits of values of one type that differ; none where the type changed, which tells of them.
    fileprivate func limits(of type: TypeWord) -> [LimitChange] {
        guard isTypeKept else { return [] }
        let bounds = ValueLimit.all.filter { $0.measure.types.contains(type) }.compactMap(change)
        guard type == .integer else { return bounds }
        let (before, after) = (old.constraints.not, new.constraints.not)
        return bounds
            + after.filter { !before.contains($0) }.map { exception($0, isRuledOut: true) }
            + before.filter { !after.contains($0) }.map { exception($0, isRuledOut: false) }
    }

    private func change(of limit: ValueLimit) -> LimitChange? {
        let (before, after) = (limit.value(old), limit.value(new))
        guard before != after else { return nil }
        let isTightened =
            switch (before, after) {
            case (let before?, let after?): limit.isUpper ? after.isLess(than: before) : before.isLess(than: after)
            // No count is less than zero.
            case (nil, let after?): limit.isUpper || limit.measure.unit == nil || after.text != "0"
            default: false
            }
        let (old, new) = (before?.text, after?.text)
        let message = "\(limit.title) of '\(name)' is \(new ?? "unlimited") instead of \(old ?? "unlimited")"
        return LimitChange(
            told: told(
                message + (isTightened ? "; values beyond it are refused" : ""), at: limit.key, old: old, new: new),
            isTightened: isTightened)
    }

    private func exception(_ value: String, isRuledOut: Bool) -> LimitChange {
        let list = places.at("not")
        let exception = Pairing<String>.Single(
            value: value, places: PlacePair(old: list.old.at(entry: value), new: list.new.at(entry: value)),
            isAdded: isRuledOut, symbols: symbols)
        let message =
            isRuledOut
            ? "'\(name)' must not be \(value); requests with it are refused"
            : "'\(name)' may be \(value) again; check what the venue takes it for"
        return LimitChange(told: exception.told(message, value), isTightened: isRuledOut)
    }
}
