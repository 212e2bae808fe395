import TestScheduling
import Testing

@testable import VenueRuntime

/// Times in descriptions are for people.
@Suite(.bounded) struct BriefDurationTests {
    @Test(arguments: [
        (Duration.zero, "0.0 ms"), (.microseconds(12_399), "12.3 ms"), (.milliseconds(999), "999.0 ms"),
        (.milliseconds(1000), "1.0 s"), (.nanoseconds(599_999_006_957), "599.9 s"), (.milliseconds(-1500), "-1.5 s"),
    ])
    func aTimeIsCutAfterATenthOfItsUnit(_ duration: Duration, _ text: String) { #expect(duration.brief == text) }

    @Test func descriptionsUseIt() {
        let event = CallEvent(
            venue: "V", operation: "cancelOrder", call: 3, attempt: 1, time: .microseconds(40),
            step: .throttled(.milliseconds(860)))
        #expect(event.description == "V cancelOrder #3.1 +0.0 ms held back for 860.0 ms")
        #expect("\(CallProblem.rateLimited(wait: .seconds(4)))" == "the rate limit leaves no room for 4.0 s")
    }
}
