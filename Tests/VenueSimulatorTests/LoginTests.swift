import CurlTransport
import FixtureClients
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// A venue gives credentials to whoever logs in as its spec says, and takes calls with what it gave for as long as it is good.
@Suite(.bounded) struct SimulatedLoginTests {
    @Test(arguments: LoginVenue.allCases)
    func whatALoginGivesAuthorisesCancels(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated()
        let client = try kind.client(over: SimulatedTransport(to: venue))
        for number in 0..<5 { #expect(await client.cancel(number) == .canceled) }
        let requests = venue.ledger.requests
        #expect(requests.map(\.effect) == [.granted] + Array(repeating: .canceled, count: 5))
        #expect(requests.map(\.told) == ["granted"] + Array(repeating: "canceled", count: 5))
        #expect(requests.map(\.isLogin) == [true] + Array(repeating: false, count: 5))
        #expect(requests.first?.order == nil)
        #expect(venue.orders(in: .canceled).count == 5)
    }

    @Test(arguments: LoginVenue.allCases)
    func aSessionThatEndsAfterSomeCallsIsFollowedByAnother(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated { $0.callsPerSession = 3 }
        let client = try kind.client(over: SimulatedTransport(to: venue))
        for number in 0..<10 { #expect(await client.cancel(number) == .canceled) }
        let ledger = venue.ledger
        #expect(ledger.requests.count(where: \.isLogin) == 4)
        #expect(ledger.requests.compactMap(\.refusal) == Array(repeating: "the session has ended", count: 3))
        #expect(ledger.requests.count { $0.effect == .canceled } == 10)
        #expect(ledger.transitions.count { $0.to == .canceled } == 10)
        #expect(Set(venue.orders(in: .canceled)).count == 10)
    }

    @Test(arguments: LoginVenue.allCases)
    func aSessionThatIsTooOldIsRefused(_ kind: LoginVenue) async throws {
        let clock = VirtualClock()
        let venue = try kind.simulated {
            $0.clock = clock
            $0.sessionLife = .seconds(600)
        }
        let transport = RecordingTransport(to: venue)
        let client = try kind.client(over: transport, clock: clock)
        #expect(await client.cancel(1) == .canceled)
        let cancel = try #require(transport.requests.last)
        for (step, effect) in [(599, Ledger.Effect.tooLate(.canceled)), (1, .unauthenticated)] {
            clock.advance(by: .seconds(step))
            _ = venue.receive(cancel).answer()
            #expect(venue.ledger.requests.last?.effect == effect)
        }
        #expect(venue.ledger.requests.last?.refusal == "the session has ended")
        #expect(await client.cancel(2) == .canceled)
        #expect(venue.ledger.requests.count(where: \.isLogin) == 2)
        #expect(venue.orders(in: .canceled).count == 2)
    }

    @Test(arguments: LoginVenue.allCases)
    func aClientThatIsToldTheLengthRenewsInTime(_ kind: LoginVenue) async throws {
        let clock = VirtualClock()
        let time = ClockTime(clock: clock)
        let venue = try kind.simulated {
            $0.clock = clock
            $0.wallTime = time
            $0.sessionLife = .seconds(600)
        }
        let client = try kind.client(over: SimulatedTransport(to: venue), clock: clock, wallTime: time)
        for number in 0..<6 {
            #expect(await client.cancel(number) == .canceled)
            clock.advance(by: .seconds(200))
        }
        let requests = venue.ledger.requests
        #expect(requests.allSatisfy { $0.effect == ($0.isLogin ? .granted : .canceled) }, "\(requests)")
        #expect(requests.count(where: \.isLogin) == 2)
    }

    @Test(arguments: LoginVenue.allCases)
    func aLoginWithAWrongSecretGivesNothing(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated()
        let client = try kind.client(over: SimulatedTransport(to: venue), secret: "wrong")
        #expect(await client.cancel(1) == .notSent(.credentialsUnavailable))
        let requests = venue.ledger.requests
        #expect(requests.map(\.effect) == [.unauthenticated])
        #expect(requests.map(\.told) == ["rejected(authentication)"])
        #expect(requests.map(\.refusal) == [kind.refusal])
        #expect(venue.ledger.orders.isEmpty)
    }

    @Test func aTicketIsGoodForOneLogin() async throws {
        let venue = try LoginVenue.tamarack.simulated { $0.callsPerSession = 1 }
        let transport = RecordingTransport(to: venue)
        let client = try LoginVenue.tamarack.client(over: transport)
        for number in 0..<3 { #expect(await client.cancel(number) == .canceled) }
        // Who kept the first ticket, and who replays the last login, get nothing.
        let stale = try LoginVenue.tamarack.client(over: transport)
        #expect(await stale.cancel(9) == .notSent(.credentialsUnavailable))
        let logins = transport.requests.filter { $0.target.hasSuffix("/renew") }
        _ = venue.receive(try #require(logins.dropLast().last)).answer()
        let requests = venue.ledger.requests.filter(\.isLogin)
        #expect(requests.map(\.effect) == [.granted, .granted, .granted, .unauthenticated, .unauthenticated])
        #expect(requests.suffix(2).allSatisfy { $0.refusal == "'ticket' is none that is accepted" })
        // The holder of the newest goes on.
        #expect(await client.cancel(10) == .canceled)
    }

    @Test func oneUsersTicketTakesNoOthersPlace() throws {
        let venue = try LoginVenue.tamarack.simulated {
            $0.secrets["desk"] = nil
            $0.secrets["ticket"] = nil
        }
        for (desk, ticket, effect) in [
            ("1", "a", Ledger.Effect.granted), ("2", "b", .granted), ("1", "a", .unauthenticated),
            ("2", "b", .unauthenticated), ("3", "a", .granted),
        ] {
            let request = ReceivedRequest(
                method: "POST", target: "/oauth/renew",
                headers: HTTPHeaderFields(received: [("X-Tamarack-Desk", desk)]),
                body: Array("grant_type=ticket&ticket=\(ticket)".utf8))
            _ = venue.receive(request).answer()
            #expect(venue.ledger.requests.last?.effect == effect, "\(desk) \(ticket)")
        }
    }

    @Test(arguments: LoginVenue.allCases)
    func howeverManyCancelsWaitTheVenueSeesOneLogin(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated()
        let client = try kind.client(over: SimulatedTransport(to: venue))
        await withTaskGroup { group in
            for number in 0..<200 { group.addTask { #expect(await client.cancel(number) == .canceled) } }
        }
        let requests = venue.ledger.requests
        #expect(requests.count(where: \.isLogin) == 1)
        #expect(requests.count { $0.effect == .canceled } == 200)
        #expect(venue.orders(in: .canceled).count == 200)
    }

    @Test(arguments: LoginVenue.allCases)
    func noOtherByteOfALoginIsTaken(_ kind: LoginVenue) async throws {
        let transport = RecordingTransport(to: try kind.simulated())
        _ = await (try kind.client(over: transport)).cancel(1)
        let login = try #require(transport.requests.first)
        let venue = try kind.simulated()
        let changes = RequestChanges.all(of: login)
        #expect(changes.count > 30)
        for change in changes {
            _ = venue.receive(change.request).answer()
            let entry = try #require(venue.ledger.requests.last)
            switch entry.effect {
            case .unauthenticated?, .notRouted?: break
            // Fields without a secret: another name, or another constant.
            case .invalid? where !kind.isSigned: break
            default: Issue.record("\(change.place): \(String(describing: entry.effect))")
            }
        }
        _ = venue.receive(login).answer()
        #expect(venue.ledger.requests.last?.effect == .granted)
    }

    @Test(arguments: LoginVenue.allCases)
    func noOtherByteOfWhatWasGivenIsTaken(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated()
        let transport = RecordingTransport(to: venue)
        #expect(await (try kind.client(over: transport)).cancel(1) == .canceled)
        let cancel = try #require(transport.requests.last)
        let fields = ["authorization", "x-sequoia-session", "x-tamarack-sign"]
        let changes = RequestChanges.all(of: cancel).filter { change in
            fields.contains { change.place.lowercased().hasPrefix($0) }
        }
        #expect(changes.count > 60)
        for change in changes {
            _ = venue.receive(change.request).answer()
            #expect(venue.ledger.requests.last?.effect == .unauthenticated, "\(change.place)")
        }
        #expect(venue.ledger.requests.count { $0.effect == .canceled } == 1)
    }

    @Test(arguments: LoginVenue.allCases)
    func whatTheConductStatesIsAcceptedBesideWhatLoginsGive(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated { conduct in
            for name in kind.given { conduct.secrets[name] = "fixed-\(name)" }
            if kind == .tamarack { conduct.keys["sessionKey"] = LoginVenue.fixedKey }
        }
        let transport = SimulatedTransport(to: venue)
        #expect(await (try kind.client(over: transport)).cancel(1) == .canceled)
        let fixed = try kind.client(over: transport, credentials: { Secret($0 == "desk" ? "7" : "fixed-\($0)") })
        #expect(await fixed.cancel(2) == .canceled)
        let wrong = try kind.client(over: transport, credentials: { Secret($0 == "desk" ? "7" : "other-\($0)") })
        #expect(await wrong.cancel(3) == .rejected(.authentication))
        #expect(venue.orders(in: .canceled).count == 2)
    }

    @Test(arguments: LoginVenue.allCases)
    func anySecretIsAcceptedUntilALoginGivesOne(_ kind: LoginVenue) async throws {
        let venue = try SimulatedVenue(kind.spec)
        let transport = SimulatedTransport(to: venue)
        let guess = try kind.client(over: transport, credentials: { Secret("any-\($0)") })
        #expect(await guess.cancel(1) == .canceled)
        #expect(await (try kind.client(over: transport, secret: "whatever")).cancel(2) == .canceled)
        #expect(await guess.cancel(3) == .rejected(.authentication))
    }

    @Test(arguments: LoginVenue.allCases)
    func overSocketsEveryOrderIsCancelledOnce(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated { $0.callsPerSession = 4 }
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        let client = try kind.client(over: transport, at: server.address)
        await withTaskGroup { group in
            for number in 0..<4 { group.addTask { #expect(await client.cancel(number) == .canceled) } }
        }
        for number in 4..<10 { #expect(await client.cancel(number) == .canceled) }
        await transport.shutdown()
        await server.stop()
        let ledger = venue.ledger
        #expect(ledger.requests.count(where: \.isLogin) == 3)
        #expect(ledger.transitions.count { $0.to == .canceled } == 10)
        #expect(ledger.requests.count { $0.effect == .canceled } == 10)
    }

    @Test(arguments: LoginVenue.allCases)
    func noSecretStandsInTheLedger(_ kind: LoginVenue) async throws {
        let venue = try kind.simulated { $0.callsPerSession = 1 }
        let transport = RecordingTransport(to: venue)
        let client = try kind.client(over: transport)
        for number in 0..<3 { _ = await client.cancel(number) }
        _ = await (try kind.client(over: transport, secret: "wrong")).cancel(9)
        var text = "\(venue.ledger)"
        dump(venue.ledger, to: &text)
        let fields = transport.requests.flatMap(\.headers.fields).filter {
            ["authorization", "x-sequoia-session", "x-sequoia-sign", "x-tamarack-sign"].contains($0.name.lowercased())
        }
        #expect(fields.count > 3)
        for field in fields { #expect(!text.contains(field.value.split(separator: " ").last ?? "")) }
        for secret in LoginVenue.secrets { #expect(!text.contains(secret)) }
    }

    @Test func theLengthThatASpecStatesHolds() throws {
        var spec = LoginVenue.tamarack.spec
        spec.logins[0].login?.expiry = .after(.seconds(60))
        let clock = VirtualClock()
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(clock: clock))
        let login = ReceivedRequest(
            method: "POST", target: "/oauth/renew", headers: HTTPHeaderFields(received: [("X-Tamarack-Desk", "7")]),
            body: Array("grant_type=ticket&ticket=a".utf8))
        let grant = try JSONValue(jsonBytes: venue.receive(login).answer().response.body)
        let token = try #require(grant["session"]?["token"]?.scalarText)
        let cancel = ReceivedRequest(
            method: "DELETE", target: "/orders/t1",
            headers: HTTPHeaderFields(received: [
                ("X-Tamarack-Desk", "7"), ("Authorization", "Bearer \(token)"), ("X-Tamarack-Sign", "unchecked"),
            ]))
        for (step, effect) in [(59, Ledger.Effect.canceled), (1, .unauthenticated)] {
            clock.advance(by: .seconds(step))
            _ = venue.receive(cancel).answer()
            #expect(venue.ledger.requests.last?.effect == effect)
        }
    }

    @Test func aLoginThatNeedsAnotherCarriesOnWhatThatGave() throws {
        let venue = try SimulatedVenue(spec: Self.twoSteps)
        func ask(_ line: String, _ fields: [(String, String)]) -> HTTPResponse {
            let words = line.split(separator: " ").map(String.init)
            return venue.receive(
                ReceivedRequest(method: words[0], target: words[1], headers: HTTPHeaderFields(received: fields))
            ).answer().response
        }
        func secret(_ name: String, _ response: HTTPResponse) throws -> String {
            try #require(try JSONValue(jsonBytes: response.body)[name]?.scalarText)
        }
        let first = ask("POST /logon", [("X-Code", "1")])
        let device = try secret("device", first)
        #expect(ask("POST /renew", [("X-Device", "another"), ("X-Pin", "1")]).status == 401)
        let session = try secret("session", ask("POST /renew", [("X-Device", device), ("X-Pin", "1")]))
        #expect(try session != secret("session", first))
        #expect(ask("DELETE /orders/1", [("X-Device", device), ("X-Session", "another")]).status == 401)
        #expect(ask("DELETE /orders/1", [("X-Device", "another"), ("X-Session", session)]).status == 401)
        #expect(ask("DELETE /orders/1", [("X-Device", device), ("X-Session", session)]).status == 200)
        #expect(venue.orders(in: .canceled).count == 1)
    }

    /// A venue whose second login takes what the first one gives.
    private static let twoSteps = """
        format: 1
        venue: Wicket
        docs: { read: 2026-11-20, digest: sha256:\(String(repeating: "0a", count: 32)) }
        servers: { production: https://api.wicket.example }
        security:
          device: { type: header, header: X-Device }
          session: { type: header, header: X-Session }
        types:
          Done: { properties: { done: boolean } }
          Given: { properties: { device: { type: string, required: false }, session: string } }
        operations:
          cancelOrder:
            parameters: { orderId: string }
            identity: [orderId]
            repeatable: safe
            http: { request: 'DELETE /orders/{orderId}' }
            responses: { 200: Done }
            outcomes: [{ status: 200, then: canceled }]
            examples:
              - name: one
                input: { orderId: '7' }
                request: { line: DELETE /orders/7, headers: { X-Device: <device>, X-Session: <session> } }
                replies: [{ name: done, status: 200, body: '{"done":true}', outcome: canceled }]
        logins:
          logon:
            security: { code: { type: header, header: X-Code } }
            http: { request: POST /logon }
            responses: { 200: Given }
            gives: { device: device, session: session }
            outcomes: [{ status: 200, then: granted }]
            examples:
              - name: one
                request: { line: POST /logon, headers: { X-Code: <code> } }
                replies:
                  - { name: given, status: 200, body: '{"device":"<device>","session":"<session>"}', outcome: granted }
          renew:
            security: { pin: { type: header, header: X-Pin } }
            http: { request: POST /renew }
            responses: { 200: Given }
            gives: { session: session }
            outcomes: [{ status: 200, then: granted }]
            examples:
              - name: one
                request: { line: POST /renew, headers: { X-Device: <device>, X-Pin: <pin> } }
                replies: [{ name: given, status: 200, body: '{"session":"<session>"}', outcome: granted }]
        """

    @Test func aLoginThatNoReplyGrantsCannotBeServed() throws {
        var spec = LoginVenue.sequoia.spec
        spec.logins[0].examples = []
        let error = #expect(throws: UnsuitableSpec.self) { try SimulatedVenue(spec) }
        #expect(error == .noGrant(venue: "Sequoia", login: "logon"))
    }
}

/// The time of day by a clock of a test.
private struct ClockTime: WallTime {
    let clock: VirtualClock
    private let start: ContinuousClock.Instant

    init(clock: VirtualClock) { (self.clock, start) = (clock, clock.now) }

    var nanosecondsSinceEpoch: Int64 {
        1_700_000_000_000_000_000 + Int64(start.duration(to: clock.now) / .nanoseconds(1))
    }
}
