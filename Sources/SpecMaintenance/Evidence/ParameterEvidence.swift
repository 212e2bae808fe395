internal import SourceText
internal import VenueSpec

/// Holds what a spec says of limits and of what must be given against what stands beside the names on a page.
///
/// A statement of the page is a hint, not a proof: where one of several fits the spec, nothing is reported.
struct ParameterEvidence {
    private let venue: Venue
    private let page: PageText
    private let statements: PageStatements

    init(_ venue: Venue, on page: PageText) {
        (self.venue, self.page) = (venue, page)
        statements = Self.statements(of: page, for: venue)
    }

    /// What a page states beside the names of a venue's spec.
    static func statements(of page: PageText, for venue: Venue) -> PageStatements {
        let parameters = venue.operations.flatMap(\.parameters)
        let headers = venue.operations.flatMap(\.responses).flatMap(\.headers).map(\.name)
        return PageStatements(
            page, names: Set(parameters.map(\.name.text) + venue.properties.map(\.name.text) + headers),
            samples: parameters.compactMap { parameter in parameter.example.map { (parameter.name.text, $0) } })
    }

    func findings() -> [Diagnostic] {
        let differing = limitsBesideNames()
        return
            (differing.flatMap(\.findings) + limitsOfNothing() + limitsNotOnPage(but: Set(differing.map(\.name)))
            + differingPresences()).inReadingOrder()
    }

    // MARK: Limits

    private var documented: [(name: String, parameters: [Parameter])] {
        let all = venue.operations.flatMap(\.parameters).filter { $0.provenance.basis == .documented }
        return Dictionary(grouping: all, by: \.name.text).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func limitsBesideNames() -> [(name: String, findings: [Diagnostic])] {
        documented.compactMap { name, parameters in
            let stated = statements.limits.filter { $0.name == name }.map(\.limit)
            guard !stated.isEmpty, let first = parameters.first else { return nil }
            let findings = PageLimit.Side.allCases.compactMap { side -> Diagnostic? in
                let matching = stated.filter { limit in
                    limit[side] != nil && parameters.contains { $0.isLimited(as: limit.measure) }
                }
                guard let limit = matching.first, let value = limit[side],
                    !matching.contains(where: { limit in parameters.contains { $0.allows(limit[side], side) } })
                else { return nil }
                let own = parameters.compactMap { $0.limit(side) }.first
                let key = first.limitKey(side)
                return finding(
                    EvidenceRules.limitDiffers,
                    "beside '\(name)' the page has '\(page.excerpt(limit.range))', and the spec "
                        + (own.map { "'\(key): \($0)'" } ?? "no '\(key)'")
                        + "; if it is the limit of '\(name)', change the "
                        + "spec to \(value)", limit.range, first.provenance.range)
            }
            return findings.isEmpty ? nil : (name, findings)
        }
    }

    /// Limits beside no name and no sample value, which are those of no parameter.
    private func limitsOfNothing() -> [Diagnostic] {
        let parameters = venue.operations.flatMap(\.parameters)
        return statements.limits.filter { $0.name == nil && $0.limit.isPlain }.map(\.limit).filter { limit in
            !parameters.contains { parameter in
                parameter.isLimited(as: limit.measure)
                    && PageLimit.Side.allCases.allSatisfy { limit[$0] == nil || parameter.allows(limit[$0], $0) }
            }
        }.map { limit in
            finding(
                EvidenceRules.limitDiffers,
                "no parameter of '\(venue.file.path)' has the limit '\(page.excerpt(limit.range))'; find out whose it is",
                limit.range, nil)
        }
    }

    /// Documented limits whose number is nowhere on the page.
    private func limitsNotOnPage(but differing: Set<String>) -> [Diagnostic] {
        documented.filter { !differing.contains($0.name) }.flatMap(\.parameters).compactMap { parameter in
            let missing = PageLimit.Side.allCases.compactMap { side -> String? in
                // Of nothing and one, pages say so in words.
                guard let value = parameter.limit(side), value > 1, !statements.numbers.contains(value) else {
                    return nil
                }
                return "'\(parameter.limitKey(side)): \(value)'"
            }
            guard !missing.isEmpty else { return nil }
            return EvidenceRules.limitDiffers.finding(
                "\(missing.joined(separator: " and ")) of '\(parameter.name.text)' \(missing.count == 1 ? "is" : "are") "
                    + "not on the page; change the spec, or state another basis",
                in: venue.file.path, at: parameter.provenance.range)
        }
    }

    // MARK: Required and optional

    private func differingPresences() -> [Diagnostic] {
        let dependent = venue.dependentParameters
        let parameters = venue.operations.flatMap(\.parameters)
        return Dictionary(grouping: statements.presences, by: { PresenceKey(name: $0.name, isReply: $0.isReply) })
            .sorted { ($0.key.name, $0.key.isReply ? 1 : 0) < ($1.key.name, $1.key.isReply ? 1 : 0) }
            .compactMap { key, stated in
                let asked = parameters.filter { $0.name.text == key.name }.map { ($0.isRequired, $0.provenance) }
                let replied = venue.properties.filter { $0.name.text == key.name }.map {
                    ($0.isRequired, $0.provenance)
                }
                let isReply = asked.isEmpty || (key.isReply && !replied.isEmpty)
                let facts = (isReply ? replied : asked).filter { $0.1.basis == .documented }
                guard let fact = facts.first, isReply || !dependent.contains(key.name),
                    !stated.contains(where: { word in facts.contains { word.isRequired ?? $0.0 == $0.0 } }),
                    let word = stated.first
                else { return nil }
                let owner = isReply ? "a reply may lack it" : "a call may leave it out"
                let other = isReply ? "every reply has it" : "every call needs it"
                return finding(
                    EvidenceRules.requiredDiffers,
                    "beside '\(key.name)' the page has '\(page.excerpt(word.range))', and in the spec "
                        + "\(fact.0 ? other : owner); look, and change the spec if it is meant of '\(key.name)'",
                    word.range, fact.1.range)
            }
    }

    private struct PresenceKey: Hashable {
        let name: String
        let isReply: Bool
    }

    /// A finding on the page, with the place in the spec.
    private func finding(
        _ rule: RuleDescription, _ message: String, _ range: Range<Int>, _ place: SourceRange?
    ) -> Diagnostic {
        let notes = place.map { Diagnostic.Note(message: "the spec has it here", path: venue.file.path, range: $0) }
        return rule.finding(message, in: page.file.path, at: page.range(range), notes: notes.map { [$0] } ?? [])
    }
}

extension Parameter {
    /// What limits of its values count or compare; `nil` where it can have none.
    private var measure: Measure? {
        switch type {
        case .string: .characters
        case .integer: .value
        case .array: .elements
        default: nil
        }
    }

    /// Whether a limit of a measure, or of one the page leaves open, can be one of its type.
    fileprivate func isLimited(as measure: Measure?) -> Bool {
        self.measure != nil && (measure == nil || measure == self.measure)
    }

    private func valueLimit(_ side: PageLimit.Side) -> ValueLimit? {
        ValueLimit.all.first { $0.measure == measure ?? .characters && $0.isUpper == (side == .greatest) }
    }

    fileprivate func limit(_ side: PageLimit.Side) -> Int64? { valueLimit(side)?.value(self)?.integer }

    /// The key of the language that states the limit at one end.
    fileprivate func limitKey(_ side: PageLimit.Side) -> String { valueLimit(side)?.key ?? "" }

    /// Whether the spec says nothing against a limit: it is the same one, or one that a pattern or nothing at all implies.
    fileprivate func allows(_ stated: Int64?, _ side: PageLimit.Side) -> Bool {
        guard let stated else { return true }
        guard let own = limit(side) else {
            return constraints.pattern != nil || constraints.format != nil || (side == .least && stated <= 1)
        }
        return own == stated
    }
}

extension Venue {
    /// The members of every shape of a reply.
    fileprivate var properties: [Property] {
        types.flatMap { type -> [Property] in
            if case .object(let properties) = type.definition { properties } else { [] }
        }
    }

    /// Parameters of which others decide whether they are needed.
    fileprivate var dependentParameters: Set<String> {
        var names = operations.flatMap(\.conditionalGroups).flatMap(\.parameters)
        for operation in operations {
            if case .alternatives(let sets) = operation.identity { names += sets.flatMap(\.parameters) }
        }
        return Set(names)
    }
}
