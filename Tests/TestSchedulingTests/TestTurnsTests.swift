import Dispatch
import Synchronization
import Testing

@testable import TestScheduling

/// Tests that take turns neither crowd the machine nor one another.
@Suite(.timeLimit(.minutes(1))) struct TestTurnsTests {
    private let turns = TestTurns(count: 2)

    @Test func asManyRunAtATimeAsThereAreTurnsAndNoMore() async {
        let running = Mutex(0)
        let most = Mutex(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...50 {
                group.addTask { @Sendable in
                    await turns.run(.bounded) {
                        let count = running.withLock { running in
                            running += 1
                            return running
                        }
                        most.withLock { $0 = max($0, count) }
                        while most.withLock({ $0 < 2 }) { await Task.yield() }
                        running.withLock { $0 -= 1 }
                    }
                }
            }
        }
        #expect(most.withLock(\.self) == 2)
    }

    @Test func whatRunsAloneRunsOnceNothingElseRunsOrWaits() async {
        let order = Mutex<[String]>([])
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Void.self) { group in
            func add(_ name: String, _ kind: TurnKind, _ body: @escaping @Sendable () async -> Void = {}) {
                group.addTask { @Sendable in
                    await turns.run(kind) {
                        order.withLock { $0.append("\(name) begins") }
                        await body()
                        order.withLock { $0.append("\(name) ends") }
                    }
                }
            }
            add("first", .bounded) { for await _ in gate {} }
            while !order.withLock({ $0.contains("first begins") }) { await Task.yield() }
            add("one alone", .alone)
            while turns.waiting < 1 { await Task.yield() }
            add("second", .bounded)
            while !order.withLock({ $0.contains("second ends") }) { await Task.yield() }
            add("other alone", .alone)
            while turns.waiting < 2 { await Task.yield() }
            opening.finish()
        }
        #expect(
            order.withLock(\.self) == [
                "first begins", "second begins", "second ends", "first ends", "one alone begins", "one alone ends",
                "other alone begins", "other alone ends",
            ])
    }

    @Test func whatTakesLongBeginsBeforeWhatWaitedLonger() async {
        let order = Mutex<[String]>([])
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let one = TestTurns(count: 1)
        await withTaskGroup(of: Void.self) { group in
            let tests: [(String, TurnKind)] = [("open", .bounded), ("short", .bounded), ("long", .long)]
            for (waiting, (name, kind)) in tests.enumerated() {
                group.addTask { @Sendable in
                    await one.run(kind) {
                        order.withLock { $0.append(name) }
                        if name == "open" { for await _ in gate {} }
                    }
                }
                while order.withLock(\.isEmpty) || one.waiting < waiting { await Task.yield() }
            }
            opening.finish()
        }
        #expect(order.withLock(\.self) == ["open", "long", "short"])
    }

    @Test func aTestThatBlocksKeepsItsTasksRunning() async {
        let results = await turns.run(.bounded) {
            let (semaphore, blocked) = (DispatchSemaphore(value: 0), Count())
            async let first = Self.isSignalled(semaphore, blocked)
            async let second = Self.isSignalled(semaphore, blocked)
            async let third = Self.isSignalled(semaphore, blocked)
            while blocked.value.withLock({ $0 < 3 }) { await Task.yield() }
            for _ in 1...3 { semaphore.signal() }
            return await [first, second, third]
        }
        #expect(results == [true, true, true])
    }

    /// How many threads are about to block; a class, because their tasks share it.
    private final class Count: Sendable {
        let value = Mutex(0)
    }

    /// Blocks a thread until a semaphore is signalled; whether it was.
    private static func isSignalled(_ semaphore: DispatchSemaphore, _ blocked: Count) async -> Bool {
        blocked.value.withLock { $0 += 1 }
        return wait(semaphore)
    }

    private static func wait(_ semaphore: DispatchSemaphore) -> Bool {
        semaphore.wait(timeout: .now() + 60) == .success
    }
}
