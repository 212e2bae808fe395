internal import VenueSpec

/// The rule `link-changed`.
enum LinkChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "link-changed", category: .documentation, levels: [.info],
        summary: "a page has another address",
        explanation: """
            The page the spec was read from, or a further source, is found elsewhere. Where a page moved to another \
            product or version of the venue's interface, its facts may be other ones.
            """,
        before: "docs: { url: https://docs.meridian.example/cancel }",
        after: "docs: { url: https://docs.meridian.example/v2/cancel }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        /// Reports two addresses that differ.
        func compare(_ subject: String, _ old: String?, _ new: String?, at places: Places) {
            guard old != new else { return }
            let message =
                switch (old, new) {
                case (nil, let new?): "\(subject) has an address now, \(new)"
                case (let old?, nil): "\(subject) no longer has the address \(old)"
                case (let old, let new): "\(subject) is at \(new ?? "") instead of \(old ?? "")"
                }
            report.add(rule, nil, message, at: places.at("url"), old: old, new: new)
        }
        compare("the page", change.old.docs.url, change.new.docs.url, at: .root.at("docs"))
        for pair in change.sources.pairs {
            compare("the source '\(pair.new.id)'", pair.old.url, pair.new.url, at: pair.places)
        }
    }
}
