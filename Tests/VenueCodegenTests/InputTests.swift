import TestScheduling
import Testing

@Suite(.bounded) struct InputTests {
    @Test func anInputChecksEveryConstraint() throws {
        let snippet = try Snippet(
            parameters: #"""
                { id: { type: string, minLength: 1, maxLength: 9, pattern: '^\d+$', not: ["0"], format: uuid },
                  account: string, n: { type: integer, minimum: 1, maximum: 5, not: [3] }, b: boolean,
                  ids: { type: array, items: { maxLength: 8, maxBytes: 16 }, minItems: 1, maxItems: 2 } }
                """#,
            http: "{ request: 'POST /{id}', headers: { X-Account: '{account}' }, json: { n, b, ids } }")
        #expect(
            snippet.code("public func validate") == ##"""
                public func validate() throws(InvalidInput) {
                    var check = InputCheck()
                    check.text(
                        id, "id", use: [.identity, .segment], minLength: 1, maxLength: 9, pattern: #"^\d+$"#, format: .uuid,
                        not: ["0"]
                    )
                    check.text(account, "account", use: .header)
                    check.integer(n, "n", minimum: 1, maximum: 5, not: [3])
                    check.items(ids.count, "ids", minimum: 1, maximum: 2)
                    check.texts(ids, "ids", maxLength: 8, maxBytes: 16)
                    try check.finish()
                }
                """##)
    }

    @Test func severalIdentitiesAreCasesOfWhichOneIsGiven() throws {
        let snippet = try Snippet(
            parameters: "{ account: string, id: integer, clientId: string, market: string }",
            identity: "{ byId: [account, id], byClient: [account, clientId, market] }",
            http: "{ request: POST /x, json: { account, id, clientId, market } }")
        #expect(
            snippet.code("public enum Identity") == """
                public enum Identity: Hashable, Sendable {
                    case byID(id: Int64)
                    case byClient(clientID: String, market: String)
                }
                """)
        let input = snippet.code("public struct Input")
        #expect(input.contains("public init(account: String, identity: Identity) {"))
        #expect(
            input.contains(
                "public var market: String? { if case .byClient(_, let value) = identity { value } else { nil } }"))
        #expect(
            input.contains(
                """
                        if let clientID, let market {
                            self.identity = .byClient(clientID: clientID, market: market)
                        } else if let id {
                            self.identity = .byID(id: id)
                        } else {
                            throw json.error(.invalidCombination("expected id, or clientId and market"))
                        }
                        guard id == self.id, clientID == self.clientID, market == self.market else {
                """))
    }

    @Test func aConditionalGroupTravelsInTheCaseThatRequiresIt() throws {
        let snippet = try Snippet(
            parameters: "{ id: string, kind: { enum: [CS, OPT] }, strike: decimal }",
            http: "{ request: 'POST /{id}', json: { kind, strike } }",
            operation: "    conditional: [{ when: { kind: OPT }, require: [strike] }]")
        #expect(
            snippet.code("public enum Kind") == """
                public enum Kind: Hashable, Sendable {
                    case cs
                    case opt(strike: ExactDecimal)

                    public var rawValue: String {
                        switch self {
                        case .cs: "CS"
                        case .opt: "OPT"
                        }
                    }
                }
                """)
        #expect(
            snippet.code("public struct Input").contains(
                """
                        switch try json.require(kind, "kind") {
                        case "CS": self.kind = .cs
                        case "OPT": self.kind = .opt(strike: try json.require(strike, "strike"))
                        default: throw json.error(.notListed)
                        }
                """))
    }

    @Test func aRequestEnumerationIsClosed() throws {
        let snippet = try Snippet(
            parameters: "{ id: string, side: { enum: { BUY: Buys., SELL: } } }",
            http: "{ request: 'POST /{id}', json: { side } }")
        #expect(
            snippet.code("public enum Side") == """
                public enum Side: String, ClosedEnumeration {
                    case buy = "BUY"
                    case sell = "SELL"
                }
                """)
    }

    @Test func documentationTellsConstraintsSampleBasisAndPlace() throws {
        let snippet = try Snippet(
            head: "sources: { manual: The manual }",
            parameters: """
                { id: { type: string, minLength: 1, maxLength: 1, example: a, description: The order.,
                        basis: external, source: manual } }
                """)
        #expect(
            snippet.documentation("public var id")
                == [
                    "The order.", "",
                    "Exactly 1 character. Sample: `a`. Stated elsewhere: The manual. [test.venue.yaml",
                    "operations.cancelOrder.parameters.id]",
                ].map { $0 })
    }
}
