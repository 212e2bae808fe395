internal import VenueSpec

extension DiffRule {
    static let acknowledgements: [DiffRule] = [
        DiffRule(
            "acknowledgement-changed", .meaning, .error,
            summary: "a reply that acknowledged a cancel now proves its end, or the reverse",
            explanation: """
                Code that waited for the final state stops waiting, or code that did not wait must begin to. Hold the page \
                against it: a cheerful wording is no proof that an order is cancelled.
                """, before: "- { status: 200, then: pendingCancel }", after: "- { status: 200, then: canceled }",
            of: \.operations, each: \.lines.changedOutcomes
        ) { pairs, operation, _ in
            guard let pair = pairs.first, pair.isAcknowledgementChange else { return nil }
            let (old, new) = (pair.old.outcome.word, pair.new.outcome.word)
            return Change(
                "a reply judged by '\(pairs.evidence)' means \(new) instead of \(old)",
                at: pair.places, old: old, new: new, symbols: [operation.symbol("judge")],
                outcomes: pairs.map(\.new.text),
                risk: pair.new.outcome.isFinal == true ? .wrongOutcome : .unknownOutcome)
        }
    ]

    static let outcomes: [DiffRule] = [
        DiffRule(
            "outcome-changed", .meaning, .error, .warning, risk: .wrongOutcome, summary: "a reply means something else",
            explanation: """
                An error where the proof changed: whether the order is cancelled, over otherwise, gone, unknown, \
                untouched or still open, or that nothing is known of it. A warning where only the reason did, such as \
                the kind of refusal. Hold the row against the page and against the recorded examples; changes between \
                acknowledged and final are reported by `acknowledgement-changed`.
                """, before: "- { status: 404, then: unknownOrder }", after: "- { status: 404, then: gone }",
            of: \.operations, each: \.lines.changedOutcomes
        ) { pairs, operation, _ in
            guard let pair = pairs.first, !pair.isAcknowledgementChange else { return nil }
            let (old, new) = (pair.old.outcome, pair.new.outcome)
            return Change(
                level: old.proof == new.proof ? .warning : .error,
                "a reply judged by '\(pairs.evidence)' means \(new.word) instead of \(old.word)", at: pair.places,
                old: old.word, new: new.word, symbols: [operation.symbol("judge")], outcomes: pairs.map(\.new.text))
        },
        DiffRule(
            "outcome-row-added", .meaning, .error, .warning, .info, risk: .wrongOutcome,
            summary: "the outcome table has a further row",
            explanation: """
                Replies that fit the row were judged by rows below it, which the message names. An error where the row \
                settles the order, as cancelled, over, gone, unknown or untouched, and a row below said otherwise: what \
                the row claims must be what the page proves. A warning otherwise; worth knowing where the other rows say the \
                same of every reply that fits it. Rows for a new status or value are reported with it.
                """,
            before: "- { status: 400, then: rejected }",
            after: """
                - { status: 400, when: { message: { contains: already final } }, then: gone }
                - { status: 400, then: rejected }
                """,
            of: \.operations, each: \.addedRows
        ) { group, operation, _ in
            Change(
                rows: group, of: operation, beside: operation.lines.displaced, "mean \(group.meanings)", "instead of",
                orAsBefore: "have a row of their own and mean what they did")
        },
        DiffRule(
            "outcome-row-removed", .meaning, .error, .warning, .info, risk: .wrongOutcome,
            summary: "a row of the outcome table is gone",
            explanation: """
                Replies that fit the row fall through to rows below it, which the message names. An error where such a \
                row settles the order, as cancelled, over, gone, unknown or untouched, and the row that is gone said \
                otherwise. A warning otherwise; worth knowing where the other rows say the same of every reply that fitted \
                it. Rows for a status, field or value that is gone are reported with it.
                """,
            before: """
                - { status: 400, when: { message: { contains: already final } }, then: gone }
                - { status: 400, then: rejected }
                """,
            after: "- { status: 400, then: rejected }",
            of: { change in change.operations.map { (operation: $0, removed: change.removedRows(of: $0)) } },
            each: { $0.removed }
        ) { group, table, _ in
            Change(
                rows: group, of: table.operation, beside: table.operation.lines.heirs,
                "no longer mean \(group.meanings)", "but", orAsBefore: "lose their row and mean what they did")
        },
        DiffRule(
            "outcome-rows-reordered", .meaning, .error, .info, risk: .wrongOutcome,
            summary: "rows of the outcome table are tried in another order",
            explanation: """
                The first row that holds decides. An error where a reply can fit two rows that changed places and mean \
                different things; worth knowing where no reply can, or where both mean the same.
                """,
            before: """
                - { status: 400, when: { message: { contains: filled } }, then: tooLate(filled) }
                - { status: 400, when: { message: { contains: final } }, then: gone }
                """,
            after: """
                - { status: 400, when: { message: { contains: final } }, then: gone }
                - { status: 400, when: { message: { contains: filled } }, then: tooLate(filled) }
                """,
            of: \.operations, each: { RowMove.all(in: $0.lines) }
        ) { move, operation, _ in
            let row = move.pair.new.rowEvidence
            let direction = move.isEarlier ? "before" : "after"
            var message = "'\(row)' is tried \(direction) '\(move.other.new.rowEvidence)'"
            if move.isDecisive {
                message +=
                    ", and a reply that fits both means \(move.newOutcome.word) instead of \(move.oldOutcome.word)"
            } else {
                message += ", which changes no outcome"
            }
            return Change(
                level: move.isDecisive ? .error : .info, message, at: operation.rowPlaces(of: move.pair),
                old: "\(move.isEarlier ? "after" : "before") '\(move.other.old.rowEvidence)'",
                new: "\(direction) '\(move.other.new.rowEvidence)'", symbols: [operation.symbol("judge")],
                outcomes: move.isDecisive ? [move.pair.new.text, move.other.new.text] : [])
        },
        DiffRule(
            "match-widened", .meaning, .error, .info, risk: .wrongOutcome,
            summary: "a row of the outcome table fits more replies",
            explanation: """
                A shorter text, `contains` in place of `equals` or `prefix`, a further value or a condition less: \
                replies that other rows judged are now judged by this one. A text that is too short finds itself in \
                messages about something else, and an order is then given up that is still open. Worth knowing only where the other rows say the same of all those replies.
                """,
            before: "- { status: 400, when: { message: { equals: order already final } }, then: gone }",
            after: "- { status: 400, when: { message: { contains: final } }, then: gone }", of: \.operations,
            each: { $0.lines.retestedRows.filter { $0.first?.retest == .widened } }
        ) { pairs, operation, _ in Change(retested: pairs, of: operation) },
        DiffRule(
            "match-narrowed", .meaning, .warning, .info, risk: .wrongOutcome,
            summary: "a row of the outcome table fits fewer replies",
            explanation: """
                A longer text, `equals` in place of `contains`, a value less or a further condition: replies that this \
                row judged fall through to rows below. See what they are judged there, and that the venue writes the \
                longer text in full. Worth knowing only where the other rows say the same of all those replies.
                """,
            before: "- { status: 400, when: { message: { contains: final } }, then: gone }",
            after: "- { status: 400, when: { message: { contains: already final } }, then: gone }", of: \.operations,
            each: { $0.lines.retestedRows.filter { $0.first?.retest == .narrowed } }
        ) { pairs, operation, _ in Change(retested: pairs, of: operation) },
        DiffRule(
            "match-changed", .meaning, .warning, .info, risk: .wrongOutcome,
            summary: "a row of the outcome table looks for something else",
            explanation: """
                Neither test holds whenever the other does: replies the row judged fall through to rows below, and \
                others are judged by it. Make sure that the old text is gone from the page and that the new one is the \
                stable part of the message. Worth knowing only where the other rows say the same of all those replies.
                """,
            before: "- { status: 400, when: { message: { contains: already final } }, then: gone }",
            after: "- { status: 400, when: { message: { contains: no longer open } }, then: gone }", of: \.operations,
            each: { $0.lines.retestedRows.filter { $0.first?.retest == .changed } }
        ) { pairs, operation, _ in Change(retested: pairs, of: operation) },
        DiffRule(
            "status-proof-changed", .meaning, .error,
            summary: "a status proves the outcome whatever the body is, or no longer does",
            explanation: """
                With `proof: status` a body that cannot be read, such as a gateway's page, does not make the outcome \
                unknown. Whoever adds it claims that no one but the venue answers with this status; whoever takes it \
                away turns refusals with odd bodies into unknown ones, which callers must look into.
                """,
            before: "- { status: 401, then: rejected(authentication) }",
            after: "- { status: 401, then: rejected(authentication), proof: status }", of: \.operations,
            each: { operation in
                operation.lines.common.filter { $0.old.rule.isProvenByStatus != $0.new.rule.isProvenByStatus }
                    .grouped { [$0.old.index, $0.new.index] }
            }
        ) { pairs, operation, _ in
            guard let pair = pairs.first else { return nil }
            let isProof = pair.new.rule.isProvenByStatus
            return Change(
                isProof
                    ? "the status alone proves '\(pair.new.text)', whatever the body is"
                    : "a body that cannot be read makes '\(pair.new.text)' unknown",
                at: pair.places.at("proof"), old: isProof ? "body" : "status", new: isProof ? "status" : "body",
                symbols: [operation.symbol("judge")], outcomes: pairs.map(\.new.text),
                risk: isProof ? .wrongOutcome : .unknownOutcome)
        },
    ]
}

extension DiffRule.Change {
    /// Lines of one row of the outcome table that one version has; worth knowing only where the rest says the same.
    ///
    /// What the rest of the table says of replies that fit a line in the other version are the `others`.
    fileprivate init?(
        rows: [Pairing<OutcomeLine>.Single], of operation: OperationChange, beside others: (OutcomeLine) -> [Outcome],
        _ effect: String, _ contrast: String, orAsBefore same: String
    ) {
        guard let first = rows.first else { return nil }
        let lines = rows.map(\.value)
        let isSame = operation.lines.isSame(old: first.isAdded ? [] : lines, new: first.isAdded ? lines : [])
        let outcomes = lines.map { (own: $0.outcome, others: others($0)) }
        let isClaim = outcomes.contains { own, others in
            others.contains { (first.isAdded ? own : $0).isSettled && $0.proof != own.proof }
        }
        let rest = Set(outcomes.flatMap { $0.others.map(\.word) }).sorted().joined(separator: " or ")
        let change = effect + (rest.isEmpty ? "" : " \(contrast) \(rest)")
        let text = lines.map(\.text).joined(separator: "; ")
        self.init(
            level: isSame ? .info : isClaim ? .error : .warning,
            "replies that fit '\(first.value.rowEvidence)' \(isSame ? same : change)", at: first.places,
            old: first.isAdded ? nil : text, new: first.isAdded ? text : nil, symbols: [operation.symbol("judge")],
            outcomes: lines.map(\.text))
    }

    /// A row of the outcome table whose tests are others.
    ///
    /// Where the rest of the table says the same of every reply that is now judged by another row, it is worth knowing only.
    fileprivate init?(retested pairs: [OutcomeLines.Pair], of operation: OperationChange) {
        guard let pair = pairs.first else { return nil }
        let isSame = operation.lines.isSame(old: pairs.map(\.old), new: pairs.map(\.new))
        let meanings = pairs.meanings
        let effect =
            switch pair.retest {
            case .widened:
                "now also fits other replies, which \(isSame ? "meant \(meanings) before" : "mean \(meanings)")"
            case .narrowed: "no longer fits some replies, which \(isSame ? "still mean" : "meant") \(meanings)"
            case .changed, .equal:
                "fits other replies, which \(isSame ? "meant \(meanings) before" : "mean \(meanings)")"
            }
        self.init(
            level: isSame ? .info : nil, "'\(pair.new.rowEvidence)' \(effect)",
            at: operation.testPlaces(of: pair), old: pair.old.rowEvidence, new: pair.new.rowEvidence,
            symbols: [operation.symbol("judge")], outcomes: pairs.texts)
    }
}
