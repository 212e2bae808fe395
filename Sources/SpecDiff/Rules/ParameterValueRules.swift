internal import VenueSpec

extension DiffRule {
    static let parameterValues: [DiffRule] = [
        DiffRule(
            "parameter-type-changed", .wire, .error, risk: .orderStaysOpen, summary: "a parameter is of another type",
            explanation: """
                The value travels in another form: a number in quotes is not a number, and the venue refuses it or, \
                worse, reads another order's id. Limits that no longer fit the type are not told apart from it.
                """, before: "orderId: integer", after: "orderId: string",
            each: { $0.parameters.filter { $0.old.type.plainText != $0.new.type.plainText } }
        ) { parameter, _ in
            let (old, new) = (parameter.old.type.text, parameter.new.type.text)
            return parameter.told(
                "'\(parameter.name)' is sent as \(new) instead of \(old)", at: "type", old: old, new: new)
        },
        DiffRule(
            "parameter-became-enum", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter takes documented values only",
            explanation: """
                Any other value is refused before it is sent, and by the venue. Callers that pass text of their own must \
                map it.
                """, before: "side: string", after: "side: { enum: [BUY, SELL] }",
            each: {
                $0.parameters.filter {
                    $0.old.type.plainText == $0.new.type.plainText && $0.old.type.enumeration == nil
                }
            }
        ) { parameter, _ in
            guard let values = parameter.new.type.enumeration?.text else { return nil }
            return parameter.told(
                "'\(parameter.name)' is one of \(values); other values are refused", at: "enum", new: values)
        },
        DiffRule(
            "parameter-no-longer-enum", .wire, .info,
            summary: "a parameter takes other values than the documented ones",
            explanation: """
                What was sent before is still taken. The Swift type is no longer an enumeration, so code that names its \
                cases follows.
                """, before: "side: { enum: [BUY, SELL] }", after: "side: string",
            each: {
                $0.parameters.filter {
                    $0.old.type.plainText == $0.new.type.plainText && $0.new.type.enumeration == nil
                }
            }
        ) { parameter, _ in
            guard let values = parameter.old.type.enumeration?.text else { return nil }
            return parameter.told(
                "'\(parameter.name)' is any \(parameter.new.type.text), not only one of \(values)", at: "enum",
                old: values)
        },
        DiffRule(
            "parameter-value-added", .wire, .info, summary: "a parameter takes a further value",
            explanation: "What was sent before is still taken. Callers may have a use for the new value.",
            before: "side: { enum: [BUY, SELL] }", after: "side: { enum: [BUY, SELL, SHORT] }", of: \.parameters,
            each: \.values.added
        ) { single, parameter, _ in
            let value = single.value.name.text
            return single.told("'\(parameter.name)' may be '\(value)'", value)
        },
        DiffRule(
            "parameter-value-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter no longer takes a value",
            explanation: """
                Requests with the value are refused, so orders that need it stay open. Code that names its Swift case no \
                longer compiles.
                """, before: "side: { enum: [BUY, SELL, SHORT] }", after: "side: { enum: [BUY, SELL] }",
            of: \.parameters, each: \.values.removed
        ) { single, parameter, _ in
            let value = single.value.name.text
            return single.told("'\(parameter.name)' may no longer be '\(value)'; requests with it are refused", value)
        },
        DiffRule(
            "parameter-value-renamed", .wire, .error, risk: .orderStaysOpen,
            summary: "a value of a parameter is spelt differently",
            explanation: """
                A value counts as respelt if only its case changed or its description stayed. The venue refuses the old \
                spelling.
                """,
            before: "side: { enum: { BUY: Buys., SELL: Sells. } }", after: "side: { enum: { B: Buys., S: Sells. } }",
            of: \.parameters, each: { $0.values.pairs.filter(\.isRenamed) }
        ) { pair, parameter, _ in
            pair.renamed(
                "the value '\(pair.oldName)' of '\(parameter.name)' is sent as '\(pair.newName)'; the old spelling is "
                    + "refused")
        },
        DiffRule(
            "text-format-changed", .wire, .error, .info, risk: .orderStaysOpen,
            summary: "a parameter must have another well-known form",
            explanation: """
                An error where a form is asked for that was not: other text is refused before it is sent, and by the \
                venue. Without a form everything is taken that was.
                """, before: "clientOrderId: string", after: "clientOrderId: { format: uuid }",
            each: { $0.parameters.filter(\.isTypeKept) }
        ) { parameter, _ in
            let old = parameter.old.constraints.format?.rawValue
            let new = parameter.new.constraints.format?.rawValue
            guard old != new else { return nil }
            return parameter.told(
                level: new == nil ? .info : .error,
                new.map { "'\(parameter.name)' must be a \($0); other text is refused" }
                    ?? "'\(parameter.name)' need not be a \(old ?? "") any more", at: "format", old: old, new: new)
        },
        DiffRule(
            "pattern-changed", .wire, .error, .warning, .info, risk: .orderStaysOpen,
            summary: "a parameter must match another pattern",
            explanation: """
                An error where text that was free must match a pattern: what does not is refused, and its order stays \
                open. A changed pattern is a warning, since no tool can tell whether it takes less; hold identifiers in \
                use against it. Without a pattern everything is taken that was.
                """, before: "maturity: string", after: "maturity: { pattern: '^[0-9]{8}$' }",
            each: { $0.parameters.filter(\.isTypeKept) }
        ) { parameter, _ in
            let (old, new) = (parameter.old.constraints.pattern, parameter.new.constraints.pattern)
            guard old != new else { return nil }
            let level: Finding.Level = new == nil ? .info : old == nil ? .error : .warning
            let message =
                switch (old, new) {
                case (let old?, let new?):
                    "'\(parameter.name)' must match \(new) instead of \(old); other text is refused"
                case (nil, let new?): "'\(parameter.name)' must match \(new); other text is refused"
                default: "'\(parameter.name)' need not match a pattern any more"
                }
            return parameter.told(level: level, message, at: "pattern", old: old, new: new)
        },
    ]
}
