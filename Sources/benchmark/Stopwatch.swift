internal import CAllocationCount

/// How work is repeated until its time can be trusted.
struct Stopwatch: Sendable {
    /// How long a sample takes at least.
    var sampleTime = Duration.milliseconds(2)
    /// How many samples are taken.
    var sampleCount = 200

    /// Measures work that does not wait.
    ///
    /// The repetitions of a sample are found by trying, which also warms caches up.
    func measure(_ name: String, against baseline: String? = nil, _ work: () throws -> Void) rethrows -> Measurement {
        var repetitions = 1
        while try Self.time(repetitions, work) < sampleTime { repetitions *= 2 }
        var samples: [Double] = []
        let before = allocation_count()
        for _ in 0..<sampleCount {
            samples.append(try Self.time(repetitions, work).nanoseconds / Double(repetitions))
        }
        let blocks = allocation_count() - before
        return Measurement(
            name: name, samples: samples, allocations: Self.share(blocks, repetitions * sampleCount),
            baseline: baseline)
    }

    /// Measures work that waits.
    func measure(
        _ name: String, against baseline: String? = nil, _ work: () async throws -> Void
    ) async rethrows -> Measurement {
        var repetitions = 1
        while try await Self.time(repetitions, work) < sampleTime { repetitions *= 2 }
        var samples: [Double] = []
        let before = allocation_count()
        for _ in 0..<sampleCount {
            samples.append(try await Self.time(repetitions, work).nanoseconds / Double(repetitions))
        }
        let blocks = allocation_count() - before
        return Measurement(
            name: name, samples: samples, allocations: Self.share(blocks, repetitions * sampleCount),
            baseline: baseline)
    }

    /// Blocks for each repetition; the few of the measurement itself are lost in the many repetitions.
    private static func share(_ blocks: Int64, _ repetitions: Int) -> Double? {
        blocks < 0 ? nil : Double(blocks) / Double(repetitions)
    }

    /// The time of work that does not wait, repeated.
    static func time(_ repetitions: Int, _ work: () throws -> Void) rethrows -> Duration {
        let start = ContinuousClock.now
        for _ in 0..<repetitions { try work() }
        return start.duration(to: .now)
    }

    /// The time of work that waits, repeated.
    static func time(_ repetitions: Int, _ work: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        for _ in 0..<repetitions { try await work() }
        return start.duration(to: .now)
    }
}

extension Duration {
    /// The duration in nanoseconds.
    var nanoseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
    }
}

/// Keeps the optimiser from dropping work whose result nobody uses.
@inline(never)
func keep<Value>(_ value: Value) { _ = value }
