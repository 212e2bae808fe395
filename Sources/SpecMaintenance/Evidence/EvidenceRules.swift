internal import SourceText
internal import VenueSpec

/// The rules of evidence: what a spec says is documented is on the page.
enum EvidenceRules {
    /// The page has the digest the spec names.
    static let pageChanged = RuleDescription(
        id: "page-changed",
        summary: "the page is the one the spec was read from",
        explanation: """
            'docs.digest' is taken of the page's text with white space folded, so neither markup nor line breaks change it. \
            Another digest means another text. Read the page, change the spec where the page changed, and run 'venuegen \
            evidence' with '--accept'.
            """,
        badExample: "docs: { read: 2026-11-20, digest: sha256:… }  # and the page says something else today",
        goodExample: "docs: { read: 2026-11-27, digest: sha256:… }  # written by --accept, after reading the page")

    /// What the spec says is documented occurs on the page.
    static let factNotOnPage = RuleDescription(
        id: "fact-not-on-page",
        summary: "names, values, codes and texts that are documented occur on the page",
        explanation: """
            The spec says so, if only by not saying otherwise, and the page does not hold the text. Either the venue took \
            it away or renamed it, or it comes from elsewhere: then it is 'external' with its source, or 'inferred'. A \
            client that waits for a text the venue no longer sends takes the reply for something else.
            """,
        badExample: "state: { type: string }  # the page calls it status",
        goodExample: "state: { type: string, basis: external, source: support }")

    /// What looks like a name on the page is in the spec.
    static let nameNotInSpec = RuleDescription(
        id: "name-not-in-spec", severity: .warning,
        summary: "what looks like a name, a status or a code on the page is in the spec",
        explanation: """
            A word in camel case or with underscores, a header field, a number that is called a status or a code: the page \
            has it and the spec has it nowhere, not even in a description. It may be a new field, value or error. Model \
            it, or mention it where somebody who reads the spec would look for it: in a description or a quirk.
            """,
        badExample: "properties: { orderId: string }  # the page lists clientOrderId too",
        goodExample: "properties: { orderId: string, clientOrderId: string }")
}
