internal import VenueSpec

/// The rule `parameter-added`.
enum ParameterAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-added", category: .wire, levels: [.error, .info],
        summary: "the call has a further parameter",
        explanation: """
            An error where the venue refuses a request without it: every call must give it, it identifies the order, \
            it completes a conditional group, or it takes the place of a constant. A parameter that may be left out \
            is worth knowing. One that only a new identity or a new conditional group needs is told with that.
            """,
        before: "parameters: { orderId: string }",
        after: "parameters: { orderId: string, symbol: string }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for single in operation.parameters.added where !operation.isToldByNewSet(single.value) {
                let name = single.value.name.text
                let place = operation.newLabel(of: name)
                let replaced = operation.fields.pairs.first { $0.old.isConstant && $0.new.parameters.contains(name) }
                let message: String
                switch operation.new.need(of: single.value) {
                case _ where operation.new.identifiers.contains(name):
                    message =
                        "the order is identified by '\(name)' too, in the \(place); requests without it are refused"
                case .required: message = "every call gives '\(name)', in the \(place); requests without it are refused"
                case .group:
                    message =
                        "'\(name)', in the \(place), completes a conditional group; requests of its kind without it are refused"
                case .optional, .identity:
                    message =
                        replaced.map {
                            "'\(name)' may be given, in place of the constant \($0.old.text) in the \(place)"
                        }
                        ?? "'\(name)' may be given, in the \(place)"
                }
                let isInfo = operation.new.need(of: single.value) == .optional && replaced == nil
                report.add(
                    rule, isInfo ? .info : .error, message, at: single.places, old: nil,
                    new: operation.new.text(of: single.value),
                    symbols: [SwiftSymbols(change.new).parameter(single.value, of: operation.new)])
            }
        }
    }
}
