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

    /// Whether a text is a label of a DNS name.
    private static func isLabel(_ label: Substring) -> Bool {
        1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
}
