internal import SwiftSource
internal import VenueSpec

/// Turns a venue's credentials into a structure of secrets.
struct CredentialsTranslator {
    /// The place.
    let scope: Scope

    private var runtime: RuntimeSymbols { scope.runtime }

    /// The structure.
    func structure() -> Declaration {
        let credentials = scope.venue.credentials
        var members = credentials.map { credential in
            Declaration.property(
                PropertyDeclaration(
                    credential.name.swift, runtime.secret, access: scope.access,
                    documentation: scope.documentation(
                        credential.description,
                        fallback: "The secret of the header field "
                            + "\(Scope.code(credential.header)).", facts: credential.facts, credential.provenance)))
        }
        members += [
            .function(
                FunctionDeclaration(
                    nil, credentials.map { .init($0.name.swift, runtime.secret) }, access: scope.access,
                    documentation: Documentation("Makes the credentials."),
                    body: Code(
                        credentials.map {
                            let name = ReservedWords.quoted($0.name.swift)
                            return "self.\(name) = \(name)"
                        }))),
            bySecretNames(credentials),
            headerFields(credentials),
        ]
        return .type(
            TypeDeclaration(
                .struct, "Credentials", inherits: [runtime.venueCredentials], access: scope.access,
                documentation: Documentation(
                    credentials.isEmpty ? "The venue asks for no credentials." : "What authorises a request."),
                members: members))
    }

    private func bySecretNames(_ credentials: [Credential]) -> Declaration {
        .function(
            FunctionDeclaration(
                nil,
                [.init(label: "secrets", "secret", "(_ name: \(runtime.string)) throws(Failure) -> \(runtime.secret)")],
                access: scope.access, generic: "Failure: \(runtime.error)", throws: "Failure",
                documentation: Documentation("Makes the credentials from their secrets by name."),
                body: Code(
                    credentials.map {
                        "self.\(ReservedWords.quoted($0.name.swift)) = try secret(\(StringLiteral.of($0.name.text)))"
                    })))
    }

    private func headerFields(_ credentials: [Credential]) -> Declaration {
        var body: Code = ["["]
        for credential in credentials {
            var arguments = ["name: \(StringLiteral.of(credential.header))"]
            if !credential.prefix.isEmpty { arguments.append("prefix: \(StringLiteral.of(credential.prefix))") }
            arguments.append("secret: \(ReservedWords.quoted(credential.name.swift))")
            body.line("    \(runtime.credentialField)(\(arguments.joined(separator: ", "))),")
        }
        body.line("]")
        return .property(
            PropertyDeclaration(
                "headerFields", "[\(runtime.credentialField)]", .computed(credentials.isEmpty ? ["[]"] : body),
                access: scope.access, documentation: Documentation("The header fields the secrets travel in.")))
    }
}

extension Credential {
    /// Sentences about how it travels and how it is had.
    fileprivate var facts: [String] {
        var facts = ["Travels as \(Scope.code("\(header): \(prefix)<\(name.text)>"))."]
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
