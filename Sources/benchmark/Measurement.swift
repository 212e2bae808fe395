/// What a figure counts.
enum Unit: String, Sendable {
    /// Elapsed time.
    case nanoseconds = "ns"
    /// Processor time of the whole process.
    case processorMicroseconds = "µs CPU"
    /// Requests in a second.
    case perSecond = "1/s"
    /// Connections a server took.
    case connections
    /// Memory.
    case kilobytes = "kB"
    /// Lines of code.
    case lines
}

/// One figure of one piece of work: its values over many samples, and the heap blocks it asked for.
struct Measurement: Sendable {
    /// The benchmark's name, such as `call/stub/Meridian.cancelOrder`.
    let name: String
    /// What the values count.
    let unit: Unit
    /// The figure of one repetition, a value for each sample, ascending.
    let samples: [Double]
    /// Heap blocks of one repetition; `nil` where the system cannot count them or other threads ask for some too.
    let allocations: Double?
    /// The name of the benchmark of the same run it is held against, if any.
    let baseline: String?

    /// Sorts the values of a figure.
    init(
        name: String, unit: Unit = .nanoseconds, samples: [Double], allocations: Double? = nil, baseline: String? = nil
    ) {
        self.name = name
        self.unit = unit
        self.samples = samples.sorted()
        self.allocations = allocations
        self.baseline = baseline
    }

    /// The least value.
    var minimum: Double { samples.first ?? .nan }
    /// The middle of the values.
    var median: Double { quantile(0.5) }
    /// The value that all but one in a hundred stay under.
    var p99: Double { quantile(0.99) }

    private func quantile(_ share: Double) -> Double {
        guard !samples.isEmpty else { return .nan }
        return samples[min(samples.count - 1, Int(Double(samples.count) * share))]
    }
}
