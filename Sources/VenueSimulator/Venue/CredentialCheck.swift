internal import VenueRuntime
internal import VenueSpec

/// Holds the header fields of a request against the credentials a venue accepts.
struct CredentialCheck {
    /// What the venue asks for.
    let credentials: [Credential]
    /// The accepted secrets by the credential's name.
    let secrets: [String: String]

    /// Whether every credential is there and accepted.
    ///
    /// The scheme's name (`Bearer`) counts in any case, as RFC 9110 has it.
    func accepts(_ headers: HTTPHeaderFields) -> Bool {
        credentials.allSatisfy { credential in
            guard let value = headers[credential.header],
                value.prefix(credential.prefix.count).lowercased() == credential.prefix.lowercased()
            else { return false }
            let secret = value.dropFirst(credential.prefix.count)
            guard let accepted = secrets[credential.name.text] else { return !secret.isEmpty }
            return secret == accepted
        }
    }

    /// What tells one user from another, for limits; never shown or kept beyond the limit's own table.
    func user(_ headers: HTTPHeaderFields) -> Int {
        var hasher = Hasher()
        for credential in credentials { hasher.combine(headers[credential.header]) }
        return hasher.finalize()
    }
}
