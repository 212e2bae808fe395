internal import VenueSpec

extension DiffRule {
    static let replyJudgedDifferently = DiffRule(
        "reply-judged-differently", .meaning, .error, risk: .wrongOutcome,
        summary: "a recorded reply means something else",
        explanation: """
            Every reply the old examples record is judged by both versions; this is the net under all rules about \
            outcomes. A reply whose new outcome follows from a change of the row that decided it, or of the body it \
            should fit, is named in that finding; what is left changed for another reason, and shows it.
            """, before: "properties: { id: string }", after: "properties: { id: string, region: string }"
    ) { change, report in
        for operation in change.operations {
            for (index, example) in operation.old.examples.enumerated() {
                for (position, reply) in example.replies.enumerated() {
                    let earlier = Interpreter.judge(
                        status: reply.status, headers: reply.headers, body: reply.body, about: example.inputs,
                        operation: operation.old, venue: change.old)
                    let later = Interpreter.judge(
                        status: reply.status, headers: reply.headers, body: reply.body,
                        about: example.inputs.map(operation.renamed), operation: operation.new, venue: change.new)
                    // Of several orders that are judged otherwise the first tells of it.
                    guard let (before, after) = zip(earlier, later).first(where: { $0.outcome != $1.outcome }) else {
                        continue
                    }
                    let (old, new) = (before.outcome.word, after.outcome.word)
                    let isExplained = report.mention("recorded reply '\(reply.name)': \(old) → \(new)") { finding in
                        finding.explains(before, after, status: reply.status, change)
                    }
                    guard !isExplained else { continue }
                    report.add(
                        "the recorded reply '\(reply.name)' means \(new) instead of \(old), judged by '\(after.rule)'"
                            + (after.mismatch.map { " (\($0))" } ?? ""),
                        at: operation.places(ofReply: position, ofExample: index), old: old, new: new,
                        symbols: [operation.symbol("judge")],
                        outcomes: [before, after].map { "\($0.rule) → \($0.outcome.word)" })
                }
            }
        }
    }
}

extension OperationChange {
    /// An input by the new version's names.
    fileprivate func renamed(_ input: [Example.InputValue]) -> [Example.InputValue] {
        input.map { value in
            Example.InputValue(name: parameters.newName(value.name), value: value.value, range: value.range)
        }
    }

    /// Where a reply of an old example stands, and where in the new version one of its names does or would.
    fileprivate func places(ofReply position: Int, ofExample index: Int) -> PlacePair {
        let example = old.examples[index]
        let reply = example.replies[position]
        let newIndex = new.examples.firstIndex { $0.name == example.name }
        let newPosition = newIndex.flatMap { new.examples[$0].replies.firstIndex { $0.name == reply.name } }
        func place(_ operation: SpecPlace, _ index: Int, _ position: Int) -> SpecPlace {
            operation.at("examples").at(index, named: example.name).at("replies").at(position, named: reply.name)
        }
        return PlacePair(
            old: place(places.old, index, position), new: place(places.new, newIndex ?? .max, newPosition ?? .max))
    }
}

extension Finding {
    /// Whether the finding tells why a reply is judged as it is: it is about a row that decided, or about a type whose
    /// values can no longer, or only now, be read.
    fileprivate func explains(_ before: Judgement, _ after: Judgement, status: Int, _ change: VenueChange) -> Bool {
        guard level != .info else { return false }
        let rows = [before, after].filter { $0.row != nil || $0.otherOrder != nil }.map { "\($0.rule) → " }
        if outcomes.contains(where: { outcome in rows.contains { outcome.hasPrefix($0) } }) { return true }
        let isReadAlike = before.fits == after.fits && before.caseName == after.caseName
        guard !isReadAlike, subject.hasPrefix("types.") else { return false }
        let type = subject.split(separator: ".").dropFirst().first.map(String.init) ?? ""
        return change.uses.old.holds(type, status: status) || change.uses.new.holds(type, status: status)
    }
}
