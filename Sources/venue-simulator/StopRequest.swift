internal import Foundation

/// Waits for the wish to stop: an interrupt, a termination, or the end of the time given.
struct StopRequest {
    /// Yields when a signal arrives.
    private let signals: AsyncStream<Void>
    /// What listens; kept so that it goes on listening.
    private let sources: [any DispatchSourceSignal]

    /// Listens from here on.
    init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        signals = stream
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    /// Returns when it is time to stop.
    func wait(atMost time: Duration?) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [signals] in for await _ in signals { return } }
            if let time { group.addTask { try? await Task.sleep(for: time) } }
            await group.next()
            group.cancelAll()
        }
        for source in sources { source.cancel() }
    }
}
