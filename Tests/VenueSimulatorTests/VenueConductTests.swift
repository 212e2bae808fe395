import TestScheduling
import Testing
import VenueClients
import VenueRuntime
import VenueSimulator
import VenueSpec

/// What a venue knows and says: credentials, limits, orders and their states.
@Suite(.bounded) struct VenueConductTests {
    @Test(arguments: [
        "AlphaPoint": "unknown(undocumented)", "Aries": "rejected(authentication)",
        "B2Trader": "rejected(authentication)", "BitGo": "rejected(authentication)",
        "CrossTrade": "unknown(undocumented)",
    ])
    func aWrongSecretIsRefusedAsDocumented(_ name: String, _ word: String) async throws {
        let spec = try Venues.named(name)
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets))
        let transport = SimulatedTransport(to: venue)
        let wrong = spec.secrets.mapValues { $0 + "x" }
        let call = try await Call.cancel(spec, input: spec.input(), over: transport, secrets: wrong)
        #expect(call.outcome.word == word)
        #expect(venue.ledger.requests.map(\.effect) == [.unauthenticated])
        #expect(venue.orders(in: .canceled).isEmpty)
    }

    @Test func theDocumentedBurstIsTakenAndNoMore() async throws {
        let spec = try Venues.named("CrossTrade")
        let venue = try SimulatedVenue(spec)
        let transport = SimulatedTransport(to: venue)
        var words: [String] = []
        for number in 1...25 {
            words.append(try await Call.cancel(spec, input: spec.input(number), over: transport).outcome.word)
        }
        #expect(words.prefix(20).allSatisfy { $0 == "pendingCancel" })
        #expect(words.suffix(5).contains("throttled(unknown)"))
        let throttled = venue.ledger.requests.filter { $0.effect == .throttled }
        #expect(throttled.count == words.count { $0 == "throttled(unknown)" })
        #expect(venue.orders(in: .canceled).count == 25 - throttled.count)
    }

    @Test func twoWaysToNameAnOrderLeadToOneOrder() async throws {
        let spec = try Venues.named("AlphaPoint")
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(opensUnknownOrders: false))
        let byOrder = OrderKey(["OMSId": "1", "OrderId": "6562"])
        let byClient = OrderKey(["OMSId": "1", "AccountId": "4", "ClOrderId": "99"])
        venue.place(byOrder, byClient)
        let transport = SimulatedTransport(to: venue)
        let first = try await Call.cancel(
            spec, input: Array(#"{"OMSId":1,"AccountId":4,"ClOrderId":99}"#.utf8), over: transport)
        let second = try await Call.cancel(spec, input: Array(#"{"OMSId":1,"OrderId":6562}"#.utf8), over: transport)
        let third = try await Call.cancel(spec, input: Array(#"{"OMSId":1,"OrderId":7}"#.utf8), over: transport)
        #expect([first, second, third].map(\.outcome) == [.pendingCancel, .gone, .gone])
        #expect(venue.ledger.requests.map(\.effect) == [.canceled, .tooLate(.canceled), .unknownOrder])
        #expect(venue.state(of: byOrder) == .canceled)
    }

    @Test(arguments: [
        (SimulatedOrderState.filled, "tooLate(filled)"), (.expired, "tooLate(expired)"), (.canceled, "canceled"),
    ])
    func anEndedOrderIsReportedAsItEnded(_ state: SimulatedOrderState, _ word: String) async throws {
        let spec = try Venues.named("B2Trader")
        let venue = try SimulatedVenue(spec)
        venue.place(OrderKey(["accountId": "1001", "orderId": "A1"]), state: state)
        let input = Array(#"{"accountId":"1001","orderId":"A1"}"#.utf8)
        let call = try await Call.cancel(spec, input: input, over: SimulatedTransport(to: venue))
        #expect(call.outcome.word == word)
    }

    @Test(arguments: [SimulatedOrderState.canceled, .filled, .expired])
    func aVenueWithoutAReplyForEndedOrdersRefusesThemByTheirState(_ state: SimulatedOrderState) throws {
        let spec = try Venues.named("BitGo")
        let venue = try SimulatedVenue(spec)
        let line = try #require(
            spec.operations.first?.examples.first?.request.line.split(separator: " ").map(String.init))
        var headers = HTTPHeaderFields()
        headers.append(name: "Authorization", value: "Bearer any")
        let request = ReceivedRequest(method: line[0], target: line[1], headers: headers)
        #expect(venue.receive(request).answer().response.status == 200)
        if state != .canceled { venue.place(try #require(venue.orders(in: .canceled).first), state: state) }
        let response = venue.receive(request).answer().response
        #expect(response.status == 422)
        #expect(String(decoding: response.body, as: UTF8.self).contains("OrderNotCancelable"))
    }

    @Test func repliesTellOfTheOrdersThatWereFilledInPart() async throws {
        let venue = try SimulatedVenue(Venues.named("B2Trader"), conduct: VenueConduct(partlyFilled: 0.4))
        let client = try VenueClient<B2Trader.CancelOrder>(
            server: .init(BaseURL("http://127.0.0.1:1")), credentials: .bearer(Secret("any-secret")),
            transport: SimulatedTransport(to: venue))
        var partly = 0
        for number in 1...40 {
            let order = OrderKey(["accountId": "1001", "orderId": "A\(number)"])
            let report = await client.cancel(accountID: "1001", orderID: "A\(number)")
            let truth = try #require(venue.order(order))
            partly += truth.isPartlyFilled ? 1 : 0
            #expect(report.outcome == .canceled)
            #expect(report.quantities?.ordered == truth.ordered)
            #expect(report.quantities?.filled?.isEqualInValue(to: truth.filled) == true)
        }
        #expect((1..<40).contains(partly))
        await client.shutdown()
    }

    @Test func aPendingCancelEndsAsTheMarketDecides() async throws {
        let spec = try Venues.named("CrossTrade")
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(settlement: .later))
        let transport = SimulatedTransport(to: venue)
        #expect(try await Call.cancel(spec, input: spec.input(), over: transport).outcome == .pendingCancel)
        let order = try #require(venue.orders(in: .pendingCancel).first)
        #expect(try await Call.cancel(spec, input: spec.input(), over: transport).outcome == .pendingCancel)
        venue.settle(order, as: .filled)
        #expect(try await Call.cancel(spec, input: spec.input(), over: transport).outcome == .gone)
        venue.settle(order, as: .canceled)
        #expect(venue.state(of: order) == .filled)
    }

    @Test func theReplyNamesTheOrderThatWasAskedFor() throws {
        let spec = try Venues.named("CrossTrade")
        let venue = try SimulatedVenue(spec)
        let order = String(repeating: "0a", count: 16)
        var headers = HTTPHeaderFields()
        headers.append(name: "authorization", value: "bearer any")
        let request = ReceivedRequest(
            method: "POST", target: "/v1/api/accounts/Sim%20101/orders/\(order)/cancel", headers: headers,
            body: Array("{}".utf8))
        let replies = [venue.receive(request).answer(), venue.receive(request).answer()].map(\.response.body)
        #expect(String(decoding: replies[0], as: UTF8.self) == #"{"orderId":"\#(order)","success":true}"#)
        #expect(String(decoding: replies[1], as: UTF8.self).contains("'\(order)' not found or already terminal"))
    }

    @Test(arguments: [
        ("POST", "/v1/api/accounts/a/orders/none/cancel", "{}"),
        ("POST", "/v1/api/accounts/a/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel", "[]"),
        ("POST", "/v1/api/accounts/a/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel", "{"),
        ("POST", "/v1/api/accounts/%zz/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel", "{}"),
        ("POST", "/v1/api/accounts//orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel", "{}"),
    ])
    func aRequestOutsideTheDocumentationCancelsNothing(_ method: String, _ target: String, _ body: String) throws {
        let venue = try SimulatedVenue(Venues.named("CrossTrade"))
        var headers = HTTPHeaderFields()
        headers.append(name: "Authorization", value: "Bearer any")
        let request = ReceivedRequest(method: method, target: target, headers: headers, body: Array(body.utf8))
        let answer = venue.receive(request).answer()
        #expect(answer.response.status == 400)
        guard case .invalid? = venue.ledger.requests.first?.effect else {
            Issue.record("\(String(describing: venue.ledger.requests.first?.effect))")
            return
        }
        #expect(venue.orders(in: .canceled).isEmpty)
    }

    @Test func otherPathsAndMethodsAreNotFound() throws {
        let venue = try SimulatedVenue(Venues.named("CrossTrade"))
        for (method, target) in [("GET", "/v1/api/accounts/a/orders/b/cancel"), ("POST", "/"), ("POST", "*")] {
            #expect(venue.receive(ReceivedRequest(method: method, target: target)).answer().response.status == 404)
        }
        #expect(venue.ledger.requests.allSatisfy { $0.effect == .notRouted && $0.order == nil })
    }
}
