/// The address of a server: scheme, host and base path.
package struct ServerAddress {
    /// `https` or `wss`.
    let scheme: String
    /// The host with optional port; `nil` for `{host}`.
    let host: String?
    /// The base path without a trailing slash.
    let basePath: String

    /// Parses `https://host[:port][/base]` or the same with `{host}`.
    init(parsing text: String) throws(SyntaxError) {
        guard let separator = text.firstRange(of: "://") else {
            throw SyntaxError("expected \(TextForm.serverURL.expectation)")
        }
        scheme = String(text[..<separator.lowerBound])
        if scheme == "http" || scheme == "ws" {
            throw SyntaxError("'\(scheme)' would send credentials in the clear; use '\(scheme)s'")
        }
        guard scheme == "https" || scheme == "wss" else {
            throw SyntaxError("unknown scheme '\(scheme)'; expected 'https' or 'wss'")
        }
        let rest = text[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        var path = String(rest.dropFirst(authority.count))
        while path.hasSuffix("/") { path.removeLast() }
        if let bad = path.first(where: { "{}?#".contains($0) }) {
            throw SyntaxError("the base path holds '\(bad)'; only fixed path segments may follow the host")
        }
        try PathText.checkCharacters(of: path)
        try PathText.checkSegments(of: path)
        basePath = path
        if authority == "{host}" {
            host = nil
            return
        }
        if authority.contains("{") || authority.contains("}") {
            throw SyntaxError("the only placeholder a server may hold is '{host}', in place of the whole host")
        }
        if authority.contains("@") { throw SyntaxError("a server holds no user name or password") }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, Self.isHostName(name), parts.count <= 2 else {
            throw SyntaxError("invalid host '\(authority)'; expected a DNS name such as 'api.example.com'")
        }
        if parts.count == 2, UInt16(parts[1]).map({ $0 > 0 && String($0) == parts[1] }) != true {
            throw SyntaxError("invalid port '\(parts[1])'; expected a number from 1 to 65535")
        }
        host = String(authority)
    }

    /// Refuses what is no address of a token endpoint: an `https` address with a host of its own and a path.
    static func check(tokenEndpoint text: String) throws(SyntaxError) {
        let address = try ServerAddress(parsing: text)
        guard address.scheme == "https", address.host != nil else {
            throw SyntaxError("expected an 'https' address with a fixed host")
        }
        // Of a server, a slash at the end is nothing; of an endpoint, it is a part of the path.
        let path = text.dropFirst("https://".count).drop { $0 != "/" }
        try PathText.checkSegments(of: String(path))
    }

    /// Whether the text is a DNS name (RFC 1123), or an IPv4 address of four decimal numbers: what reads other spellings
    /// of addresses (`127.1`, `0x7f000001`) may not agree on the host.
    private static func isHostName(_ name: Substring) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        if let last = labels.last, last.utf8.allSatisfy(isDigit) || last.lowercased().hasPrefix("0x") {
            return labels.count == 4 && labels.allSatisfy { label in UInt8(label).map { String($0) == label } ?? false }
        }
        return labels.allSatisfy { label in
            let bytes = Array(label.utf8)
            return (1...63).contains(bytes.count) && bytes.first != 0x2D && bytes.last != 0x2D
                && bytes.allSatisfy { isUpper($0) || isLower($0) || isDigit($0) || $0 == 0x2D }
        }
    }
}
