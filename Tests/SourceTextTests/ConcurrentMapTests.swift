import Dispatch
import Foundation
import SourceText
import Synchronization
import TestScheduling
import Testing

@Suite("A concurrent map is a map", .bounded)
struct ConcurrentMapTests {
    /// Numbers of elements on both sides of where other threads are woken, and of the machine's cores.
    static let counts = [0, 1, 2, 3, 4, 5, 16, 1000, 20_000]

    @Test("results are in the order of their elements", arguments: counts)
    func keepsOrder(count: Int) {
        let results = Array(0..<count).concurrentMap { "\($0 * 3)" }
        #expect(results == (0..<count).map { "\($0 * 3)" })
    }

    /// As many steps as the element asks for, with a result that depends on each.
    @Sendable private static func work(_ element: Int) -> UInt64 {
        (0..<(element * 200)).reduce(into: UInt64(element)) { $0 = $0 &* 6_364_136_223_846_793_005 &+ UInt64($1) }
    }

    @Test("the order is kept where the first elements take longest")
    func keepsOrderOfUnequalWork() {
        let elements = Array((0..<64).reversed())
        #expect(elements.concurrentMap(Self.work) == elements.map(Self.work))
    }

    @Test("every element is taken exactly once", arguments: counts)
    func takesEachOnce(count: Int) {
        let taken = Mutex([Int](repeating: 0, count: count))
        let results = Array(0..<count).concurrentMap { element in
            taken.withLock { $0[element] += 1 }
            return element
        }
        #expect(taken.withLock { $0.allSatisfy { $0 == 1 } })
        #expect(results.count == count)
    }

    @Test("equal elements are taken each for itself")
    func takesEqualElementsApart() {
        let calls = Mutex(0)
        let results = [String](repeating: "same", count: 500).concurrentMap { element in
            calls.withLock { $0 += 1 }
            return element
        }
        #expect(calls.withLock { $0 } == 500)
        #expect(results == [String](repeating: "same", count: 500))
    }

    @Test("a result that is nil is a result", arguments: counts)
    func keepsNil(count: Int) {
        let results: [Int?] = Array(0..<count).concurrentMap { $0.isMultiple(of: 2) ? nil : $0 }
        #expect(results == (0..<count).map { $0.isMultiple(of: 2) ? nil : $0 })
    }

    @Test("an error of one element, as a result, leaves the others' results alone")
    func keepsErrorsApart() {
        struct Odd: Error, Equatable { let element: Int }
        let results: [Result<Int, Odd>] = Array(0..<200).concurrentMap { element in
            element.isMultiple(of: 2) ? .success(element) : .failure(Odd(element: element))
        }
        #expect(results == (0..<200).map { $0.isMultiple(of: 2) ? .success($0) : .failure(Odd(element: $0)) })
    }

    @Test("a cancelled task gets every result all the same")
    func isNotCutShort() async {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return Array(0..<1000).concurrentMap { $0 + 1 }
        }
        task.cancel()
        #expect(await task.value == Array(1...1000))
    }

    @Test("a map within a map ends, with more calls than cores")
    func nests() {
        let results = Array(0..<50).concurrentMap { outer in
            Array(0..<50).concurrentMap { outer * 50 + $0 }.reduce(0, +)
        }
        #expect(results == (0..<50).map { outer in (0..<50).reduce(0) { $0 + outer * 50 + $1 } })
    }

    @Test("few elements stay on the thread they are on", arguments: [0, 1, 2, 3])
    func wakesNoThreadForFew(count: Int) {
        let here = Thread.current.hash
        #expect(Array(0..<count).concurrentMap { _ in Thread.current.hash }.allSatisfy { $0 == here })
    }

    @Test(
        "many elements share the cores: two calls are under way at once",
        .enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
    func sharesCores() async {
        // In a process of its own, where no other test keeps the threads busy that this one waits for.
        await #expect(processExitsWith: .success) {
            let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            // Each waits for the other, which another thread has to run; the limit only keeps a failure from hanging.
            let met = Array(0..<4).concurrentMap { element in
                switch element {
                case 0:
                    second.signal()
                    return first.wait(timeout: .now() + 60) == .success
                case 1:
                    first.signal()
                    return second.wait(timeout: .now() + 60) == .success
                default: return true
                }
            }
            try #require(met == [true, true, true, true])
        }
    }
}
