internal import CAllocationCount

/// What one piece of work took: times over many samples, each of many repetitions, and the heap blocks it asked for.
struct Measurement: Sendable {
    /// The benchmark's name, such as `call/stub/Meridian.cancelOrder`.
    let name: String
    /// Nanoseconds of one repetition, a value for each sample, ascending.
    let samples: [Double]
    /// Heap blocks of one repetition; `nil` where the system cannot count them or other threads ask for some too.
    let allocations: Double?
    /// The name of the benchmark of the same run it is held against, if any.
    let baseline: String?

    /// The least time.
    var minimum: Double { samples.first ?? .nan }
    /// The middle of the times.
    var median: Double { quantile(0.5) }
    /// The time that all but one in a hundred stay under.
    var p99: Double { quantile(0.99) }

    private func quantile(_ share: Double) -> Double {
        guard !samples.isEmpty else { return .nan }
        return samples[min(samples.count - 1, Int(Double(samples.count) * share))]
    }
}

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
        while try time(repetitions, work) < sampleTime { repetitions *= 2 }
        var samples: [Double] = []
        let before = allocation_count()
        for _ in 0..<sampleCount {
            samples.append(try time(repetitions, work).nanoseconds / Double(repetitions))
        }
        let blocks = allocation_count() - before
        return Measurement(
            name: name, samples: samples.sorted(), allocations: Self.share(blocks, repetitions * sampleCount),
            baseline: baseline)
    }

    /// Measures work that waits.
    func measure(
        _ name: String, against baseline: String? = nil, _ work: () async throws -> Void
    ) async rethrows -> Measurement {
        var repetitions = 1
        while try await time(repetitions, work) < sampleTime { repetitions *= 2 }
        var samples: [Double] = []
        let before = allocation_count()
        for _ in 0..<sampleCount {
            samples.append(try await time(repetitions, work).nanoseconds / Double(repetitions))
        }
        let blocks = allocation_count() - before
        return Measurement(
            name: name, samples: samples.sorted(), allocations: Self.share(blocks, repetitions * sampleCount),
            baseline: baseline)
    }

    /// Blocks for each repetition; the few of the measurement itself are lost in the many repetitions.
    private static func share(_ blocks: Int64, _ repetitions: Int) -> Double? {
        blocks < 0 ? nil : Double(blocks) / Double(repetitions)
    }

    private func time(_ repetitions: Int, _ work: () throws -> Void) rethrows -> Duration {
        let start = ContinuousClock.now
        for _ in 0..<repetitions { try work() }
        return start.duration(to: .now)
    }

    private func time(_ repetitions: Int, _ work: () async throws -> Void) async rethrows -> Duration {
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
