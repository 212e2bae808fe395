internal import VenueSpec

/// The rule `credential-placement-changed`.
enum CredentialPlacementChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "credential-placement-changed", category: .meaning, levels: [.error, .info],
        summary: "a secret travels in another header field or after another prefix",
        explanation: """
            Where a secret stands decides who reads it: the venue refuses it in the wrong place, and redaction in \
            proxies and logs goes by the name of the field. An error unless only the case of the field's name \
            differs, which HTTP ignores.
            """,
        before: "desk: { type: header, header: X-Desk-Key }",
        after: "desk: { type: header, header: X-Meridian-Desk }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs where pair.old.scheme == pair.new.scheme {
            var (before, after) = (pair.old, pair.new)
            before.name = after.name
            let (old, new) = (before.placement, after.placement)
            guard old != new else { continue }
            let isRecased =
                pair.old.header.lowercased() == pair.new.header.lowercased() && pair.old.prefix == pair.new.prefix
            report.add(
                rule, isRecased ? .info : .error,
                "the secret '\(pair.new.name.text)' travels as '\(new)' instead of '\(old)'"
                    + (isRecased ? ", which is the same field" : "; check what redacts the field"),
                at: pair.places.at(pair.old.header == pair.new.header ? "prefix" : "header"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).credential(pair.new)])
        }
    }
}
