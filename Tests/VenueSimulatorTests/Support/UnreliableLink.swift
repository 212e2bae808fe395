import Synchronization
import VenueRuntime

/// Loses some requests before they leave and some answers on their way back, by a seed.
///
/// What becomes of a request depends on the seed, the request and how often it was sent, not on what is sent in between.
/// A class, since a transport is shared.
final class UnreliableLink: Transport {
    private let transport: any Transport
    private let seed: UInt64
    private let attempts = Mutex<[UInt64: UInt64]>([:])

    /// A link to where a transport leads.
    init(to transport: any Transport, seed: UInt64) {
        self.transport = transport
        self.seed = seed
    }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        switch draw(request) % 100 {
        case 0..<12: return TransportReport(.notSent(.connectionFailed), detail: "no route")
        case 12..<16: return TransportReport(.notSent(.hostNotFound))
        case 16..<20:
            _ = await transport.send(request, to: server, deadline: deadline, observer: observer)
            return TransportReport(.unknown(.timeout))
        default: return await transport.send(request, to: server, deadline: deadline, observer: observer)
        }
    }

    func shutdown() async { await transport.shutdown() }

    /// A number that is drawn for this attempt at a request.
    private func draw(_ request: AuthorizedRequest) -> UInt64 {
        // FNV-1a, then SplitMix64's finaliser.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in Array(request.target.utf8) + (request.body ?? []) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let attempt = attempts.withLock { attempts in
            attempts[hash, default: 0] += 1
            return attempts[hash, default: 0]
        }
        hash = hash &+ attempt &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}
