#if !canImport(CryptoKit)
    internal import CLibCrypto
    internal import Synchronization
    internal import VenueRuntime

    /// What libcrypto (OpenSSL 3) does for signatures.
    enum Library {
        /// The digests, looked up once.
        private nonisolated(unsafe) static let digests: [OpaquePointer?] = HashAlgorithm.allCases.map {
            EVP_MD_fetch(nil, $0.libraryName, nil)
        }

        static func digest(of message: [UInt8], _ algorithm: HashAlgorithm) throws(SigningFailure) -> [UInt8] {
            let index = HashAlgorithm.allCases.firstIndex(of: algorithm) ?? 0
            var length: UInt32 = 0
            var isMade = false
            let bytes = [UInt8](unsafeUninitializedCapacity: 64) { bytes, count in
                isMade =
                    EVP_Digest(message, message.count, bytes.baseAddress, &length, digests[index], nil) == 1
                count = isMade ? Int(length) : 0
            }
            guard isMade else { throw SigningFailure(.library("no \(algorithm.libraryName)")) }
            return bytes
        }

        static func hmacKey(_ bytes: [UInt8], _ hash: HashAlgorithm) throws(SigningFailure) -> any CryptographicKey {
            guard let key = HMACKey(bytes, hash) else { throw SigningFailure(.library("no HMAC")) }
            return key
        }

        static func privateKey(
            _ bytes: [UInt8], _ algorithm: SignatureAlgorithm
        ) throws(SigningFailure) -> any CryptographicKey {
            guard let key = PrivateKey(bytes, algorithm) else { throw SigningFailure(.invalidKey) }
            return key
        }
    }

    extension HashAlgorithm {
        fileprivate var libraryName: String {
            switch self {
            case .sha256: "SHA256"
            case .sha384: "SHA384"
            case .sha512: "SHA512"
            }
        }
    }

    /// An HMAC key in a context that is begun anew for each message.
    private final class HMACKey: CryptographicKey {
        /// The context.
        ///
        /// A pointer is not `Sendable` by itself; the mutex around this one lets one thread at a time use it.
        private struct Context: @unchecked Sendable {
            let pointer: OpaquePointer
        }

        private let context: Mutex<Context>

        init?(_ bytes: [UInt8], _ hash: HashAlgorithm) {
            guard let mac = EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
            defer { EVP_MAC_free(mac) }
            guard let pointer = EVP_MAC_CTX_new(mac) else { return nil }
            // A parameter keeps the addresses of its name and its value, so both must live until it is read.
            let isReady = "digest".withCString { name in
                hash.libraryName.withCString { value in
                    let parameters = [
                        OSSL_PARAM_construct_utf8_string(name, UnsafeMutablePointer(mutating: value), 0),
                        OSSL_PARAM_construct_end(),
                    ]
                    return EVP_MAC_init(pointer, bytes, bytes.count, parameters) == 1
                }
            }
            guard isReady else {
                EVP_MAC_CTX_free(pointer)
                return nil
            }
            context = Mutex(Context(pointer: pointer))
        }

        deinit { context.withLock { EVP_MAC_CTX_free($0.pointer) } }

        func signature(of message: [UInt8]) throws(SigningFailure) -> [UInt8] {
            let bytes = context.withLock { context in
                [UInt8](unsafeUninitializedCapacity: 64) { bytes, count in
                    var length = 0
                    let isMade =
                        EVP_MAC_init(context.pointer, nil, 0, nil) == 1
                        && EVP_MAC_update(context.pointer, message, message.count) == 1
                        && EVP_MAC_final(context.pointer, bytes.baseAddress, &length, bytes.count) == 1
                    count = isMade ? length : 0
                }
            }
            guard !bytes.isEmpty else { throw SigningFailure(.library("no HMAC was made")) }
            return bytes
        }
    }

    /// A private key.
    ///
    /// A pointer is not `Sendable` by itself; nothing changes this one once it is read, and libcrypto lets many threads sign
    /// with one `EVP_PKEY`, each in a context of its own.
    private final class PrivateKey: CryptographicKey, @unchecked Sendable {
        private let key: OpaquePointer
        private let algorithm: SignatureAlgorithm

        init?(_ bytes: [UInt8], _ algorithm: SignatureAlgorithm) {
            guard let key = Self.read(bytes, algorithm) else { return nil }
            self.key = key
            self.algorithm = algorithm
            let isFitting: Bool =
                switch algorithm {
                case .ed25519: EVP_PKEY_is_a(key, "ED25519") == 1
                case .rs256: EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= 1024
                case .es256, .es256DER: EVP_PKEY_is_a(key, "EC") == 1 && Self.group(of: key) == "prime256v1"
                case .hmac: false
                }
            if !isFitting { return nil }
        }

        deinit { EVP_PKEY_free(key) }

        private static func read(_ bytes: [UInt8], _ algorithm: SignatureAlgorithm) -> OpaquePointer? {
            if algorithm == .ed25519, bytes.count == 32 {
                return EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, bytes, bytes.count)
            }
            guard let count = Int32(exactly: bytes.count) else { return nil }
            if bytes.starts(with: "-----BEGIN ".utf8) {
                return bytes.withUnsafeBytes { buffer in
                    guard let source = BIO_new_mem_buf(buffer.baseAddress, count) else { return nil }
                    defer { BIO_free(source) }
                    // Without this, libcrypto asks the terminal for the password of an encrypted key.
                    return PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil)
                }
            }
            return bytes.withUnsafeBufferPointer { buffer in
                var start = buffer.baseAddress
                return d2i_AutoPrivateKey(nil, &start, Int(count))
            }
        }

        private static func group(of key: OpaquePointer) -> String {
            var name = [CChar](repeating: 0, count: 64)
            var length = 0
            guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return "" }
            return String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        func signature(of message: [UInt8]) throws(SigningFailure) -> [UInt8] {
            guard let context = EVP_MD_CTX_new() else { throw SigningFailure(.library("no memory")) }
            defer { EVP_MD_CTX_free(context) }
            let digest = algorithm == .ed25519 ? nil : "SHA256"
            var length = 0
            guard EVP_DigestSignInit_ex(context, nil, digest, nil, nil, key, nil) == 1,
                EVP_DigestSign(context, nil, &length, message, message.count) == 1
            else { throw SigningFailure(.library("no signature was made")) }
            let bytes = [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
                count = EVP_DigestSign(context, bytes.baseAddress, &length, message, message.count) == 1 ? length : 0
            }
            guard !bytes.isEmpty else { throw SigningFailure(.library("no signature was made")) }
            return algorithm == .es256 ? try Self.numbers(of: bytes) : bytes
        }

        func isSignature(_ signature: [UInt8], of message: [UInt8]) throws(SigningFailure) -> Bool {
            guard let context = EVP_MD_CTX_new() else { throw SigningFailure(.library("no memory")) }
            defer { EVP_MD_CTX_free(context) }
            let digest = algorithm == .ed25519 ? nil : "SHA256"
            guard EVP_DigestVerifyInit_ex(context, nil, digest, nil, nil, key, nil) == 1 else {
                throw SigningFailure(.library("no signature can be checked"))
            }
            guard let bytes = algorithm == .es256 ? Self.der(of: signature) : signature else { return false }
            return EVP_DigestVerify(context, bytes, bytes.count, message, message.count) == 1
        }

        /// An ECDSA signature in DER; `nil` for what is not two numbers of 32 bytes each.
        private static func der(of numbers: [UInt8]) -> [UInt8]? {
            guard numbers.count == 64, let signature = ECDSA_SIG_new() else { return nil }
            defer { ECDSA_SIG_free(signature) }
            let first = BN_bin2bn(Array(numbers.prefix(32)), 32, nil)
            let second = BN_bin2bn(Array(numbers.suffix(32)), 32, nil)
            guard ECDSA_SIG_set0(signature, first, second) == 1 else {
                BN_free(first)
                BN_free(second)
                return nil
            }
            var start: UnsafeMutablePointer<UInt8>?
            let count = i2d_ECDSA_SIG(signature, &start)
            defer { CRYPTO_free(start, #file, #line) }
            return start.map { Array(UnsafeBufferPointer(start: $0, count: Int(max(0, count)))) }
        }

        /// The two numbers of an ECDSA signature in DER, 32 bytes each.
        private static func numbers(of bytes: [UInt8]) throws(SigningFailure) -> [UInt8] {
            let numbers: [UInt8]? = bytes.withUnsafeBufferPointer { buffer in
                var start = buffer.baseAddress
                guard let signature = d2i_ECDSA_SIG(nil, &start, buffer.count) else { return nil }
                defer { ECDSA_SIG_free(signature) }
                var isWhole = false
                let numbers = [UInt8](unsafeUninitializedCapacity: 64) { bytes, count in
                    guard let first = bytes.baseAddress else { return }
                    isWhole =
                        BN_bn2binpad(ECDSA_SIG_get0_r(signature), first, 32) == 32
                        && BN_bn2binpad(ECDSA_SIG_get0_s(signature), first + 32, 32) == 32
                    count = isWhole ? 64 : 0
                }
                return isWhole ? numbers : nil
            }
            guard let numbers else { throw SigningFailure(.library("no signature was made")) }
            return numbers
        }
    }
#endif
