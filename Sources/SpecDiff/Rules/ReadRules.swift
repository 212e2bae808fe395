internal import VenueSpec

extension DiffRule {
    /// The rules about the calls that tell what became of an order, and when they are made.
    ///
    /// What their requests, replies and states say is compared as that of cancels is.
    static let reads: [DiffRule] = [
        DiffRule(
            "read-added", .meaning, .info, summary: "a further call tells what became of an order",
            explanation: """
                Nothing that exists changes, and no client makes the read before a cancel names it under 'confirm'. Review \
                its states as a new outcome table: what they call final is proof.
                """,
            before: "reads: { getOrder: … }", after: "reads: { getOrder: …, listOrders: … }",
            each: { $0.singleOperations.filter { $0.isAdded && $0.value.read != nil } }
        ) { read, _ in
            let line = read.value.http.line
            return read.told("the read '\(read.value.name.text)' is new, sent as \(line)", line)
        },
        DiffRule(
            "read-removed", .meaning, .error, risk: .unknownOutcome,
            summary: "a call that tells what became of an order is no longer described",
            explanation: """
                Clients no longer make it, so that acknowledged cancels stay pending and lost ones unknown unless another \
                read is left; code that makes the call no longer compiles.
                """,
            before: "reads: { getOrder: …, listOrders: … }", after: "reads: { getOrder: … }",
            each: { $0.singleOperations.filter { !$0.isAdded && $0.value.read != nil } }
        ) { read, _ in
            let line = read.value.http.line
            return read.told("the read '\(read.value.name.text)', sent as \(line), is gone", line)
        },
        DiffRule(
            "pages-changed", .meaning, .error, risk: .wrongOutcome,
            summary: "the pages of a list are read on otherwise",
            explanation: """
                An order that stands on a page nobody reads counts as missing, which a state may take for its end. Make sure \
                that the last page is still told from the others.
                """,
            before: "pages: { next: nextCursor }", after: "pages: { next: cursor.next }", of: \.operations,
            each: \.pageFacts
        ) { fact, read, _ in
            let (old, new) = (fact.old ?? "nothing", fact.new ?? "nothing")
            return Change(
                "the pages of '\(read.new.name.text)' have \(new) under '\(fact.key)' instead of \(old)",
                at: read.places.at("pages", fact.key), old: fact.old, new: fact.new,
                symbols: read.new.read?.pages == nil ? [] : [read.symbol("nextPage")])
        },
        DiffRule(
            "confirming-read-changed", .meaning, .warning, risk: .unknownOutcome,
            summary: "clients confirm a cancel by another read, or with other values",
            explanation: """
                What became of an order is asked of another call, or of another order if a value comes from the wrong place. \
                Hold each parameter of the read against the page.
                """,
            before: "confirm: [{ read: getOrder }]", after: "confirm: [{ read: getOrder, with: { id: clientId } }]",
            of: \.operations, each: \.confirmations.pairs
        ) { pair, _, _ in
            guard pair.old.readText != pair.new.readText else { return nil }
            return pair.told(
                "by '\(pair.new.call)', clients confirm with \(pair.new.readText ?? "nothing") instead of "
                    + "\(pair.old.readText ?? "nothing")", at: "read", old: pair.old.readText, new: pair.new.readText)
        },
        DiffRule(
            "confirming-pace-changed", .meaning, .warning, .info, risk: .unknownOutcome,
            summary: "clients read an order sooner, oftener, or less so",
            explanation: """
                Reads draw on the allowance of cancels. A faster pace is a warning: at a venue that counts them, cancels wait \
                for reads. A slower one learns later what became of an order.
                """,
            before: "confirm: [{ read: getOrder, every: 2s }]", after: "confirm: [{ read: getOrder, every: 500ms }]",
            of: \.operations, each: \.confirmations.pairs
        ) { pair, _, _ in
            guard let old = pair.old.read, let new = pair.new.read, old.pace != new.pace else { return nil }
            let isFaster = new.after < old.after || new.every < old.every || new.atMost > old.atMost
            return pair.told(
                level: isFaster ? .warning : .info,
                "by '\(pair.new.call)', an order is read \(new.pace) instead of \(old.pace)", at: "read", old: old.pace,
                new: new.pace)
        },
        DiffRule(
            "read-page-changed", .documentation, .info,
            summary: "a read, or a cancel of all orders, was taken from another page, or that page read again",
            explanation: "Hold the call against the page it now names; no code depends on it.",
            before: "docs: { read: 2026-11-20, digest: sha256:0… }",
            after: "docs: { read: 2026-11-24, digest: sha256:1… }",
            of: \.operations, each: \.docsFacts
        ) { fact, read, _ in
            Change(
                "the page of '\(read.new.name.text)' has '\(fact.new ?? "nothing")' under '\(fact.key)' instead of "
                    + "'\(fact.old ?? "nothing")'", at: read.places.at("docs", fact.key), old: fact.old, new: fact.new)
        },
    ]
}

extension OperationChange {
    /// What both versions say of the page a read, or a cancel of all orders, was taken from, where it differs.
    fileprivate var docsFacts: [ChangedFact] {
        Self.changes(old.read?.docs ?? old.cancelAll?.docs, new.read?.docs ?? new.cancelAll?.docs)
    }

    /// What the pages of both versions say, where it differs.
    fileprivate var pageFacts: [ChangedFact] { Self.changes(old.read?.pages, new.read?.pages) }

    fileprivate typealias ChangedFact = (key: String, old: String?, new: String?)

    /// What two versions of a part that may be missing say, where it differs.
    private static func changes<Part: SpecPart>(_ before: Part?, _ after: Part?) -> [ChangedFact] {
        Part.plainFacts.filter { $0.role == .content }.compactMap { fact in
            let (old, new) = (before.flatMap(fact.text), after.flatMap(fact.text))
            return old == new ? nil : (fact.key, old, new)
        }
    }
}

extension ConfirmationAdvice {
    /// The read with where its values come from, such as `getOrder with id from orderId`.
    fileprivate var readText: String? {
        read.map { read in
            let values = read.arguments.map { argument in
                switch argument.origin {
                case .parameter(let name): "\(argument.name) from \(name)"
                case .reply(let path): "\(argument.name) from the reply's \(path)"
                }
            }
            return values.isEmpty ? read.name : "\(read.name) with \(values.joined(separator: ", "))"
        }
    }
}

extension RunnableRead {
    /// When it is made, such as `after 1s, every 1s, 30 times at most`.
    fileprivate var pace: String {
        "after \(DurationText.text(after)), every \(DurationText.text(every)), \(atMost) times at most"
    }
}
