public import VenueRuntime

/// The system's cryptography: OpenSSL's libcrypto on Linux, CryptoKit and Security on Apple platforms.
///
///     let options = ClientOptions(cryptography: SystemCryptography())
public struct SystemCryptography: Cryptography {
    /// Makes the value.
    public init() {}

    /// The digest of a message.
    ///
    /// - Throws: `SigningFailure` if the library refuses.
    public func digest(of message: [UInt8], _ algorithm: HashAlgorithm) throws(SigningFailure) -> [UInt8] {
        try Library.digest(of: message, algorithm)
    }

    /// Reads a key once, for all the signatures that are made with it.
    ///
    /// An encrypted PEM file is refused; nobody is asked for its password.
    ///
    /// - Throws: `SigningFailure` for bytes that are no such key.
    public func key(
        _ bytes: [UInt8], for algorithm: SignatureAlgorithm
    ) throws(SigningFailure) -> any CryptographicKey {
        switch algorithm {
        case .hmac(let hash): try Library.hmacKey(bytes, hash)
        case .ed25519, .es256, .es256DER, .rs256: try Library.privateKey(bytes, algorithm)
        }
    }
}
