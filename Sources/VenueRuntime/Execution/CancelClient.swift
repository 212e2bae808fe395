/// A client of any venue's cancel call, for code that deals with several venues at once.
///
///     let clients: [any CancelClient] = [first, second]
///     for client in clients { print(await client.cancel(json: order)) }
public protocol CancelClient: Sendable {
    /// The venue's name.
    var venue: String { get }
    /// The operation's name.
    var operation: String { get }

    /// How many calls it can have under way at a time; `nil` if it does not know.
    var callLimit: Int? { get }

    /// Cancels an order.
    ///
    /// - Parameters:
    ///   - json: The input as an object, by the venue's own names.
    ///   - deadline: How long the call may take; `nil` for the client's own.
    /// - Returns: What came of it, whatever that is.
    func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport

    /// The request as a `curl` command with every secret masked; sends nothing and asks for no credentials.
    ///
    /// - Throws: ``CallError`` for input that would not be sent.
    func curlCommand(json: JSONValue) throws(CallError) -> String

    /// Ends every call of the client that is under way and refuses further ones; returns when the last has ended.
    ///
    /// The transport, the credential source and the rate limiter stay their owner's.
    func shutdown() async
}

extension CancelClient {
    /// Not known.
    public var callLimit: Int? { nil }

    /// Cancels an order within the client's own deadline.
    public func cancel(json: JSONValue) async -> CancelReport { await cancel(json: json, deadline: nil) }
}
