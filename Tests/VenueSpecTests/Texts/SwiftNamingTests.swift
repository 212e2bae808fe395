import TestScheduling
import Testing

@testable import VenueSpec

/// Names on the wire become the names a Swift programmer would give.
@Suite(.bounded) struct SwiftNamingTests {
    @Test(
        arguments: [
            ("orderId", "orderID"), ("OrderId", "orderID"), ("order_id", "orderID"), ("ORDER_ID", "orderID"),
            ("OMSId", "omsID"), ("ClOrderId", "clOrderID"), ("origClOrdId", "origClOrdID"), ("id", "id"), ("ID", "id"),
            ("SELL_SHORT", "sellShort"), ("pending_open", "pendingOpen"), ("Pending-New", "pendingNew"),
            ("FixApi", "fixAPI"), ("apiKey", "apiKey"), ("HTTPStatus", "httpStatus"), ("url", "url"),
            ("X-Request-Id", "xRequestID"), ("createdAt", "createdAt"), ("a", "a"), ("A", "a"), ("aB", "aB"),
            ("order2Id", "order2ID"), ("2fa", "value2fa"), ("150", "value150"), ("partially filled", "partiallyFilled"),
            ("__v", "v"), ("--", ""), ("", ""), ("β", ""), ("größe", "grE"),
        ]) func membersAreLowerCamelCase(_ wire: String, _ swift: String)
    {
        #expect(SwiftNaming.memberName(wire) == swift)
    }

    @Test(
        arguments: [
            ("side", "Side"), ("orderId", "OrderID"), ("security_type", "SecurityType"), ("OMSId", "OMSID"),
            ("apiKey", "APIKey"), ("2fa", "Value2fa"), ("?", ""),
        ]) func typesAreUpperCamelCase(_ wire: String, _ swift: String)
    {
        #expect(SwiftNaming.typeName(wire) == swift)
    }

    @Test func aSwiftNameStaysAsItIs() {
        for name in ["orderID", "clOrderID", "sellShort", "apiKey", "value150"] {
            #expect(SwiftNaming.memberName(name) == name)
        }
    }

    @Test func namesOfStatusesAreTheReasonPhrases() {
        let named = [200: "ok", 204: "noContent", 404: "notFound", 422: "unprocessableContent", 504: "gatewayTimeout"]
        for (status, name) in named { #expect(HTTPStatusName.caseName(StatusRange(status)) == name) }
        #expect(HTTPStatusName.caseName(418) == "status418")
        #expect(HTTPStatusName.caseName(599) == "status599")
        #expect(
            ["2XX", "3XX", "4XX", "5XX", "default"].compactMap { StatusRange(word: $0).map(HTTPStatusName.caseName) }
                == ["successful", "redirection", "clientError", "serverError", "otherStatus"])
        let names = StatusRange.all.statuses.map { HTTPStatusName.caseName(StatusRange($0)) }
        #expect(Set(names).count == names.count)
    }
}
