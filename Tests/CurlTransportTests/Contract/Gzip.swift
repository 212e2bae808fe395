/// Gzip as RFC 1952 and RFC 1951 define it, as far as these tests need it.
enum Gzip {
    /// A member of zero bytes, stored in runs of one fixed-code block: a thousandth of its content's size.
    static func zeros(count: Int) -> [UInt8] {
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        return head + deflated(zeros: count) + littleEndian(checksum(ofZeros: count)) + littleEndian(UInt32(count))
    }

    /// The same as RFC 1950 packs it: its checksum (Adler-32) of zeros is their count, modulo 65521, in its upper half.
    static func zlibZeros(count: Int) -> [UInt8] {
        let checksum = UInt32(count % 65521) << 16 | 1
        return [0x78, 0x9C] + deflated(zeros: count) + littleEndian(checksum).reversed()
    }

    /// The one block of both.
    private static func deflated(zeros count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(0b1, 1)  // the last block
        bits.write(0b01, 2)  // with the fixed code
        bits.writeCode(0x30, 8)  // the literal 0
        var left = count - 1
        while left >= 258 {
            bits.writeCode(0b1100_0101, 8)  // length 258: symbol 285
            bits.writeCode(0, 5)  // at distance 1
            left -= 258
        }
        for _ in 0..<left { bits.writeCode(0x30, 8) }
        bits.writeCode(0, 7)  // the end of the block
        return bits.bytes
    }

    /// CRC-32 of that many zero bytes.
    private static func checksum(ofZeros count: Int) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for _ in 0..<(count * 8) { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        return ~crc
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// Bits packed from the lowest of each byte up.
    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func write(_ value: Int, _ count: Int) {
            for index in 0..<count { writeBit(value >> index & 1) }
        }

        /// Codes travel from their highest bit down.
        mutating func writeCode(_ value: Int, _ count: Int) {
            for index in (0..<count).reversed() { writeBit(value >> index & 1) }
        }

        private mutating func writeBit(_ bit: Int) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(bit << used)
            used += 1
        }
    }
}
