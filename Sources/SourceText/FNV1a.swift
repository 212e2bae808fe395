/// The 64-bit FNV-1a hash, which names texts by what they say and needs no library; nothing secret may rest on it.
package enum FNV1a {
    /// The first of the hash's hex digits in lower case; it has 16.
    package static func hexDigits(of bytes: some Sequence<UInt8>, count: Int = 16) -> String {
        let digits = String(hash(of: bytes), radix: 16)
        return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(count))
    }

    /// The hash of bytes; another seed gives another hash function.
    package static func hash(of bytes: some Sequence<UInt8>, seed: UInt64 = 0) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
