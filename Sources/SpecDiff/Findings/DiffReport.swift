internal import SourceText
internal import VenueSpec

struct DiffReport {
    let venue: String
    /// The findings so far, in the order the rules reported them.
    private(set) var findings: [Finding] = []
    private var rule: DiffRule?
    private let old: (path: String, outline: SpecOutline)
    private let new: (path: String, outline: SpecOutline)

    /// A report about two versions of a venue.
    init(old: Venue, new: Venue) {
        venue = new.name.text
        self.old = (old.file.path, old.outline)
        self.new = (new.file.path, new.outline)
    }

    mutating func apply(_ rule: DiffRule, to change: VenueChange) {
        self.rule = rule
        rule.check(change, &self)
    }

    /// Adds a finding of the rule that is applied.
    mutating func add(_ change: DiffRule.Change) {
        guard let applied = rule else { return }
        let rule = applied.description
        let (places, oldText, newText) = (change.places, change.old, change.new)
        let subject = newText == nil ? places.old.subject : places.new.subject
        let level = change.level ?? rule.levels.first ?? .error
        let finding = Finding(
            rule: rule.id, category: rule.category, level: level, venue: venue,
            subject: subject, risk: level == .info ? nil : change.risk ?? applied.risk, message: change.message,
            old: Finding.Side(path: old.path, range: old.outline.range(of: places.old.keys), text: oldText),
            new: Finding.Side(path: new.path, range: new.outline.range(of: places.new.keys), text: newText),
            symbols: change.symbols.uniqued, outcomes: change.outcomes,
            fingerprint: Fingerprint.of([rule.id, venue, subject, oldText ?? "\u{0}", newText ?? "\u{0}"]))
        findings.append(finding)
    }

    mutating func add(
        level: Finding.Level? = nil, _ message: String, at places: PlacePair, old: String? = nil, new: String? = nil,
        symbols: [String] = [], outcomes: [String] = [], risk: Finding.Risk? = nil
    ) {
        add(
            DiffRule.Change(
                level: level, message, at: places, old: old, new: new, symbols: symbols, outcomes: outcomes, risk: risk)
        )
    }

    /// Adds a line to the outcomes of the findings that explain it.
    ///
    /// - Returns: Whether there is one.
    mutating func mention(_ line: String, where explains: (Finding) -> Bool) -> Bool {
        let indices = findings.indices.filter { explains(findings[$0]) }
        for index in indices { findings[index].outcomes.append(line) }
        return !indices.isEmpty
    }

    /// Whether nothing but the page, its date and its digest was found to differ.
    var isAboutPageAlone: Bool { findings.allSatisfy { $0.subject.hasPrefix("docs.") } }
}

extension [String] {
    /// Each text once, where it stands first.
    var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

enum Fingerprint {
    /// The upper 48 bits of the texts' hash, each ended by a byte no UTF-8 has, as 12 hex digits.
    static func of(_ texts: [String]) -> String {
        FNV1a.hexDigits(of: texts.flatMap { Array($0.utf8) + [0xFF] }, count: count)
    }

    /// Whether a text could be one.
    static func isWellFormed(_ text: String) -> Bool {
        text.utf8.count == count && text.allSatisfy { ("0"..."9").contains($0) || ("a"..."f").contains($0) }
    }

    private static let count = 12
}
