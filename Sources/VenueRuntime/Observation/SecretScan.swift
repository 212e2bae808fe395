/// Takes a request's secrets out of what a venue or a system says about it.
struct SecretScan {
    /// The request whose secrets are looked for.
    private let request: AuthorizedRequest

    /// The fewest bytes of a secret that is looked for; taking shorter ones out would spoil ordinary text.
    private static let minimum = 6

    /// Looks for the secrets of a request.
    init(_ request: AuthorizedRequest) { self.request = request }

    /// A text without the secrets; `nil` for none.
    func redacted(_ text: String?) -> String? {
        guard let text,
            request.hasSecret(where: { Self.isSought($0) && ByteSearch.firstOffset(of: $0, in: text) != nil })
        else { return text }
        return String(decoding: removing(from: Array(text.utf8), isTruncated: false), as: UTF8.self)
    }

    /// Evidence without the secrets.
    func redacted(_ evidence: Evidence) -> Evidence {
        let isClean = !request.hasSecret { secret in
            Self.isSought(secret)
                && (Self.occurs(secret, in: evidence.code) || Self.occurs(secret, in: evidence.text)
                    || ByteSearch.firstOffset(of: secret, in: evidence.body) != nil
                    || evidence.isBodyTruncated && Self.cutLength(of: secret.utf8, in: evidence.body) > 0)
        }
        if isClean { return evidence }
        return evidence.replacing(
            code: redacted(evidence.code), text: redacted(evidence.text),
            body: removing(from: evidence.body, isTruncated: evidence.isBodyTruncated))
    }

    /// Whether a secret occurs in a text, if there is one.
    private static func occurs(_ secret: String, in text: String?) -> Bool {
        guard let text else { return false }
        return ByteSearch.firstOffset(of: secret, in: text) != nil
    }

    /// Whether a secret is long enough to be looked for.
    private static func isSought(_ secret: String) -> Bool { secret.utf8.count >= minimum }

    /// Bytes without the secrets, nor the beginning of one where the rest was cut off.
    private func removing(from bytes: [UInt8], isTruncated: Bool) -> [UInt8] {
        var bytes = bytes
        for secret in request.secrets.map({ $0.expose() }) where Self.isSought(secret) {
            var clean: [UInt8] = []
            var rest = bytes
            while let found = ByteSearch.firstOffset(of: secret, in: rest) {
                clean += rest[..<found] + Array(Secret.placeholder.utf8)
                rest.removeFirst(found + secret.utf8.count)
            }
            bytes = clean + rest
            if isTruncated { bytes.removeLast(Self.cutLength(of: secret.utf8, in: bytes)) }
        }
        return bytes
    }

    /// How many bytes at the end are the beginning of a secret.
    private static func cutLength(of secret: String.UTF8View, in bytes: [UInt8]) -> Int {
        let longest = min(secret.count - 1, bytes.count)
        return stride(from: longest, to: 0, by: -1).first { bytes.suffix($0).elementsEqual(secret.prefix($0)) } ?? 0
    }
}
