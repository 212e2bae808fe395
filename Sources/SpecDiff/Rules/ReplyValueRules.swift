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
            let (name, text) = (type.pair.newName, value.value.name.text)
            return value.told("'\(name)' may be '\(text)'", text, rows: change.newRows(decidedBy: text, of: name))
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
            let (name, text) = (type.pair.oldName, value.value.name.text)
            return value.told(
                "'\(name)' is no longer documented to be '\(text)'", text,
                rows: change.oldRows(decidedBy: text, of: name))
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
            let (old, new) = (value.oldName, value.newName)
            return value.told(
                "'\(type.pair.newName)' is '\(new)' instead of '\(old)'", old: old, new: new,
                rows: change.oldRows(decidedBy: old, of: type.pair.oldName)
                    + change.newRows(decidedBy: new, of: type.pair.newName))
        },
        DiffRule(
            "response-values-kind-changed", .wire, .error, risk: .unknownOutcome,
            summary: "the values of an enumeration are integers instead of strings, or the reverse",
            explanation: """
                The old client finds every reply with such a value unreadable, and an unreadable reply proves nothing: \
                an order that was cancelled is reported as unknown.
                """, before: "State: { enum: [OPEN] }", after: "State: { type: integer, enum: { 1: { name: open } } }",
            each: { $0.types.filter(\.isOtherKind).map(\.pair) }
        ) { type, change in
            let (old, new) = (type.old.kindWord, type.new.kindWord)
            return type.told(
                "the values of '\(type.newName)' are \(new) instead of \(old)", at: "type", old: old, new: new,
                rows: change.uses.new.rows(about: type.newName))
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
            let (name, text) = (type.pair.newName, value.value.name.text)
            return value.told(
                "the venue's own code '\(text)' of '\(name)' is new", text,
                rows: change.newRows(decidedBy: text, of: name))
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
            let (name, text) = (type.pair.oldName, value.value.name.text)
            return value.told(
                "the venue's own code '\(text)' of '\(name)' is no longer documented", text,
                rows: change.oldRows(decidedBy: text, of: name))
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
            let (old, new) = (value.old.wording, value.new.wording)
            let key = value.old.description != value.new.description ? ["description"] : []
            return Change(
                "the venue's own code '\(value.newName)' means \(new) instead of \(old)", at: value.places.at(key),
                old: old, new: new, symbols: value.symbols,
                outcomes: change.newRows(decidedBy: value.newName, of: type.pair.newName))
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
            types.filter { uses.old.codes.contains($0.pair.oldName) == areCodes },
            types.filter { uses.new.codes.contains($0.pair.newName) == areCodes }
        )
    }
}
