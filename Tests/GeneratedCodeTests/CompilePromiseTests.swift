import TestScheduling
import Testing

@Suite("What must not happen does not compile", .bounded)
struct CompilePromiseTests {
    @Test func aWrongCombinationOfIdentifiersDoesNotCompile() throws {
        try Promise(
            """
            import VenueClients

            typealias Input = AlphaPoint.CancelOrder.Input

            let inputs = [
                Input(omsID: 1, identity: .byOrderID(orderID: 2)),
                Input(omsID: 1, identity: .byClientOrderID(accountID: 4, clOrderID: 99)),
                Input(omsID: 1), //! missing argument for parameter 'identity'
                Input(omsID: 1, identity: .byClientOrderID(clOrderID: 99)), //! missing argument for parameter 'accountID'
                Input(omsID: 1, identity: .byOrderID(orderID: 2, accountID: 4)), //! extra argument 'accountID'
                Input(identity: .byOrderID(orderID: 2)), //! missing argument for parameter 'omsID'
            ]
            """
        ).expectKept()
    }

    @Test func aWrongConditionalGroupDoesNotCompile() throws {
        try Promise(
            """
            import VenueClients
            import VenueRuntime

            func input(_ type: Aries.CancelOrder.SecurityType) {}

            func inputs(strike: ExactDecimal) {
                input(.cs)
                input(.opt(putCall: .call, strikePrice: strike, maturity: "2025-01-17"))
                input(.opt) //! is a function that produces expected type
                input(.opt(putCall: .call, maturity: "2025-01-17")) //! missing argument for parameter 'strikePrice'
                input(.cs(putCall: .call)) //! has no associated values
                input(.opt(putCall: "CALL", strikePrice: strike, maturity: "2025-01-17")) //! cannot convert value
            }
            """
        ).expectKept()
    }

    @Test func anAcknowledgementCannotBeUsedAsCancelled() throws {
        try Promise(
            """
            import VenueClients
            import VenueRuntime

            func isFinal(_ outcome: CancelOutcome) -> Bool {
                if case .canceled = outcome { return true }
                if case .pendingCancel = outcome { return false }
                if outcome.isCanceled { return true } //! has no member 'isCanceled'
                if outcome { return true } //! cannot convert value of type 'CancelOutcome'
                if case .pendingCancel(let canceled) = outcome { return canceled } //! does not match enum case
                return outcome == .canceled
            }

            func outcome(of reply: CrossTrade.CancelReply) -> CancelOutcome {
                if reply.orderID.isEmpty { return reply.success } //! cannot convert return expression of type 'Bool'
                if reply.orderID.isEmpty { return CancelOutcome(reply.success) } //! cannot be constructed
                return .pendingCancel
            }

            func everyOutcomeMustBeThoughtOf(_ outcome: CancelOutcome) -> Int {
                switch outcome {
                case .canceled: 1
                case .pendingCancel: 2
                case .tooLate, .unknownOrder, .gone, .alreadyPending, .rejected, .throttled, .notSent, .unknown: 3
                }
            }

            func oneOutcomeIsNotAll(_ outcome: CancelOutcome) {
                switch outcome { case .canceled: return } //! switch must be exhaustive
            }
            """
        ).expectKept()
    }

    @Test func aRequestWithoutCredentialsCannotBeSent() throws {
        try Promise(
            """
            import VenueClients
            import VenueRuntime

            func send(
                _ input: CrossTrade.CancelOrder.Input, _ credentials: CrossTrade.Credentials, to server: BaseURL,
                over transport: any Transport
            ) async throws {
                let prepared = try CrossTrade.CancelOrder.prepare(input)
                let authorized = try prepared.authorized(by: credentials)
                _ = await transport.send(authorized, to: server, deadline: .now) { _ in }
                _ = await transport.send(prepared, to: server, deadline: .now) { _ in } //! cannot convert value of type
                _ = AuthorizedRequest(request: prepared, credentials: []) //! inaccessible
            }
            """
        ).expectKept()
    }

    @Test func aSecretCannotBeUsedAsText() throws {
        try Promise(
            """
            import VenueClients
            import VenueRuntime

            func show(_ secret: Secret) -> String {
                _ = CrossTrade.Credentials(token: secret)
                _ = CrossTrade.Credentials(token: "plain text") //! cannot convert value of type 'String'
                if secret == Secret("") { return secret } //! cannot convert return expression of type 'Secret'
                return secret.expose()
            }
            """
        ).expectKept()
    }

    @Test func forgettingTheHostOfAVenueWithoutACommonOneDoesNotCompile() throws {
        try Promise(
            """
            import VenueClients
            import VenueRuntime

            func clients(_ host: HostName, _ token: Secret, _ transport: any Transport) throws {
                _ = try CrossTrade.Client(server: .production, credentials: .bearer(token), transport: transport)
                _ = try CrossTrade.Client(credentials: .bearer(token), transport: transport) //! missing argument for parameter 'server'
                _ = AlphaPoint.Server.operator(host: host)
                _ = AlphaPoint.Server.operator() //! missing argument for parameter 'host'
                _ = AlphaPoint.Server.operator(host: "trade.example") //! cannot convert value of type 'String'
                _ = AlphaPoint.Server.production //! has no member 'production'
                _ = AlphaPoint.Server() //! missing argument for parameter
                _ = B2Trader.Server.broker(host: host)
                _ = B2Trader.Server.broker() //! missing argument for parameter 'host'
                _ = B2Trader.Server.production //! has no member 'production'
            }

            func aServerOfOneVenueIsNotAnothers(_ token: Secret, _ transport: any Transport) throws {
                let server = BitGo.Server.production
                _ = try BitGo.Client(server: server, credentials: .bearer(token), transport: transport)
                _ = try CrossTrade.Client(server: server, credentials: .bearer(token), transport: transport) //! cannot convert
            }
            """
        ).expectKept()
    }

    @Test func aSecretCannotBeEncodedOrWrittenAsALiteral() throws {
        try Promise(
            """
            import VenueClients
            import VenueRuntime

            func encode(_ value: some Encodable) {}
            func decode(_ type: (some Decodable).Type) {}

            func show(_ secret: Secret, _ credentials: CrossTrade.Credentials) {
                encode(secret.expose())
                encode(secret) //! 'Secret' conform to 'Encodable'
                decode(Secret.self) //! 'Secret' conform to 'Decodable'
                encode(credentials) //! 'CrossTrade.Credentials' conform to 'Encodable'
                encode(("plain text" as Secret).expose()) //! cannot convert value of type 'String'
            }
            """
        ).expectKept()
    }
}
