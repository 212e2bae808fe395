package import SourceText
internal import VenueSpec

extension DiffRule {
    /// The rules about a venue as a whole.
    static let venues: [DiffRule] = [
        venueAdded, venueRemoved,
        DiffRule(
            "venue-renamed", .swiftSource, .warning, summary: "a venue has another name",
            explanation: """
                The name is the Swift namespace of its client and the name in reports; nothing changes on the wire. A venue \
                counts as renamed if its file kept its name, or if its hosts and request lines stayed.
                """, before: "venue: Meridian", after: "venue: MeridianPrime"
        ) { change, report in
            let (old, new) = (change.old.name, change.new.name)
            guard old != new else { return }
            report.add(
                "the venue '\(old.text)' is now called '\(new.text)'", at: .root.at("venue"), old: old.text,
                new: new.text, symbols: [old.swift, new.swift])
        },
        oldSpecFaulty,
    ]

    // Venues of one version only, and specs that could not be read, have no second version to hold a rule against:
    // `SpecDiff` reports them by the findings below.

    fileprivate static let venueAdded = DiffRule(
        "venue-added", .wire, .info, summary: "a venue is described that was not before",
        explanation: """
            Nothing that exists changes. Review the new spec as such: `venuegen lint` holds it against the language, and \
            no difference can tell whether it is right about its venue.
            """,
        before: "# no spec", after: "venue: Meridian"
    ) { _, _ in }

    fileprivate static let venueRemoved = DiffRule(
        "venue-removed", .wire, .error, risk: .orderStaysOpen, summary: "a venue is no longer described",
        explanation: """
            Its client is gone: code that cancels there no longer compiles, and orders that are open there need another \
            way to be cancelled before this is released.
            """,
        before: "venue: Meridian", after: "# no spec"
    ) { _, _ in }

    fileprivate static let oldSpecFaulty = DiffRule(
        "old-spec-faulty", .meaning, .warning, summary: "the old spec has errors, so not all that changed is told",
        explanation: """
            The old version cannot be mended any more, so it is compared as far as it can be read: what its errors are \
            about, and its generated Swift, is not. Hold the new spec against the venue's page where the old one is in \
            error, or compare with a later version that lints. Often the language has only become stricter since.
            """,
        before: "repeatable: perhaps  # an error", after: "repeatable: safe"
    ) { _, _ in }
}

/// A spec of the old version that does not lint.
package struct FaultySpec: Sendable, Hashable {
    let file: SourceFile
    let errors: [Diagnostic]

    /// A spec with errors.
    ///
    /// - Parameters:
    ///   - file: The old version's file.
    ///   - errors: What is wrong with it, in reading order.
    package init(file: SourceFile, errors: [Diagnostic]) { (self.file, self.errors) = (file, errors) }
}

extension Finding {
    /// The finding about a venue that only the new version has.
    static func added(_ venue: Venue) -> Finding {
        let name = venue.name.text
        return Finding(
            DiffRule.venueAdded, "the venue '\(name)' is new", venue: name, new: side(of: venue, text: name),
            symbols: [venue.name.swift])
    }

    /// The finding about a venue that only the old version has.
    static func removed(_ venue: Venue) -> Finding {
        let name = venue.name.text
        return Finding(
            DiffRule.venueRemoved, "the venue '\(name)' is gone; its orders can no longer be cancelled", venue: name,
            old: side(of: venue, text: name), symbols: [venue.name.swift])
    }

    /// The finding about an old spec with errors and what the new version has in its place.
    static func faulty(_ fault: FaultySpec, venue: Venue?, isCompared: Bool) -> Finding {
        let name = venue?.name.text ?? fault.file.name
        let count = "\(fault.errors.count) \(fault.errors.count == 1 ? "error" : "errors")"
        let extent = isCompared ? "what that hides may have changed unseen" : "nothing of it could be compared"
        let shown = fault.errors.prefix(5).map { error in
            "\(error.range.start): \(error.message) [\(error.rule)]"
        }
        let more = fault.errors.count > shown.count ? ["and \(fault.errors.count - shown.count) more"] : []
        let range = fault.errors.first?.range ?? .fileStart
        return Finding(
            DiffRule.oldSpecFaulty, "the old spec of '\(name)' has \(count): \(extent)", venue: name,
            old: Side(path: fault.file.path, range: range, text: (shown + more).joined(separator: "\n")),
            new: venue.map { side(of: $0, text: nil) }, key: fault.errors.map(\.message))
    }

    private static func side(of venue: Venue, text: String?) -> Side {
        Side(path: venue.file.path, range: venue.outline.range(of: ["venue"]), text: text)
    }

    /// A finding about a venue as a whole; `key` is what tells it from others of the rule and venue.
    private init(
        _ rule: DiffRule, _ message: String, venue: String, old: Side? = nil, new: Side? = nil,
        symbols: [String] = [], key: [String] = []
    ) {
        let description = rule.description
        self.init(
            rule: description.id, category: description.category, level: description.levels.first ?? .error,
            venue: venue, subject: "venue", risk: rule.risk, message: message, old: old, new: new, symbols: symbols,
            outcomes: [],
            fingerprint: Fingerprint.of([description.id, venue] + key))
    }
}
