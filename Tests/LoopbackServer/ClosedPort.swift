/// A port of this machine that refuses connections, and that nobody else gets meanwhile.
public struct ClosedPort: Sendable {
    /// The port's number.
    public let number: Int
    private let socket: Int32

    /// Takes a free port without listening on it.
    ///
    /// - Throws: ``SocketError`` if the system has no socket to give.
    public init() throws(SocketError) { (socket, number) = try Sockets.bound() }

    /// Gives the port back.
    public func free() { Sockets.end(socket) }
}
