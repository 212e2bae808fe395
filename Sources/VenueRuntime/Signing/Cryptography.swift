internal import Synchronization

/// The cryptography that signed requests need: `SystemCryptography` of the product `VenueSigning`, or one of your own.
///
/// The runtime has none itself, so that clients of venues without signatures link nothing for it.
public protocol Cryptography: Sendable {
    /// The digest of a message.
    ///
    /// - Throws: ``SigningFailure`` if the library refuses.
    func digest(of message: [UInt8], _ algorithm: HashAlgorithm) throws(SigningFailure) -> [UInt8]

    /// Reads a key once, for all the signatures that are made with it.
    ///
    /// - Parameters:
    ///   - bytes: The key of an HMAC as it is; a private key as PEM or DER (PKCS #8), of Ed25519 also as its 32 bytes.
    ///   - algorithm: What it signs with.
    /// - Returns: The key, ready to sign.
    /// - Throws: ``SigningFailure`` for bytes that are no such key; it never quotes them.
    func key(_ bytes: [UInt8], for algorithm: SignatureAlgorithm) throws(SigningFailure) -> any CryptographicKey
}

/// A key that has been read, and signs messages.
public protocol CryptographicKey: Sendable {
    /// The signature of a message, as ``SignatureAlgorithm`` describes its bytes.
    ///
    /// - Throws: ``SigningFailure`` if the library refuses.
    func signature(of message: [UInt8]) throws(SigningFailure) -> [UInt8]

    /// Whether a signature is one of this message by this key.
    ///
    /// Keys whose signature of a message is another each time check it by themselves; the others need not.
    ///
    /// - Throws: ``SigningFailure`` if the library refuses.
    func isSignature(_ signature: [UInt8], of message: [UInt8]) throws(SigningFailure) -> Bool
}

extension CryptographicKey {
    /// Signs the message again and compares.
    public func isSignature(_ signature: [UInt8], of message: [UInt8]) throws(SigningFailure) -> Bool {
        try self.signature(of: message) == signature
    }
}

/// A digest of the SHA-2 family (FIPS 180-4).
public enum HashAlgorithm: String, Hashable, Sendable, CaseIterable {
    /// 32 bytes.
    case sha256
    /// 48 bytes.
    case sha384
    /// 64 bytes.
    case sha512
}

/// How a message is signed, and what the signature's bytes are.
public enum SignatureAlgorithm: Hashable, Sendable {
    /// HMAC (RFC 2104) with the digest's length.
    case hmac(HashAlgorithm)
    /// Ed25519 (RFC 8032), 64 bytes.
    case ed25519
    /// ECDSA over P-256 with SHA-256, as JWS has it (RFC 7518): the two numbers one after the other, 64 bytes.
    case es256
    /// ECDSA over P-256 with SHA-256, in DER.
    case es256DER
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017).
    case rs256
}

/// Makes signatures outside the process, such as in a hardware module or a service.
public protocol RequestSigner: Sendable {
    /// Signs a message.
    ///
    /// It is cancelled when the call ends first. What it throws is reported by its type only.
    ///
    /// - Parameters:
    ///   - message: The bytes to sign.
    ///   - algorithm: How, and in which form the signature is expected.
    /// - Returns: The signature's bytes.
    /// - Throws: Whatever keeps it from signing.
    func signature(of message: [UInt8], _ algorithm: SignatureAlgorithm) async throws -> [UInt8]
}

/// A key that signs requests: its text, or a signer that has it.
///
/// It never travels and shows itself nowhere.
public struct SigningKey: Sendable {
    enum Holder: Sendable {
        case text(Secret)
        case signer(any RequestSigner)
    }

    let holder: Holder

    /// A key by its text, in the encoding that the venue's spec states; it is read when it is first used.
    public init(_ text: Secret) { holder = .text(text) }

    /// A key that a signer has.
    public init(_ signer: some RequestSigner) { holder = .signer(signer) }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `<redacted>`, whatever the key.
    public var description: String { Secret.placeholder }

    /// `<redacted>`, whatever the key.
    public var debugDescription: String { Secret.placeholder }

    /// A mirror without children, so that `dump` and debuggers show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How the text of a key stands for its bytes.
public enum KeyEncoding: String, Hashable, Sendable, CaseIterable {
    /// The text's own bytes (UTF-8), as most venues use the secret they hand out.
    case text
    /// Two digits of either case a byte.
    case hex
    /// RFC 4648, section 4; with or without padding.
    case base64
    /// RFC 4648, section 5; with or without padding.
    case base64url
    /// A private key between `-----BEGIN …-----` and `-----END …-----` (RFC 7468).
    case pem

    /// The bytes that a text stands for; `nil` for text that is not in the encoding.
    package func bytes(of text: String) -> [UInt8]? {
        switch self {
        case .text: Array(text.utf8)
        case .pem: text.hasPrefix("-----BEGIN ") ? Array(text.utf8) : nil
        case .hex: BinaryText.bytes(hex: text)
        case .base64: BinaryText.bytes(base64: text, BinaryText.standardAlphabet)
        case .base64url: BinaryText.bytes(base64: text, BinaryText.urlAlphabet)
        }
    }
}

/// What requests are computed from: a secret that travels where the spec's templates put it, or a key.
public struct SigningMaterial: Sendable {
    enum Content: Sendable {
        case value(Secret)
        /// The set of the venue's credentials that these are.
        case set
        case key(SigningKey, encoding: KeyEncoding, bytes: Int?, for: [SignatureAlgorithm])
    }

    /// Its name in the spec.
    let name: String
    let content: Content

    /// A secret, or an identifier, that stands in header fields, queries or bodies.
    public static func value(_ name: String, _ secret: Secret) -> SigningMaterial {
        SigningMaterial(name: name, content: .value(secret))
    }

    /// The name of the set of credentials that all of these are, at a venue that takes one of several.
    public static func set(_ name: String) -> SigningMaterial { SigningMaterial(name: name, content: .set) }

    /// A key, how its text is encoded, how many bytes it has if the venue says so, and what it signs with.
    public static func key(
        _ name: String, _ key: SigningKey, encoding: KeyEncoding, bytes: Int? = nil,
        for algorithms: SignatureAlgorithm...
    ) -> SigningMaterial {
        SigningMaterial(name: name, content: .key(key, encoding: encoding, bytes: bytes, for: algorithms))
    }
}

/// Why a request could not be computed.
///
/// Names the credential of the spec, never a key, a message or a signature.
public struct SigningFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// The client was made without ``ClientOptions/cryptography``.
        case noCryptography
        /// The text of the key has not the encoding, the length or the form that the spec states.
        case invalidKey
        /// The value is empty or holds something other than visible ASCII.
        case invalidValue
        /// The credentials have no value or key of the name.
        case missing
        /// The signer threw an error of this type.
        case signer(errorType: String)
        /// The library refused, for this reason.
        case library(String)
    }

    /// What went wrong.
    public let reason: Reason
    /// The credential's name in the spec; empty where none is to blame.
    public var credential: String

    /// Makes a failure, for a ``Cryptography`` of one's own.
    public init(_ reason: Reason, credential: String = "") {
        self.reason = reason
        self.credential = credential
    }

    /// The credential and what is wrong.
    public var description: String {
        let text: String =
            switch reason {
            case .noCryptography:
                "requests of this venue are signed, and the client has no cryptography; give its options that of "
                    + "VenueSigning"
            case .invalidKey: "this is no key of the kind and encoding that the spec states"
            case .invalidValue: "the value is empty or holds something other than visible ASCII"
            case .missing: "the credentials have none of this name"
            case .signer(let type): "the signer threw \(type)"
            case .library(let text): "the cryptographic library refused: \(text)"
            }
        return credential.isEmpty ? text : "\(credential): \(text)"
    }
}

/// The keys and values of credentials, each key read once.
///
/// A class because every call with the credentials shares it.
final class KeyRing: Sendable {
    /// A key by its name, ready to sign with one algorithm.
    private struct ReadKey: Sendable {
        let name: String
        let algorithm: SignatureAlgorithm
        let key: any CryptographicKey
    }

    let material: [SigningMaterial]
    private let keys = Mutex<Result<[ReadKey], SigningFailure>?>(nil)

    init(_ material: [SigningMaterial]) { self.material = material }

    /// The set of the venue's credentials that these are; `nil` where there is one.
    var set: String? { material.first { if case .set = $0.content { true } else { false } }?.name }

    func value(_ name: String) throws(SigningFailure) -> String {
        for item in material where item.name == name {
            guard case .value(let secret) = item.content else { continue }
            let text = secret.expose()
            guard !text.isEmpty, text.hasOnlyBytes({ 0x21...0x7E ~= $0 }) else {
                throw SigningFailure(.invalidValue, credential: name)
            }
            return text
        }
        throw SigningFailure(.missing, credential: name)
    }

    func signer(_ name: String) -> (any RequestSigner)? {
        for item in material where item.name == name {
            if case .key(let key, _, _, _) = item.content, case .signer(let signer) = key.holder { return signer }
        }
        return nil
    }

    func signature(
        of message: [UInt8], key name: String, _ algorithm: SignatureAlgorithm, by cryptography: any Cryptography
    ) throws(SigningFailure) -> [UInt8] {
        let known = try keys.withLock { known in
            if let known { return known }
            let made = Result { () throws(SigningFailure) in try Self.read(material, by: cryptography) }
            known = made
            return made
        }.get()
        guard let found = known.first(where: { $0.name == name && $0.algorithm == algorithm }) else {
            throw SigningFailure(.missing, credential: name)
        }
        do throws(SigningFailure) { return try found.key.signature(of: message) } catch {
            throw SigningFailure(error.reason, credential: name)
        }
    }

    private static func read(
        _ material: [SigningMaterial], by cryptography: any Cryptography
    ) throws(SigningFailure) -> [ReadKey] {
        var keys: [ReadKey] = []
        for item in material {
            guard case .key(let key, let encoding, let count, let algorithms) = item.content,
                case .text(let secret) = key.holder
            else { continue }
            guard let bytes = encoding.bytes(of: secret.expose()), !bytes.isEmpty, count == nil || bytes.count == count
            else { throw SigningFailure(.invalidKey, credential: item.name) }
            for algorithm in algorithms {
                do throws(SigningFailure) {
                    let key = try cryptography.key(bytes, for: algorithm)
                    keys.append(ReadKey(name: item.name, algorithm: algorithm, key: key))
                } catch {
                    throw SigningFailure(error.reason, credential: item.name)
                }
            }
        }
        return keys
    }

    /// The texts that are looked for in what a venue says.
    var secrets: [Secret] {
        material.compactMap { item in
            switch item.content {
            case .value(let secret): return secret
            case .key(let key, _, _, _):
                if case .text(let secret) = key.holder { return secret }
                return nil
            case .set: return nil
            }
        }
    }
}
