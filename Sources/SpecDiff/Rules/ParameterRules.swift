internal import VenueSpec

extension DiffRule {
    /// The rules about which parameters a call has and where they travel.
    static let parameters: [DiffRule] = [
        DiffRule(
            "parameter-added", .wire, .error, .info, risk: .orderStaysOpen, summary: "the call has a further parameter",
            explanation: """
                An error where the venue refuses a request without it: every call must give it, it identifies the order, \
                it completes a conditional group, or it takes the place of a constant. A parameter that may be left out \
                is worth knowing. One that only a new identity or a new conditional group needs is told with that.
                """,
            before: "parameters: { orderId: string }", after: "parameters: { orderId: string, symbol: string }",
            of: \.operations,
            each: { operation in operation.parameters.added.filter { !operation.isToldBySet($0) } }
        ) { single, operation, _ in
            let name = single.value.name.text
            let place = operation.newLabel(of: name)
            let replaced = operation.fields.pairs.first { $0.old.isConstant && $0.new.parameters.contains(name) }
            let message: String
            switch operation.new.need(of: single.value) {
            case _ where operation.new.identifiers.contains(name):
                message =
                    "the order is identified by '\(name)' too, in the \(place); requests without it are refused"
            case .required: message = "every call gives '\(name)', in the \(place); requests without it are refused"
            case .group:
                message =
                    "'\(name)', in the \(place), completes a conditional group; requests of its kind without it are refused"
            case .optional, .identity:
                message =
                    replaced.map {
                        "'\(name)' may be given, in place of the constant \($0.old.text) in the \(place)"
                    }
                    ?? "'\(name)' may be given, in the \(place)"
            }
            let isInfo = operation.new.need(of: single.value) == .optional && replaced == nil
            return single.told(level: isInfo ? .info : .error, message, operation.new.text(of: single.value))
        },
        DiffRule(
            "parameter-removed", .wire, .error, summary: "the call no longer has a parameter",
            explanation: """
                Without an identifier the cancel may reach more than the one order it was meant for; without another \
                value the venue may refuse it or assume something else. Make sure that the page withdrew it and did not \
                rename it. A parameter that only a removed identity or a removed conditional group needed is told with \
                that.
                """,
            before: "parameters: { orderId: string, symbol: string }", after: "parameters: { orderId: string }",
            of: \.operations,
            each: { operation in operation.parameters.removed.filter { !operation.isToldBySet($0) } }
        ) { single, operation, _ in
            let name = single.value.name.text
            let constant = operation.fields.pairs.first { $0.new.isConstant && $0.old.parameters.contains(name) }
            let isIdentifier = operation.old.identifiers.contains(name)
            let effect =
                isIdentifier
                ? "the cancel is no longer narrowed by it and may reach other orders"
                : constant.map { "the \($0.new.label) is always \($0.new.text)" } ?? "the venue no longer gets it"
            return single.told(
                "'\(name)' is gone; \(effect)", operation.old.text(of: single.value),
                risk: isIdentifier ? .otherOrder : .orderStaysOpen)
        },
        DiffRule(
            "parameter-renamed", .wire, .error, .warning, summary: "a parameter has another name",
            explanation: """
                A parameter counts as renamed if one of the same type and of a similar description or name took its \
                place. An error where the name on the wire changed with it: the venue ignores or refuses the old one, so \
                a request made by the old client lacks the value. A warning where the request stays as it was, as with \
                parameters in a path: only callers follow.
                """,
            before: "parameters: { accountId: { description: The account that owns the order. } }",
            after: "parameters: { tradingAccountId: { description: The account that owns the order. } }",
            of: \.operations, each: { $0.parameters.pairs.filter(\.isRenamed) }
        ) { pair, operation, _ in
            let fields = (operation.fields.pairs + operation.frame.pairs).filter {
                $0.new.parameters.contains(pair.newName)
            }
            let renamed = fields.first(where: operation.isRenamedWithParameter)
            let effect =
                renamed.map { "the \($0.old.label) became the \($0.new.label), which old requests lack" }
                ?? (fields.allSatisfy { $0.isInContainer && $0.isNameKept }
                    ? "requests stay as they are" : "callers give it by that name")
            return pair.renamed(
                level: renamed == nil ? .warning : .error,
                "the parameter '\(pair.oldName)' is now called '\(pair.newName)'; \(effect)",
                risk: renamed == nil ? nil : .orderStaysOpen)
        },
        DiffRule(
            "parameter-moved", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter travels in another part of the request",
            explanation: """
                The venue reads the value from one place only. Sent in the old one it is missing, and a cancel without \
                its order's id is refused or, at some venues, cancels every order.
                """,
            before: "http: { request: POST /cancel, query: { orderId } }",
            after: "http: { request: 'POST /orders/{orderId}/cancel' }", of: \.operations,
            each: { $0.fields.pairs.filter { !$0.isInArea } }
        ) { pair, _, _ in
            let names = pair.new.parameters.map { "'\($0)'" }.joined(separator: " and ")
            let (old, new) = (pair.old.label, pair.new.label)
            return pair.told(
                "\(names) moved from the \(old) to the \(new), where alone the venue looks for it", old: old, new: new)
        },
        DiffRule(
            "parameter-became-required", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter that could be left out must be given",
            explanation: """
                Requests without it are refused, so the order stays open. Callers that left it out must learn the value \
                first.
                """, before: "side: { required: false, enum: [BUY, SELL] }", after: "side: { enum: [BUY, SELL] }",
            each: {
                $0.parameters.filter { $0.oldNeed == .optional && $0.newNeed == .required && $0.isIdentifyingKept }
            }
        ) { parameter, _ in
            parameter.told(
                "'\(parameter.name)' must be given; requests without it are refused", at: "required", old: "optional",
                new: "required")
        },
        DiffRule(
            "parameter-became-optional", .wire, .warning, risk: .otherOrder,
            summary: "a parameter that had to be given may be left out",
            explanation: """
                Check what the venue assumes without it: a cancel that is less narrow may reach other orders than the \
                caller thinks.
                """, before: "symbol: string", after: "symbol: { required: false }",
            each: {
                $0.parameters.filter { $0.oldNeed == .required && $0.newNeed == .optional && $0.isIdentifyingKept }
            }
        ) { parameter, _ in
            let assumed =
                parameter.new.venueDefault.map { "the venue then assumes \($0)" } ?? "check what the venue then does"
            return parameter.told(
                "'\(parameter.name)' may be left out; \(assumed)", at: "required", old: "required", new: "optional")
        },
    ]

    /// The rules about what the venue does with a parameter: what it assumes without it, and whether it withdraws it.
    static let parameterTreatment: [DiffRule] = [
        DiffRule(
            "venue-default-changed", .wire, .error, risk: .otherOrder,
            summary: "the venue assumes another value where a parameter is left out",
            explanation: """
                The same request means something else: a cancel that left the value out now goes by the new one. Callers \
                that rely on the old one must give it.
                """,
            before: "symbol: { required: false, default: ANY }", after: "symbol: { required: false, default: ALL }",
            each: { $0.parameters.filter { $0.old.venueDefault != $0.new.venueDefault } }
        ) { parameter, _ in
            let (old, new) = (parameter.old.venueDefault, parameter.new.venueDefault)
            return parameter.told(
                "where '\(parameter.name)' is left out the venue assumes \(new ?? "nothing known") instead of "
                    + (old ?? "nothing known"), at: "default", old: old, new: new)
        },
        DiffRule(
            "absent-parameter-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter that is not given is sent as null, or no longer",
            explanation: """
                To a venue a member that is null and one that is missing are two things: it may refuse the one, or take it \
                for another kind of cancel.
                """,
            before: "symbol: { required: false }", after: "symbol: { required: false, whenAbsent: null }",
            each: { $0.parameters.filter { $0.old.absence != $0.new.absence } }
        ) { parameter, _ in
            let (old, new) = (parameter.old.absence?.rawValue, parameter.new.absence?.rawValue)
            return parameter.told(
                "where '\(parameter.name)' is not given, JSON "
                    + (new.map { "holds \($0) in its place" } ?? "lacks its member, which was null"),
                at: "whenAbsent", old: old, new: new)
        },
        DiffRule(
            "parameter-form-changed", .wire, .warning, risk: .orderStaysOpen,
            summary: "a parameter is carried by one form of the call alone, or no longer",
            explanation: """
                Over HTTP, or in a frame, the venue no longer gets the value, or gets it anew. Where a field of the request \
                came or went with it, that is told by itself.
                """,
            before: "trace: { required: false }", after: "trace: { required: false, only: http }",
            each: { $0.parameters.filter { $0.old.only != $0.new.only } }
        ) { parameter, _ in
            let (old, new) = (parameter.old.only?.rawValue, parameter.new.only?.rawValue)
            return parameter.told(
                "'\(parameter.name)' is carried by \(new ?? "every form of the call") instead of \(old ?? "every form")",
                at: "only", old: old, new: new)
        },
        DiffRule(
            "parameter-deprecated", .wire, .warning, risk: .orderStaysOpen,
            summary: "the venue is withdrawing a parameter",
            explanation: "The value will one day be ignored or refused. Find out what takes its place before that day.",
            before: "symbol: string", after: "symbol: { deprecated: true }",
            each: { $0.parameters.filter { $0.new.isDeprecated && !$0.old.isDeprecated } }
        ) { parameter, _ in
            parameter.told(
                "the venue is withdrawing '\(parameter.name)'; find out what takes its place", at: "deprecated",
                old: "false", new: "true")
        },
        DiffRule(
            "parameter-no-longer-deprecated", .wire, .info,
            summary: "the venue keeps a parameter that it was withdrawing",
            explanation: "Nothing changes on the wire. Plans to do without the value may wait.",
            before: "symbol: { deprecated: true }", after: "symbol: string",
            each: { $0.parameters.filter { $0.old.isDeprecated && !$0.new.isDeprecated } }
        ) { parameter, _ in
            parameter.told(
                "the venue no longer withdraws '\(parameter.name)'", at: "deprecated", old: "true", new: "false")
        },
    ]
}
