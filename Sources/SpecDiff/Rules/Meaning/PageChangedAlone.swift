internal import VenueSpec

/// The rule `page-changed-alone`.
enum PageChangedAlone: DiffRule {
    static let rule = DiffRuleDescription(
        id: "page-changed-alone", category: .meaning, levels: [.warning],
        summary: "the page changed and nothing else of the spec did",
        explanation: """
            The digest says that the page has other words than before. Either none of them is a fact of the spec, or the \
            page was not read: compare the two versions of the page before the new digest is accepted.
            """,
        before: "docs: { read: 2026-11-20, digest: sha256:0… }", after: "docs: { read: 2026-11-24, digest: sha256:1… }")

    /// Comes last: it looks at what the other rules found.
    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        let (old, new) = (change.old.docs.digest, change.new.docs.digest)
        guard old != new, report.isAboutPageAlone else { return }
        report.add(
            rule, nil, "the page has other words than before, and no fact of the spec changed",
            at: .root.at("docs", "digest"), old: old, new: new)
    }
}
