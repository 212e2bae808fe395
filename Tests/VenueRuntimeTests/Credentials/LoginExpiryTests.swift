import TestScheduling
import Testing

@testable import VenueRuntime

/// What a login gives is good for as long as its reply says.
@Suite(.bounded) struct LoginExpiryTests {
    private struct Noon: WallTime { var nanosecondsSinceEpoch: Int64 { 1_700_000_000_999_999_999 } }

    @Test(arguments: [
        (LoginExpiry.refused, Duration?.none), (.after(.seconds(60)), .seconds(60)),
        (.period("90", .seconds), .seconds(90)), (.period("1500.9", .milliseconds), .milliseconds(1500)),
        (.period("-1", .seconds), .zero), (.period("soon", .seconds), nil), (.period(nil, .seconds), nil),
        (.period("99999999999999999999", .seconds), nil),
        (.at(Timestamp("2023-11-14T22:14:20Z")), .seconds(60)), (.at(Timestamp("1999-01-01T00:00:00Z")), .zero),
        (.at(EpochTimestamp(count: 1_700_000_060_000, unit: .milliseconds)), .seconds(60)),
        (.at(Timestamp?.none), nil), (.at(EpochTimestamp?.none), nil),
        (.at(EpochTimestamp(count: .min, unit: .seconds)), nil),
    ])
    func anEndIsALengthFromNow(_ expiry: LoginExpiry, _ length: Duration?) {
        #expect(expiry.lifetime(at: Noon()) == length)
    }
}
