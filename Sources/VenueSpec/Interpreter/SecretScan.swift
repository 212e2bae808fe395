/// Tells literals that look like secrets from the ids examples are full of.
///
/// Two signs count. One is a form no order id has: a JSON Web Token, a private key, the prefix of a known issuer's
/// keys. The other is a word such as `token`, `secret` or `apiKey` with a value after it that no person would make up:
/// 16 characters or more of letters and digits mixed. A run of hex digits alone is never a sign; order ids, account
/// ids and request ids look the same. Placeholders pass: `<token>`, one character repeated, and values that say they
/// are an example.
struct SecretScan {
    /// A form that no order id has.
    private struct Form {
        /// What it is.
        let reason: String
        /// What a text of the form holds, whatever its case; few texts do, and only those are worth matching.
        let hints: ByteSearch
        /// The expression; made when it is needed, since tasks cannot share one.
        let expression: @Sendable () -> Regex<Substring>

        /// A form.
        init(_ reason: String, hints: [String], _ expression: @escaping @Sendable () -> Regex<Substring>) {
            self.reason = reason
            self.hints = ByteSearch(hints)
            self.expression = expression
        }
    }

    /// The forms that no order id has.
    private static let forms = [
        Form("a JSON Web Token", hints: ["eyj"]) { /\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*/ },
        Form("a private key", hints: ["-----begin"]) { /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
        Form("an AWS access key id", hints: ["akia", "asia"]) { /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
        Form("an issuer's key", hints: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "sk_live_", "xox"]) {
            /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|sk_live_[A-Za-z0-9]{16,}|xox[abpr]-[A-Za-z0-9\-]{10,})/
        },
    ]

    /// What the telling words hold.
    private static let words = ByteSearch([
        "bearer", "basic", "token", "secret", "password", "passwd", "passphrase", "key", "signature",
        "credential",
    ])
    /// What stands between such a word and its value.
    private static let between = Array("\"'\\ \t:=".utf8)

    /// Why a text seems to hold a secret; `nil` if it does not.
    func reason(in text: String) -> String? {
        let bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        for form in Self.forms where form.hints.occur(in: bytes) {
            if text.firstMatch(of: form.expression()) != nil { return form.reason }
        }
        // The sign of the kelvin is the one letter beyond ASCII that is another case of an ASCII one.
        guard Self.holdsNamedValue(bytes) || text.unicodeScalars.contains("\u{212A}") else { return nil }
        /// A telling word with a value of some length after it.
        let named =
            /(?i)(?:bearer|basic|token|secret|passw(?:or)?d|passphrase|(?:api|access|private|secret|auth)[\-_]?key|signature|credential)s?["'\\]*[ \t:=]+["'\\]*([A-Za-z0-9+\/_=.~\-]{16,})/
        for match in text.matches(of: named) where Self.isRandom(match.output.1) { return "a credential" }
        return nil
    }

    /// Whether a value of some length may stand after a telling word: an expression's work done roughly, and fast.
    private static func holdsNamedValue(_ bytes: [UInt8]) -> Bool {
        let between = between
        return words.occur(in: bytes) { following in
            var rest = following
            if rest.first == UInt8(ascii: "s") { rest = rest.dropFirst() }
            let marks = rest.prefix(while: between.contains)
            let value = rest.dropFirst(marks.count).prefix(while: isInValue)
            // The sign '=' counts on both sides.
            return !marks.isEmpty && marks.count { $0 == UInt8(ascii: "=") } + value.count >= 16
        }
    }

    /// Whether a byte in lower case can be a part of a value.
    private static func isInValue(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: true
        default: "+/_=.~-".utf8.contains(byte)
        }
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
