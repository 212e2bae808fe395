extension String {
    /// Whether every byte of the UTF-8 has a property.
    ///
    /// It looks at all of them, come what may: without a way out the compiler takes many bytes at a time.
    @inline(__always)
    func hasOnlyBytes(_ holds: (UInt8) -> Bool) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            var isTrue = true
            for byte in bytes { isTrue = holds(byte) && isTrue }
            return isTrue
        }
    }

    /// How many bytes of the UTF-8 have a property.
    @inline(__always)
    func countBytes(_ holds: (UInt8) -> Bool) -> Int {
        var text = self
        return text.withUTF8 { bytes in
            var count = 0
            for byte in bytes { count += holds(byte) ? 1 : 0 }
            return count
        }
    }
}
