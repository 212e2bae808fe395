internal import VenueSpec

/// The rule `page-read-again`.
enum PageReadAgain: DiffRule {
    static let rule = DiffRuleDescription(
        id: "page-read-again", category: .documentation, levels: [.info],
        summary: "the page was read again",
        explanation: """
            The day or the digest of the page is another, and so are other parts of the spec, or only the day is: then the \
            page has the words it had.
            """,
        before: "docs: { read: 2026-11-20, digest: sha256:0… }", after: "docs: { read: 2026-11-24, digest: sha256:0… }")

    /// Comes after the other rules: a page that changed alone is another matter.
    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        let (old, new) = (change.old.docs, change.new.docs)
        guard old.read != new.read || old.digest != new.digest else { return }
        if old.digest == new.digest {
            report.add(
                rule, nil, "the page was read on \(new.read) and has the words it had on \(old.read)",
                at: .root.at("docs", "read"), old: old.read, new: new.read)
        } else if report.findings.contains(where: { !$0.subject.hasPrefix("docs.") }) {
            report.add(
                rule, nil, "the page was read on \(new.read) and has other words than on \(old.read)",
                at: .root.at("docs", "digest"), old: "\(old.read), \(old.digest)", new: "\(new.read), \(new.digest)")
        }
    }
}
