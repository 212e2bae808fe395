internal import VenueSpec

/// The rule `echo-removed`.
enum EchoRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "echo-removed", category: .meaning, levels: [.error],
        summary: "a field of replies is no longer compared with what was asked",
        explanation: """
            A reply that names another order in this field was `unknown(otherOrder)`; now it is judged as if it were \
            about the order that was asked about, and may prove of that one what became of another. Make sure that the \
            venue no longer repeats the identifier there.
            """,
        before: "200: { body: CancelReply, echoes: { orderId } }",
        after: "200: { body: CancelReply, echoes: { orderId: none } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for (operation, pair) in change.responsePairs {
            for echo in pair.echoes(in: change, operation).removed {
                report.add(
                    rule, nil,
                    "a reply of status \(pair.new.key) that names another order in '\(echo.value.path)' is taken for one "
                        + "about the order that was asked about",
                    at: echo.places, old: echo.value.specText, new: nil,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: [echo.value.outcomeText])
            }
        }
    }
}

/// The rule `echo-added`.
enum EchoAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "echo-added", category: .meaning, levels: [.warning],
        summary: "a field of replies is now compared with what was asked",
        explanation: """
            Replies that name another order in this field become `unknown(otherOrder)`, whatever they meant before. Make \
            sure that the venue repeats the identifier as it was sent: in the same spelling, and of the same kind.
            """,
        before: "200: CancelReply", after: "200: { body: CancelReply, echoes: { orderId } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for (operation, pair) in change.responsePairs {
            for echo in pair.echoes(in: change, operation).added {
                report.add(
                    rule, nil,
                    "a reply of status \(pair.new.key) that names another order in '\(echo.value.path)' is unknown",
                    at: echo.places, old: nil, new: echo.value.specText,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: [echo.value.outcomeText])
            }
        }
    }
}

/// The rule `echo-changed`.
enum EchoChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "echo-changed", category: .meaning, levels: [.error, .warning],
        summary: "a field of replies is compared with something else, or in another way",
        explanation: """
            Another parameter or another text means that replies about other orders may pass, or that the venue's own \
            answers become `unknown(otherOrder)`: an error. Another way to compare, such as without the case of letters, \
            is a warning.
            """,
        before: "echoes: { error: \"order '{orderId}' not found\" }",
        after: "echoes: { error: \"order {orderId} is not known\" }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for (operation, pair) in change.responsePairs {
            for echo in pair.echoes(in: change, operation).pairs {
                let isKept = echo.old.template.renamed(operation.newName) == echo.new.template
                guard !isKept || echo.old.ignoring != echo.new.ignoring else { continue }
                report.add(
                    rule, isKept ? .warning : .error,
                    "'\(echo.new.path)' of status \(pair.new.key) is compared with \(echo.new.specText) instead of "
                        + echo.old.specText,
                    at: echo.places, old: echo.old.specText, new: echo.new.specText,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: [echo.old.outcomeText, echo.new.outcomeText])
            }
        }
    }
}

extension VenueChange {
    /// The statuses both versions of a call document.
    fileprivate var responsePairs: [(OperationChange, Pairing<StatusResponse>.Pair)] {
        operations.flatMap { operation in operation.responses.pairs.map { (operation, $0) } }
    }
}

extension Pairing<StatusResponse>.Pair {
    /// The fields that repeat what was asked; one under another name is the same.
    fileprivate func echoes(in change: VenueChange, _ operation: OperationChange) -> Pairing<Echo> {
        Pairing<Echo>(old.echoes, new.echoes, in: places.at("echoes"), by: \.path.description) { before, after in
            change.names.path(before.path, in: old.shapes) == after.path ? 1 : 0
        }
    }
}

extension Echo {
    /// What the field repeats, as reviewers read it: `'{orderId}', ignoring case`.
    var specText: String {
        let differences = ignoring.map(\.rawValue)
        return "'\(text)'" + (differences.isEmpty ? "" : ", ignoring \(differences.joined(separator: " and "))")
    }

    /// What becomes of a reply that names another order, as findings list it.
    var outcomeText: String { "\(evidenceText) → \(Outcome.unknown(.otherOrder).word)" }
}
