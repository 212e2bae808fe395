import TestScheduling
import Testing
import VenueRuntime

@testable import CurlTransport

/// A loop that has ended leaves nobody waiting.
@Suite(.bounded) struct EventLoopTests {
    @Test(.timeLimit(.minutes(1))) func aCallLeftToAThreadThatHasEndedIsRefused() async throws {
        let loop = try EventLoop(options: CurlTransport.Options())
        loop.stop()
        loop.run()
        let (request, server) = (try order("POST"), try BaseURL("http://127.0.0.1:1"))
        let report = await withCheckedContinuation { continuation in
            loop.enqueue(
                .start(
                    Submission(
                        id: loop.makeID(), request: request, server: server, start: .now,
                        deadline: .now + .seconds(600), observer: { _ in }, continuation: continuation)))
        }
        #expect(report.result == .notSent(.interrupted))
        await withCheckedContinuation { loop.whenEnded($0) }
    }
}
