internal import VenueSpec

/// The rule `frame-field-changed`.
enum FrameFieldChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "frame-field-changed", category: .wire, levels: [.error],
        summary: "a member of the WebSocket frame is new, gone or another",
        explanation: """
            The frame is the request: a member the venue reads and does not find, or a constant that chooses another \
            call, and the order stays open. Members that came, went or were renamed with their parameter are told \
            with that.
            """,
        before: "frame: { op: cancel, id: '{$id}', orderId }",
        after: "frame: { op: order.cancel, id: '{$id}', orderId }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations where operation.old.webSocket != nil && operation.new.webSocket != nil {
            let symbols = [SwiftSymbols(change.new).frame(of: operation.new)]
            for pair in operation.frame.pairs
            where !operation.isToldByParameters(pair) && !operation.isNested(pair)
                && !operation.isRenamedWithParameter(pair)
                && !(pair.isInContainer && pair.isNameKept && pair.isSameParts)
            {
                let (old, new) = ("\(pair.old.name): \(pair.old.text)", "\(pair.new.name): \(pair.new.text)")
                report.add(
                    rule, nil, "the frame has \(new) instead of \(old)", at: operation.places(of: pair.old, pair.new),
                    old: old, new: new, symbols: symbols)
            }
            for field in operation.frame.added where field.isConstant || !field.parameters.allSatisfy(operation.isAdded)
            {
                report.add(
                    rule, nil, "the frame also has \(field.name): \(field.text)", at: operation.places(of: field),
                    old: nil,
                    new: field.text, symbols: symbols)
            }
            for field in operation.frame.removed
            where field.isConstant || !field.parameters.allSatisfy(operation.isRemoved) {
                report.add(
                    rule, nil, "the frame no longer has \(field.name): \(field.text)", at: operation.places(of: field),
                    old: field.text, new: nil, symbols: symbols)
            }
        }
    }
}
