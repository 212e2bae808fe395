/// A host, with a port where it is not the scheme's own, such as `trade.example.com:8443`.
///
/// Takes DNS names of ASCII letters, digits and hyphens, IPv4 addresses of four decimal numbers, and IPv6 addresses in
/// brackets. Other spellings of addresses (`127.1`, `0x7f000001`) are refused: what reads them may not agree on the host.
public struct HostName: Hashable, Sendable, CustomStringConvertible {
    /// The name or address in lower case; an IPv6 address has its brackets.
    public let host: String
    /// The port, 1 to 65535, if given.
    public let port: Int?
    /// Whether the host is this machine: `localhost`, `127.0.0.0/8`, `[::1]`.
    public let isLoopback: Bool

    /// The host a text stands for.
    public init(_ text: String) throws(InvalidBaseURL) {
        guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { throw InvalidBaseURL(.notASCII) }
        guard !text.contains("@") else { throw InvalidBaseURL(.userInformation) }
        let end = text.first == "[" ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        let name = text[..<(end ?? text.endIndex)].lowercased()
        let rest = text[(end ?? text.endIndex)...]
        guard !name.isEmpty else { throw InvalidBaseURL(.emptyHost) }
        port = try Self.port(rest)
        host = name
        if name.first == "[" {
            guard end != nil, let address = IPv6Address(name.dropFirst().dropLast()) else {
                throw InvalidBaseURL(.invalidHost)
            }
            isLoopback = address.isLoopback
        } else {
            let labels = name.split(separator: ".", omittingEmptySubsequences: false)
            if let last = labels.last, Self.isNumeric(last) {
                guard let octets = IPv6Address.octets(name[...]) else { throw InvalidBaseURL(.invalidHost) }
                isLoopback = octets.first == 127
            } else {
                guard name.utf8.count <= 253, labels.allSatisfy(Self.isLabel) else {
                    throw InvalidBaseURL(.invalidHost)
                }
                isLoopback = name == "localhost"
            }
        }
    }

    /// The host, and the port if one was given.
    public var description: String { host + (port.map { ":\($0)" } ?? "") }

    /// The port after a host: nothing, or `:` and digits.
    private static func port(_ text: Substring) throws(InvalidBaseURL) -> Int? {
        guard let colon = text.first else { return nil }
        let digits = text.dropFirst()
        guard colon == ":", digits.utf8.allSatisfy(PercentEncoding.isDigit), let port = Int(digits),
            1...65535 ~= port
        else { throw InvalidBaseURL(colon == ":" ? .invalidPort : .invalidHost) }
        return port
    }

    /// Whether readers of addresses may take a host's last label for a number.
    private static func isNumeric(_ label: Substring) -> Bool {
        label.utf8.allSatisfy(PercentEncoding.isDigit) || label.hasPrefix("0x")
    }

    private static func isLabel(_ label: Substring) -> Bool {
        1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
}

/// An IPv6 address (RFC 4291, 2.2), without a zone.
struct IPv6Address {
    let groups: [UInt16]

    /// Whether it is `::1`.
    var isLoopback: Bool { groups == [0, 0, 0, 0, 0, 0, 0, 1] }

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
