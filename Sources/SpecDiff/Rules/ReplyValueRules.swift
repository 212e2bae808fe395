internal import VenueSpec

extension DiffRule {
    /// The rules about the values of replies' fields.
    static let replyValues: [DiffRule] = [
        DiffRule(
            "response-value-added", .wire, .warning, risk: .wrongOutcome,
            summary: "a field of replies has a further documented value",
            explanation: """
                Until now such a reply fell through the rows that decide by the field. The finding lists the rows the \
                value has got: hold them against the page, above all for the state of an order.
                """, before: "OrderState: { enum: [OPEN] }", after: "OrderState: { enum: [OPEN, PENDING_CANCEL] }",
            of: { $0.types(ofCodes: false).new }, each: \.singleValues.added
        ) { value, type, change in
            let (name, text) = (type.pair.new.name.text, value.value.name.text)
            return Change(
                "'\(name)' may be '\(text)'", at: value.places, new: text,
                symbols: [change.symbols.new.value(value.value, of: type.pair.new)],
                outcomes: change.newRows(decidedBy: text, of: name))
        },
        DiffRule(
            "response-value-removed", .wire, .warning, risk: .wrongOutcome,
            summary: "a documented value of a field of replies is gone",
            explanation: """
                A reply that has it all the same is read, but matches no row that decides by the field. Values seldom \
                disappear: look for the one that took its place, and for orders in a state that can no longer be \
                recognised.
                """, before: "OrderState: { enum: [OPEN, EXPIRED] }", after: "OrderState: { enum: [OPEN] }",
            of: { $0.types(ofCodes: false).old }, each: \.singleValues.removed
        ) { value, type, change in
            let (name, text) = (type.pair.old.name.text, value.value.name.text)
            return Change(
                "'\(name)' is no longer documented to be '\(text)'", at: value.places, old: text,
                symbols: [change.symbols.old.value(value.value, of: type.pair.old)],
                outcomes: change.oldRows(decidedBy: text, of: name))
        },
        DiffRule(
            "response-value-renamed", .wire, .warning, risk: .wrongOutcome,
            summary: "a documented value of a field of replies is spelt otherwise",
            explanation: """
                A value counts as renamed if it differs in upper and lower case only, or if one of the same description \
                took its place. Values are compared letter by letter: the old client reads the new spelling, but no row \
                of it that decides by the field holds.
                """, before: "OrderState: { enum: [CANCELED] }", after: "OrderState: { enum: [Canceled] }",
            of: { $0.types.filter { !$0.isOtherKind } }, each: { ($0.values?.pairs ?? []).filter(\.isRenamed) }
        ) { value, type, change in
            let (old, new) = (value.old.name.text, value.new.name.text)
            return Change(
                "'\(type.pair.new.name.text)' is '\(new)' instead of '\(old)'", at: value.places, old: old,
                new: new, symbols: [change.symbols.new.value(value.new, of: type.pair.new)],
                outcomes: change.oldRows(decidedBy: old, of: type.pair.old.name.text)
                    + change.newRows(decidedBy: new, of: type.pair.new.name.text))
        },
        DiffRule(
            "response-values-kind-changed", .wire, .error, risk: .unknownOutcome,
            summary: "the values of an enumeration are integers instead of strings, or the reverse",
            explanation: """
                The old client finds every reply with such a value unreadable, and an unreadable reply proves nothing: \
                an order that was cancelled is reported as unknown.
                """, before: "State: { enum: [OPEN] }", after: "State: { type: integer, enum: { 1: { name: open } } }",
            each: { $0.types.filter(\.isOtherKind) }
        ) { type, change in
            let (old, new) = (type.pair.old.kindWord, type.pair.new.kindWord)
            return Change(
                "the values of '\(type.pair.new.name.text)' are \(new) instead of \(old)",
                at: type.pair.places.at("type"), old: old, new: new, symbols: [change.symbols.new.type(type.pair.new)],
                outcomes: change.uses.new.rows(about: type.pair.new.name.text))
        },
    ]

    static let errorCodes: [DiffRule] = [
        DiffRule(
            "error-code-added", .meaning, .warning, risk: .wrongOutcome,
            summary: "the venue documents a further code of its own",
            explanation: """
                Until now such a reply was judged by the row that closes its status. The finding lists the rows the code \
                has got: a code that says "too late" must not be read as a refusal.
                """, before: "100: { name: invalid }", after: "100: { name: invalid }\n105: { name: alreadyFilled }",
            of: { $0.types(ofCodes: true).new }, each: \.singleValues.added
        ) { value, type, change in
            let (name, text) = (type.pair.new.name.text, value.value.name.text)
            return Change(
                "the venue's own code '\(text)' of '\(name)' is new", at: value.places, new: text,
                symbols: [change.symbols.new.value(value.value, of: type.pair.new)],
                outcomes: change.newRows(decidedBy: text, of: name))
        },
        DiffRule(
            "error-code-removed", .meaning, .warning, risk: .wrongOutcome,
            summary: "a code of the venue is no longer documented",
            explanation: """
                A reply that carries it all the same is judged by the row that closes its status. The finding lists the \
                rows that are dead; look for the code that took its place.
                """, before: "100: { name: invalid }\n105: { name: alreadyFilled }", after: "100: { name: invalid }",
            of: { $0.types(ofCodes: true).old }, each: \.singleValues.removed
        ) { value, type, change in
            let (name, text) = (type.pair.old.name.text, value.value.name.text)
            return Change(
                "the venue's own code '\(text)' of '\(name)' is no longer documented", at: value.places, old: text,
                symbols: [change.symbols.old.value(value.value, of: type.pair.old)],
                outcomes: change.oldRows(decidedBy: text, of: name))
        },
        DiffRule(
            "error-code-remeant", .meaning, .warning, risk: .wrongOutcome,
            summary: "a code of the venue is described otherwise",
            explanation: """
                The code stays and what it says of the order may not. Hold the rows that decide by it, which the finding \
                lists, against the new words; an outcome that no longer fits is a wrong claim about an order.
                """,
            before: "104: { name: notFound, description: No such order. }",
            after: "104: { name: notFound, description: No such order or already final. }",
            of: { $0.types(ofCodes: true).new.filter { !$0.isOtherKind } },
            each: { ($0.values?.pairs ?? []).filter { $0.old.wording != $0.new.wording } }
        ) { value, type, change in
            let code = value.new.name.text
            return Change(
                "the venue's own code '\(code)' means \(value.new.wording) instead of \(value.old.wording)",
                at: value.old.description != value.new.description ? value.places.at("description") : value.places,
                old: value.old.wording, new: value.new.wording,
                symbols: [change.symbols.new.value(value.new, of: type.pair.new)],
                outcomes: change.newRows(decidedBy: code, of: type.pair.new.name.text))
        },
    ]
}

extension NamedType {
    fileprivate var kindWord: String {
        guard case .enumeration(let enumeration) = definition else { return "" }
        return enumeration.kind == .integer ? "integers" : "strings"
    }
}

extension Enumeration.Value {
    /// What the spec says it means: its Swift name, where that is chosen and not made from the code, and its description.
    fileprivate var wording: String {
        description.map { "'\(name.swift)' (\($0))" } ?? "'\(name.swift)'"
    }
}

extension VenueChange {
    /// The types whose values are codes of the venue's own, or the others: by the old version, and by the new one.
    fileprivate func types(ofCodes areCodes: Bool) -> (old: [TypeChange], new: [TypeChange]) {
        (
            types.filter { uses.old.codes.contains($0.pair.old.name.text) == areCodes },
            types.filter { uses.new.codes.contains($0.pair.new.name.text) == areCodes }
        )
    }
}
