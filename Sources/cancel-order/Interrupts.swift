internal import Foundation

/// The wishes to stop that come from outside: interrupts and terminations.
struct Interrupts: Sendable {
    /// Yields once for each.
    private let signals: AsyncStream<Void>

    /// Listens from here to the process's end; the signals no longer end the process.
    init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        signals = stream
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler holds the source, which would stop to listen if nobody did.
            source.setEventHandler { withExtendedLifetime(source) { _ = continuation.yield() } }
            source.resume()
        }
    }

    /// Does something at each, with its number from 1, until the task is cancelled.
    func forEach(_ act: (Int) -> Void) async {
        var number = 0
        for await _ in signals {
            number += 1
            act(number)
        }
    }
}
