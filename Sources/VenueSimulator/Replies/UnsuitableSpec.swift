/// Why no venue can be simulated from a spec.
public struct UnsuitableSpec: Error, Hashable, Sendable, CustomStringConvertible {
    /// The venue.
    public let venue: String
    /// The call.
    public let operation: String

    /// What is missing and the cure; lower case, no full stop.
    public var description: String {
        "\(venue).\(operation) records no reply to an accepted cancel; add an example whose reply has a 2xx status and "
            + "the outcome 'canceled' or 'pendingCancel'"
    }
}
