internal import VenueRuntime
internal import VenueSpec

/// The keys a venue checks signatures with, each read once for every way it signs.
struct SigningKeys: Sendable {
    private struct Use: Hashable {
        let name: String
        let algorithm: SignatureAlgorithm
    }

    let cryptography: any Cryptography
    private var keys: [Use: any CryptographicKey] = [:]
    private var names: Set<String> = []

    /// None yet.
    init(_ cryptography: any Cryptography) { self.cryptography = cryptography }

    /// Reads the keys of a conduct; `nil` for a venue that has none and checks no signature.
    ///
    /// - Throws: ``UnsuitableSpec`` for a key that the spec does not have, that is no key of the kind it signs as, or that
    ///   nothing was given to read with.
    init?(_ conduct: VenueConduct, of spec: Venue) throws(UnsuitableSpec) {
        guard !conduct.keys.isEmpty else { return nil }
        for name in conduct.keys.keys.sorted() where spec.key(named: name) == nil {
            throw .unusableKey(venue: spec.name.text, credential: name, reason: "the spec has no key of this name")
        }
        guard let cryptography = conduct.cryptography else {
            throw .unusableKey(
                venue: spec.name.text, credential: conduct.keys.keys.min() ?? "",
                reason: "there is no cryptography to check signatures with")
        }
        self.cryptography = cryptography
        for (name, text) in conduct.keys.sorted(by: { $0.key < $1.key }) { try add(name, text, of: spec) }
    }

    /// Reads a key, in the place of another of its name.
    ///
    /// - Throws: ``UnsuitableSpec`` for a key that is none of the kind that the spec signs with by that name.
    mutating func add(_ name: String, _ text: String, of spec: Venue) throws(UnsuitableSpec) {
        func unusable(_ reason: String) -> UnsuitableSpec {
            .unusableKey(venue: spec.name.text, credential: name, reason: reason)
        }
        guard let credential = spec.key(named: name) else { throw unusable("the spec has no key of this name") }
        guard let bytes = KeyEncoding(rawValue: credential.encoding.rawValue)?.bytes(of: text), !bytes.isEmpty,
            credential.bytes == nil || credential.bytes == bytes.count
        else { throw unusable("this is no key of the encoding and length that the spec states") }
        let steps = spec.calls.flatMap(\.bindings).flatMap(\.computed).compactMap(\.step)
        for algorithm in Set(steps.compactMap({ $0.algorithm(key: name) })) {
            do throws(SigningFailure) {
                keys[Use(name: name, algorithm: algorithm)] = try cryptography.key(bytes, for: algorithm)
            } catch {
                throw unusable(error.description)
            }
        }
        names.insert(name)
    }

    /// Whether there is a key of that name.
    func holds(_ name: String) -> Bool { names.contains(name) }

    /// What a step makes of a message; `nil` for one whose result cannot be told, a signature with a key that is not known.
    func result(of step: ComputedValue.Step, _ message: [UInt8]) -> [UInt8]? {
        if case .hash(let hash) = step {
            return HashAlgorithm(rawValue: hash.rawValue).flatMap { try? cryptography.digest(of: message, $0) }
        }
        return try? key(of: step)?.signature(of: message)
    }

    /// The key that a step signs with; `nil` for a digest, and for a key that is not known.
    func key(of step: ComputedValue.Step) -> (any CryptographicKey)? {
        guard let name = step.key, let algorithm = step.algorithm(key: name) else { return nil }
        return keys[Use(name: name, algorithm: algorithm)]
    }
}

extension Venue {
    /// The credential that signs by that name.
    fileprivate func key(named name: String) -> Credential? {
        everyCredential.first { $0.name.text == name && $0.scheme == .key }
    }
}

extension ComputedValue.Step {
    /// The name of the credential that signs.
    var key: String? {
        switch self {
        case .hash: nil
        case .hmac(_, key: let key), .sign(_, key: let key): key
        }
    }

    /// How it signs with the key of that name; `nil` if it does not.
    fileprivate func algorithm(key name: String) -> SignatureAlgorithm? {
        switch self {
        case .hmac(let hash, key: name): HashAlgorithm(rawValue: hash.rawValue).map(SignatureAlgorithm.hmac)
        case .sign(.ed25519, key: name): .ed25519
        case .sign(.es256, key: name): .es256
        case .sign(.es256DER, key: name): .es256DER
        case .sign(.rs256, key: name): .rs256
        case .hash, .hmac, .sign: nil
        }
    }
}
