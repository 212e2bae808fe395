internal import SwiftSource
internal import VenueSpec

/// Turns a venue's hosts into a type of server: constants, or functions where each operator has a host of its own.
struct ServersTranslator: Translator {
    let scope: Scope

    func structure() -> Declaration {
        let address = [
            Declaration.property(
                "named", "[\(runtime.namedServer)]", .computed(named()), access: scope.access, isStatic: true,
                documentation: "The servers by their names, in spec order."),
            .property(
                "baseURL", runtime.baseURL, access: scope.access,
                documentation: "The address every request path is appended to."),
            .function(
                nil, [.init(label: "_", "baseURL", runtime.baseURL)], access: scope.access,
                documentation: "Makes a server of another address, such as a test's.", body: ["self.baseURL = baseURL"]),
        ]
        return .type(
            .struct, "Server", inherits: [runtime.venueServer], access: scope.access,
            documentation: "The hosts that take requests.", members: address + scope.venue.servers.map(declaration))
    }

    private func named() -> Code {
        return .list(
            "[",
            scope.venue.servers.filter { $0.scheme == "https" }.map { server in
                let name = StringLiteral.of(server.name.text)
                let member = ReservedWords.quoted(server.name.swift)
                let address =
                    server.host == nil ? "onHost: { Self.\(member)(host: $0).baseURL }" : "Self.\(member).baseURL"
                return "\(runtime.namedServer)(\(name), \(address))"
            }, closing: "]")
    }

    private func declaration(_ server: Server) -> Declaration {
        let sets = scope.venue.credentialSets.map(\.name.text).filter(server.credentialSets.contains)
        let documentation = scope.documentation(
            server.description, fallback: "The server \(Scope.code(server.name.text)).",
            facts: ["\(server.url)."]
                + server.headers.map { "Requests carry \(Scope.code("\($0.name): \($0.value)"))." }
                + (sets.isEmpty
                    ? [] : ["Takes \(sets.map(Scope.code).joined(separator: " or "))."]),
            server.provenance)
        let isHTTP = server.scheme == "https"
        let type = isHTTP ? "Self" : runtime.string
        guard server.host != nil else {
            let url = "\"\(server.scheme)://\\(host)\(StringLiteral.interior(of: server.basePath))\""
            return .function(
                server.name.swift, [.init("host", runtime.hostName)], access: scope.access, isStatic: true,
                returns: type, documentation: documentation,
                body: [isHTTP ? "Self(\(runtime.baseURL(of: server, host: "host", sets: sets)))" : url])
        }
        let value =
            isHTTP ? "Self(\(runtime.baseURL(of: server, host: nil, sets: sets)))" : StringLiteral.of(server.url)
        return .property(
            server.name.swift, type, .constant([value]), access: scope.access, isStatic: true,
            documentation: documentation)
    }
}

extension Server {
    /// The address, with a placeholder for an operator's host.
    fileprivate var url: String { "\(scheme)://\(host ?? "{host}")\(basePath)" }
}

/// Turns the credentials of a venue, or of a login, into a structure of secrets.
struct CredentialsTranslator: Translator {
    let scope: Scope
    /// The login that takes them; `nil` for those of all other calls.
    var login: CallDescription?

    /// The structure, or another name for the runtime's credentials of those who ask for none.
    func declaration() -> Declaration {
        let credentials = login?.credentials(of: scope.venue) ?? scope.venue.credentials
        guard !credentials.isEmpty else {
            return .typeAlias(
                "Credentials", runtime.noCredentials, access: scope.access,
                documentation: "The venue asks for no credentials.")
        }
        if login == nil, !scope.venue.credentialSets.isEmpty { return choice(of: scope.venue.credentialSets) }
        return .type(
            .struct, "Credentials",
            inherits: [refreshable(credentials) == nil ? runtime.venueCredentials : runtime.refreshTokenCredentials],
            implied: refreshable(credentials) == nil ? [] : [runtime.venueCredentials], access: scope.access,
            documentation: login == nil ? "What authorises a request." : "What the login takes.",
            members: credentials.map(property) + [memberwise(credentials), bySecretName(credentials)]
                + (credentials.count == 1 ? credentials.map(factory) : []) + tokenEndpoint(credentials) + [
                    headerFields(credentials.filter(\.scheme.hasHeader))
                ] + signing(credentials))
    }

    /// The endpoint that gives access tokens for refresh tokens, where one such token is all there is.
    private func refreshable(_ credentials: [Credential]) -> OAuthTokenEndpoint? {
        guard login == nil, credentials.count == 1, let endpoint = credentials.first?.tokenEndpoint,
            endpoint.grants.contains("refresh_token")
        else { return nil }
        return endpoint
    }

    private func tokenEndpoint(_ credentials: [Credential]) -> [Declaration] {
        guard let endpoint = refreshable(credentials) else { return [] }
        let (host, path) = endpoint.hostAndPath
        var arguments = [
            runtime.baseURL(https: host), "path: \(StringLiteral.of(path))", "requestBody: .\(endpoint.requestBody)",
        ]
        if let lifetime = credentials.first?.lifetime { arguments.append("lifetime: \(lifetime.expression)") }
        let value = Code.list("\(runtime.tokenEndpoint)(", arguments, closing: ")")
        return [
            .property(
                "tokenEndpoint", runtime.tokenEndpoint, .constant(value), access: scope.access, isStatic: true,
                documentation: "Where access tokens come from.")
        ]
    }

    private func property(_ credential: Credential) -> Declaration {
        let fallback: String =
            switch credential.scheme {
            case .bearer, .oauth2, .header: "The secret of the header field \(Scope.code(credential.header))."
            case .value: "A value that requests hold."
            case .key: "A key that signs requests and never travels."
            }
        return .property(
            credential.name.swift, type(of: credential), access: scope.access,
            documentation: scope.documentation(
                credential.description, fallback: fallback, facts: credential.facts, credential.provenance))
    }

    private func type(of credential: Credential) -> String {
        credential.scheme == .key ? runtime.signingKey : runtime.secret
    }

    private func memberwise(_ credentials: [Credential]) -> Declaration {
        .function(
            nil, credentials.map { .init($0.name.swift, type(of: $0)) }, access: scope.access,
            documentation: "Makes the credentials.",
            body: Code(
                credentials.map {
                    let name = ReservedWords.quoted($0.name.swift)
                    return "self.\(name) = \(name)"
                }))
    }

    /// A function that reads well as an argument: `credentials: .bearer(token)`.
    private func factory(_ credential: Credential) -> Declaration {
        let name = ReservedWords.quoted(credential.name.swift)
        return .function(
            [.bearer, .oauth2].contains(credential.scheme) ? "bearer" : credential.name.swift,
            [.init(label: "_", credential.name.swift, type(of: credential))], access: scope.access, isStatic: true,
            returns: "Self", documentation: "Makes the credentials.",
            body: ["Self(\(ReservedWords.quotedArgument(credential.name.swift)): \(name))"])
    }

    private func bySecretName(_ credentials: [Credential]) -> Declaration {
        let secret = Scope.fresh("secret", avoiding: credentials.map(\.name.swift))
        return .function(
            nil, generic: "Failure: \(runtime.error)",
            [.init(label: "secrets", secret, "(_ name: \(runtime.string)) throws(Failure) -> \(runtime.secret)")],
            access: scope.access, throws: "Failure",
            documentation: "Makes the credentials from secrets by their names in the spec.",
            body: Code(
                credentials.map {
                    let value = "try \(secret)(\(StringLiteral.of($0.name.text)))"
                    return "self.\(ReservedWords.quoted($0.name.swift)) = "
                        + ($0.scheme == .key ? "\(runtime.signingKey)(\(value))" : value)
                }))
    }

    private func headerField(_ credential: Credential) -> String {
        var arguments = ["name: \(StringLiteral.of(credential.header))"]
        if !credential.prefix.isEmpty { arguments.append("prefix: \(StringLiteral.of(credential.prefix))") }
        arguments.append("secret: \(ReservedWords.quoted(credential.name.swift))")
        return "\(runtime.credentialField)(\(arguments.joined(separator: ", ")))"
    }

    private func headerFields(_ credentials: [Credential]) -> Declaration {
        let body = Code.list("[", credentials.map(headerField), closing: "]")
        return .property(
            "headerFields", "[\(runtime.credentialField)]", .computed(body), access: scope.access,
            documentation: "The header fields the secrets travel in.")
    }
}

extension CredentialsTranslator {
    /// The enumeration of sets of credentials, so that no mixture of them can be written.
    private func choice(of sets: [CredentialSet]) -> Declaration {
        let parts = sets.map { set in
            (
                set: set,
                credentials: set.credentials.compactMap { name in scope.venue.credentials.first { $0.name.text == name }
                }
            )
        }
        let cases = parts.map { set, credentials in
            Declaration.enumCase(
                set.name.swift, credentials.map { .init(label: $0.name.swift, type(of: $0)) },
                documentation: scope.documentation(
                    set.description, fallback: "The credentials \(Scope.code(set.name.text)).",
                    facts: credentials.flatMap { credential in
                        ([credential.description?.endingInFullStop].compactMap(\.self) + credential.facts)
                            .map { "\(Scope.code(credential.name.text)): \($0)" }
                    }, set.provenance))
        }
        /// A list that each set has one of.
        func property(
            _ name: String, _ element: String, _ documentation: Documentation, hidesDefault: Bool = false,
            _ items: (CredentialSet, [Credential]) -> (used: [Credential], items: [String])
        ) -> Declaration {
            var body: Code = ["switch self {"]
            for (set, credentials) in parts {
                let (used, items) = items(set, credentials)
                let payload = credentials.map { credential in
                    used.contains(credential) ? "let " + ReservedWords.quoted(credential.name.swift) : "_"
                }
                let pattern =
                    ".\(ReservedWords.quoted(set.name.swift))"
                    + (used.isEmpty ? "" : "(\(payload.joined(separator: ", ")))")
                body.append(.switchCase([pattern], .list("[", items, closing: "]")))
            }
            body.line("}")
            return .property(
                name, "[\(element)]", .computed(body), access: scope.access, hidesDefault: hidesDefault,
                documentation: documentation)
        }
        return .type(
            .enum, "Credentials", inherits: [runtime.venueCredentials], access: scope.access,
            documentation: "What authorises a request: one of these.",
            members: cases + [
                bySecretName(parts),
                property("headerFields", runtime.credentialField, "The header fields the secrets travel in.") {
                    let used = $1.filter(\.scheme.hasHeader)
                    return (used, used.map(headerField))
                },
                property("signing", runtime.signingMaterial, "What requests are computed from.", hidesDefault: true) {
                    let used = $1.filter { !$0.scheme.hasHeader }
                    return (used, [".set(\(StringLiteral.of($0.name.text)))"] + materials(used))
                },
            ])
    }

    /// Makes the first set of which all secrets can be had.
    private func bySecretName(_ parts: [(set: CredentialSet, credentials: [Credential])]) -> Declaration {
        func made(_ part: (set: CredentialSet, credentials: [Credential])) -> String {
            let payload = part.credentials.map { credential in
                let value = "try secret(\(StringLiteral.of(credential.name.text)))"
                return "\(ReservedWords.quotedArgument(credential.name.swift)): "
                    + (credential.scheme == .key ? "\(runtime.signingKey)(\(value))" : value)
            }
            return "self = .\(ReservedWords.quoted(part.set.name.swift))(\(payload.joined(separator: ", ")))"
        }
        let body = parts.dropLast().reversed().reduce(Code(parts.suffix(1).map(made))) { rest, part in
            .block("do throws(Failure) {", [made(part)], closing: nil) + .block("} catch {", rest)
        }
        return .function(
            nil, generic: "Failure: \(runtime.error)",
            [.init(label: "secrets", "secret", "(_ name: \(runtime.string)) throws(Failure) -> \(runtime.secret)")],
            access: scope.access, throws: "Failure",
            documentation: "Makes the first of them whose secrets can all be had by their names in the spec.",
            body: body)
    }

    /// What requests are computed from; none where they are not.
    private func signing(_ credentials: [Credential]) -> [Declaration] {
        let items = materials(credentials)
        guard !items.isEmpty else { return [] }
        return [
            .property(
                "signing", "[\(runtime.signingMaterial)]", .computed(.list("[", items, closing: "]")),
                access: scope.access, hidesDefault: true, documentation: "What requests are computed from.")
        ]
    }

    private func materials(_ credentials: [Credential]) -> [String] {
        credentials.filter { !$0.scheme.hasHeader }.map { credential in
            let (name, member) = (StringLiteral.of(credential.name.text), ReservedWords.quoted(credential.name.swift))
            guard credential.scheme == .key else { return ".value(\(name), \(member))" }
            var arguments = [name, member, "encoding: .\(credential.encoding.rawValue)"]
            if let bytes = credential.bytes { arguments.append("bytes: \(bytes)") }
            let uses = algorithms(of: credential)
            if let first = uses.first { arguments += ["for: \(first)"] + uses.dropFirst() }
            return ".key(\(arguments.joined(separator: ", ")))"
        }
    }

    /// What a key signs with, each once.
    private func algorithms(of credential: Credential) -> [String] {
        var found: [String] = []
        let calls = login.map { [$0] } ?? scope.venue.calls.filter { $0.login == nil }
        for step in calls.flatMap(\.variants).flatMap(\.usedValues).compactMap(\.step)
        where step.key == credential.name.text {
            if let algorithm = step.algorithm, !found.contains(algorithm) { found.append(algorithm) }
        }
        return found.sorted()
    }
}

extension OAuthTokenEndpoint {
    /// The host with its port, and the path, of the address.
    fileprivate var hostAndPath: (host: String, path: String) {
        let rest = url.hasPrefix("https://") ? url.dropFirst("https://".count) : url[...]
        let host = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(host.count)
        return (String(host), path.isEmpty ? "/" : String(path))
    }
}

extension Credential {
    /// Sentences about how it travels and how it is had.
    fileprivate var facts: [String] {
        var facts: [String] = []
        if scheme.hasHeader { facts.append("Travels as \(Scope.code("\(header): \(prefix)<\(name.text)>")).") }
        if scheme == .key {
            facts.append("Encoded as \(encoding.rawValue)\(bytes.map { ", \($0) bytes" } ?? "").")
        }
        if !scopes.isEmpty { facts.append("Scopes: \(scopes.map(Scope.code).joined(separator: ", ")).") }
        if let tokenEndpoint {
            let grants = tokenEndpoint.grants.map(Scope.code).joined(separator: ", ")
            let body = tokenEndpoint.requestBody == .json ? "JSON" : "form"
            facts.append("Tokens from POST \(tokenEndpoint.url) with a \(body) body; grants: \(grants).")
        }
        if let lifetime { facts.append("Lives \(lifetime).") }
        return facts
    }
}
