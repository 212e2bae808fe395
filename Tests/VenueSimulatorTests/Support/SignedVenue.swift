import FixtureClients
import Synchronization
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// A venue whose requests are signed, with the test keys of its examples.
struct SignedVenue {
    /// The venue.
    let spec: Venue

    /// The venue of a name.
    init(_ name: String) throws { spec = try #require(Venues.signed.first { $0.name.text == name }) }

    /// The names of all of them.
    static let names = Venues.signed.map(\.name.text)
    /// Those whose requests hold a time.
    static let timed = names { $0.time != nil }
    /// Those whose requests hold a number or text that must not come twice.
    static let numbered = names { $0.nonce != nil || $0.random != nil }

    private static func names(where isOfKind: (ComputedValue) -> Bool) -> [String] {
        Venues.signed.filter { venue in
            venue.operations.flatMap(\.http.usedValues).contains(where: isOfKind)
        }.map(\.name.text)
    }

    /// The keys of the examples.
    var keys: [String: String] {
        let keys = spec.operations.first?.examples.first?.keys ?? []
        return Dictionary(keys.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// The inputs of the examples, as JSON.
    func inputs() throws -> [JSONValue] {
        try (spec.operations.first?.examples ?? []).map { try JSONValue(jsonBytes: Array($0.inputJSON.utf8)) }
    }

    /// The secrets that travel.
    var secrets: [String: String] {
        let traveling = spec.credentials.filter { $0.scheme != .key }
        return Dictionary(uniqueKeysWithValues: traveling.map { ($0.name.text, "planted-\($0.name.text)") })
    }

    /// The venue as it checks what it receives.
    func simulated(keys: [String: String]? = nil) throws -> SimulatedVenue {
        try SimulatedVenue(
            spec,
            conduct: VenueConduct(
                secrets: secrets, limitsRate: false, keys: keys ?? self.keys, cryptography: SystemCryptography()))
    }

    /// The generated client; it sends to the path of the venue's own server.
    func client(
        over transport: some Transport, keys: [String: String]? = nil, wallTime: any WallTime = SystemWallTime()
    ) throws -> any CancelClient {
        let operation = try #require(spec.client)
        let options = ClientOptions(retry: .never, cryptography: SystemCryptography(), wallTime: wallTime)
        let material = secrets.merging(keys ?? self.keys) { first, _ in first }
        return try Self.client(operation, material, transport, options)
    }

    private static func client<Operation: CancelOperation>(
        _: Operation.Type, _ secrets: [String: String], _ transport: some Transport, _ options: ClientOptions
    ) throws -> any CancelClient {
        guard case .fixed(let server)? = Operation.Server.named.first?.address else {
            throw Call.MissingClient(venue: Operation.venue)
        }
        return try VenueClient<Operation>(
            server: Operation.Server(server),
            credentials: Operation.Credentials(secrets: { Secret(secrets[$0] ?? "-") }), transport: transport,
            options: options)
    }

    /// Keys of the same kinds that sign otherwise.
    var otherKeys: [String: String] {
        let encodings = Dictionary(uniqueKeysWithValues: spec.credentials.map { ($0.name.text, $0.encoding) })
        return keys.reduce(into: [:]) { result, key in
            switch encodings[key.key] {
            case .pem?:
                let isOnCurve = spec.operations.flatMap(\.http.usedValues).contains {
                    $0.sign != nil && $0.sign != .rs256
                }
                result[key.key] = isOnCurve ? Self.otherCurveKey : Self.otherRSAKey
            case .hex?: result[key.key] = String(key.value.reversed())
            case .base64?, .base64url?:
                result[key.key] = (key.value.first == "A" ? "B" : "A") + key.value.dropFirst()
            case .text?, nil: result[key.key] = key.value + "x"
            }
        }
    }

    /// A key made for this test, which opens nothing.
    private static let otherCurveKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBViu4w9Gn0BTU+j0
        eTp7ta85Q33DgXy3rWsP80AzSMehRANCAATYqm/p9FWmAeiL/Eu0N/CebAhzr6Mm
        Hrb3jCclEJvUVRhIpqlcat4U2t0GxzU+Woxv0ZXqLsZpNT+TzA+615aH
        -----END PRIVATE KEY-----
        """

    /// A key made for this test, which opens nothing.
    private static let otherRSAKey = """
        -----BEGIN PRIVATE KEY-----
        MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAK6jArrHqrxCAyEQ
        ri8K8LuakfuW9KyWMlxObCs1hbqnc/LXVy7TtPduVAEKgJpX3oyf3J1Fwk48vOmx
        qnz6lPG29tbShxAx86zTfqOJmeAu+3kaHuWmYzQthwZv+anHYvFWpbkq3lqu64kZ
        K5+RtaYRxE0c2Bwi4/7kkCzxaLCLAgMBAAECgYAMDL9hd+l19/ATVf1OzahyqWWt
        QGs9hVeQOvEHwjep+2fqt6USXBU+hWRSdhENlUaL2XP1fhy8HUDDtziWSwv/zHos
        J9tBAjPs0YesPo9z+fTNL/fvisqtRBcOVjyOhLMGHEQ5SnCMKOvsRfkZ5p8FVU+I
        VsOdghSp761IftfsMQJBANiM3YtkIXAZ6IsSFjXd4V2dDYarhuey7gJw1W88ej49
        qILyPr/5orWbHAaTsTNLud2ahMknQsWClJ2qeKf+CI8CQQDOc3LhCqdX7uHAhvIy
        Wa+1IcfPZVulilc4xMJPRBsyjhWTmOVDgCQ/DjxHZDHdvSUjBHA4vvyYP1VspSgb
        pn5FAkAhXcMdITaNwVA1bXoCnseE1xgocfF9bfKCacRZOWZUhMecNZs5lUte1CGD
        Weppzvc6j/55yBTfvfkMOiIRMHE9AkEAttDA38sBWPquakCVZETLNUiOmXcV6sdQ
        aXLC5lJXCzOKo8L28gkdD8FZW5a8GbEOm62oeneVUnRy/txZYfLTSQJAJ6wFUO7v
        yD0Ysu1VDQE7sDkeDRJGutIOUgV/fxlZPgwrRFCaMN8kAg+oJ60ktMS9zOmBIsO8
        Jv+JWWRiapX45A==
        -----END PRIVATE KEY-----
        """
}

/// Keeps what clients send on its way to a venue.
///
/// A class, since a transport is shared.
final class RecordingTransport: Transport {
    private let transport: SimulatedTransport
    private let received = Mutex<[ReceivedRequest]>([])

    /// A transport to a venue.
    init(to venue: SimulatedVenue) { transport = SimulatedTransport(to: venue) }

    /// What was sent so far, as a venue receives it.
    var requests: [ReceivedRequest] { received.withLock { $0 } }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        var headers = HTTPHeaderFields()
        headers.append(name: "Host", value: server.host)
        headers.append(request.exposedHeaders())
        let copy = ReceivedRequest(
            method: request.method, target: server.path + request.target, headers: headers, body: request.body ?? [])
        received.withLock { $0.append(copy) }
        return await transport.send(request, to: server, deadline: deadline, observer: observer)
    }

    func shutdown() async { await transport.shutdown() }
}
