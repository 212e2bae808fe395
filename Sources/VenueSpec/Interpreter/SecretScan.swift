/// Tells literals that look like secrets from the ids examples are full of.
///
/// Two signs count. One is a form no order id has: a JSON Web Token, a private key, the prefix of a known issuer's
/// keys. The other is a word such as `token`, `secret` or `apiKey` with a value after it that no person would make up:
/// 16 characters or more of letters and digits mixed. A run of hex digits alone is never a sign; order ids, account
/// ids and request ids look the same. Placeholders pass: `<token>`, one character repeated, and values that say they
/// are an example.
struct SecretScan {
    // Kept, since making an expression costs far more than matching it; in a value, since tasks cannot share them.
    /// The forms that no order id has, with what each is.
    private let forms: [(Regex<Substring>, String)] = [
        (/\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*/, "a JSON Web Token"),
        (/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"),
        (/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, "an AWS access key id"),
        (/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|sk_live_[A-Za-z0-9]{16,}|xox[abpr]-[A-Za-z0-9\-]{10,})/, "an issuer's key"),
    ]
    /// A telling word with a value of some length after it.
    private let named =
        /(?i)(?:bearer|basic|token|secret|passw(?:or)?d|passphrase|(?:api|access|private|secret|auth)[\-_]?key|signature|credential)s?["'\\]*[ \t:=]+["'\\]*([A-Za-z0-9+\/_=.~\-]{16,})/

    /// Why a text seems to hold a secret; `nil` if it does not.
    func reason(in text: String) -> String? {
        for (form, reason) in forms where text.firstMatch(of: form) != nil { return reason }
        for match in text.matches(of: named) where Self.isRandom(match.output.1) { return "a credential" }
        return nil
    }

    /// Why a header field seems to hold a secret; `nil` if it does not.
    ///
    /// A credential's field may show nothing but the credential's name, so any literal in it counts.
    func reason(inHeader header: Example.Header, isCredential: Bool) -> String? {
        let name = header.name.lowercased()
        let isSecretByName = ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(name)
        if isCredential || isSecretByName, !Self.isPlaceholder(header.value) { return "a credential" }
        return reason(in: "\(header.name): \(header.value)")
    }

    /// Whether a value after a telling word is too irregular to be made up.
    private static func isRandom(_ value: Substring) -> Bool {
        let scalars = value.unicodeScalars
        let hasDigit = scalars.contains { ("0"..."9").contains($0) }
        let hasLetter = scalars.contains { $0.properties.isAlphabetic }
        let lowered = value.lowercased()
        let saysExample = ["example", "sample", "placeholder", "dummy", "xxxx"].contains { lowered.containsExactly($0) }
        return hasDigit && hasLetter && Set(scalars).count >= 8 && !saysExample
    }

    /// Whether a credential's value shows a name in angle brackets, after at most one word such as `Bearer`.
    private static func isPlaceholder(_ value: String) -> Bool {
        value.wholeMatch(of: /(?:[A-Za-z]+ )?<[A-Za-z][A-Za-z0-9]*>/) != nil
    }
}
