/// 16 bytes that stand for an order, so that a million orders can be remembered without keeping them.
///
/// Two hashes with different beginnings, keyed by the process: two orders of a million share one with a chance of about
/// 10⁻²⁷, and nobody can choose orders that do.
struct OrderFingerprint: Hashable {
    /// The first half.
    private let first: Int
    /// The second half.
    private let second: Int

    /// The fingerprint of a client's order; the order of an object's members does not matter.
    init(_ order: MassCancelOrder) {
        let bytes = order.identity.canonical.jsonBytes()
        first = Self.hash(0, order.client, bytes)
        second = Self.hash(1, order.client, bytes)
    }

    private static func hash(_ beginning: UInt8, _ client: Int, _ bytes: [UInt8]) -> Int {
        var hasher = Hasher()
        hasher.combine(beginning)
        hasher.combine(client)
        hasher.combine(bytes)
        return hasher.finalize()
    }
}

extension JSONValue {
    /// The value with the members of objects sorted by name.
    fileprivate var canonical: JSONValue {
        switch self {
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.canonical) }.sorted { $0.name < $1.name })
        case .array(let elements): .array(elements.map(\.canonical))
        case .string, .number, .boolean, .null: self
        }
    }
}
