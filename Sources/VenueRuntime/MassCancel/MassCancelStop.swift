internal import Synchronization

/// Stops a mass cancel gently: calls under way end by themselves, the rest is reported as not sent.
///
/// Cancelling the task instead ends the calls under way at once, which leaves those already sent unknown.
///
/// A class because who stops and what is stopped share it.
public final class MassCancelStop: Sendable {
    /// Whether to stop.
    private let flag = Atomic(false)

    /// Makes a stop nobody has asked for yet.
    public init() {}

    /// Whether it was asked for.
    public var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Asks for it.
    public func request() { flag.store(true, ordering: .relaxed) }
}
