import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// Valid specs are accepted without a word and mean what they say.
@Suite(.bounded) struct PassCaseTests {
    @Test func validSpecsHaveNoFindings() throws {
        for file in try Corpus.goodSpecs() {
            let analysis = SpecAnalysis([file])
            #expect(DiagnosticFormatter().format(analysis.diagnostics) == "")
            #expect(analysis.venues.count == 1)
        }
    }

    @Test func severalSpecsAreJudgedTogetherInTheirOrder() throws {
        let files = try Corpus.goodSpecs()
        let analysis = SpecAnalysis(files)
        #expect(analysis.diagnostics.isEmpty)
        #expect(analysis.venues.map(\.file) == files)
        #expect(SpecAnalysis(files.reversed()).venues == analysis.venues.reversed())
    }

    @Test func oneSpecsErrorsDoNotHideAnother() throws {
        let good = try Corpus.goodSpecs()
        let bad = SourceFile(path: "bad.venue.yaml", text: "format: 2\n")
        let analysis = SpecAnalysis([bad] + good)
        #expect(analysis.hasErrors)
        #expect(Set(analysis.diagnostics.map(\.path)) == ["bad.venue.yaml"])
        #expect(analysis.venues.count == good.count)
    }

    @Test func parametersKeepTheirWireNamesAndGetSwiftOnes() throws {
        let operation = try #require(try Corpus.venue("identities-and-groups").operations.first)
        #expect(
            operation.parameters.map(\.name.text) == [
                "account_id", "OrderId", "clientOrderId", "kind", "strike", "expiry", "margin", "tags",
            ])
        #expect(
            operation.parameters.map(\.name.swift) == [
                "accountID", "orderID", "ownID", "kind", "strike", "expiry", "margin", "tags",
            ])
        #expect(operation.parameters.map(\.isRequired) == [true, false, false, true, false, false, false, false])
        let kinds = operation.parameters.map(\.type)
        #expect(kinds[0] == .string && kinds[1] == .integer && kinds[4] == .decimalString && kinds[6] == .decimalNumber)
        #expect(kinds[7] == .array(.string))
    }

    @Test func aMediaTypeWithoutABodyIsAHeaderFieldThatTheExampleShows() throws {
        let http = try #require(try Corpus.venue("media-type-without-body").operations.first?.http)
        #expect(http.body == .none)
        #expect(http.headers == [HeaderTemplate(name: "Content-Type", value: [.literal("application/json")])])
    }

    @Test func constraintsAreRead() throws {
        let operation = try #require(try Corpus.venue("identities-and-groups").operations.first)
        var account = Constraints()
        (account.minLength, account.maxLength, account.pattern) = (1, 12, "^[A-Z]")
        #expect(operation.parameter(named: "account_id")?.constraints == account)
        var order = Constraints()
        (order.minimum, order.maximum, order.not) = (1, ExactNumber(.max), ["7"])
        #expect(operation.parameter(named: "OrderId")?.constraints == order)
        var tags = Constraints()
        (tags.minItems, tags.maxItems, tags.maxLength) = (1, 2, 3)
        #expect(operation.parameter(named: "tags")?.constraints == tags)
        #expect(operation.parameter(named: "clientOrderId")?.constraints.format == .uuid)
        #expect(operation.parameter(named: "expiry")?.constraints.format == .date)
        #expect(operation.parameter(named: "margin")?.venueDefault == "0.5")
    }

    @Test func sharedMembersOfAlternativesStayOrdinaryParameters() throws {
        let operation = try #require(try Corpus.venue("identities-and-groups").operations.first)
        guard case .alternatives(let sets) = operation.identity else {
            Issue.record("expected alternatives")
            return
        }
        #expect(sets.map(\.name.swift) == ["byOrderID", "byClientOrderID"])
        #expect(sets.map(\.parameters) == [["OrderId"], ["clientOrderId"]])
        #expect(sets.map(\.provenance.basis) == [.documented, .inferred])
        #expect(try Corpus.venue("replies").operations.first?.identity == .single(["orderId"]))
    }

    @Test func conditionalGroupsNameTheirValueOnTheWire() throws {
        let operation = try #require(try Corpus.venue("identities-and-groups").operations.first)
        let group = try #require(operation.conditionalGroups.first)
        #expect(group.discriminator == "kind" && group.value == "OPTION" && group.parameters == ["strike", "expiry"])
        guard case .enumeration(let kinds, let type)? = operation.parameter(named: "kind")?.type else {
            Issue.record("expected an enumeration")
            return
        }
        #expect(type == "Kind")
        #expect(kinds.values.map(\.name.text) == ["SPOT", "OPTION", "FUTURE"])
        #expect(kinds.values.map(\.name.swift) == ["spot", "derivative", "future"])
        #expect(kinds.values.map(\.description) == ["Bought and sold now.", "A right.", nil])
    }

    @Test func templatesAreReadIntoTheirParts() throws {
        let venue = try Corpus.venue("identities-and-groups")
        let http = try #require(venue.operations.first).http
        #expect(http.method == "POST")
        #expect(http.path == [.literal("/accounts/"), .parameter("account_id"), .literal("/orders/cancel")])
        #expect(http.query.map(\.name) == ["kind", "tags", "dry-run"])
        #expect(http.query.map(\.value) == [[.parameter("kind")], [.parameter("tags")], [.literal("false")]])
        #expect(http.query.map(\.explode) == [false, true, false])
        #expect(http.headers.last?.value == [.literal("kind-"), .parameter("kind"), .literal("-{1}")])
        let names = ["OrderId", "clientOrderId", "strike", "expiry"]
        #expect(
            http.body
                == .json(
                    .object(names.map { JSONTemplate.Member(name: $0, value: .parameter($0)) }),
                    contentType: "application/json"))
    }

    @Test func plainJSONWordsAreConstantsAndQuotedOnesText() throws {
        let venue = try Corpus.venue("json-templates")
        guard case .json(.object(let members), _)? = venue.operations.first?.http.body else {
            Issue.record("expected a JSON body")
            return
        }
        let values = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(values["orderId"] == .parameter("orderId"))
        #expect(values["ids"] == .array([.parameter("orderId")]))
        #expect(
            values["constants"]
                == .array([
                    .number("1"), .string("1"), .number("1e3"), .string("01"), .boolean(true), .string("true"),
                    .string("no"), .null, .string("~"), .string("null"),
                ]))
        #expect(
            values["empty"]
                == .object([
                    .init(name: "object", value: .object([])), .init(name: "list", value: .array([])),
                    .init(name: "text", value: .string("")),
                ]))
        #expect(
            values["payload"]
                == .encoded(
                    .object([
                        .init(name: "orderId", value: .parameter("orderId")),
                        .init(name: "deep", value: .encoded(.array([.number("1")]))),
                    ])))
    }
}
