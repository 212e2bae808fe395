/// The other end of a connection, as a handler sees it.
public struct Peer: Sendable {
    /// The socket.
    let socket: Int32
    /// The connection's number, from 1.
    public let connection: Int

    /// Writes text; whether the peer took it.
    @discardableResult public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Writes bytes; whether the peer took them.
    @discardableResult public func send(_ bytes: [UInt8]) -> Bool { Sockets.transmit(socket, bytes) }

    /// Writes text, and waits until the other side's system has it; whether it took it.
    @discardableResult public func deliver(_ text: String) -> Bool { deliver(Array(text.utf8)) }

    /// Writes bytes, and waits until the other side's system has them; whether it took them.
    @discardableResult public func deliver(_ bytes: [UInt8]) -> Bool { send(bytes) && Sockets.waitForArrival(socket) }

    /// Writes a whole reply.
    public func reply(_ status: Int = 200, headers: [String] = [], body: String = "") {
        let lines = ["HTTP/1.1 \(status) Any", "Content-Length: \(body.utf8.count)"] + headers
        send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Says that nothing more will be written, and keeps reading.
    public func finishWriting() { Sockets.endWriting(socket) }

    /// Waits until the other side has closed the connection.
    public func waitForEnd() { while !Sockets.receive(socket).isEmpty {} }
}
