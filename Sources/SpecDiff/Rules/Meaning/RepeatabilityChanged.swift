internal import VenueSpec

/// The rule `repeatability-changed`.
enum RepeatabilityChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "repeatability-changed", category: .meaning, levels: [.error, .warning],
        summary: "whether the same cancel may be sent again has changed",
        explanation: """
            Clients repeat a cancel that may have been lost only where the spec calls it safe. Where it was safe and \
            no longer is, clients in use repeat what the venue refuses or takes for another order: an error, stop \
            repeating at once. All other changes are warnings: where it is safe now, clients begin to repeat, so the \
            page must say that a repeat can hit no other order.
            """,
        before: "repeatable: safe", after: "repeatable: unsafe")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            let (old, new) = (operation.old.repeatability.kind, operation.new.repeatability.kind)
            guard old != new else { continue }
            let consequence = new == .safe ? "clients repeat it" : "clients do not repeat it"
            report.add(
                rule, old == .safe ? .error : .warning,
                "a repeated '\(operation.new.name.text)' is \(new.rawValue) instead of \(old.rawValue); \(consequence)",
                at: operation.places.at("repeatable", "is"), old: old.rawValue, new: new.rawValue,
                symbols: [SwiftSymbols(change.new).member("repeatability", of: operation.new)])
        }
    }
}
