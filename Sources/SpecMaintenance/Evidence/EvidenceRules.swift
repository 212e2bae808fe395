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

    /// Limits on the page are those of the spec.
    static let limitDiffers = RuleDescription(
        id: "limit-differs", severity: .warning,
        summary: "limits of parameters are the ones the page has beside their names or sample values",
        explanation: """
            A text such as '1 - 20', 'max 20 characters', 'up to 5 items' or 'maxLength: 20' stands beside a parameter and \
            says something else than its 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems' or 'maxItems'; or it \
            is the limit of no parameter at all; or the spec has a limit whose number the page does not have. Pages are \
            read by rule of thumb, so this is a hint to look, with the place to look at. An id that is one character too \
            long is refused here although the venue takes it, or sent although the venue refuses it.
            """,
        badExample: "symbol: { type: string, maxLength: 20 }  # the page has '1 - 21' beside it",
        goodExample: "symbol: { type: string, minLength: 1, maxLength: 21 }")

    /// Words such as `required` on the page say what the spec says.
    static let requiredDiffers = RuleDescription(
        id: "required-differs", severity: .warning,
        summary: "what the page calls required or optional is so in the spec",
        explanation: """
            Beside a name the page has a word such as 'required', 'mandatory' or 'optional', or 'yes' in a column of that \
            title, and the spec says otherwise of every parameter, or of every member of a reply, that has the name. What \
            depends on other parameters is not compared. Pages are read by rule of thumb, so this is a hint to look, with \
            the place to look at.
            """,
        badExample: "accountId: string  # the page has 'optional' beside it",
        goodExample: "accountId: { type: string, required: false }")

    /// Lines of the page that concern the spec have not changed.
    static let pageTextChanged = RuleDescription(
        id: "page-text-changed", severity: .warning,
        summary: "lines that hold facts of the spec are those of the earlier page",
        explanation: """
            Reported with '--since' and an earlier copy of the page, for lines that hold a name, a value or a text of the \
            spec, stand beside one, or state a limit. Both versions are shown; what it means for the spec is for a reader \
            to judge. Lines in which the spec has no part are counted only.
            """,
        badExample: "origClOrdId: the order to cancel        # the earlier page",
        goodExample: "origClOrdId: the cancel request's own id  # the page today: read, then changed in the spec")
}
