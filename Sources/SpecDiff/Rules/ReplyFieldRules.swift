internal import VenueSpec

extension DiffRule {
    static let replyFields: [DiffRule] = [
        DiffRule(
            "response-field-added", .wire, .info, summary: "a reply has a further field",
            explanation: """
                Fields that are not described are ignored, so the old client reads such replies too. See whether the \
                field says more about the order than the outcome table uses.
                """,
            before: "CancelReply: { properties: { accepted: boolean } }",
            after: "CancelReply: { properties: { accepted: boolean, state: OrderState } }", of: \.types,
            each: { $0.properties?.added ?? [] }
        ) { field, type, change in
            let key = ReplyUses.Field(type: type.pair.newName, name: field.value.name.text)
            return field.told(
                "replies have the field '\(key.label)', \(field.value.type.text)", field.value.text,
                rows: change.uses.new.rows(reading: key))
        },
        DiffRule(
            "response-field-removed", .wire, .error, .warning, summary: "a field of replies is gone",
            explanation: """
                A client that requires the field finds every reply without it unreadable: an error. So is the loss of a \
                field that an outcome, a quantity, the venue's code or its text was read from: the rows that read it, which the \
                finding lists, no longer decide. A field that was optional and only passed on is a warning.
                """,
            before: "CancelReply: { properties: { state: OrderState, note: { type: string, required: false } } }",
            after: "CancelReply: { properties: { state: OrderState } }", of: \.types,
            each: { $0.properties?.removed ?? [] }
        ) { field, type, change in
            let key = ReplyUses.Field(type: type.pair.oldName, name: field.value.name.text)
            let isNeeded = field.value.isRequired || change.uses.old.decides(key)
            return field.told(
                level: isNeeded ? .error : .warning,
                "replies no longer have the field '\(key.label)'\(change.uses.old.consequence(of: key))",
                field.value.text, rows: change.uses.old.rows(reading: key), risk: isNeeded ? .unknownOutcome : nil)
        },
        DiffRule(
            "response-field-renamed", .wire, .error, .warning, summary: "a field of replies has another name",
            explanation: """
                A field counts as renamed if one of the same type and of a similar description or name took its place. \
                The old client finds the field missing: where it is required every reply is unreadable, and where \
                outcomes, code or text are read from it the rows the finding lists no longer decide: errors. Otherwise \
                code only misses a value.
                """,
            before: "CancelReply: { properties: { state: OrderState } }",
            after: "CancelReply: { properties: { orderState: OrderState } }",
            each: { $0.replyFields.filter { $0.pair.isRenamed } }
        ) { field, _ in
            field.told(
                level: field.isNeeded ? .error : .warning,
                "the field '\(field.oldLabel)' is now called '\(field.label)'", old: field.pair.oldName,
                new: field.pair.newName, risk: field.isNeeded ? .unknownOutcome : nil)
        },
        DiffRule(
            "response-field-became-nullable", .wire, .error, risk: .unknownOutcome,
            summary: "a field of replies may be null",
            explanation: """
                To the old client a null in this place is an unreadable reply, and an unreadable reply proves nothing: \
                an order that was cancelled is reported as unknown. Release before the venue sends it.
                """,
            before: "CancelReply: { properties: { at: timestamp } }",
            after: "CancelReply: { properties: { at: { type: timestamp, nullable: true } } }",
            each: { $0.replyFields.filter { !$0.old.isNullable && $0.new.isNullable } }
        ) { field, _ in
            field.told("'\(field.label)' may be null", at: "nullable", old: "never null", new: "may be null")
        },
        DiffRule(
            "response-field-no-longer-nullable", .wire, .info, summary: "a field of replies is never null",
            explanation: """
                Every reply the new client reads, the old one read too. A null that comes all the same makes a reply \
                unreadable, so make sure the page excludes it.
                """,
            before: "CancelReply: { properties: { at: { type: timestamp, nullable: true } } }",
            after: "CancelReply: { properties: { at: timestamp } }",
            each: { $0.replyFields.filter { $0.old.isNullable && !$0.new.isNullable } }
        ) { field, _ in
            field.told("'\(field.label)' is never null", at: "nullable", old: "may be null", new: "never null")
        },
        DiffRule(
            "response-field-became-optional", .wire, .error, risk: .unknownOutcome,
            summary: "a field of replies may be missing",
            explanation: """
                To the old client a reply without the field is unreadable, and an unreadable reply proves nothing: an \
                order that was cancelled is reported as unknown. Rows that read the field fall through to the next where \
                it is missing.
                """,
            before: "CancelReply: { properties: { state: OrderState } }",
            after: "CancelReply: { properties: { state: { type: OrderState, required: false } } }",
            each: { $0.replyFields.filter { $0.old.isRequired && !$0.new.isRequired } }
        ) { field, _ in
            field.told("'\(field.label)' may be missing", at: "required", old: "required", new: "optional")
        },
        DiffRule(
            "response-field-became-required", .wire, .info, summary: "a field of replies is always there",
            explanation: """
                Every reply the new client reads, the old one read too. A reply that lacks the field all the same \
                becomes unreadable, so make sure the page promises it.
                """,
            before: "CancelReply: { properties: { state: { type: OrderState, required: false } } }",
            after: "CancelReply: { properties: { state: OrderState } }",
            each: { $0.replyFields.filter { !$0.old.isRequired && $0.new.isRequired } }
        ) { field, _ in
            field.told("'\(field.label)' is always there", at: "required", old: "optional", new: "required")
        },
        DiffRule(
            "response-field-deprecated", .wire, .warning, risk: .unknownOutcome,
            summary: "a field of replies is being withdrawn",
            explanation: """
                It will be missing one day; where it is required or decides outcomes that day makes replies unreadable. \
                The rows that read it are listed: move them to what takes its place.
                """,
            before: "CancelReply: { properties: { note: string } }",
            after: "CancelReply: { properties: { note: { type: string, deprecated: true } } }",
            each: { $0.replyFields.filter { !$0.old.isDeprecated && $0.new.isDeprecated } }
        ) { field, _ in
            field.told("the venue is withdrawing '\(field.label)'", at: "deprecated", new: "deprecated")
        },
        DiffRule(
            "response-field-no-longer-deprecated", .wire, .info,
            summary: "a field of replies is no longer being withdrawn",
            explanation: "The venue means to keep sending it; code that avoided the field may use it again.",
            before: "CancelReply: { properties: { note: { type: string, deprecated: true } } }",
            after: "CancelReply: { properties: { note: string } }",
            each: { $0.replyFields.filter { $0.old.isDeprecated && !$0.new.isDeprecated } }
        ) { field, _ in field.told("the venue keeps '\(field.label)'", at: "deprecated", old: "deprecated") },
        DiffRule(
            "response-field-type-changed", .wire, .error, risk: .unknownOutcome,
            summary: "a field of replies has another type",
            explanation: """
                The old client finds such replies unreadable, and an unreadable reply proves nothing: an order that was \
                cancelled is reported as unknown. A type that is only called otherwise is no change; numbers and \
                instants in another form are reported by `wire-form-changed`.
                """,
            before: "CancelReply: { properties: { id: integer } }", after: "CancelReply: { properties: { id: string } }"
        ) { change, report in
            for field in change.replyFields {
                let (old, new) = (field.old.type, field.new.type)
                guard !change.names.isSame(old, new), !old.isOtherForm(of: new) else { continue }
                report.add(
                    field.told(
                        "'\(field.label)' is \(new.text) instead of \(old.text)", at: "type", old: old.text,
                        new: new.text))
            }
            for object in change.objects where !change.names.isSame(object.old, object.new) {
                report.add(
                    object.value.told(
                        "'\(object.label)' is \(object.new.text) instead of \(object.old.text)", old: object.old.text,
                        new: object.new.text, rows: change.uses.new.rows(about: object.type)))
            }
            for type in change.types {
                guard let old = type.pair.old.union, let new = type.pair.new.union,
                    old.discriminator != new.discriminator
                else { continue }
                report.add(
                    type.pair.told(
                        "the objects of '\(type.pair.newName)' are told by '\(new.discriminator)' instead of "
                            + "'\(old.discriminator)'", at: "by", old: old.discriminator, new: new.discriminator,
                        rows: change.uses.new.rows(about: type.pair.newName)))
            }
            for type in change.types where type.pair.old.word != type.pair.new.word {
                let (old, new) = (type.pair.old.word, type.pair.new.word)
                report.add(
                    type.pair.told(
                        "'\(type.pair.newName)' is an \(new) instead of an \(old)", old: old, new: new,
                        rows: change.uses.new.rows(about: type.pair.newName)))
            }
        },
    ]

    static let wireForms: [DiffRule] = [
        DiffRule(
            "response-position-changed", .wire, .error, risk: .wrongOutcome,
            summary: "an element of an array in replies stands at another place",
            explanation: """
                Elements are told by their places alone. The old client reads another element in this one's place: it \
                finds the reply unreadable or, where both are of one type, takes a word or a number for what it is not. \
                Compare a fresh sample with both orders.
                """,
            before: "CancelReply: { positions: { id: integer, state: string } }",
            after: "CancelReply: { positions: { id: integer, time: integer, state: string } }", each: \.replyFields
        ) { field, _ in
            guard let positions = field.positions, positions.old != positions.new else { return nil }
            return field.told(
                "'\(field.label)' is element \(positions.new) instead of element \(positions.old)",
                old: String(positions.old), new: String(positions.new))
        },
        DiffRule(
            "wire-form-changed", .meaning, .error, risk: .unknownOutcome,
            summary: "numbers or instants in replies are written in another form",
            explanation: """
                A decimal in a string is not a JSON number, and a count of seconds is not one of milliseconds. The old \
                client finds the reply unreadable or, worse, reads an instant that is wrong by a factor of a thousand. \
                Compare a fresh sample with both forms.
                """,
            before: "CancelReply: { properties: { price: number } }",
            after: "CancelReply: { properties: { price: decimal } }", each: \.replyFields
        ) { field, change in
            let (old, new) = (field.old.type, field.new.type)
            guard !change.names.isSame(old, new), old.isOtherForm(of: new) else { return nil }
            return field.told(
                "'\(field.label)' is written as \(new.text) instead of \(old.text)", at: old.formKey(beside: new),
                old: old.text, new: new.text)
        },
    ]
}

extension VenueChange {
    /// The objects of unions that both versions have, by the value that tells each.
    fileprivate var objects:
        [(type: String, label: String, value: Pairing<Enumeration.Value>.Pair, old: ValueType, new: ValueType)]
    {
        types.flatMap { type in
            (type.values?.pairs ?? []).compactMap { value in
                guard let old = type.pair.old.union?.alternative(of: value.oldName)?.type,
                    let new = type.pair.new.union?.alternative(of: value.newName)?.type
                else { return nil }
                let name = type.pair.newName
                return (name, "\(name).\(value.newName)", value, .named(old), .named(new))
            }
        }
    }
}

extension NamedType {
    fileprivate var word: String {
        switch definition {
        case .object: isPositional ? "array by position" : "object"
        case .enumeration: "enumeration"
        case .union: "object of several kinds"
        }
    }
}

extension ValueType {
    /// What a value measures, whatever its form on the wire.
    private enum Quantity { case number, instant }

    /// What it measures; `nil` for what is neither a number with decimals nor an instant.
    private var quantity: Quantity? {
        switch self {
        case .decimalString, .decimalNumber: .number
        case .timestamp, .epoch, .decimalEpoch: .instant
        default: nil
        }
    }

    /// Whether it differs from another type in nothing but the form of numbers or instants.
    func isOtherForm(of other: ValueType) -> Bool {
        switch (self, other) {
        case (.array(let mine), .array(let others)), (.map(let mine), .map(let others)),
            (.oneOrMany(let mine), .oneOrMany(let others)), (.encoded(let mine), .encoded(let others)):
            mine.isOtherForm(of: others)
        default: self != other && quantity != nil && quantity == other.quantity
        }
    }

    /// The key that states the form by which it differs from another.
    fileprivate func formKey(beside other: ValueType) -> String {
        switch (self, other) {
        case (.array, .array), (.map, .map), (.oneOrMany, .oneOrMany), (.encoded, .encoded): "items"
        case (.epoch(_, let quoted), .epoch(_, let otherQuoted)) where quoted == otherQuoted: "format"
        case (.decimalEpoch(_, let quoted), .decimalEpoch(_, let otherQuoted)) where quoted == otherQuoted: "format"
        default: "type"
        }
    }
}
