internal import VenueSpec

extension DiffRule {
    static let provenance: [DiffRule] = [
        DiffRule(
            "basis-changed", .meaning, .warning, .info, summary: "a fact is known in another way",
            explanation: """
                A fact that was documented and is now inferred, or stated elsewhere, is one the venue may change without \
                telling: a warning, for code may rest on it. The other direction is worth knowing.
                """,
            before: "- { status: 200, then: canceled }", after: "- { status: 200, then: canceled, basis: inferred }",
            each: \.facts
        ) { part, _ in
            guard let basis = part[.basis], basis.isChanged, let old = basis.old, let new = basis.new else {
                return nil
            }
            let source = part[.source]
            let before = old + (source?.old.map { " (\($0))" } ?? "")
            let after = new + (source?.new.map { " (\($0))" } ?? "")
            return Change(
                level: FactBasis.strength(new) < FactBasis.strength(old) ? .warning : .info,
                "\(part.label) is \(after) instead of \(before)", at: basis.places, old: before, new: after)
        },
        DiffRule(
            "fact-source-changed", .meaning, .info, summary: "another source states a fact",
            explanation: "Nothing changes for the caller. Make sure that the new source says the same as the old one.",
            before: "{ then: canceled, basis: external, source: support }",
            after: "{ then: canceled, basis: external, source: sdk }", each: \.facts
        ) { part, change in
            guard part[.basis]?.isChanged == false, let source = part[.source], let old = source.old,
                let new = source.new
            else { return nil }
            guard change.sources.newName(old) != new else { return nil }
            return Change(
                "\(part.label) is stated by '\(new)' instead of '\(old)'", at: source.places, old: old, new: new)
        },
    ]

    static let quirks: [DiffRule] = [
        DiffRule(
            "quirk-added", .meaning, .info, summary: "a contradiction of the page is recorded that was not before",
            explanation: """
                The decision is the spec's author's and not the venue's. Read whether it agrees with what your code \
                assumes.
                """,
            before: "quirks: []",
            after: "quirks: [{ id: repeat, docs: Nothing is said about repeats., decision: They are safe. }]",
            each: \.quirks.added
        ) { quirk, _ in
            quirk.told(
                "'\(quirk.value.id)' is a further oddity of the page: \(quirk.value.decision)", quirk.value.text)
        },
        DiffRule(
            "quirk-removed", .meaning, .warning, summary: "a contradiction of the page is no longer recorded",
            explanation: """
                Either the page was corrected, and what the spec does now is documented, or a decision has lost its \
                reason. See which: the facts it stood for must have changed with it.
                """,
            before: "quirks: [{ id: repeat, docs: Nothing is said about repeats., decision: They are safe. }]",
            after: "quirks: []", each: \.quirks.removed
        ) { quirk, _ in
            quirk.told(
                "'\(quirk.value.id)' is no longer an oddity of the page; it was decided: \(quirk.value.decision)",
                quirk.value.text)
        },
        DiffRule(
            "quirk-quote-changed", .meaning, .warning,
            summary: "what the page says changed, and the decision about it did not",
            explanation: """
                The decision was taken about other words. See whether it still follows from what the page says now.
                """,
            before: "quirks: [{ id: repeat, docs: Nothing is said about repeats., decision: They are safe. }]",
            after: "quirks: [{ id: repeat, docs: A repeat is an error., decision: They are safe. }]",
            each: { $0.quirks.pairs.filter { $0.old.docs != $0.new.docs && $0.old.decision == $0.new.decision } }
        ) { pair, _ in
            pair.told(
                "the page says something else about '\(pair.new.id)' and the decision stayed: \(pair.new.decision)",
                at: "docs", old: pair.old.docs, new: pair.new.docs)
        },
        DiffRule(
            "quirk-decision-changed", .meaning, .warning,
            summary: "a decision about the page changed, and the page did not",
            explanation: """
                The venue's words are the same and the spec reads them otherwise. There should be a reason, such as an \
                answer of the venue, and the facts that follow from the decision should have changed with it.
                """,
            before: "quirks: [{ id: repeat, docs: Nothing is said about repeats., decision: They are safe. }]",
            after: "quirks: [{ id: repeat, docs: Nothing is said about repeats., decision: They are not made. }]",
            each: { $0.quirks.pairs.filter { $0.old.docs == $0.new.docs && $0.old.decision != $0.new.decision } }
        ) { pair, _ in
            pair.told(
                "the same words of the page about '\(pair.new.id)' are read otherwise: \(pair.new.decision)",
                at: "decision", old: pair.old.decision, new: pair.new.decision)
        },
        DiffRule(
            "quirk-revised", .meaning, .warning, summary: "what the page says and the decision about it changed",
            explanation: """
                The facts that follow from the decision should have changed with it; look for them in the other \
                findings.
                """,
            before: "quirks: [{ id: repeat, docs: Nothing is said about repeats., decision: They are safe. }]",
            after: "quirks: [{ id: repeat, docs: A repeat is an error., decision: They are not made. }]",
            each: { $0.quirks.pairs.filter { $0.old.docs != $0.new.docs && $0.old.decision != $0.new.decision } }
        ) { pair, _ in
            pair.told(
                "the page says something else about '\(pair.new.id)', and it is decided: \(pair.new.decision)",
                old: pair.old.text, new: pair.new.text)
        },
    ]
}

extension FactBasis {
    /// How far a fact known in this way can be trusted.
    fileprivate static func strength(_ text: String) -> Int {
        switch FactBasis(rawValue: text) {
        case .documented: 2
        case .external: 1
        case .inferred, nil: 0
        }
    }
}

extension Quirk {
    /// What the page says and what was decided.
    var text: String { "\(docs) → \(decision)" }
}
