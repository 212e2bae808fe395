internal import SourceText

enum MixedRows: DocumentRule {
    /// A test of a field, or the field that decides.
    private struct Reading {
        let path: FieldPath
        let text: String
        let range: SourceRange
    }

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for outcome in document.operations.flatMap(\.outcomes) {
            let readings = readings(of: outcome)
            for (index, later) in readings.enumerated() {
                let pair = readings[..<index].lazy.compactMap { earlier in
                    array(of: earlier.path, and: later.path).map { (earlier, $0) }
                }.first
                guard let (earlier, array) = pair else { continue }
                let subject =
                    earlier.path == later.path
                    ? "the tests of '\(later.text)'" : "'\(earlier.text)' and '\(later.text)'"
                report.add(
                    .mixedRows,
                    "\(subject) can be met by two rows of '\(array)', so that another order's row proves something of this "
                        + "one; name the row, as in '\(array)[id={orderId}]'", at: later.range,
                    notes: [("the other one is here", earlier.range)])
            }
        }
    }

    /// Every test that looks for a row of its own, and the field that decides.
    private static func readings(of outcome: OutcomeDeclaration) -> [Reading] {
        var readings: [Reading] = []
        for condition in outcome.conditions {
            guard let path = condition.name.path else { continue }
            var tests = condition.value.entries.map(\.keyRange)
            // The row that meets another test of the same field has the field.
            if let isPresent = condition.value[\TestKeys.present], tests.count > 1 || !isPresent {
                let present = condition.value.entry(\TestKeys.present)?.keyRange
                tests.removeAll { $0 == present }
            }
            let ranges = condition.value.entries.isEmpty ? [condition.keyRange] : tests
            readings += ranges.map { Reading(path: path, text: condition.key, range: $0) }
        }
        if let by = outcome.by, let text = by.text, let path = by.path {
            readings.append(Reading(path: path, text: text, range: by.range))
        }
        return readings
    }

    /// The array of which two paths may lead to two rows: one of them to any row, the other to any or to a certain one.
    private static func array(of first: FieldPath, and second: FieldPath) -> FieldPath? {
        for (index, (left, right)) in zip(first.steps, second.steps).enumerated() {
            switch (left, right) {
            case (.member, _), (_, .member), (.index, .index), (.key, .key): if left != right { return nil }
            case (.header, _), (_, .header), (.input, _), (_, .input): return nil
            // Rows told by the same tests are one row.
            case (.row, .row) where left == right: continue
            default: return FieldPath(steps: Array(first.steps[..<index]))
            }
        }
        return nil
    }
}

enum InvalidOutcome: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for outcome in operation.outcomes {
                for (_, word) in outcome.outcomes { check(word, of: operation.kind, &report) }
            }
            for confirmation in operation.confirmations {
                for entry in confirmation[\ConfirmationKeys.statuses] { check(entry.value, &report) }
            }
            for example in operation.examples {
                for reply in example[\ExampleKeys.replies] {
                    for outcome in reply[\ReplyKeys.outcome]?.elementsOrSelf ?? [] {
                        check(outcome, &report, allowsBuiltIn: true)
                    }
                }
            }
        }
    }

    private static func check(
        _ node: SpecNode, of kind: CallDescription.Kind = .cancel, _ report: inout Report, allowsBuiltIn: Bool = false
    ) {
        guard let text = node.text else { return }
        if let outcome: Outcome = node.value() {
            if allowsBuiltIn { return }
            if outcome.isBuiltIn {
                report.add(
                    .invalidOutcome, "'\(text)' is built in; a rule says 'unknown(inconclusive)'", at: node.range)
            } else if !outcome.isRule(of: kind) {
                let message: String =
                    switch kind {
                    case .read: "is no state of an order; of a read that was refused say 'unknown(inconclusive)'"
                    case .login: "tells of an order, of which a login says nothing"
                    case .cancel where outcome == .granted, .cancelAll where outcome == .granted:
                        "is what a login tells"
                    case .cancelAll where outcome != .working:
                        "is about one order, not about every order of a scope; where none was left say 'canceled'"
                    case .cancel, .cancelAll: "is what a read tells; a cancel that was refused is 'rejected(…)'"
                    }
                report.add(.invalidOutcome, "'\(text)' \(message)", at: node.range)
            }
            return
        }
        report.addUnknown(
            .invalidOutcome, "unknown \(kind == .read ? "state" : "outcome") '\(text)'", name: text,
            known: allowsBuiltIn ? Outcome.replyWords : Outcome.words(of: kind), at: node.range)
    }
}

enum UnsourcedFact: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        let sources = document.sources
        for fact in document.facts {
            let basis = fact.node(\ProvenanceKeys.basis)
            guard let source = fact.node(\ProvenanceKeys.source) else {
                if let basis, fact[\ProvenanceKeys.basis] == .external {
                    report.add(
                        .unsourcedFact, "an external fact needs its 'source', an entry of 'sources'", at: basis.range)
                }
                continue
            }
            if fact[\ProvenanceKeys.basis] != .external {
                report.add(
                    .unsourcedFact, "a fact with a 'source' is external; say 'basis: external'", at: source.range)
            }
            if let name = source.text, !sources.contains(name) {
                report.addUnknown(
                    .unsourcedFact, "unknown source '\(name)'", name: name, known: sources, at: source.range)
            }
        }
    }
}
