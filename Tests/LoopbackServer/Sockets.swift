internal import CLibrary

/// Why a socket could not be made.
public struct SocketError: Error {
    /// The system's error number.
    public let code: Int32
}

/// The system's calls on TCP sockets of this machine, all of them blocking.
enum Sockets {
    #if canImport(Darwin)
        private static let stream = SOCK_STREAM
        private static let sendFlags: Int32 = 0
    #else
        private static let stream = Int32(SOCK_STREAM.rawValue)
        private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// A socket bound to a free port of 127.0.0.1.
    static func bound() throws(SocketError) -> (socket: Int32, port: Int) {
        let descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else { throw SocketError(code: errno) }
        let port = withAddress(port: 0) { address, size -> Int? in
            var size = size
            guard bind(descriptor, address, size) == 0, getsockname(descriptor, address, &size) == 0 else { return nil }
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
        guard let port else {
            let code = errno
            close(descriptor)
            throw SocketError(code: code)
        }
        return (descriptor, port)
    }

    /// Connects to a port of this machine and hangs up, which wakes whoever accepts there.
    static func knock(at port: Int) {
        let descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else { return }
        withAddress(port: port) { _ = connect(descriptor, $0, $1) }
        close(descriptor)
    }

    /// Calls a closure with an address of 127.0.0.1.
    private static func withAddress<T>(
        port: Int, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> T
    ) -> T {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// A listening socket.
    static func startListening() throws(SocketError) -> (Int32, Int) {
        let (descriptor, port) = try bound()
        guard listen(descriptor, 512) == 0 else { throw SocketError(code: errno) }
        return (descriptor, port)
    }

    /// The next connection; `nil` when the listener is closed.
    static func nextConnection(_ listener: Int32) -> Int32? {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return nil
            }
            var on: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
            #if canImport(Darwin)
                setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, size)
            #endif
            return descriptor
        }
    }

    /// What can be read now; empty at the end.
    static func receive(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(buffer[..<count]) : []
        }
    }

    /// Writes all bytes; whether the peer took them.
    static func transmit(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, sendFlags) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Waits until the other side has confirmed all that was written; whether it has.
    static func waitForArrival(_ descriptor: Int32) -> Bool {
        for _ in 1...10_000 {
            var left: Int32 = 0
            #if canImport(Darwin)
                var size = socklen_t(MemoryLayout<Int32>.size)
                guard getsockopt(descriptor, SOL_SOCKET, SO_NWRITE, &left, &size) == 0 else { return false }
            #else
                guard ioctl(descriptor, UInt(TIOCOUTQ), &left) == 0 else { return false }
            #endif
            if left == 0 { return true }
            usleep(1_000)
        }
        return false
    }

    /// Ends the writing side.
    static func endWriting(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends both sides, which wakes a thread that reads.
    static func hangUp(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Ends both sides and frees the descriptor; a reader on another thread must be gone.
    static func end(_ descriptor: Int32) {
        hangUp(descriptor)
        close(descriptor)
    }

    /// Frees the descriptor with a reset instead of an orderly end.
    static func reset(_ descriptor: Int32) {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }
}
