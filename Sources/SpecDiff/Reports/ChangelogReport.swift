/// What changed, as sections for a changelog in the form of keepachangelog.com, one per venue.
package struct ChangelogReport: Sendable {
    let review: DiffReview

    package init(review: DiffReview) { self.review = review }

    /// A kind of entry, in the order they are written.
    private enum Kind: String, CaseIterable {
        case added = "Added"
        case changed = "Changed"
        case deprecated = "Deprecated"
        case removed = "Removed"
        case fixed = "Fixed"
        case security = "Security"
    }

    package func render() -> String {
        let venues = review.difference.venues
        guard !venues.isEmpty else { return "No venue changed; no new version is needed.\n" }
        let bump = VersionBump(venues.flatMap(\.findings))
        return "Suggested version of the generated library: **\(bump.step.rawValue)**, as \(bump.reason).\n"
            + venues.map(section).joined()
    }

    private func section(_ venue: VenueDifference) -> String {
        let bump = VersionBump(venue.findings)
        var text = """

            ## \(MarkdownText.inline(venue.name, isComment: false))

            By itself *\(bump.step.rawValue)*: \(bump.reason).

            """
        for kind in Kind.allCases {
            let findings = venue.findings.filter { Self.kind(of: $0) == kind }
            guard !findings.isEmpty else { continue }
            let examples = findings.filter(Self.isExample)
            let others = findings.filter { !Self.isExample($0) }
            let entries =
                (others.filter(VersionBump.isBreaking) + others.filter { !VersionBump.isBreaking($0) }).map(Self.entry)
                + (examples.isEmpty
                    ? [] : ["- Recorded examples of the venue's requests and replies (\(examples.count)).\n"])
            text += "\n### \(kind.rawValue)\n\n" + entries.joined()
        }
        return text
    }

    private static func entry(_ finding: Finding) -> String {
        let mark = VersionBump.isBreaking(finding) ? "**Breaking:** " : ""
        let message = MarkdownText.inline(
            finding.message.prefix(1).uppercased() + finding.message.dropFirst(), isComment: false)
        let symbols = finding.symbols.prefix(4).map(MarkdownText.codeOutsideTables).joined(separator: ", ")
        let more = finding.symbols.count > 4 ? " and \(finding.symbols.count - 4) more" : ""
        return "- \(mark)\(message).\(symbols.isEmpty ? "" : " (\(symbols)\(more))")\n"
    }

    /// Whether a finding is about a recorded example, which no generated declaration shows.
    private static func isExample(_ finding: Finding) -> Bool {
        finding.category == .documentation && finding.subject.split(separator: ".").contains("examples")
    }

    private static func kind(of finding: Finding) -> Kind {
        if finding.subject == "security" || finding.subject.hasPrefix("security.") { return .security }
        if finding.category == .documentation { return .fixed }
        if finding.rule.contains("deprecated") { return .deprecated }
        // A new case is no addition for who handles every case.
        if finding.category == .swiftSource, VersionBump.isBreaking(finding), finding.new?.text != nil {
            return .changed
        }
        switch (finding.old?.text, finding.new?.text) {
        case (nil, .some): return .added
        case (.some, nil): return .removed
        default: return .changed
        }
    }
}

/// Which part of a library's version a change should raise, in the words of semver.org.
struct VersionBump {
    /// A part of a version, the greatest first.
    enum Step: String {
        case major, minor, patch
    }

    let step: Step
    let reason: String

    /// The step for findings.
    ///
    /// *Major* where Swift source breaks, or where requests or the meaning of replies change so that a caller could be
    /// wrong about an order; *minor* where something was added or needs a caller's attention; *patch* for the rest.
    init(_ findings: [Finding]) {
        let source = findings.filter { Self.isBreaking($0) && $0.category == .swiftSource }
        let calls = findings.filter { Self.isBreaking($0) && $0.category != .swiftSource }
        let additions = findings.filter { $0.category != .documentation && $0.old?.text == nil }
        let warnings = findings.filter { $0.category != .documentation && $0.level == .warning }
        if !source.isEmpty || !calls.isEmpty {
            step = .major
            reason = Self.reasons([
                ("Swift source breaks", source.count),
                ("what is sent or what a reply proves changes", calls.count),
            ])
        } else if !additions.isEmpty || !warnings.isEmpty {
            step = .minor
            reason = Self.reasons([
                ("something is added", additions.count), ("something needs attention", warnings.count),
            ])
        } else {
            step = .patch
            reason = "callers need not change anything"
        }
    }

    static func isBreaking(_ finding: Finding) -> Bool {
        switch finding.category {
        case .swiftSource: finding.level != .info
        case .wire, .meaning: finding.level == .error
        case .documentation: false
        }
    }

    /// Reasons with how often they hold, those that never do left out.
    private static func reasons(_ reasons: [(text: String, count: Int)]) -> String {
        reasons.filter { $0.count > 0 }.map { "\($0.text) (\($0.count))" }.joined(separator: "; ")
    }
}
