import URLSessionTransport
import VenueRuntime

/// What the contract's tests test here.
enum Subject {
    /// What a connection lost after the request is reported as: Foundation on Linux does not tell an orderly end
    /// without a reply from a reply it cannot read.
    static let lost: Set<UnknownCause> = [.connectionLost, .unreadable]

    /// Whether a connection serves one call after the other: each call has a session of its own.
    static let keepsConnections = false

    /// Whether a form of reply is read; Foundation on Linux needs a reason behind the status, and takes an interim reply
    /// for the final one, which ``LimitTests`` tests.
    static func reads(_ form: String) -> Bool {
        #if canImport(FoundationNetworking)
            !["after an interim reply", "no reason"].contains(form)
        #else
            true
        #endif
    }

    /// Whether the process lives on after a fault of a server.
    ///
    /// Foundation on Linux ends the process (`Transfer completed, but there's no response`) on a reply cut off within
    /// its head; the transport's documentation says so.
    static func survives(_ fault: String) -> Bool {
        #if canImport(FoundationNetworking)
            fault != "closes within the head"
        #else
            true
        #endif
    }

    /// A transport.
    static func make(maximumBodySize: Int = 1 << 20) throws -> any Transport {
        URLSessionTransport(maximumBodySize: maximumBodySize)
    }
}
