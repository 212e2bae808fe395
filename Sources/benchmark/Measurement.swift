internal import CAllocationCount

enum Unit: String, Sendable {
    case nanoseconds = "ns"
    case processorMicroseconds = "µs CPU"
    case perSecond = "1/s"
    case connections
    case kilobytes = "kB"
    case lines
}

/// One figure of one piece of work: its values over many samples, and the heap blocks it asked for.
struct Measurement: Sendable {
    /// The benchmark's name, such as `call/stub/Meridian.cancelOrder`.
    let name: String
    let unit: Unit
    /// The figure of one repetition, a value for each sample, ascending.
    let samples: [Double]
    /// Heap blocks of one repetition; `nil` where the system cannot count them or other threads ask for some too.
    let allocations: Double?
    /// The name of the benchmark of the same run it is held against, if any.
    let baseline: String?

    init(
        name: String, unit: Unit = .nanoseconds, samples: [Double], allocations: Double? = nil, baseline: String? = nil
    ) {
        self.name = name
        self.unit = unit
        self.samples = samples.sorted()
        self.allocations = allocations
        self.baseline = baseline
    }

    var minimum: Double { samples.first ?? .nan }
    var median: Double { quantile(0.5) }
    /// The value that all but one in a hundred stay under.
    var p99: Double { quantile(0.99) }

    private func quantile(_ share: Double) -> Double {
        guard !samples.isEmpty else { return .nan }
        return samples[min(samples.count - 1, Int(Double(samples.count) * share))]
    }
}

/// How work is repeated until its time can be trusted.
struct Stopwatch: Sendable {
    var sampleTime = Duration.milliseconds(2)
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
        return Measurement(
            name: name, samples: samples, allocations: Self.blocks(since: before, repetitions * sampleCount),
            baseline: baseline)
    }

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
        return Measurement(
            name: name, samples: samples, allocations: Self.blocks(since: before, repetitions * sampleCount),
            baseline: baseline)
    }

    /// Blocks for each repetition; the few of the measurement itself are lost in the many repetitions.
    private static func blocks(since before: Int64, _ repetitions: Int) -> Double? {
        let blocks = allocation_count() - before
        return blocks < 0 ? nil : Double(blocks) / Double(repetitions)
    }

    /// The time of work that does not wait, repeated.
    static func time(_ repetitions: Int, _ work: () throws -> Void) rethrows -> Duration {
        let start = ContinuousClock.now
        for _ in 0..<repetitions { try work() }
        return start.duration(to: .now)
    }

    static func time(_ repetitions: Int, _ work: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        for _ in 0..<repetitions { try await work() }
        return start.duration(to: .now)
    }
}

extension Duration {
    var nanoseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
    }
}

/// Keeps the optimiser from dropping work whose result nobody uses.
@inline(never)
func keep<Value>(_ value: Value) { _ = value }
