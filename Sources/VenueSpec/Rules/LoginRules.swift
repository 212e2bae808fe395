internal import SourceText

/// Holds logins to what they take and give, and preconditions to giving nothing.
enum InvalidLogin: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        checkRefusals(document, &report)
        for login in document.operations where login.kind == .login {
            if login.isPrecondition {
                checkNothingGiven(login, &report)
                continue
            }
            checkTaken(login, document, &report)
            for given in login.gives { check(given, of: login, document, &report) }
            if !login.gives.isEmpty,
                !login.gives.contains(where: { given in !login.credentials.contains { $0.key == given.key } })
            {
                report.add(
                    .invalidLogin, "'\(login.name)' gives no credential of the venue, so no other call is better off",
                    at: login.nameRange)
            }
            checkExpiry(login, document, &report)
            if !login.outcomes.isEmpty, login.grants.isEmpty {
                report.add(
                    .invalidLogin, "no rule of '\(login.name)' says 'granted', so it never gives anything",
                    at: login.nameRange)
            }
        }
    }

    /// Refuses what says something of credentials of a call that gives none.
    private static func checkNothingGiven(_ call: OperationDeclaration, _ report: inout Report) {
        for entry in [
            call.node.entry(\LoginKeys.security), call.node.entry(\LoginKeys.expires),
            call.node.entry(\LoginKeys.boundTo),
        ].compactMap(\.self) {
            report.add(
                .invalidLogin, "'\(entry.key)' says nothing of '\(call.name)', which gives nothing", at: entry.keyRange)
        }
        if !call.outcomes.isEmpty, call.grants.isEmpty {
            report.add(
                .invalidLogin, "no rule of '\(call.name)' says 'granted', so no cancel is ever sent", at: call.nameRange
            )
        }
    }

    /// Refuses a reply that misses a call which has to come first, where no such call is described.
    private static func checkRefusals(_ document: SpecDocument, _ report: inout Report) {
        guard !document.operations.contains(where: \.isPrecondition) else { return }
        for row in document.operations.flatMap(\.outcomes) {
            for (_, word) in row.outcomes where word.value(as: Outcome.self) == .rejected(.precondition) {
                report.add(
                    .invalidLogin,
                    "'rejected(precondition)' misses a call that has to come first; describe it under 'logins', with "
                        + "'gives: none'", at: word.range)
            }
        }
    }

    /// Refuses a login that takes nothing, takes what it gives, or takes under a name of the venue's.
    private static func checkTaken(
        _ login: OperationDeclaration, _ document: SpecDocument, _ report: inout Report
    ) {
        if document.credentials(of: login).isEmpty {
            report.add(
                .invalidLogin, "'\(login.name)' takes no credentials; declare under its 'security' what it is made of",
                at: login.nameRange)
        }
        for own in login.credentials {
            guard let other = document.credentials.first(where: { $0.key == own.key }) else { continue }
            report.add(
                .invalidLogin,
                "'\(own.key)' is a credential of the venue, which a login takes without saying so; rename or remove it",
                at: own.keyRange, notes: [("it is declared here", other.keyRange)])
        }
        guard !report.diagnostics.contains(where: { $0.rule == LanguageRule.invalidComputed.id }),
            let binding = document.binding(of: login)
        else { return }
        let given = Set(login.gives.map(\.key))
        let own = Set(login.credentials.map(\.key))
        for value in binding.usedValues {
            let names =
                value.placeholders.compactMap(Credential.name(inPlaceholder:)) + [value.step?.key].compactMap(\.self)
            for name in names where given.contains(name) && !own.contains(name) {
                report.add(
                    .invalidLogin, "'\(login.name)' holds '\(value.name.text)', which needs '\(name)', which it gives",
                    at: login.http?.range ?? login.nameRange)
            }
        }
    }

    private static func check(
        _ given: SpecNode.Entry, of login: OperationDeclaration, _ document: SpecDocument, _ report: inout Report
    ) {
        let known = (document.credentials + login.credentials).map(\.key)
        if !known.contains(given.key) {
            report.addUnknown(
                .invalidLogin, "unknown credential '\(given.key)'", name: given.key, known: known, at: given.keyRange)
        }
        let (field, header) = (
            given.value.node(\GivenCredentialKeys.field), given.value.node(\GivenCredentialKeys.header)
        )
        switch (field, header) {
        case (nil, nil) where given.value.scalar == nil:
            report.add(
                .invalidLogin, "'\(given.key)' stands nowhere; name its 'field' or its 'header'", at: given.keyRange)
        case (_?, let header?):
            report.add(
                .invalidLogin, "'\(given.key)' stands in a field or in a header field, not in both", at: header.range)
        default: break
        }
        guard let field, let path = given.value[\GivenCredentialKeys.field] else { return }
        check(path, at: field.range, of: login, document, wanted: "text", &report) { type in
            switch type {
            case .string, .textOrNumber, .integer: true
            default: false
            }
        }
    }

    private static func checkExpiry(
        _ login: OperationDeclaration, _ document: SpecDocument, _ report: inout Report
    ) {
        guard let expiry = login.expiry else { return }
        let stated = [
            expiry.node(\ExpiryKeys.after), expiry.node(\ExpiryKeys.in), expiry.node(\ExpiryKeys.at),
        ].compactMap(\.self)
        if stated.count != 1, !(stated.isEmpty && expiry.entries.isEmpty) {
            report.add(
                .invalidLogin, "'expires' has one of 'after', 'in' and 'at'",
                at: stated.dropFirst().first?.range ?? expiry.range)
        }
        if let unit = expiry.entry(\ExpiryKeys.unit), expiry.node(\ExpiryKeys.in) == nil {
            report.add(.invalidLogin, "'unit' goes with 'in'", at: unit.keyRange)
        }
        if let node = expiry.node(\ExpiryKeys.in), let path = expiry[\ExpiryKeys.in] {
            check(path, at: node.range, of: login, document, wanted: "a number", &report) { type in
                switch type {
                case .integer, .decimalNumber, .decimalString, .textOrNumber, .string: true
                default: false
                }
            }
        }
        if let node = expiry.node(\ExpiryKeys.at), let path = expiry[\ExpiryKeys.at] {
            check(path, at: node.range, of: login, document, wanted: "a time", &report) { type in
                switch type {
                case .timestamp, .epoch, .decimalEpoch: true
                default: false
                }
            }
        }
    }

    /// Refuses a path to something else, or to nothing, in the replies that grant.
    private static func check(
        _ path: FieldPath, at range: SourceRange, of login: OperationDeclaration, _ document: SpecDocument,
        wanted: String, _ report: inout Report, accepts: (ValueType) -> Bool
    ) {
        let bodies = login.grants.flatMap(login.responses(for:)).flatMap(\.bodies)
        let resolver = FieldResolver(document: document, bodies: bodies)
        let types = resolver.types(at: path)
        if let other = types.first(where: { !accepts($0) }) {
            report.add(.invalidLogin, "'\(path)' is \(other.phrase), not \(wanted)", at: range)
        } else if types.isEmpty, !bodies.isEmpty {
            let unknown = resolver.unknownMember(of: path)
            report.addUnknown(
                .undeclaredField, "no reply that grants the login declares a field '\(path)'",
                name: unknown?.name ?? path.description, known: unknown?.known ?? [], at: range)
        }
    }
}

extension OperationDeclaration {
    /// The rows that say, of some value or of all, that the login is granted.
    fileprivate var grants: [OutcomeDeclaration] {
        outcomes.filter { row in row.outcomes.contains { $0.1.value(as: Outcome.self) == .granted } }
    }
}
