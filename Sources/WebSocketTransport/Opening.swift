internal import CLibrary
internal import SystemThreads
internal import VenueRuntime

/// A connection as its caller asks for it.
struct Opening: Sendable {
    let id: UInt64
    let target: HandshakeTarget
    let settings: SocketSettings
    let deadline: ContinuousClock.Instant
    let receiver: @Sendable (SocketEvent) -> Void
    let continuation: CheckedContinuation<SocketOpening, Never>

    func fail(_ failure: SocketFailure) { continuation.resume(returning: .failed(failure)) }

    /// Reports that the transport was shut down before the connection stood.
    func refuse() { fail(SocketFailure(.interrupted, detail: "transport is shut down")) }
}

/// Where a handshake goes and what it says, within what libwebsockets has room for.
struct HandshakeTarget: Sendable {
    let isSecure: Bool
    /// The host without brackets.
    let host: String
    let port: Int
    /// What the header field `Host` says.
    let authority: String
    let path: String
    /// What `Sec-WebSocket-Protocol` offers; libwebsockets compares it with the answer.
    let subprotocols: String?
    private let request: AuthorizedRequest

    /// libwebsockets writes the request line into 2,048 bytes, the host into 128, and what it asks a proxy for into 256.
    private static let (longestPath, longestHost, longestProxiedHost) = (1900, 110, 80)
    /// What the other header fields may take together.
    private static let largestFields = 8192

    init(
        _ request: AuthorizedRequest, _ server: SocketURL, _ settings: SocketSettings, isProxied: Bool
    ) throws(SocketFailure) {
        let base = server.base
        do throws(InvalidBaseURL) {
            path = String(try base.url(for: request).dropFirst("\(base.scheme)://\(Self.authority(base))".count))
        } catch {
            throw SocketFailure(.invalidInput, detail: error.description)
        }
        if let setting = settings.invalidSetting {
            throw SocketFailure(.invalidInput, detail: "setting '\(setting)' is out of its range")
        }
        guard request.method == "GET", request.body == nil else {
            throw SocketFailure(.invalidInput, detail: "a handshake is a GET request without a body")
        }
        isSecure = server.isSecure
        host = base.host.first == "[" ? String(base.host.dropFirst().dropLast()) : base.host
        port = base.port ?? (isSecure ? 443 : 80)
        authority = Self.authority(base)
        self.request = request
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= Self.longestPath else {
            throw SocketFailure(.invalidInput, detail: "the target of a handshake has 1 to \(Self.longestPath) bytes")
        }
        let longest = isProxied ? Self.longestProxiedHost : Self.longestHost
        guard host.utf8.count <= longest else {
            throw SocketFailure(.invalidInput, detail: "libwebsockets takes host names of at most \(longest) bytes")
        }
        (subprotocols, _) = try Self.read(request)
    }

    private static func authority(_ base: BaseURL) -> String { base.host + (base.port.map { ":\($0)" } ?? "") }

    /// The subprotocols of a request, and the size of its other fields.
    private static func read(_ request: AuthorizedRequest) throws(SocketFailure) -> (String?, Int) {
        var (subprotocols, size): (String?, Int) = (nil, 0)
        try request.withExposedHeaders { name, prefix, value throws(SocketFailure) in
            if HeaderRules.isSameName(name, "Sec-WebSocket-Protocol") {
                subprotocols = prefix + value
            } else if name.lowercased().hasPrefix("sec-websocket-") {
                throw SocketFailure(.invalidInput, detail: "the header field '\(name)' is the transport's")
            }
            size += name.utf8.count + prefix.utf8.count + value.utf8.count + 4
        }
        guard size <= largestFields else {
            throw SocketFailure(.invalidInput, detail: "the header fields have more than \(largestFields) bytes")
        }
        return (subprotocols, size)
    }

    /// The header fields that libwebsockets does not write, as they travel.
    func headerLines(userAgent: String) -> [UInt8] {
        var (lines, hasUserAgent): ([UInt8], Bool) = ([], false)
        request.withExposedHeaders { name, prefix, value in
            if HeaderRules.isSameName(name, "Sec-WebSocket-Protocol") { return }
            hasUserAgent = hasUserAgent || HeaderRules.isSameName(name, "User-Agent")
            for part in [name, ": ", prefix, value, "\r\n"] { lines += part.utf8 }
        }
        return hasUserAgent ? lines : lines + "User-Agent: \(userAgent)\r\n".utf8
    }
}

/// Finds the addresses of a host.
///
/// libwebsockets would wait for the name servers on the thread that serves all connections.
enum NameLookup {
    /// Looks a name up; the closure gets the addresses as text, none if there are none, once and from any thread.
    static func start(_ name: String, _ finish: @escaping @Sendable ([String]) -> Void) {
        let name = name.first == "[" ? String(name.dropFirst().dropLast()) : name
        let literal = addresses(of: name, AI_NUMERICHOST)
        if !literal.isEmpty { return finish(literal) }
        do throws(SystemThread.Unavailable) {
            let thread = try SystemThread { finish(addresses(of: name, AI_ADDRCONFIG)) }
            thread.detach()
        } catch {
            finish([])
        }
    }

    private static func addresses(of name: String, _ flags: Int32) -> [String] {
        var hints = addrinfo()
        hints.ai_flags = flags
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [String] = []
        for info in sequence(first: first, next: { $0?.pointee.ai_next }) {
            guard let info = info?.pointee else { break }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let code = getnameinfo(
                info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            if code == 0 { found.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)) }
        }
        return found
    }
}
