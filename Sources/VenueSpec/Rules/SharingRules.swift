internal import SourceText

/// Holds calls that answer like another one to that: it describes its own replies, and what its rows compare with is a
/// parameter of both.
enum InvalidSharing: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        let cancels = document.operations.filter { $0.kind == .cancel }
        for call in cancels {
            guard let first = call.sharedAnswers.first, let name = first.text else { continue }
            if call.sharedAnswers.count == 1 || call.sharedAnswers.contains(where: { $0.text != name }) {
                report.add(
                    .invalidSharing,
                    "rows of outcomes belong to the replies they judge, so 'responses' and 'outcomes' name one call",
                    at: call.sharedAnswers.last?.range ?? first.range)
                continue
            }
            guard let other = cancels.first(where: { $0.name == name }) else {
                report.addUnknown(
                    .invalidSharing, "unknown call '\(name)'", name: name,
                    known: cancels.filter(\.sharedAnswers.isEmpty).map(\.name), at: first.range)
                continue
            }
            if !other.sharedAnswers.isEmpty {
                report.add(
                    .invalidSharing,
                    "'\(name)' shares the replies of another call itself; name one that describes its own",
                    at: first.range)
                continue
            }
            check(call, like: other, at: first.range, &report)
        }
    }

    private static func check(
        _ call: OperationDeclaration, like other: OperationDeclaration, at range: SourceRange, _ report: inout Report
    ) {
        var seen: Set<String> = []
        let told = other.placeholders.filter { !$0.place.isRequest }
        if call.batch == nil, let place = told.first(where: { $0.name == BatchDescription.position }) {
            report.add(
                .invalidSharing,
                "the replies of '\(other.name)' are told by an order's place among several, and '\(call.name)' names one",
                at: range, notes: [("it is named here", place.range)])
        }
        for placeholder in told {
            guard let theirs = other.parameter(named: placeholder.name), seen.insert(placeholder.name).inserted else {
                continue
            }
            let problem: String? =
                if let own = call.parameter(named: placeholder.name) {
                    if own.type != theirs.type {
                        "which is of another type here"
                    } else if told.contains(where: { $0.place == .row && $0.name == own.name }),
                        !own.isRequired || call.parametersOfSomeCalls.contains(own.name)
                    {
                        "which is not part of every call here"
                    } else {
                        nil
                    }
                } else { "which '\(call.name)' does not have" }
            guard let problem else { continue }
            report.add(
                .invalidSharing,
                "the replies of '\(other.name)' are told by its parameter '\(placeholder.name)', \(problem)", at: range,
                notes: [("it is named here", placeholder.range)])
        }
    }
}
