internal import TextPatterns

/// Tells literals that look like secrets from the ids examples are full of.
///
/// Two signs count. One is a form no order id has: a JSON Web Token, a private key, the prefix of a known issuer's
/// keys. The other is a word such as `token`, `secret` or `apiKey` with a value after it that no person would make up:
/// 16 characters or more of letters and digits mixed. A run of hex digits alone is never a sign; order ids, account
/// ids and request ids look the same. Placeholders pass: `<token>`, one character repeated, and values that say they
/// are an example.
struct RecordedSecrets {
    /// A form that no order id has.
    private struct Form {
        let reason: String
        /// What a text of the form holds, whatever its case; few texts do, and only those are worth matching.
        let hints: AnyOfTexts
        let pattern: TextPattern?

        init(_ reason: String, hints: [String], _ pattern: String) {
            self.reason = reason
            self.hints = AnyOfTexts(hints)
            self.pattern = TextPattern.shared(pattern)
        }
    }

    /// The forms that no order id has.
    private static let forms = [
        Form("a JSON Web Token", hints: ["eyj"], #"\beyJ[\w-]{8,}\.[\w-]{8,}\."#),
        Form("a private key", hints: ["-----begin"], "-----BEGIN [A-Z ]*PRIVATE KEY-----"),
        Form("an AWS access key id", hints: ["akia", "asia"], #"\b(AKIA|ASIA)[0-9A-Z]{16}\b"#),
        Form(
            "an issuer's key", hints: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "sk_live_", "xox"],
            #"\b(gh[pousr]_[A-Za-z0-9]{20}|sk_live_[A-Za-z0-9]{16}|xox[abpr]-[A-Za-z0-9-]{10})"#),
    ]

    /// The telling words; each may end in an `s`.
    private static let words = AnyOfTexts(
        [
            "bearer", "basic", "token", "secret", "password", "passwd", "passphrase", "signature", "credential",
        ]
            + ["api", "access", "private", "secret", "auth"].flatMap { owner in
                ["", "-", "_"].map { owner + $0 + "key" }
            })
    /// The least number of bytes of a value that tells.
    private static let leastLength = 16

    /// Why a text seems to hold a secret; `nil` if it does not.
    ///
    /// It takes a time linear in the text.
    func reason(in text: String) -> String? {
        var text = text
        // The sign of the kelvin is the one letter beyond ASCII that is another case of an ASCII one.
        if text.unicodeScalars.contains("\u{212A}") {
            text = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{212A}" ? "K" : $0 }))
        }
        let bytes = Array(text.utf8)
        let lowered = bytes.map { isUpper($0) ? $0 | 0x20 : $0 }
        for form in Self.forms where form.hints.occur(in: lowered) {
            if form.pattern?.matches(text) == true { return form.reason }
        }
        return Self.holdsNamedValue(bytes, lowered: lowered) ? "a credential" : nil
    }

    /// Whether a telling word stands before a value that nobody would make up: `token: …`, `"apiKey":"…"`, `secret=…`.
    private static func holdsNamedValue(_ bytes: [UInt8], lowered: [UInt8]) -> Bool {
        // A word inside of a value that was looked at begins no other, so no byte is looked at once for each word.
        var end = 0
        return words.occur(in: lowered) { following in
            guard following.startIndex >= end else { return false }
            let plural = following.first == UInt8(ascii: "s") ? following.dropFirst() : following
            let marked = plural.drop(while: isQuote)
            let marks = marked.prefix { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ":") || $0 == equalsSign }
            let quoted = marked.dropFirst(marks.count)
            var value = quoted.drop(while: isQuote).prefix(while: isInValue)
            if value.startIndex == quoted.startIndex {
                // The sign '=' counts on both sides.
                let signs = marks.dropFirst().reversed().prefix { $0 == equalsSign }.count
                let taken = min(signs, max(leastLength - value.count, 0))
                value = lowered[(value.startIndex - taken)..<value.endIndex]
            }
            guard !marks.isEmpty, value.count >= leastLength else { return false }
            end = value.endIndex
            return isRandom(bytes[value.indices])
        }
    }

    /// The sign between a name and its value.
    private static let equalsSign = UInt8(ascii: "=")

    /// Whether a byte is a quote, or hides one in text inside of text.
    private static func isQuote(_ byte: UInt8) -> Bool { "\"'\\".utf8.contains(byte) }

    /// Whether a byte in lower case can be a part of a value.
    private static func isInValue(_ byte: UInt8) -> Bool {
        isLower(byte) || isDigit(byte) || "+/_=.~-".utf8.contains(byte)
    }

    /// Why a header field seems to hold a secret; `nil` if it does not.
    ///
    /// A credential's field may show nothing but the credential's name, so any literal in it counts.
    /// One that is computed shows what its template has around computed values.
    func reason(inHeader header: Example.Header, isCredential: Bool, isComputed: Bool = false) -> String? {
        let name = header.name.lowercased()
        let isSecretByName = ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(name)
        if isCredential || isSecretByName && !isComputed, !Self.isPlaceholder(header.value) { return "a credential" }
        return reason(in: "\(header.name): \(header.value)")
    }

    /// Whether a value after a telling word is too irregular to be made up.
    private static func isRandom(_ value: ArraySlice<UInt8>) -> Bool {
        let lowered = value.map { isUpper($0) ? $0 | 0x20 : $0 }
        return value.contains(where: isDigit) && lowered.contains(where: isLower) && Set(value).count >= 8
            && !samples.occur(in: lowered)
    }

    private static let samples = AnyOfTexts(["example", "sample", "placeholder", "dummy", "xxxx"])

    /// Whether a credential's value shows a name in angle brackets, after at most one word such as `Bearer`.
    private static func isPlaceholder(_ value: String) -> Bool {
        TextPattern.shared("^([A-Za-z]+ )?<[A-Za-z][A-Za-z0-9]*>$")?.matches(value) == true
    }
}
