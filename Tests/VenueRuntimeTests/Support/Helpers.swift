import VenueRuntime

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The text of bytes.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Why bytes are no JSON; `nil` if they are.
func problem(_ bytes: [UInt8]) -> JSONError? {
    do {
        _ = try JSONValue(jsonBytes: bytes)
        return nil
    } catch {
        return error
    }
}

/// Why bytes are no JSON when they are skipped instead of read; `nil` if they are.
func skippingProblem(_ bytes: [UInt8]) -> JSONError? {
    var json = JSONReader(bytes)
    do throws(JSONError) {
        try json.skipValue()
        try json.finish()
        return nil
    } catch {
        return error
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct FixedRandom: RandomNumberGenerator {
    /// Where the sequence stands.
    private var state: UInt64

    /// Starts the sequence of a seed.
    init(seed: UInt64) { state = seed }

    /// The next number.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
