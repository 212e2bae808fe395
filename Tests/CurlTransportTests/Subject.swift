import CurlTransport
import VenueRuntime

/// What the contract's tests test here.
enum Subject {
    /// What a connection lost after the request is reported as.
    static let lost: Set<UnknownCause> = [.connectionLost]

    /// Whether a connection serves one call after the other.
    static let keepsConnections = true

    /// Whether a form of reply is read.
    static func reads(_ form: String) -> Bool { true }

    /// Whether the process lives on after a fault of a server.
    static func survives(_ fault: String) -> Bool { true }

    /// A transport.
    static func make(maximumBodySize: Int = 1 << 20) throws -> any Transport {
        var options = CurlTransport.Options()
        options.maximumBodySize = maximumBodySize
        return try CurlTransport(options: options)
    }
}
