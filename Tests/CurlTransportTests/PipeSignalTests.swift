import Foundation
import TestScheduling
import Testing

@testable import CurlTransport

#if !canImport(Darwin)
    /// Writing to a dead connection on a caller's thread does not end the process, and leaves no trace on the thread.
    @Suite(.bounded) struct PipeSignalTests {
        @Test func theSignalOfADeadConnectionReachesNobody() async {
            await #expect(processExitsWith: .success) {
                signal(SIGPIPE, SIG_DFL)
                let code = PipeSignal.withheld { Self.writeToNobody() }
                #expect(code == EPIPE && !Self.isWithheld)
            }
        }

        @Test func withoutItTheSignalEndsTheProcess() async {
            await #expect(processExitsWith: .signal(SIGPIPE)) {
                signal(SIGPIPE, SIG_DFL)
                _ = Self.writeToNobody()
            }
        }

        @Test func aThreadThatWithholdsTheSignalItselfStillDoes() async {
            await #expect(processExitsWith: .success) {
                var (pipe, before) = (sigset_t(), sigset_t())
                sigemptyset(&pipe)
                sigaddset(&pipe, SIGPIPE)
                pthread_sigmask(SIG_BLOCK, &pipe, &before)
                PipeSignal.withheld {}
                #expect(Self.isWithheld)
            }
        }

        /// Writes to a pipe nobody reads; the system's error code.
        private static func writeToNobody() -> Int32 {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { return 0 }
            close(ends[0])
            defer { close(ends[1]) }
            return write(ends[1], "x", 1) < 0 ? errno : 0
        }

        /// Whether the signal is kept from this thread.
        private static var isWithheld: Bool {
            var mask = sigset_t()
            pthread_sigmask(SIG_BLOCK, nil, &mask)
            return sigismember(&mask, SIGPIPE) == 1
        }
    }
#endif
