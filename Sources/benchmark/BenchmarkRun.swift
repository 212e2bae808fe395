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

    /// Whether a benchmark is wanted; one that others of the run are held against always is.
    func wants(_ name: String) -> Bool {
        filter.map { text in name.contains(text) || measurements.contains { $0.baseline == name } } ?? true
    }

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

    /// How many times its baseline's figure a benchmark's is, in this run; `nil` where that says nothing.
    func ratio(of measurement: Measurement, _ figure: KeyPath<Measurement, Double>) -> Double? {
        guard let name = measurement.baseline, let baseline = measurements.first(where: { $0.name == name }),
            baseline[keyPath: figure] > 0
        else { return nil }
        return measurement[keyPath: figure] / baseline[keyPath: figure]
    }
}
