internal import Foundation
internal import VenueRuntime

/// Checks a text as the host of an address against the C library.
func checkAddresses(_ text: String) {
    let host = try? HostName(text)
    var address = in_addr()
    if !text.contains("\0"), inet_pton(AF_INET, text, &address) == 1 {
        require(host != nil && host?.isLoopback == (UInt32(bigEndian: address.s_addr) >> 24 == 127), "IPv4 '\(text)'")
    } else if let host, TextForm.dottedDigits.fits(host.host) {
        require(inet_pton(AF_INET, host.host, &address) == 1, "IPv4 '\(text)' is taken")
    }
    let bracketed = try? HostName("[\(text)]")
    var groups = in6_addr()
    let isAddress = !text.contains("\0") && inet_pton(AF_INET6, text, &groups) == 1
    require((bracketed?.port == nil && bracketed != nil) == isAddress, "IPv6 '[\(text)]'")
    if isAddress {
        let bytes = withUnsafeBytes(of: groups) { Array($0) }
        require(bracketed?.isLoopback == (bytes == Array(repeating: 0, count: 15) + [1]), "IPv6 '[\(text)]' loopback")
    }
    if let host {
        require((try? HostName(host.description)) == host, "host '\(host)' is not read as itself")
        require(host.host == host.host.lowercased() && host.host.utf8.count <= 253, "host '\(host)'")
    }
}

/// Checks that Foundation finds the same host in an address, and that plain `http` stays on this machine.
func checkBaseURL(_ text: String) {
    guard let url = try? BaseURL(text) else { return }
    require((try? BaseURL(url.description)) == url, "\(url) is not read as itself")
    guard let parts = URLComponents(string: text), let host = parts.host else { finding("\(url) has no host") }
    require(parts.scheme?.lowercased() == url.scheme && host.lowercased() == url.host, "\(url) goes to '\(host)'")
    require(parts.port == url.port && parts.user == nil && parts.query == nil && parts.fragment == nil, "\(url)")
    require(parts.percentEncodedPath == url.path || parts.percentEncodedPath == url.path + "/", "path of \(url)")
    let isLocal = url.host == "localhost" || (try? HostName(url.host))?.isLoopback == true
    require(url.scheme == "https" || isLocal, "\(url) is sent in the clear")
}
