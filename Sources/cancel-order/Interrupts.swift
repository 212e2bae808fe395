internal import CommandArguments
internal import Foundation
internal import Synchronization

/// The wishes to stop that come from outside: interrupts, terminations, and terminals that close.
///
/// The first and the second are told to whoever listens; the third, and any while nobody does, end the process.
enum Interrupts {
    /// Who listens, and what came so far.
    private struct State {
        /// Told the number of each, from 1.
        var act: (@Sendable (Int) -> Void)?
        var count = 0
    }

    private static let state = Mutex(State())

    /// Keeps the signals from every thread, so that ``serve()`` gets them; first of all, while there is one thread.
    ///
    /// Terminals that close are none of a process's business that was started to outlive them, as `nohup` does.
    static func prepare() -> sigset_t {
        let hangUp = signal(SIGHUP, SIG_DFL)
        let outlivesTerminal = unsafeBitCast(hangUp, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
        if outlivesTerminal { signal(SIGHUP, SIG_IGN) }
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] + (outlivesTerminal ? [] : [SIGHUP]) {
            signal(number, SIG_DFL)
            sigaddset(&signals, number)
        }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        return signals
    }

    /// Waits for the signals for ever; what the process does, it does on other threads.
    static func serve(_ signals: sigset_t) -> Never {
        var signals = signals
        while true {
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { continue }
            let act: (@Sendable () -> Void)? = state.withLock { state in
                // A terminal that closes is told by the system and once more by the shell.
                if number == SIGHUP, state.count > 0 { return {} }
                state.count += 1
                guard let act = state.act, state.count < 3 else { return nil }
                let count = state.count
                return { act(count) }
            }
            if let act { act() } else { end(by: number, &signals) }
        }
    }

    /// Listens to the process's end, from before the closure starts the work that is told each interrupt.
    static func listen<Work: Sendable>(_ start: () -> (Work, @Sendable (Int) -> Void)) -> Work {
        state.withLock { state in
            let (work, act) = start()
            (state.act, state.count) = (act, 0)
            return work
        }
    }

    /// Makes one call: the first interrupt lets it end by itself, the second ends it.
    static func untilItEnds<Value: Sendable>(_ call: @escaping @Sendable () async -> Value) async -> Value {
        let work = listen {
            let work = Task { await call() }
            return (
                work,
                { number in
                    if number > 1 { return work.cancel() }
                    StandardStream.error.write("stopping: the call ends by itself; interrupt again to end it now\n")
                }
            )
        }
        return await work.value
    }

    /// Ends the process as the signal does to those who do not listen.
    private static func end(by number: Int32, _ signals: inout sigset_t) {
        signal(number, SIG_DFL)
        raise(number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
