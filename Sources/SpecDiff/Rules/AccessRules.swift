internal import VenueSpec

extension DiffRule {
    static let servers: [DiffRule] = [
        DiffRule(
            "server-added", .wire, .info, summary: "there is a further server",
            explanation: "Nothing goes to it until a caller chooses it by its name.",
            before: "servers: { production: https://api.meridian.example }",
            after: "servers: { production: https://api.meridian.example, test: https://test.meridian.example }",
            each: \.servers.added
        ) { server, _ in
            let address = server.value.address
            return server.told("the server '\(server.value.name.text)' at \(address) is new", address)
        },
        DiffRule(
            "server-changed", .wire, .error, risk: .credentials, summary: "a server has another address",
            explanation: """
                Requests and the credentials in them go to another host or under another path. Make sure the new host is \
                the venue's own, that production and test did not change places, and that connections may reach it.
                """,
            before: "servers: { production: https://api.meridian.example }",
            after: "servers: { production: https://trade.meridian.example }",
            each: { $0.servers.pairs.filter { $0.old.address != $0.new.address } }
        ) { pair, change in
            let other = change.old.servers.first { $0.address == pair.new.address && $0.name != pair.old.name }
            return pair.told(
                "requests to '\(pair.newName)' and their credentials go to \(pair.new.address) instead of "
                    + pair.old.address + (other.map { ", which was the address of '\($0.name.text)'" } ?? ""),
                old: pair.old.address, new: pair.new.address)
        },
        DiffRule(
            "server-headers-changed", .wire, .error, risk: .otherOrder,
            summary: "requests to a server carry other constant header fields",
            explanation: """
                Such a field chooses what the server does with a request: simulated money or real, one version or another. \
                Make sure that cancels still reach the orders they are meant for.
                """,
            before: "demo: https://demo.meridian.example",
            after: "demo: { url: https://demo.meridian.example, headers: { X-Simulated: '1' } }",
            each: { $0.servers.pairs.filter { $0.old.headers != $0.new.headers } }
        ) { pair, _ in
            let (old, new) = (pair.old.headerText, pair.new.headerText)
            return pair.told(
                "requests to '\(pair.newName)' carry \(new ?? "no constant header field") instead of \(old ?? "none")",
                at: "headers", old: old, new: new)
        },
        DiffRule(
            "server-credentials-changed", .meaning, .error, risk: .orderStaysOpen,
            summary: "a server takes other sets of credentials",
            explanation: """
                Clients refuse to be made with a set that the server does not take, before anything is sent. Whoever uses a set \
                that is gone cannot cancel there; make sure that they have another before the client is released.
                """,
            before: "demo: { url: https://demo.meridian.example, security: [token] }",
            after: "demo: { url: https://demo.meridian.example, security: [keyPair] }",
            each: { $0.servers.pairs.filter { Set($0.old.credentialSets) != Set($0.new.credentialSets) } }
        ) { pair, _ in
            let (old, new) = (pair.old.setText, pair.new.setText)
            return pair.told(
                "'\(pair.newName)' takes \(new ?? "every set of credentials") instead of \(old ?? "every one")",
                at: "security", old: old, new: new)
        },
        DiffRule(
            "server-removed", .wire, .error, risk: .orderStaysOpen, summary: "a server is gone",
            explanation: """
                Callers that chose it by its name no longer compile, and those that kept its address may be talking to a host \
                the venue has given up.
                """,
            before: "servers: { production: https://api.meridian.example, test: https://test.meridian.example }",
            after: "servers: { production: https://api.meridian.example }", each: \.servers.removed
        ) { server, _ in
            let address = server.value.address
            return server.told("the server '\(server.value.name.text)' at \(address) is gone", address)
        },
        DiffRule(
            "server-renamed", .wire, .warning, summary: "a server of the same address has another name",
            explanation: """
                Nothing changes on the wire. Callers and configurations that choose the server by its old name no longer \
                find it; if the name says what the server is for, make sure that it is still for that.
                """,
            before: "servers: { production: https://api.meridian.example }",
            after: "servers: { live: https://api.meridian.example }", each: { $0.servers.pairs.filter(\.isRenamed) }
        ) { pair, _ in
            pair.renamed(
                "the server '\(pair.oldName)' at \(pair.new.address) is now called '\(pair.newName)'; callers choose it "
                    + "by the new name")
        },
    ]

    static let credentials: [DiffRule] = [
        DiffRule(
            "credential-added", .wire, .error, risk: .orderStaysOpen, summary: "requests carry a further secret",
            explanation: """
                The venue refuses requests without it, so cancels fail until every caller has the secret; and a secret \
                that went nowhere before now travels with each request.
                """,
            before: "security: { token: bearer }",
            after: "security: { token: bearer, desk: { type: header, header: X-Desk-Key } }", each: \.credentials.added
        ) { credential, change in
            let place = credential.value.placement
            let before = change.old.credentials.isEmpty ? ", where none asked for a secret before" : ""
            return credential.told("every request carries '\(place)'\(before); callers must have that secret", place)
        },
        DiffRule(
            "credential-removed", .wire, .error, risk: .orderStaysOpen, summary: "requests no longer carry a secret",
            explanation: """
                A venue that still asks for it refuses every cancel. Make sure that the page says it is no longer \
                needed, and not only that it is described elsewhere.
                """,
            before: "security: { token: bearer, desk: { type: header, header: X-Desk-Key } }",
            after: "security: { token: bearer }", each: \.credentials.removed
        ) { credential, change in
            let place = credential.value.placement
            let rest =
                change.new.credentials.isEmpty
                ? "no request carries a secret any more" : "no request carries '\(place)'"
            return credential.told(
                "\(rest); a venue that still asks for '\(credential.value.name.text)' refuses the cancel", place)
        },
        DiffRule(
            "credential-set-added", .wire, .info, summary: "requests may carry other credentials instead",
            explanation: """
                Callers choose one of the sets; those who have another one need not change. Make sure that the page says \
                that either of them is enough for the cancel.
                """,
            before:
                "security:\n- { as: token, credentials: { token: bearer } }\n- { as: session, credentials: { sid: { type: header, header: X-Id } } }",
            after:
                "security:\n- { as: token, credentials: { token: bearer } }\n- { as: session, credentials: { sid: { type: header, header: X-Id } } }\n- { as: desk, credentials: { desk: { type: header, header: X-Desk } } }",
            each: \.credentialSets.added
        ) { set, _ in
            set.told("requests may carry the credentials '\(set.value.name.text)'", set.value.credentials.quoted)
        },
        DiffRule(
            "credential-set-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "requests can no longer carry some credentials",
            explanation: """
                Whoever has these credentials alone cannot cancel with the new client. Make sure that the page no longer \
                takes them, and that every caller has others before the client is released.
                """,
            before:
                "security:\n- { as: token, credentials: { token: bearer } }\n- { as: session, credentials: { sid: { type: header, header: X-Id } } }\n- { as: desk, credentials: { desk: { type: header, header: X-Desk } } }",
            after:
                "security:\n- { as: token, credentials: { token: bearer } }\n- { as: session, credentials: { sid: { type: header, header: X-Id } } }",
            each: \.credentialSets.removed
        ) { set, _ in
            set.told(
                "no request carries the credentials '\(set.value.name.text)' any more; who has no others cannot cancel",
                set.value.credentials.quoted)
        },
        DiffRule(
            "credential-set-changed", .wire, .error, risk: .orderStaysOpen, summary: "a set of credentials is another",
            explanation: """
                The venue refuses requests that lack a secret of the set or carry it in another way, so cancels of those \
                who chose it fail until they have the new ones. Compare a fresh sample of a request with both versions.
                """,
            before:
                "security:\n- { as: token, credentials: { token: bearer } }\n- { as: session, credentials: { sid: { type: header, header: X-Id } } }",
            after:
                "security:\n- { as: token, credentials: { token: bearer } }\n- { as: session, credentials: { sid: { type: header, header: X-Session } } }",
            each: \.setCredentials
        ) { change, _ in
            let texts = (
                change.credentials.pairs.map { $0.old.setText } + change.credentials.removed.map { $0.value.setText },
                change.credentials.pairs.map { $0.new.setText } + change.credentials.added.map { $0.value.setText }
            )
            guard texts.0 != texts.1 else { return nil }
            let (lost, come) = (texts.0.filter { !texts.1.contains($0) }, texts.1.filter { !texts.0.contains($0) })
            return change.set.told(
                "the credentials '\(change.set.newName)' are others", at: "credentials",
                old: lost.joined(separator: "; "),
                new: come.joined(separator: "; "))
        },
        DiffRule(
            "credential-renamed", .wire, .warning, summary: "a credential that travels the same way has another name",
            explanation: """
                Nothing changes on the wire. The name is the one callers give the secret by, in Swift and in \
                configurations, so both must follow.
                """, before: "security: { token: bearer }", after: "security: { accessToken: bearer }",
            each: { $0.credentials.pairs.filter(\.isRenamed) }
        ) { pair, _ in
            pair.renamed(
                "the credential '\(pair.oldName)' is now called '\(pair.newName)'; callers give it by that name")
        },
        DiffRule(
            "security-scheme-changed", .wire, .error, risk: .orderStaysOpen, summary: "a credential is of another kind",
            explanation: """
                A secret of the old kind is refused, and may be sent in a header where a proxy or the venue logs it. \
                Callers need a secret of the new kind before the client is released.
                """, before: "token: { type: header, header: X-Token }", after: "token: bearer",
            each: { $0.credentials.pairs.filter { $0.old.scheme != $0.new.scheme } }
        ) { pair, _ in
            let (old, new) = (pair.old.schemeText, pair.new.schemeText)
            return pair.told(
                "the credential '\(pair.newName)' is \(new) instead of \(old); old secrets are refused", at: "type",
                old: old, new: new)
        },
        DiffRule(
            "credential-placement-changed", .meaning, .error, .info, risk: .credentials,
            summary: "a secret travels in another header field or after another prefix",
            explanation: """
                Where a secret stands decides who reads it: the venue refuses it in the wrong place, and redaction in \
                proxies and logs goes by the name of the field. An error unless only the case of the field's name \
                differs, which HTTP ignores.
                """,
            before: "desk: { type: header, header: X-Desk-Key }",
            after: "desk: { type: header, header: X-Meridian-Desk }",
            each: { $0.credentials.pairs.filter { $0.old.scheme == $0.new.scheme } }
        ) { pair, _ in
            var (before, after) = (pair.old, pair.new)
            before.name = after.name
            let (old, new) = (before.placement, after.placement)
            guard old != new else { return nil }
            let isRecased =
                pair.old.header.lowercased() == pair.new.header.lowercased() && pair.old.prefix == pair.new.prefix
            return pair.told(
                level: isRecased ? .info : .error,
                "the secret '\(pair.newName)' travels as '\(new)' instead of '\(old)'"
                    + (isRecased ? ", which is the same field" : "; check what redacts the field"),
                at: pair.old.header == pair.new.header ? "prefix" : "header", old: old, new: new)
        },
        DiffRule(
            "token-endpoint-changed", .wire, .error, risk: .credentials, summary: "tokens come from another address",
            explanation: """
                The client secret and the refresh token go to the new address. Make sure that it is the venue's own \
                before anything is sent there.
                """,
            before: "tokenEndpoint: { url: https://id.meridian.example/token, body: json, grants: [refresh_token] }",
            after: "tokenEndpoint: { url: https://login.meridian.example/token, body: json, grants: [refresh_token] }",
            each: { $0.credentials.pairs.filter { $0.old.scheme == $0.new.scheme } }
        ) { pair, change in
            let (old, new) = (pair.old.tokenEndpoint?.url, pair.new.tokenEndpoint?.url)
            guard old != new else { return nil }
            return Change(
                "tokens for '\(pair.new.name.text)' come from \(new ?? "nowhere") instead of \(old ?? "nowhere"); refresh "
                    + "tokens and client secrets go there",
                at: pair.places.at("tokenEndpoint", "url"), old: old, new: new, symbols: change.tokenSymbols(pair))
        },
        DiffRule(
            "token-request-changed", .wire, .error, .info, risk: .orderStaysOpen,
            summary: "tokens are asked for in another way",
            explanation: """
                A token request in the old encoding, or of a grant the endpoint no longer takes, is refused; when the \
                token at hand lapses, no order can be cancelled. A further grant is worth knowing and breaks nothing.
                """,
            before: "tokenEndpoint: { url: https://id.meridian.example/token, body: json, grants: [refresh_token] }",
            after: "tokenEndpoint: { url: https://id.meridian.example/token, body: form, grants: [refresh_token] }"
        ) { change, report in
            for pair in change.credentials.pairs {
                guard let old = pair.old.tokenEndpoint, let new = pair.new.tokenEndpoint else { continue }
                let name = pair.new.name.text
                if old.requestBody != new.requestBody {
                    report.add(
                        level: .error,
                        "the token endpoint of '\(name)' takes \(new.requestBody.rawValue) instead of \(old.requestBody.rawValue)",
                        at: pair.places.at("tokenEndpoint", "body"), old: old.requestBody.rawValue,
                        new: new.requestBody.rawValue, symbols: change.tokenSymbols(pair))
                }
                if Set(old.grants) != Set(new.grants) {
                    let lost = old.grants.filter { !new.grants.contains($0) }
                    let (before, after) = (old.grants.joined(separator: ", "), new.grants.joined(separator: ", "))
                    report.add(
                        level: lost.isEmpty ? .info : .error,
                        "the token endpoint of '\(name)' takes the grants \(after) instead of \(before)",
                        at: pair.places.at("tokenEndpoint", "grants"), old: before, new: after,
                        symbols: change.tokenSymbols(pair))
                }
            }
        },
        DiffRule(
            "scopes-changed", .wire, .warning, risk: .orderStaysOpen, summary: "a credential needs other scopes",
            explanation: """
                Tokens issued with the old scopes may be refused. Operators must ask for the new ones where the token is \
                issued; a token with more than the cancel needs is a risk of its own.
                """,
            before: "token: { type: oauth2, scopes: [trade] }",
            after: "token: { type: oauth2, scopes: [trade, cancel] }",
            each: { $0.credentials.pairs.filter { Set($0.old.scopes) != Set($0.new.scopes) } }
        ) { pair, _ in
            let (old, new) = (pair.old.scopes.listed, pair.new.scopes.listed)
            return pair.told(
                "'\(pair.newName)' needs \(new ?? "no scope") instead of \(old ?? "no scope"); tokens issued before may "
                    + "be refused", at: "scopes", old: old, new: new)
        },
        DiffRule(
            "credential-lifetime-changed", .wire, .warning, risk: .orderStaysOpen,
            summary: "a credential lives longer or shorter",
            explanation: """
                Whoever renews tokens goes by this. A token that lapses earlier than thought turns a cancel into a \
                refusal; renew by the new lifetime.
                """, before: "token: { type: oauth2, lifetime: 1h }", after: "token: { type: oauth2, lifetime: 15m }",
            each: { $0.credentials.pairs.filter { $0.old.lifetime != $0.new.lifetime } }
        ) { pair, change in
            let (old, new) = (pair.old.lifetime?.text, pair.new.lifetime?.text)
            return Change(
                "'\(pair.new.name.text)' lives \(new ?? "as long as nobody says") instead of "
                    + "\(old ?? "as long as nobody says"); renew it by that",
                at: pair.places.at("lifetime"), old: old, new: new, symbols: change.tokenSymbols(pair))
        },
    ]

    static let rateLimits: [DiffRule] = [
        DiffRule(
            "rate-limit-added", .meaning, .warning, risk: .orderStaysOpen,
            summary: "a limit of requests is documented that was not before",
            explanation: """
                Clients keep the limits of the spec before the venue enforces them, so cancels may wait, and one that \
                cannot wait past its deadline is not sent. Make sure that a limit for other calls is not taken for one \
                of cancels.
                """, before: "# no limits", after: "rateLimits: [{ requests: 10, per: 1s, scope: key }]",
            each: \.rateLimits.added
        ) { limit, _ in limit.told("clients send at most \(limit.value.text)", limit.value.text) },
        DiffRule(
            "rate-limit-removed", .meaning, .warning, risk: .orderStaysOpen,
            summary: "a limit of requests is no longer documented",
            explanation: """
                Clients no longer hold requests back for it. A limit the venue still enforces then answers with \
                refusals, and cancels are among them.
                """, before: "rateLimits: [{ requests: 10, per: 1s, scope: key }]", after: "# no limits",
            each: \.rateLimits.removed
        ) { limit, _ in limit.told("clients no longer keep to \(limit.value.text)", limit.value.text) },
        DiffRule(
            "rate-limit-changed", .meaning, .warning, risk: .orderStaysOpen,
            summary: "a limit of requests counts otherwise",
            explanation: """
                Clients keep the limits of the spec before the venue enforces them. Too high a limit is answered with \
                refusals of cancels, too low a one makes them wait; what is counted together decides whether other \
                traffic takes their place.
                """,
            before: "rateLimits: [{ requests: 10, per: 1s, scope: key }]",
            after: "rateLimits: [{ requests: 5, per: 1s, scope: key }]", each: \.rateLimits.pairs
        ) { pair, _ in
            let keys = pair.old.differences(from: pair.new)
            guard !keys.isEmpty else { return nil }
            let message = "clients send at most \(pair.new.text) instead of \(pair.old.text)"
            let key = keys.count == 1 ? keys : []
            return Change(
                message, at: pair.places.at(key), old: pair.old.text, new: pair.new.text, symbols: pair.symbols)
        },
        DiffRule(
            "call-weight-changed", .meaning, .warning, risk: .orderStaysOpen,
            summary: "a call counts as another number of requests",
            explanation: """
                Clients keep the venue's limits by what each call counts as. Where it counts as more than they think, the \
                venue refuses cancels; where it counts as less, they wait for nothing.
                """,
            before: "weight: 1", after: "weight: 5", each: \.operations
        ) { operation, _ in
            let (old, new) = (operation.old.weightText, operation.new.weightText)
            guard old != new else { return nil }
            let key = operation.old.weight != operation.new.weight ? ["weight"] : ["batch", "weight"]
            return Change(
                "a call of '\(operation.new.name.text)' counts as \(new) instead of \(old)",
                at: operation.places.at(key),
                old: old, new: new, symbols: [operation.symbol("weight")])
        },
    ]
}

extension CallDescription {
    /// What a call counts as under the rate limits, such as `2 requests and 1 for each order`.
    var weightText: String {
        let fixed = weight(ofOrders: 0)
        let own = fixed == 1 ? "1 request" : "\(fixed) requests"
        guard let each = batch?.weight else { return own }
        let orders = each == 1 ? "1 request for each order" : "\(each) requests for each order"
        return fixed == 0 ? orders : "\(own) and \(each) for each order"
    }
}

extension RateLimitPolicy {
    /// The limit in words, such as `10 requests per 1s and key, 5 at once`.
    var text: String {
        "\(requests) requests per \(period.text) and \(scope)" + (burst.map { ", \($0) at once" } ?? "")
            + (sharedWith.isEmpty ? "" : ", shared with \(sharedWith.joined(separator: " and "))")
    }

    /// The keys of what differs in another version of the limit.
    fileprivate func differences(from other: RateLimitPolicy) -> [String] {
        [
            ("requests", requests != other.requests), ("per", period != other.period), ("burst", burst != other.burst),
            ("scope", scope != other.scope), ("sharedWith", Set(sharedWith) != Set(other.sharedWith)),
        ].filter(\.1).map(\.0)
    }
}

extension Credential {
    /// Everything that it is, in a line.
    fileprivate var setText: String {
        let facts = Credential.plainFacts.filter { $0.role == .content }.compactMap { fact in
            fact.text(self).map { "\(fact.key) \($0)" }
        }
        let endpoint = tokenEndpoint.map {
            ["\($0.url) \($0.requestBody.rawValue) \($0.grants.joined(separator: " "))"]
        }
        return
            (["\(name.text): \(scheme.rawValue)", "prefix '\(prefix)'", "encoding \(encoding.rawValue)"] + facts
            + (endpoint ?? [])).joined(separator: ", ")
    }
}
