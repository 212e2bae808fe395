internal import CLibrary
internal import SystemThreads

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
