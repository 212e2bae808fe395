/// Takes a request's secrets out of what a venue or a system says about it.
struct SecretScan {
    /// The secrets' bytes; short ones are left out, since taking them out would spoil ordinary text.
    private let secrets: [[UInt8]]

    /// The fewest bytes of a secret that is looked for.
    private static let minimum = 6

    /// Looks for the secrets of a request.
    init(_ request: AuthorizedRequest) {
        secrets = request.secrets.map { Array($0.expose().utf8) }.filter { $0.count >= Self.minimum }
    }

    /// A text without the secrets.
    func redacted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let clean = redacted(bytes, isTruncated: false)
        return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
    }

    /// Evidence without the secrets.
    func redacted(_ evidence: Evidence) -> Evidence {
        evidence.replacing(
            code: evidence.code.map(redacted), text: evidence.text.map(redacted),
            body: redacted(evidence.body, isTruncated: evidence.isBodyTruncated))
    }

    /// Bytes without the secrets, nor the beginning of one where the rest was cut off.
    private func redacted(_ bytes: [UInt8], isTruncated: Bool) -> [UInt8] {
        var bytes = bytes
        for secret in secrets {
            if let range = Self.firstRange(of: secret, in: bytes, from: 0) {
                var clean = Array(bytes[..<range.lowerBound])
                var next: Range<Int>? = range
                while let found = next {
                    clean += Array(Secret.placeholder.utf8)
                    next = Self.firstRange(of: secret, in: bytes, from: found.upperBound)
                    clean += bytes[found.upperBound..<(next?.lowerBound ?? bytes.count)]
                }
                bytes = clean
            }
            guard isTruncated else { continue }
            let longest = min(secret.count - 1, bytes.count)
            if let cut = stride(from: longest, to: 0, by: -1).first(where: { bytes.suffix($0) == secret.prefix($0) }) {
                bytes.removeLast(cut)
            }
        }
        return bytes
    }

    /// Where a part first occurs.
    private static func firstRange(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = part.first, bytes.count - start >= part.count else { return nil }
        for index in start...(bytes.count - part.count) where bytes[index] == first {
            if bytes[index...].starts(with: part) { return index..<(index + part.count) }
        }
        return nil
    }
}
