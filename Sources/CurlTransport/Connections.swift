internal import CLibCurl
internal import CSocketEvents

/// One connection of libcurl's that a request went over.
///
/// A class, because the table and the calls that use the connection share what is known of it.
final class Connection {
    /// The addresses and ports that tell a connection from all others that are open.
    struct Endpoints: Hashable {
        let peer: String
        let here: String
        let peersPort: Int32
        let port: Int32

        init(
            peer: UnsafePointer<CChar>?, here: UnsafePointer<CChar>?, peersPort: Int32, port: Int32
        ) {
            self.peer = peer.map { String(cString: $0) } ?? ""
            self.here = here.map { String(cString: $0) } ?? ""
            self.peersPort = peersPort
            self.port = port
        }
    }

    let number: UInt64
    /// Its socket; libcurl's, so it is only looked at and shut down while ``isOpen``.
    let socket: Int32
    let endpoints: Endpoints
    private(set) var isOpen = true
    private var total = socket_traffic()
    /// How many calls have sent their request over it and not ended.
    private(set) var load = 0
    /// Whether replies are told apart by streams, as HTTP/2 does, instead of by their order.
    var isMultiplexed = false
    private(set) var isDiscarded = false

    fileprivate init(number: UInt64, socket: Int32, endpoints: Endpoints) {
        self.number = number
        self.socket = socket
        self.endpoints = endpoints
    }

    /// Whether a request may follow those that went over it before.
    ///
    /// What lies on a connection that waits for nothing is no reply of the request to come. While other streams of it
    /// wait for theirs, that cannot be told by looking.
    var isReusable: Bool { isOpen && !isDiscarded && (load > 0 || isSilent) }

    /// Whether the peer has sent nothing that was not read, and has not ended the connection.
    var isSilent: Bool { isOpen && socket_is_silent(socket) }

    /// What went over it so far, or in all once it is closed.
    var traffic: socket_traffic { isOpen ? socket_traffic(socket) : total }

    /// Counts a call whose request is about to leave.
    func begin() { load += 1 }

    func end() {
        load -= 1
        closeIfUnused()
    }

    /// Lets no further request go over it, and closes it once no call waits for its reply.
    func discard() {
        isDiscarded = true
        closeIfUnused()
    }

    /// Records that its socket is about to be closed.
    fileprivate func willClose() {
        total = traffic
        isOpen = false
    }

    /// Ends a discarded connection that nobody uses; libcurl finds it dead and closes the socket.
    private func closeIfUnused() {
        if isDiscarded, load == 0, isOpen { socket_end(socket) }
    }
}

/// The connections that requests went over and that are open.
///
/// libcurl does not say which connection a call has got before its request is sent, but which ends that connection has.
/// A class, because libcurl reaches it by its address.
final class ConnectionTable {
    private var open: [Connection.Endpoints: Connection] = [:]
    private var bySocket: [Int32: Connection] = [:]
    private var newest: UInt64 = 0
    /// The descriptors it leaves to the rest of the process, which cannot do without when it needs one: those from this
    /// number on.
    private let firstReserved: Int32
    let capacity: Int

    /// Finds out how many connections there can be, by the number of a descriptor that was made just now.
    init(after taken: Int32) throws(CurlTransportError) {
        let limit = socket_limit()
        firstReserved = limit - min(64, limit / 4)
        // While a name is looked up, that alone takes two.
        capacity = Int(max(0, firstReserved - taken - 1)) / 3
        guard capacity > 0 else { throw CurlTransportError(.outOfResources) }
    }

    /// Makes a socket for a connection; -1 if there is none.
    func makeSocket(_ address: curl_sockaddr) -> Int32 {
        socket_make(address.family, address.socktype, address.protocol, firstReserved)
    }

    /// The connection between two ends, made for the call with these sockets or before; `nil` if neither is known.
    func connection(between endpoints: Connection.Endpoints, madeWith sockets: [Int32]) -> Connection? {
        guard let socket = sockets.last(where: { bySocket[$0] == nil && socket_port($0) == endpoints.port }) else {
            return open[endpoints]
        }
        newest += 1
        let connection = Connection(number: newest, socket: socket, endpoints: endpoints)
        open[endpoints] = connection
        bySocket[socket] = connection
        return connection
    }

    func connection(_ number: UInt64) -> Connection? { bySocket.values.first { $0.number == number } }

    /// Closes a socket, and forgets the connection it was; what the system's `close` returns.
    func close(_ socket: Int32) -> Int32 {
        if let connection = bySocket.removeValue(forKey: socket) {
            connection.willClose()
            if open[connection.endpoints] === connection { open[connection.endpoints] = nil }
        }
        return socket_close(socket)
    }
}
