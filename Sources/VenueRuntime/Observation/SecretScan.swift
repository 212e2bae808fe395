/// Takes a request's secrets out of what a venue or a system says about it.
struct SecretScan {
    /// The request whose secrets are looked for.
    private let request: AuthorizedRequest

    /// The fewest bytes of a secret that is looked for; taking shorter ones out would spoil ordinary text.
    private static let minimum = 6

    /// Looks for the secrets of a request.
    init(_ request: AuthorizedRequest) { self.request = request }

    /// A text without the secrets.
    func redacted(_ text: String) -> String {
        guard request.hasSecret(where: { Self.isSought($0) && Self.firstRange(of: $0.utf8, in: text.utf8) != nil })
        else { return text }
        return String(decoding: removing(from: Array(text.utf8), isTruncated: false), as: UTF8.self)
    }

    /// Evidence without the secrets.
    func redacted(_ evidence: Evidence) -> Evidence {
        let isBodyClean = !request.hasSecret { secret in
            Self.isSought(secret)
                && (Self.firstRange(of: secret.utf8, in: evidence.body) != nil
                    || evidence.isBodyTruncated && Self.cutLength(of: secret.utf8, in: evidence.body) > 0)
        }
        return evidence.replacing(
            code: evidence.code.map(redacted), text: evidence.text.map(redacted),
            body: isBodyClean
                ? evidence.body : removing(from: evidence.body, isTruncated: evidence.isBodyTruncated))
    }

    /// Whether a secret is long enough to be looked for.
    private static func isSought(_ secret: String) -> Bool { secret.utf8.count >= minimum }

    /// Bytes without the secrets, nor the beginning of one where the rest was cut off.
    private func removing(from bytes: [UInt8], isTruncated: Bool) -> [UInt8] {
        var bytes = bytes
        for secret in request.secrets.map({ $0.expose() }) where Self.isSought(secret) {
            var clean: [UInt8] = []
            var rest = bytes[...]
            while let found = Self.firstRange(of: secret.utf8, in: rest) {
                clean += rest[..<found.lowerBound] + Array(Secret.placeholder.utf8)
                rest = rest[found.upperBound...]
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

    /// Where a part first occurs.
    private static func firstRange<Bytes: Collection<UInt8>>(
        of part: String.UTF8View, in bytes: Bytes
    ) -> Range<Bytes.Index>? {
        guard let first = part.first else { return nil }
        var start = bytes.startIndex
        while let found = bytes[start...].firstIndex(of: first) {
            if bytes[found...].starts(with: part) {
                return found..<bytes.index(found, offsetBy: part.count)
            }
            start = bytes.index(after: found)
        }
        return nil
    }
}
