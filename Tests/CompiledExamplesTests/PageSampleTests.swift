import CompiledExamples
import TestScheduling
import Testing
import VenueRuntime
import VenueSpec

@Suite(
    "The samples of the vendors' pages are among the examples, byte for byte, and the clients make and read them",
    .bounded)
struct PageSampleTests {
    /// A sample of a request: what a page shows for an input.
    struct Request: CustomTestStringConvertible {
        let venue: String
        let input: String
        let line: String
        let headers: [String]
        var body: String?
        var testDescription: String { "\(venue) \(line)" }
    }

    /// A sample of a reply: what a page shows, with what it means.
    struct Reply: CustomTestStringConvertible {
        let venue: String
        let status: Int
        let body: String
        let outcome: String
        var testDescription: String { "\(venue) \(status) \(outcome)" }
    }

    /// The requests the five pages print.
    static let requests = [
        Request(
            venue: "CrossTrade", input: #"{"account":"Sim101","orderId":"ce0a8e5002ea463e856eb6384f5cee7e"}"#,
            line: "POST /v1/api/accounts/Sim101/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel",
            headers: ["Authorization: Bearer <token>", "Content-Type: application/json"], body: "{}"),
        Request(
            venue: "B2Trader", input: #"{"accountId":"1001","orderId":"01K2PF9XS29WN4JZRHMCTTQYJB"}"#,
            line: "DELETE /frontoffice/api/v3/orders/01K2PF9XS29WN4JZRHMCTTQYJB",
            headers: ["Authorization: Bearer <token>", "accountId: 1001", "Accept: */*"]),
    ]

    /// Requests of venues whose page prints none: what its tables and the vendors' other pages make of an input.
    static let derivedRequests = [
        Request(
            venue: "BitGo",
            input: """
                {"accountId":"60e740e7898f7d00064d43769a73dc48","orderId":"67fd640c-cb6c-4218-80ae-49e79ec15646"}
                """,
            line: """
                PUT /api/prime/trading/v1/accounts/60e740e7898f7d00064d43769a73dc48/orders/\
                67fd640c-cb6c-4218-80ae-49e79ec15646/cancel
                """,
            headers: ["Authorization: Bearer <token>"]),
        Request(
            venue: "AlphaPoint", input: #"{"OMSId":1,"OrderId":9007199254740993}"#, line: "POST /AP/CancelOrder",
            headers: ["aptoken: <sessionToken>", "Content-Type: application/json"],
            body: #"{"OMSId":1,"OrderId":9007199254740993}"#),
        Request(
            venue: "Aries",
            input: """
                {"origClOrdId":"ORDER-20260115-001","accountId":"TEST-ACCOUNT-001","symbol":"AAPL","side":"BUY",\
                "securityType":"CS"}
                """,
            line: "POST /v1/orders/cancel",
            headers: ["Authorization: Bearer <accessToken>", "Content-Type: application/json"],
            body: """
                {"origClOrdId":"ORDER-20260115-001","accountId":"TEST-ACCOUNT-001","symbol":"AAPL","side":"BUY",\
                "securityType":"CS"}
                """),
    ]

    /// The replies the five pages print.
    static let replies = [
        Reply(
            venue: "CrossTrade", status: 200,
            body: """
                {
                "orderId": "ce0a8e5002ea463e856eb6384f5cee7e",
                "success": true
                }
                """, outcome: "pendingCancel"),
        Reply(
            venue: "CrossTrade", status: 400,
            body: """
                {
                "error": "Order linked to 'ce0a8e5002ea463e856eb6384f5cee7e' not found or already terminal."
                }
                """, outcome: "gone"),
        Reply(
            venue: "CrossTrade", status: 400,
            body: """
                {
                "error": "Invalid request"
                }
                """, outcome: "rejected(invalidRequest)"),
        Reply(
            venue: "B2Trader", status: 200,
            body: """
                {
                "order": {
                "marketId": "spot.eth_usdt",
                "marketDisplayName": "SPOT ETH/USDT",
                "orderId": "01K2PF9XS29WN4JZRHMCTTQYJB",
                "orderType": "Limit",
                "side": "Buy",
                "status": "Cancelled",
                "source": "Manual",
                "timeInForce": "Gtc",
                "commission": "0",
                "requestedAmount": "0.1",
                "remainingAmount": "0.1",
                "requestedPrice": "4450",
                "executionPrice": "0",
                "createdAt": "2025-08-15T08:59:51.97Z",
                "updatedAt": "2025-08-15T09:00:06.2791048Z",
                "rejectDetails": "",
                "cancellationDate": null,
                "fillFactor": "0"
                }
                }
                """, outcome: "canceled"),
    ]

    /// Replies put together from values a page prints one by one, and those other pages and clients show.
    static let derivedReplies = [
        Reply(
            venue: "Aries", status: 200,
            body: """
                {"success":true,"clOrdId":"ORDER-123456","origClOrdId":"ORDER-123456","status":"CANCELED"}
                """, outcome: "canceled"),
        Reply(
            venue: "Aries", status: 200,
            body: """
                {"success":true,"clOrdId":"ORDER-20260115-002","origClOrdId":"ORDER-20260115-001","status":"CANCELED",\
                "text":"Cancel request processed"}
                """, outcome: "canceled"),
        Reply(venue: "BitGo", status: 200, body: "{}", outcome: "pendingCancel"),
        Reply(
            venue: "AlphaPoint", status: 200,
            body: #"{"result":false,"errormsg":"Resource Not Found","errorcode":104,"detail":null}"#, outcome: "gone"),
        Reply(venue: "AlphaPoint", status: 200, body: "TOO MANY REQUESTS", outcome: "throttled(unknown)"),
    ]

    @Test("the request of the sample is made and recorded", arguments: requests + derivedRequests)
    func request(_ sample: Request) throws {
        let tested = try #require(TestedOperation.documented.first { $0.venue.name.text == sample.venue })
        let made = try ExampleRun.request(inputJSON: sample.input, with: tested.client)
        #expect(made.line == sample.line)
        #expect(made.headers == sample.headers)
        #expect(made.body == sample.body)
        let example = try #require(tested.operation.examples.first { $0.inputJSON == sample.input })
        var recorded = CompiledRequest(example)
        recorded.frame = nil
        #expect(made.differences(from: recorded) == [])
    }

    @Test("the reply of the sample is read and recorded", arguments: replies + derivedReplies)
    func reply(_ sample: Reply) throws {
        let tested = try #require(TestedOperation.documented.first { $0.venue.name.text == sample.venue })
        let example = try #require(
            tested.operation.examples.first { example in
                example.replies.contains { $0.status == sample.status && $0.body == Array(sample.body.utf8) }
            })
        let judge = try ExampleRun.judge(inputJSON: example.inputJSON, with: tested.client)
        let judgement = judge(HTTPResponse(status: sample.status, body: Array(sample.body.utf8)))
        #expect(judgement.outcome == sample.outcome)
        #expect(judgement.fits)
    }

    @Test func theFrameOfTheSampleIsMadeButForItsWhiteSpace() throws {
        let sample = """
            {
            "action": "rpc",
            "id": "my-request-id",
            "api": "Cancel",
            "args": {
            "account": "Sim101",
            "orderId": "492281fc515e431692da57d957cfebb6"
            }
            }
            """
        let tested = try #require(TestedOperation.documented.first { $0.venue.name.text == "CrossTrade" })
        let example = try #require(tested.operation.examples.first { $0.frame?.id == "my-request-id" })
        let made = try ExampleRun.request(inputJSON: example.inputJSON, frameID: "my-request-id", with: tested.client)
        let compact = try JSONValue(jsonBytes: Array(sample.utf8)).description
        #expect(made.frame == compact)
        #expect(example.frame?.text == compact)
    }

    @Test func theFrameOfTheOperatorsIsMade() throws {
        let sample = #"{"m":0,"i":2,"n":"CancelOrder","o":"{\"OMSId\":1,\"OrderId\":9007199254740993}"}"#
        let tested = try #require(TestedOperation.documented.first { $0.venue.name.text == "AlphaPoint" })
        let input = #"{"OMSId":1,"OrderId":9007199254740993}"#
        #expect(try ExampleRun.request(inputJSON: input, frameID: "2", with: tested.client).frame == sample)
        #expect(tested.operation.examples.contains { $0.inputJSON == input && $0.frame?.text == sample })
    }
}
