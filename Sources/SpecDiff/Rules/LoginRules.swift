internal import VenueSpec

extension DiffRule {
    /// The rules about the calls that obtain credentials.
    ///
    /// What their requests, replies and outcomes say is compared as that of cancels is.
    static let logins: [DiffRule] = [
        DiffRule(
            "login-added", .meaning, .info, summary: "a further call obtains credentials",
            explanation: """
                Nothing that exists changes, and no client makes the login before a caller gives it as the source of its \
                credentials. Review where its secrets go.
                """,
            before: "security: { token: bearer }", after: "logins: { logon: … }",
            each: { $0.singleLogins.filter { $0.isAdded && !$0.value.isPrecondition } }
        ) { login, _ in
            let line = login.value.http.line
            return login.told("the login '\(login.value.name.text)' is new, sent as \(line)", line)
        },
        DiffRule(
            "login-removed", .meaning, .error, risk: .orderStaysOpen,
            summary: "a call that obtains credentials is no longer described",
            explanation: """
                Code that makes the login no longer compiles, and callers must bring what it gave. A session that ends while \
                nobody renews it leaves orders that cannot be cancelled.
                """,
            before: "logins: { logon: …, renew: … }", after: "logins: { logon: … }",
            each: { $0.singleLogins.filter { !$0.isAdded && !$0.value.isPrecondition } }
        ) { login, _ in
            let line = login.value.http.line
            return login.told("the login '\(login.value.name.text)', sent as \(line), is gone", line)
        },
        DiffRule(
            "precondition-added", .meaning, .warning, risk: .orderStaysOpen,
            summary: "a further call has to come first in a session",
            explanation: """
                Clients make it by themselves before their first call, and send nothing as long as it is not granted. Make \
                sure that it grants whoever may cancel, and that it fits in the deadlines of cancels.
                """,
            before: "# nothing comes first", after: "logins: { accounts: { gives: none, … } }",
            each: { $0.singleLogins.filter { $0.isAdded && $0.value.isPrecondition } }
        ) { call, _ in
            let line = call.value.http.line
            return call.told("'\(call.value.name.text)' has to come first, sent as \(line)", line)
        },
        DiffRule(
            "precondition-removed", .meaning, .error, risk: .orderStaysOpen,
            summary: "a call no longer has to come first in a session",
            explanation: """
                Clients cancel without it. A venue that still wants it refuses every cancel, and the orders stay open.
                """,
            before: "logins: { accounts: { gives: none, … } }", after: "# nothing comes first",
            each: { $0.singleLogins.filter { !$0.isAdded && $0.value.isPrecondition } }
        ) { call, _ in
            let line = call.value.http.line
            return call.told("'\(call.value.name.text)', sent as \(line), no longer has to come first", line)
        },
        DiffRule(
            "login-credential-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a login takes other credentials",
            explanation: """
                Callers must have what it takes, in the form it takes, before the client is released: a login that is refused \
                leaves every cancel unsent. Make sure that a new secret goes to the venue alone.
                """,
            before: "security: { desk: { type: value } }",
            after: "security: { desk: { type: value }, code: { type: value } }"
        ) { change, report in
            for credentials in change.loginCredentials {
                for single in credentials.added + credentials.removed {
                    let text = single.value.loginText
                    let name = single.value.name.text
                    report.add(
                        single.told(
                            single.isAdded
                                ? "a login takes '\(name)' as well: \(text)" : "a login no longer takes '\(name)'",
                            text))
                }
                for pair in credentials.pairs {
                    let (old, new) = (pair.old.loginText, pair.new.loginText)
                    guard old != new || pair.isRenamed else { continue }
                    report.add(
                        Change(
                            "a login takes '\(pair.newName)' as \(new) instead of '\(pair.oldName)' as \(old)",
                            at: pair.places, old: old, new: new, symbols: pair.symbols))
                }
            }
        },
        DiffRule(
            "login-gives-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a login gives other credentials, or from another place in the reply",
            explanation: """
                What is read from the wrong place is refused by the venue, or is a secret of another kind that then travels \
                with every call. Hold the place against the venue's own sample.
                """,
            before: "gives: { sessionToken: token }", after: "gives: { sessionToken: session.token }", of: \.logins,
            each: { Self.changes($0.old.givenText, $0.new.givenText) }
        ) { changed, login, _ in
            Change(
                "'\(login.new.name.text)' gives '\(changed.key)' \(changed.new ?? "no more") instead of "
                    + "\(changed.old ?? "not at all")", at: login.places.at("gives", changed.key), old: changed.old,
                new: changed.new, symbols: [login.symbol("grant")])
        },
        DiffRule(
            "login-expiry-changed", .meaning, .warning, risk: .orderStaysOpen,
            summary: "what a login gives ends sooner, later, or by another word of the reply",
            explanation: """
                Clients renew by this. A session that ends earlier than thought turns a cancel into a refusal and costs a login \
                while the order stays open; one that is renewed too often may meet a limit of logins.
                """,
            before: "expires: 1h", after: "expires: { in: seconds }", of: \.logins,
            each: { Self.changes(["expires": $0.old.login?.expiry?.text], ["expires": $0.new.login?.expiry?.text]) }
        ) { changed, login, _ in
            Change(
                "what '\(login.new.name.text)' gives is good \(changed.new ?? "until it is refused") instead of "
                    + "\(changed.old ?? "until it is refused")", at: login.places.at("expires"), old: changed.old,
                new: changed.new, symbols: [login.symbol("grant")])
        },
        DiffRule(
            "login-bond-changed", .meaning, .warning, risk: .orderStaysOpen,
            summary: "a session is bound to something else",
            explanation: """
                A session that belongs to an address or a connection is refused elsewhere. Make sure that logins and cancels \
                leave from the same place.
                """,
            before: "# not bound", after: "boundTo: address", of: \.logins,
            each: { Self.changes(["boundTo": $0.old.login?.bond?.rawValue], ["boundTo": $0.new.login?.bond?.rawValue]) }
        ) { changed, login, _ in
            Change(
                "the session of '\(login.new.name.text)' is bound to \(changed.new ?? "nothing") instead of "
                    + "\(changed.old ?? "nothing")", at: login.places.at("boundTo"), old: changed.old, new: changed.new)
        },
        DiffRule(
            "login-page-changed", .documentation, .info, summary: "a login was taken from another page, or read again",
            explanation: "Hold the login against the page it now names; no code depends on it.",
            before: "docs: { read: 2026-11-20, digest: sha256:0… }",
            after: "docs: { read: 2026-11-24, digest: sha256:1… }", of: \.logins,
            each: { Self.changes($0.old.login?.docs.texts ?? [:], $0.new.login?.docs.texts ?? [:]) }
        ) { changed, login, _ in
            Change(
                "the page of '\(login.new.name.text)' has '\(changed.new ?? "nothing")' under '\(changed.key)' instead of "
                    + "'\(changed.old ?? "nothing")'", at: login.places.at("docs", changed.key), old: changed.old,
                new: changed.new)
        },
    ]

    private typealias ChangedText = (key: String, old: String?, new: String?)

    /// What two versions say under the same keys, where it differs, by key.
    private static func changes(_ old: [String: String?], _ new: [String: String?]) -> [ChangedText] {
        Set(old.keys).union(new.keys).sorted().compactMap { key in
            let (before, after) = (old[key] ?? nil, new[key] ?? nil)
            return before == after ? nil : (key, before, after)
        }
    }
}

extension VenueChange {
    /// The logins that one version has.
    fileprivate var singleLogins: [Pairing<CallDescription>.Single] {
        singleOperations.filter { $0.value.login != nil }
    }

    /// The logins both versions have.
    var logins: [OperationChange] { operations.filter { $0.new.login != nil } }
}

extension CallDescription {
    /// Where a login's reply holds what it gives, by credential.
    fileprivate var givenText: [String: String?] {
        Dictionary(
            (login?.gives ?? []).map { ($0.credential, Optional($0.place.text)) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension GivenCredential.Place {
    /// The place for people, such as `in 'session.token'`.
    var text: String {
        switch self {
        case .field(let path): "in '\(path)'"
        case .header(let name): "in the header field '\(name)'"
        }
    }
}

extension LoginDescription.Expiry {
    /// How long, for people, such as `for 1h`.
    var text: String {
        switch self {
        case .after(let period): "for \(DurationText.text(period))"
        case .period(let path, let unit): "for as many \(unit.rawValue) as '\(path)' says"
        case .instant(let path): "until '\(path)'"
        }
    }
}

extension DocumentationPage? {
    /// What is said of the page, by key.
    fileprivate var texts: [String: String?] {
        Dictionary(
            DocumentationPage.plainFacts.filter { $0.role == .content }.map { fact in (fact.key, flatMap(fact.text)) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Credential {
    /// Of which kind it is, where it stands and how it is read, on one line.
    var loginText: String {
        var words = [scheme.hasHeader ? "a secret in '\(header): \(prefix)…'" : scheme == .key ? "a key" : "a value"]
        if scheme == .key { words.append(encoding.rawValue + (bytes.map { " of \($0) bytes" } ?? "")) }
        if !scopes.isEmpty { words.append("with \(scopes.joined(separator: " and "))") }
        if let lifetime { words.append("for \(DurationText.text(lifetime))") }
        if let tokenEndpoint {
            words.append(
                "from \(tokenEndpoint.url) by \(tokenEndpoint.requestBody.rawValue), "
                    + tokenEndpoint.grants.joined(separator: " and "))
        }
        return words.joined(separator: ", ") + (scheme.hasHeader ? " (\(scheme.rawValue))" : "")
    }
}
