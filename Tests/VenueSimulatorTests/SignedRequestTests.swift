import FixtureClients
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// A venue with keys carries out what is signed as its spec says, and nothing else.
@Suite(.bounded) struct SignedRequestTests {
    /// A clock that is so far from the system's.
    private struct ShiftedTime: WallTime {
        var minutes: Int64 = 0
        var seconds: Int64 = 0
        var nanosecondsSinceEpoch: Int64 {
            SystemWallTime().nanosecondsSinceEpoch + (minutes * 60 + seconds) * 1_000_000_000
        }
    }

    @Test(arguments: SignedVenue.names)
    func whatIsSignedIsCarriedOut(_ name: String) async throws {
        let signed = try SignedVenue(name)
        let venue = try signed.simulated()
        let client = try signed.client(over: SimulatedTransport(to: venue))
        let inputs = try signed.inputs()
        for input in inputs {
            let report = await client.cancel(json: input)
            #expect(report.outcome.word == venue.ledger.requests.last?.told, "\(input): \(report)")
        }
        // Two examples of a venue may cancel one order.
        let requests = venue.ledger.requests
        #expect(requests.count == inputs.count)
        #expect(requests.allSatisfy { $0.refusal == nil && [.canceled, .tooLate(.canceled)].contains($0.effect) })
        #expect(Set(venue.orders(in: .canceled)) == Set(requests.compactMap(\.order)))
        await client.shutdown()
    }

    @Test(arguments: SignedVenue.names)
    func anotherKeyIsRefusedAsMissingCredentialsAre(_ name: String) async throws {
        let signed = try SignedVenue(name)
        let venue = try signed.simulated()
        let client = try signed.client(over: SimulatedTransport(to: venue), keys: signed.otherKeys)
        for input in try signed.inputs() {
            #expect(await client.cancel(json: input).outcome == .rejected(.authentication))
            let request = try #require(venue.ledger.requests.last)
            #expect(request.effect == .unauthenticated)
            #expect(request.refusal?.hasSuffix("is not what the request gives") == true, "\(request)")
        }
        #expect(venue.ledger.orders.isEmpty)
        await client.shutdown()
    }

    @Test(arguments: SignedVenue.names)
    func aRequestThatComesAgainIsTakenOnceWhereItHasANumber(_ name: String) async throws {
        let signed = try SignedVenue(name)
        let venue = try signed.simulated()
        let transport = RecordingTransport(to: venue)
        let client = try signed.client(over: transport)
        _ = await client.cancel(json: try #require(try signed.inputs().first))
        let request = try #require(transport.requests.first)
        #expect(venue.ledger.requests.map(\.effect) == [.canceled])
        let status = venue.receive(request).answer().response.status
        let again = try #require(venue.ledger.requests.last)
        if SignedVenue.numbered.contains(name) {
            #expect(status == 401)
            #expect(again.effect == .unauthenticated)
            #expect(again.refusal?.hasSuffix("came before") == true, "\(again)")
        } else {
            // Nothing in it tells it from a second cancel of a client that signs twice in one moment.
            #expect(again.effect == .tooLate(.canceled))
        }
        await client.shutdown()
    }

    @Test(arguments: SignedVenue.timed, [-10, 10])
    func aTimeFarFromTheVenuesIsRefused(_ name: String, _ minutes: Int64) async throws {
        let signed = try SignedVenue(name)
        let venue = try signed.simulated()
        let client = try signed.client(over: SimulatedTransport(to: venue), wallTime: ShiftedTime(minutes: minutes))
        let report = await client.cancel(json: try #require(try signed.inputs().first))
        #expect(report.outcome == .rejected(.authentication), "\(report)")
        let request = try #require(venue.ledger.requests.first)
        #expect(request.effect == .unauthenticated)
        #expect(request.refusal?.hasSuffix("is too far from the venue's time") == true, "\(request)")
        #expect(venue.ledger.orders.isEmpty)
        await client.shutdown()
    }

    @Test(arguments: [("Birch", 30), ("Ginkgo", 5)], [1, -1])
    func aSpecSaysHowFarATimeMayBe(_ row: (name: String, window: Int64), _ sign: Int64) async throws {
        let signed = try SignedVenue(row.name)
        let venue = try signed.simulated()
        for (seconds, effect) in [(row.window - 3, Ledger.Effect.canceled), (row.window + 3, .unauthenticated)] {
            let client = try signed.client(
                over: SimulatedTransport(to: venue), wallTime: ShiftedTime(seconds: sign * seconds))
            _ = await client.cancel(json: try #require(try signed.inputs().first))
            #expect(venue.ledger.requests.last?.effect == effect, "\(row.name) \(sign * seconds)")
            await client.shutdown()
        }
    }

    @Test(arguments: SignedVenue.timed)
    func howFarATimeMayBeIsUpToTheConduct(_ name: String) async throws {
        let signed = try SignedVenue(name)
        let conduct = VenueConduct(
            keys: signed.keys, cryptography: SystemCryptography(), clockTolerance: .seconds(700),
            wallTime: ShiftedTime(minutes: 1))
        let venue = try SimulatedVenue(signed.spec, conduct: conduct)
        let client = try signed.client(over: SimulatedTransport(to: venue), wallTime: ShiftedTime(minutes: -10))
        _ = await client.cancel(json: try #require(try signed.inputs().first))
        #expect(venue.ledger.requests.map(\.effect) == [.canceled])
        await client.shutdown()
    }

    @Test(arguments: SignedVenue.names)
    func noOtherByteOfPathQueryHeaderOrBodyIsTaken(_ name: String) async throws {
        let signed = try SignedVenue(name)
        let transport = RecordingTransport(to: try signed.simulated())
        let client = try signed.client(over: transport)
        for input in try signed.inputs() { _ = await client.cancel(json: input) }
        await client.shutdown()
        for request in transport.requests {
            let venue = try signed.simulated()
            let changes = RequestChanges.all(of: request)
            #expect(changes.count > 30)
            for (_, change) in changes { _ = venue.receive(change).answer() }
            let ledger = venue.ledger
            #expect(ledger.requests.count == changes.count)
            for (entry, change) in zip(ledger.requests, changes) {
                #expect([.unauthenticated, .notRouted].contains(entry.effect), "\(change.place)")
            }
            #expect(ledger.orders.isEmpty)
            // The request itself is still good: what was refused used up no number.
            _ = venue.receive(request).answer()
            #expect(venue.ledger.requests.last?.effect == .canceled)
        }
    }

    @Test(arguments: ["/v1/orders/other", "/v1/orders/L-1?x=1"])
    func aTokenForAnotherRequestIsRefused(_ target: String) async throws {
        let signed = try SignedVenue("Larch")
        let venue = try signed.simulated()
        let transport = RecordingTransport(to: venue)
        let client = try signed.client(over: transport)
        _ = await client.cancel(json: .object([.init("orderId", .string("L-1"))]))
        await client.shutdown()
        var request = try #require(transport.requests.first)
        request.target = target
        let other = try signed.simulated()
        _ = other.receive(request).answer()
        // The query is no part of what Larch signs.
        #expect(other.ledger.requests.map(\.effect) == [target.contains("?") ? .canceled : .unauthenticated])
        request.headers = HTTPHeaderFields(
            received: request.headers.fields.map { ($0.name, $0.name == "Host" ? "elsewhere.example" : $0.value) })
        _ = other.receive(request).answer()
        #expect(other.ledger.requests.last?.refusal == "'claims' is not what the request gives")
    }

    @Test(arguments: ["Birch", "Ginkgo"])
    func readsAreCheckedAsCancelsAre(_ name: String) async throws {
        let signed = try SignedVenue(name)
        let venue = try signed.simulated()
        let input = try #require(try signed.inputs().first)
        let client = try signed.client(over: SimulatedTransport(to: venue))
        #expect(await client.orderState(json: input, deadline: nil).state == .working)
        let report = await client.cancel(json: input, deadline: nil, confirm: .within(.seconds(20)))
        #expect(report.outcome == .canceled, "\(report)")
        #expect(await client.orderState(json: input, deadline: nil).state == .canceled)
        await client.shutdown()
        let wrong = try signed.client(over: SimulatedTransport(to: venue), keys: signed.otherKeys)
        _ = await wrong.orderState(json: input, deadline: nil)
        await wrong.shutdown()
        let reads = venue.ledger.requests.filter(\.isRead)
        #expect(reads.map(\.effect) == [.read, .read, .unauthenticated])
        #expect(reads.last?.refusal == "'signature' is not what the request gives")
    }

    @Test func anotherEncodingIsJudgedByTheBytesThatCame() async throws {
        let signed = try SignedVenue("Ginkgo")
        let venue = try signed.simulated()
        let now = SystemWallTime().nanosecondsSinceEpoch / 1_000_000
        // Not as a client of this package encodes it, in another order, and with a field nobody declared.
        let query = "orderId=%38+8&timestamp=\(now)&symbol=L%2f%c3%a9&window=5000&extra=1"
        let key = try SystemCryptography().key(Array((signed.keys["apiSecret"] ?? "").utf8), for: .hmac(.sha256))
        let digits = try key.signature(of: Array(query.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        var headers = HTTPHeaderFields()
        headers.append(name: "Ginkgo-Key", value: signed.secrets["apiKey"] ?? "")
        let target = "/v1/order?\(query)&signature=\(digits.joined())"
        for (target, effect) in [
            (target.replacing("%2f", with: "%2F"), Ledger.Effect.unauthenticated),
            (target + "&extra=2", .unauthenticated), (target, .canceled),
        ] {
            _ = venue.receive(ReceivedRequest(method: "DELETE", target: target, headers: headers)).answer()
            #expect(venue.ledger.requests.last?.effect == effect, "\(target)")
        }
        #expect(venue.state(of: OrderKey(["symbol": "L/é", "orderId": "8 8"])) == .canceled)
    }

    @Test func withoutKeysNothingIsChecked() async throws {
        let signed = try SignedVenue("Birch")
        let venue = try SimulatedVenue(signed.spec)
        let client = try signed.client(
            over: SimulatedTransport(to: venue), keys: signed.otherKeys, wallTime: ShiftedTime(minutes: -600))
        _ = await client.cancel(json: try #require(try signed.inputs().first))
        await client.shutdown()
        #expect(venue.ledger.requests.map(\.effect) == [.canceled])
    }

    @Test func aKeyThatCannotCheckIsNamed() throws {
        let signed = try SignedVenue("Cedar")
        for (keys, cryptography, reason) in [
            (["apiSecrt": "x"], SystemCryptography(), "the spec has no key of this name"),
            (
                ["apiSecret": "?"], SystemCryptography(),
                "this is no key of the encoding and length that the spec states"
            ),
            (signed.keys, nil, "there is no cryptography to check signatures with"),
        ] {
            let error = #expect(throws: UnsuitableSpec.self) {
                try SimulatedVenue(signed.spec, conduct: VenueConduct(keys: keys, cryptography: cryptography))
            }
            #expect(error?.description == "Cedar, key '\(keys.keys.first ?? "")': \(reason)")
        }
    }
}
