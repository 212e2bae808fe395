/// The benchmarks of one run: which are wanted, and what they measured.
struct BenchmarkRun {
    /// A part of the names of the benchmarks that are wanted; `nil` for all.
    let filter: String?
    /// How work is timed.
    var stopwatch = Stopwatch()
    /// Told each result as it comes.
    let progress: (Measurement) -> Void
    /// What was measured, in the order of the run.
    private(set) var measurements: [Measurement] = []

    /// A run.
    init(filter: String?, progress: @escaping (Measurement) -> Void) {
        self.filter = filter
        self.progress = progress
    }

    /// Whether a benchmark is wanted; those others are held against always are.
    func wants(_ name: String) -> Bool { filter.map { name.contains($0) || name.hasPrefix("reference/") } ?? true }

    /// Measures work that does not wait, if it is wanted.
    mutating func measure(_ name: String, against baseline: String? = nil, _ work: () throws -> Void) rethrows {
        guard wants(name) else { return }
        add(try stopwatch.measure(name, against: baseline, work))
    }

    /// Measures work that waits, if it is wanted.
    mutating func measure(
        _ name: String, against baseline: String? = nil, _ work: () async throws -> Void
    ) async rethrows {
        guard wants(name) else { return }
        add(try await stopwatch.measure(name, against: baseline, work))
    }

    /// Takes a measurement in.
    mutating func add(_ measurement: Measurement) {
        measurements.append(measurement)
        progress(measurement)
    }

    /// How many times as long as its baseline a benchmark took, by medians of this run.
    func ratio(of measurement: Measurement) -> Double? {
        guard let name = measurement.baseline, let baseline = measurements.first(where: { $0.name == name }) else {
            return nil
        }
        return measurement.median / baseline.median
    }
}
