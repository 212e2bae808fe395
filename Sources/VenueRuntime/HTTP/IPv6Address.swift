/// An IPv6 address (RFC 4291, 2.2), without a zone.
struct IPv6Address {
    /// The eight groups.
    let groups: [UInt16]

    /// Whether it is `::1`.
    var isLoopback: Bool { groups == [0, 0, 0, 0, 0, 0, 0, 1] }

    /// The address a text without brackets stands for.
    init?(_ text: Substring) {
        guard let gap = Self.gap(in: text) else {
            guard let groups = Self.groups(text), groups.count == 8 else { return nil }
            self.groups = groups
            return
        }
        let (head, tail) = (text[..<gap], text[text.index(gap, offsetBy: 2)...])
        guard Self.gap(in: tail) == nil, tail.first != ":", !head.contains("."),
            let left = head.isEmpty ? [] : Self.groups(head), let right = tail.isEmpty ? [] : Self.groups(tail),
            left.count + right.count < 8
        else { return nil }
        groups = left + Array(repeating: 0, count: 8 - left.count - right.count) + right
    }

    /// The four numbers of an IPv4 address, none with a leading zero.
    static func octets(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { part -> UInt8? in
            guard part.utf8.allSatisfy(PercentEncoding.isDigit), part == "0" || part.first != "0" else { return nil }
            return UInt8(part)
        }
        return parts.count == 4 && octets.count == 4 ? octets : nil
    }

    /// Where `::` stands.
    private static func gap(in text: Substring) -> Substring.Index? {
        var previous: Substring.Index?
        for index in text.indices {
            if let before = previous, text[before] == ":", text[index] == ":" { return before }
            previous = index
        }
        return nil
    }

    /// Groups with colons between; the last two may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt16]? {
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let octets = octets(part) else { return nil }
                for pair in [octets[..<2], octets[2...]] { groups.append(pair.reduce(0) { $0 << 8 | UInt16($1) }) }
            } else {
                guard 1...4 ~= part.utf8.count, part.utf8.allSatisfy(PercentEncoding.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}
