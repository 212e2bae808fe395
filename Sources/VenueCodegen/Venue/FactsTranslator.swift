internal import SwiftSource
internal import VenueSpec

/// Turns what a venue promises about its calls into constants: limits, repeats, ways to confirm.
struct FactsTranslator: Translator {
    let scope: Scope

    // MARK: The venue's

    /// The venue's request limits; `nil` for none, which is what the runtime takes for granted.
    func rateLimits() -> Declaration? {
        let limits = scope.venue.rateLimits
        if limits.isEmpty { return nil }
        var documentation = Documentation("The venue's request limits.")
        for limit in limits {
            documentation.append(scope.documentation(limit.description, fallback: limit.summary, limit.provenance))
        }
        return .property(
            "rateLimits", "[\(runtime.rateLimit)]", .constant(array(limits.map(expression))), access: scope.access,
            isStatic: true, documentation: documentation)
    }

    private func expression(_ limit: RateLimitPolicy) -> String {
        var arguments = ["requests: \(limit.requests)", "per: \(limit.period.expression)"]
        if let burst = limit.burst { arguments.append("burst: \(burst)") }
        arguments.append("scope: .\(limit.scope)")
        if !limit.sharedWith.isEmpty {
            arguments.append("sharedWith: [\(limit.sharedWith.map(StringLiteral.of).joined(separator: ", "))]")
        }
        return "\(runtime.rateLimit)(\(arguments.joined(separator: ", ")))"
    }

    private func array(_ elements: [String]) -> Code {
        return .list("[", elements, closing: "]")
    }

    // MARK: An operation's

    /// What the operation says about itself.
    func operationFacts(_ operation: CallDescription) -> [Declaration] {
        let venue = ReservedWords.quoted(scope.venue.name.swift)
        var facts: [Declaration] = [
            operation.login == nil || operation.isPrecondition
                ? .typeAlias(
                    "Credentials", "\(venue).Credentials", access: scope.access,
                    documentation: "What authorises the request.")
                : CredentialsTranslator(scope: scope, login: operation).declaration(),
            .typeAlias("Server", "\(venue).Server", access: scope.access, documentation: "Where the request may go."),
            fact("venue", runtime.string, [StringLiteral.of(scope.venue.name.text)], "The venue's name."),
            fact("name", runtime.string, [StringLiteral.of(operation.name.text)], "The call's name."),
        ]
        if [.cancel, .cancelAll].contains(operation.kind) { facts.append(repeatability(operation.repeatability)) }
        if operation.kind == .cancelAll { facts.append(scopes(of: operation)) }
        if operation.weight != nil || operation.batch?.weight != nil { facts.append(weight(operation)) }
        if let batch = operation.batch { facts += self.batch(batch) }
        let preconditions = scope.venue.preconditions
        if operation.login == nil, !preconditions.isEmpty {
            facts.append(
                .property(
                    "preconditions", "[any \(runtime.preconditionOperation).Type]",
                    .computed(["[\(preconditions.map { "\(Scope.namespace(of: $0)).self" }.joined(separator: ", "))]"]),
                    access: scope.access, isStatic: true, hidesDefault: true,
                    documentation: "What has to be called in a session first; clients do."))
        }
        if operation.login == nil, !scope.venue.rateLimits.isEmpty {
            facts.append(
                .property(
                    "rateLimits", "[\(runtime.rateLimit)]", .computed(["\(venue).rateLimits"]), access: scope.access,
                    isStatic: true, hidesDefault: true, documentation: "The venue's request limits."))
        }
        if !operation.confirmations.isEmpty { facts.append(confirmations(operation.confirmations)) }
        return facts
    }

    private func fact(_ name: String, _ type: String, _ value: Code, _ documentation: String) -> Declaration {
        .property(
            name, type, .constant(value), access: scope.access, isStatic: true,
            documentation: Documentation(documentation))
    }

    private func repeatability(_ repeatability: RepeatPolicy) -> Declaration {
        .property(
            "repeatability", runtime.repeatability, .constant([".\(repeatability.kind.rawValue)"]),
            access: scope.access, isStatic: true,
            documentation: scope.documentation(
                repeatability.description, fallback: "Whether the same cancel may be sent again.",
                repeatability.provenance))
    }

    /// How many requests a call counts as.
    private func weight(_ operation: CallDescription) -> Declaration {
        var terms: [String] = []
        let fixed = operation.weight(ofOrders: 0)
        if fixed > 0 { terms.append("\(fixed)") }
        if let each = operation.batch?.weight { terms.append(each == 1 ? "count" : "\(each) * count") }
        return .function(
            "weight",
            [.init(label: "ofOrders", operation.batch?.weight == nil ? "_" : "count", runtime.int)],
            access: scope.access, isStatic: true, returns: runtime.int,
            documentation: "How many requests a call counts as under the venue's limits.",
            body: [terms.joined(separator: " + ")])
    }

    /// Whose orders a call that cancels all of them cancels.
    private func scopes(of operation: CallDescription) -> Declaration {
        var scopes: [String] = []
        if case .alternatives(let sets) = operation.identity {
            scopes = sets.map { set in
                let parameters = (operation.sharedIdentity + set.parameters).map(StringLiteral.of)
                return
                    "\(runtime.cancelScope)(\(StringLiteral.of(set.name.text)), [\(parameters.joined(separator: ", "))])"
            }
        }
        return .property(
            "scopes", "[\(runtime.cancelScope)]", .constant(array(scopes)), access: self.scope.access, isStatic: true,
            documentation: "Whose orders it can cancel.")
    }

    /// How many orders a call names, and what is one for all of them.
    private func batch(_ batch: BatchDescription) -> [Declaration] {
        let limit = Declaration.property(
            "batchLimit", runtime.int, .constant(["\(batch.limit)"]), access: scope.access, isStatic: true,
            documentation: scope.documentation(
                batch.description, fallback: "How many orders one call names at most.", batch.provenance))
        guard !batch.same.isEmpty else { return [limit] }
        return [
            limit,
            .property(
                "sharedParameters", "[\(runtime.string)]",
                .constant(["[\(batch.same.map(StringLiteral.of).joined(separator: ", "))]"]), access: scope.access,
                isStatic: true, hidesDefault: true, documentation: "What is one for all orders of a call."),
        ]
    }

    private func confirmations(_ confirmations: [ConfirmationAdvice]) -> Declaration {
        var documentation = Documentation("How to learn the final state, best first.")
        for confirmation in confirmations {
            documentation.append(
                scope.documentation(
                    confirmation.description.map { "\(Scope.code(confirmation.call)): \($0)" },
                    fallback: Scope.code(confirmation.call) + ".", confirmation.provenance))
        }
        return .property(
            "confirmations", "[\(runtime.confirmation)]", .constant(array(confirmations)), access: scope.access,
            isStatic: true, hidesDefault: true, documentation: documentation)
    }

    /// The ways to confirm as an array literal, one to a line.
    private func array(_ confirmations: [ConfirmationAdvice]) -> Code {
        var items = Code()
        for confirmation in confirmations {
            let call = StringLiteral.of(confirmation.call)
            let statuses = confirmation.statuses.map { pair in
                ".init(\(StringLiteral.of(pair.status)), \(runtime.outcome(pair.outcome, retryAfter: "nil")))"
            }
            if statuses.isEmpty {
                items.line("\(runtime.confirmation)(\(call)),")
            } else {
                items.append(.list("\(runtime.confirmation)(\(call), statuses: [", statuses, closing: "]),"))
            }
        }
        guard !items.isEmpty else { return ["[]"] }
        return .block("[", items, closing: "]")
    }
}

extension Duration {
    /// The duration in the greatest unit that gives a whole number.
    var expression: String {
        let (seconds, attoseconds) = components
        return attoseconds == 0
            ? ".seconds(\(seconds))" : ".milliseconds(\(seconds * 1000 + attoseconds / 1_000_000_000_000_000))"
    }
}

extension RateLimitPolicy {
    fileprivate var summary: String { "At most \(requests) requests per \(period), counted by \(scope)." }
}
