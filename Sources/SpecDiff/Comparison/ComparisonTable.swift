internal import VenueSpec

/// Entries of one kind in both versions of a spec, side by side, unchanged ones too.
package struct ComparisonTable: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Hosts, what authorises a request, and its limits.
        case access
        /// The request line, what identifies the order, and what is sent whoever calls.
        case request
        case parameters
        case replies
        /// The members and values of the replies' types.
        case fields
        /// The meaning of replies; the first line that matches decides.
        case outcomes
        /// What to do after an answer: repeating, learning the final state.
        case afterwards
    }

    package var kind: Kind
    /// The call they belong to, by the name in the new version; `nil` for the venue's own.
    package var operation: String?
    /// The entries in the order of the new version; those it lacks stand after what they followed.
    package var rows: [Row]

    package struct Row: Sendable, Hashable {
        /// What the old version calls it; `nil` where it has none.
        package var oldName: String?
        /// What the new version calls it; `nil` where it has none.
        package var newName: String?
        /// What the versions say about it.
        package var facts: [Fact]
        /// What findings about it have as their subject, or before a dot at its beginning.
        var subjects: [String]
        /// What findings about something it is a part of have as their subject; they are about it if it changed.
        var wholes: [String] = []
        /// What evidence of the outcome table it is, in both versions.
        var evidence: [String] = []

        package var change: Change {
            guard let oldName else { return .added }
            guard let newName else { return .removed }
            return oldName == newName && facts.allSatisfy { !$0.isChanged } ? .same : .changed
        }

        package func isSubject(of finding: Finding) -> Bool {
            subjects.contains { finding.subject == $0 || finding.subject.hasPrefix($0 + ".") }
                || change != .same && wholes.contains(finding.subject)
                || evidence.contains { evidence in finding.outcomes.contains { $0.hasPrefix(evidence + " → ") } }
        }
    }

    package enum Change: String, Sendable, Hashable, CaseIterable {
        case same, changed, added, removed
    }

    /// One thing that is said about an entry.
    package struct Fact: Sendable, Hashable {
        /// What it is about, such as `length`.
        package var label: String
        /// What the old version says; `nil` where it says nothing.
        package var old: String?
        /// What the new version says; `nil` where it says nothing.
        package var new: String?

        package var isChanged: Bool { old != new }
    }
}

/// What one version says about an entry: texts by label, those that are `nil` left out.
typealias FactList = [(label: String, text: String?)]

extension SpecPart {
    /// What the part says of the venue by keys of its own, but for those at some paths, which a table shows otherwise.
    func content(besides shown: PartialKeyPath<Self>...) -> FactList {
        Self.plainFacts.filter { fact in fact.role == .content && !shown.contains(where: fact.isAt) }
            .map { ($0.label, $0.text(self)) }
    }

    /// How the part is known, and by which source.
    var basis: FactList {
        let texts = [FactRole.basis, .source].compactMap { role in
            Self.plainFacts.first { $0.role == role }?.text(self)
        }
        return [("basis", texts.joined(separator: ", "))]
    }
}

extension PlainFact {
    /// The key as words, such as `shared with`.
    var label: String {
        key.reduce(into: "") { words, letter in
            if letter.isUppercase { words += " " }
            words += letter.lowercased()
        }
    }
}

extension ComparisonTable.Row {
    /// An entry of both versions, or of one where the other's name is `nil`.
    init(
        old oldName: String?, new newName: String?, facts: (old: FactList, new: FactList), subjects: [String],
        wholes: [String] = [], evidence: [String] = []
    ) {
        self.oldName = oldName
        self.newName = newName
        self.subjects = subjects
        self.wholes = wholes
        self.evidence = evidence
        let old = facts.old.filter { $0.text != nil }
        let new = facts.new.filter { $0.text != nil }
        self.facts = new.map { fact in
            ComparisonTable.Fact(
                label: fact.label, old: old.first { $0.label == fact.label }?.text, new: fact.text)
        }
        for (index, fact) in old.enumerated() where !new.contains(where: { $0.label == fact.label }) {
            self.facts.insert(.init(label: fact.label, old: fact.text, new: nil), at: min(index, self.facts.count))
        }
    }
}

extension Pairing {
    /// The entries of both versions as rows, in the order of the new one; those it lacks stand after what they followed.
    ///
    /// - Parameters:
    ///   - name: What an entry is called.
    ///   - facts: What is said about an entry of the old version, or else of the new one.
    ///   - subjects: Further places whose findings are about an entry.
    ///   - wholes: What an entry is a part of.
    /// - Returns: A row for each pair and each entry of one version.
    func rows(
        name: (Element) -> String, facts: (_ element: Element, _ isOld: Bool) -> FactList,
        subjects: (_ element: Element, _ isOld: Bool) -> [String] = { _, _ in [] },
        wholes: (_ element: Element, _ isOld: Bool) -> [String] = { _, _ in [] }
    ) -> [ComparisonTable.Row] {
        entries.map { entry in
            func both<Value>(_ value: (_ element: Element, _ isOld: Bool) -> [Value]) -> (old: [Value], new: [Value]) {
                (entry.old.map { value($0, true) } ?? [], entry.new.map { value($0, false) } ?? [])
            }
            let places = both { _, isOld in [isOld ? entry.places.old.subject : entry.places.new.subject] }
            let (subjects, wholes) = (both(subjects), both(wholes))
            return .init(
                old: entry.old.map(name), new: entry.new.map(name), facts: both(facts),
                subjects: places.old + places.new + subjects.old + subjects.new, wholes: wholes.old + wholes.new)
        }
    }
}
