#if canImport(CryptoKit)
    internal import CryptoKit
    internal import Foundation
    internal import Security
    internal import VenueRuntime

    /// What CryptoKit and Security do for signatures.
    enum Library {
        static func digest(of message: [UInt8], _ algorithm: HashAlgorithm) throws(SigningFailure) -> [UInt8] {
            switch algorithm {
            case .sha256: Array(SHA256.hash(data: message))
            case .sha384: Array(SHA384.hash(data: message))
            case .sha512: Array(SHA512.hash(data: message))
            }
        }

        static func hmacKey(_ bytes: [UInt8], _ hash: HashAlgorithm) throws(SigningFailure) -> any CryptographicKey {
            let key = SymmetricKey(data: bytes)
            return Key { message in
                switch hash {
                case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
                case .sha384: Array(HMAC<SHA384>.authenticationCode(for: message, using: key))
                case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
                }
            }
        }

        static func privateKey(
            _ bytes: [UInt8], _ algorithm: SignatureAlgorithm
        ) throws(SigningFailure) -> any CryptographicKey {
            guard let key = read(bytes, algorithm) else { throw SigningFailure(.invalidKey) }
            return key
        }

        private static func read(_ bytes: [UInt8], _ algorithm: SignatureAlgorithm) -> Key? {
            let pem = bytes.starts(with: "-----BEGIN ".utf8) ? String(decoding: bytes, as: UTF8.self) : nil
            switch algorithm {
            case .ed25519:
                // PKCS #8 (RFC 8410) ends with the key's 32 bytes.
                let der = pem.map(decoded) ?? bytes
                guard der.count == 32 || der.count == 48,
                    let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der.suffix(32))
                else { return nil }
                return Key(
                    sign: { try Array(key.signature(for: $0)) },
                    verify: { key.publicKey.isValidSignature($0, for: $1) })
            case .es256, .es256DER:
                let key =
                    pem.map { try? P256.Signing.PrivateKey(pemRepresentation: $0) }
                    ?? (try? P256.Signing.PrivateKey(derRepresentation: bytes))
                guard let key else { return nil }
                return Key(
                    sign: { message in
                        let signature = try key.signature(for: message)
                        return Array(algorithm == .es256 ? signature.rawRepresentation : signature.derRepresentation)
                    },
                    verify: { bytes, message in
                        let signature =
                            algorithm == .es256
                            ? try? P256.Signing.ECDSASignature(rawRepresentation: bytes)
                            : try? P256.Signing.ECDSASignature(derRepresentation: bytes)
                        return signature.map { key.publicKey.isValidSignature($0, for: message) } ?? false
                    })
            case .rs256:
                // Security reads PKCS #1, which PKCS #8 holds behind 26 bytes for keys of the usual lengths.
                let der = pem.map(decoded) ?? bytes
                let attributes = [kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeyClass: kSecAttrKeyClassPrivate]
                let inner = der.count > 26 ? Data(der.dropFirst(26)) : Data()
                guard
                    let key = SecKeyCreateWithData(Data(der) as CFData, attributes as CFDictionary, nil)
                        ?? SecKeyCreateWithData(inner as CFData, attributes as CFDictionary, nil)
                else { return nil }
                let holder = SecurityKey(key: key)
                return Key { message in
                    let signature = SecKeyCreateSignature(
                        holder.key, .rsaSignatureMessagePKCS1v15SHA256, Data(message) as CFData, nil)
                    guard let signature else { throw SigningFailure(.library("no signature was made")) }
                    return Array(signature as Data)
                }
            case .hmac: return nil
            }
        }

        /// The bytes between the lines of a PEM text.
        private static func decoded(_ pem: String) -> [UInt8] {
            let lines = pem.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
            return Data(base64Encoded: lines.joined()).map(Array.init) ?? []
        }
    }

    /// A key of Security, which never changes and may be used from any thread, though its type does not say so.
    private struct SecurityKey: @unchecked Sendable {
        let key: SecKey
    }

    /// A key as what it does with a message.
    private struct Key: CryptographicKey {
        let sign: @Sendable ([UInt8]) throws -> [UInt8]
        /// Checks a signature of a message; `nil` where signing again tells.
        var verify: (@Sendable (_ signature: [UInt8], _ message: [UInt8]) -> Bool)?

        func signature(of message: [UInt8]) throws(SigningFailure) -> [UInt8] {
            do { return try sign(message) } catch { throw SigningFailure(.library("no signature was made")) }
        }

        func isSignature(_ signature: [UInt8], of message: [UInt8]) throws(SigningFailure) -> Bool {
            if let verify { return verify(signature, message) }
            return try self.signature(of: message) == signature
        }
    }
#endif
