internal import VenueSpec

extension DiffRule {
    /// The rules about prose, samples, links and dates.
    static let documentation: [DiffRule] = [
        DiffRule(
            "description-changed", .documentation, .info, summary: "something is described in other words",
            explanation: """
                Descriptions become the documentation of the generated client; no code depends on them. Venues state promises \
                in prose, though: where the words now promise less, look for the fact that belongs to them.
                """,
            before: "orderId: { description: The venue's id of the order. }",
            after: "orderId: { description: The venue's id of the order, unique per day. }", each: \.facts
        ) { part, _ in
            guard let fact = part[.description], fact.isChanged else { return nil }
            let message =
                switch (fact.old, fact.new) {
                case (nil, _): "\(part.label) is described now"
                case (_, nil): "\(part.label) is no longer described"
                default: "\(part.label) is described in other words"
                }
            return Change(message, at: fact.places, old: fact.old, new: fact.new)
        },
        DiffRule(
            "sample-changed", .documentation, .info, summary: "a value has another sample",
            explanation: """
                Samples become documentation of the generated client. A sample of another shape, such as a longer id or a \
                number with more digits, can be the first sign of a change that the page does not state.
                """,
            before: "filled: { type: decimal, example: '0.5' }",
            after: "filled: { type: decimal, example: '0.50000000' }", each: \.facts
        ) { part, _ in
            guard let fact = part[.example], fact.isChanged else { return nil }
            let message =
                switch (fact.old, fact.new) {
                case (nil, let new?): "\(part.label) has a sample now, '\(new)'"
                case (let old?, nil): "\(part.label) has lost its sample '\(old)'"
                case (let old, let new): "the sample of \(part.label) is '\(new ?? "")' instead of '\(old ?? "")'"
                }
            return Change(message, at: fact.places, old: fact.old, new: fact.new)
        },
        DiffRule(
            "source-added", .documentation, .info, summary: "there is a further source of facts",
            explanation: "Facts that now rest on it are reported where they stand.",
            before: "sources: { support: Answer from the support desk }",
            after: "sources: { support: Answer from the support desk, sdk: The Python SDK }", each: \.sources.added
        ) { source, _ in
            source.told("the source '\(source.value.id)' is new: \(source.value.title)", source.value.text)
        },
        DiffRule(
            "source-removed", .documentation, .info, summary: "a source of facts is gone",
            explanation: """
                Facts that rested on it rest on something else now, which is reported where they stand, or are gone \
                themselves.
                """,
            before: "sources: { support: Answer from the support desk, sdk: The Python SDK }",
            after: "sources: { support: Answer from the support desk }", each: \.sources.removed
        ) { source, _ in
            source.told("the source '\(source.value.id)' is gone: \(source.value.title)", source.value.text)
        },
        DiffRule(
            "source-changed", .documentation, .info, summary: "a source of facts has another name or title",
            explanation: """
                A source counts as the same under another name if its title stayed. If it is in truth another source, the \
                facts that cite it need to be read again.
                """,
            before: "sources: { support: Answer from the support desk }",
            after: "sources: { support: Answer from the support desk of 2026 }", each: \.sources.pairs
        ) { pair, _ in
            if pair.isRenamed { return pair.renamed("the source '\(pair.oldName)' is now called '\(pair.newName)'") }
            let (old, new) = (pair.old.title, pair.new.title)
            return old == new
                ? nil : pair.told("the source '\(pair.newName)' has another title", at: "title", old: old, new: new)
        },
        DiffRule(
            "link-changed", .documentation, .info, summary: "a page has another address",
            explanation: """
                The page the spec was read from, or a further source, is found elsewhere. Where a page moved to another \
                product or version of the venue's interface, its facts may be other ones.
                """,
            before: "docs: { url: https://docs.meridian.example/cancel }",
            after: "docs: { url: https://docs.meridian.example/v2/cancel }"
        ) { change, report in
            func compare(_ subject: String, _ old: String?, _ new: String?, at places: PlacePair) {
                guard old != new else { return }
                let message =
                    switch (old, new) {
                    case (nil, let new?): "\(subject) has an address now, \(new)"
                    case (let old?, nil): "\(subject) no longer has the address \(old)"
                    case (let old, let new): "\(subject) is at \(new ?? "") instead of \(old ?? "")"
                    }
                report.add(Change(message, at: places.at("url"), old: old, new: new))
            }
            compare("the page", change.old.docs.url, change.new.docs.url, at: .root.at("docs"))
            for pair in change.sources.pairs {
                compare("the source '\(pair.new.id)'", pair.old.url, pair.new.url, at: pair.places)
            }
        },
        DiffRule(
            "example-added", .documentation, .info, summary: "there is a further executed example",
            explanation: "A request, or a reply with its outcome, is held against the spec that was not before.",
            before: "examples: [{ name: page-sample, … }]",
            after: "examples: [{ name: page-sample, … }, { name: by-client-id, … }]", of: \.operations,
            each: \.examples.added
        ) { example, _, _ in
            example.told("the example '\(example.value.name)' is new", example.value.request.line)
        },
        DiffRule(
            "example-removed", .documentation, .info, summary: "an executed example is gone",
            explanation: "What it showed is no longer held against the spec, unless another example shows it too.",
            before: "examples: [{ name: page-sample, … }, { name: by-client-id, … }]",
            after: "examples: [{ name: page-sample, … }]", of: \.operations, each: \.examples.removed
        ) { example, _, _ in
            example.told("the example '\(example.value.name)' is gone", example.value.request.line)
        },
        exampleChanged,
        // After the other rules: a page that changed alone is another matter.
        DiffRule(
            "page-read-again", .documentation, .info, summary: "the page was read again",
            explanation: """
                The day or the digest of the page is another, and so are other parts of the spec, or only the day is: then the \
                page has the words it had.
                """,
            before: "docs: { read: 2026-11-20, digest: sha256:0… }",
            after: "docs: { read: 2026-11-24, digest: sha256:0… }"
        ) { change, report in
            let (old, new) = (change.old.docs, change.new.docs)
            guard old.read != new.read || old.digest != new.digest else { return }
            if old.digest == new.digest {
                report.add(
                    "the page was read on \(new.read) and has the words it had on \(old.read)",
                    at: .root.at("docs", "read"), old: old.read, new: new.read)
            } else if report.findings.contains(where: { !$0.subject.hasPrefix("docs.") }) {
                report.add(
                    "the page was read on \(new.read) and has other words than on \(old.read)",
                    at: .root.at("docs", "digest"), old: "\(old.read), \(old.digest)",
                    new: "\(new.read), \(new.digest)")
            }
        },
    ]

    /// Comes last: it looks at what the other rules found.
    static let pageChangedAlone = DiffRule(
        "page-changed-alone", .meaning, .warning, summary: "the page changed and nothing else of the spec did",
        explanation: """
            The digest says that the page has other words than before. Either none of them is a fact of the spec, or the \
            page was not read: compare the two versions of the page before the new digest is accepted.
            """,
        before: "docs: { read: 2026-11-20, digest: sha256:0… }", after: "docs: { read: 2026-11-24, digest: sha256:1… }"
    ) { change, report in
        let (old, new) = (change.old.docs.digest, change.new.docs.digest)
        guard old != new, report.isAboutPageAlone else { return }
        report.add(
            "the page has other words than before, and no fact of the spec changed",
            at: .root.at("docs", "digest"), old: old, new: new)
    }
}

extension Source {
    var text: String { title + (url.map { " <\($0)>" } ?? "") }
}
