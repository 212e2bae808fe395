/// The benchmarks of one run: which are wanted, and what they measured.
struct BenchmarkRun {
    /// A part of the names of the benchmarks that are wanted; `nil` for all.
    let filter: String?
    var stopwatch = Stopwatch()
    let progress: (Measurement) -> Void
    private(set) var measurements: [Measurement] = []

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

    mutating func measure(
        _ name: String, against baseline: String? = nil, _ work: () async throws -> Void
    ) async rethrows {
        guard wants(name) else { return }
        add(try await stopwatch.measure(name, against: baseline, work))
    }

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

/// What can be told of work that is measured in rounds.
enum Figure: String, Sendable {
    case latency
    case throughput
    case processor = "cpu"
    case connections
    /// By how much the most memory in use grew.
    case memory

    var unit: Unit {
        switch self {
        case .latency: .nanoseconds
        case .throughput: .perSecond
        case .processor: .processorMicroseconds
        case .connections: .connections
        case .memory: .kilobytes
        }
    }
}

/// Several ways to do the same, measured in turn so that whatever disturbs the machine disturbs all of them.
struct Contest: Sendable {
    /// What all do, such as `loopback/16-in-flight`.
    let name: String
    let figures: [Figure]
    /// The ways, first the one the others are held against.
    let ways: [String]

    func name(of figure: Figure, _ way: String) -> String { "\(name)/\(figure.rawValue)/\(way)" }

    var names: [String] { figures.flatMap { figure in ways.map { name(of: figure, $0) } } }
}

extension BenchmarkRun {
    /// Whether any figure of a contest is wanted; all are measured then.
    func wants(_ contest: Contest) -> Bool { contest.names.contains(where: wants) }

    /// Holds a contest, if it is wanted.
    ///
    /// - Parameters:
    ///   - contest: The contest.
    ///   - rounds: How often each way has its turn.
    ///   - turn: Does a way's work once and gives the values of its figures.
    /// - Throws: What a turn throws.
    mutating func hold(
        _ contest: Contest, rounds: Int, _ turn: (String) async throws -> [Figure: [Double]]
    ) async throws {
        guard wants(contest) else { return }
        var values: [String: [Double]] = [:]
        for round in 0..<rounds {
            // Every other round goes backwards, so that no way always follows the same one.
            for way in round.isMultiple(of: 2) ? contest.ways : contest.ways.reversed() {
                for (figure, more) in try await turn(way) { values[contest.name(of: figure, way), default: []] += more }
            }
        }
        for figure in contest.figures {
            for way in contest.ways {
                let name = contest.name(of: figure, way)
                let baseline = contest.ways.first.flatMap { $0 == way ? nil : contest.name(of: figure, $0) }
                add(Measurement(name: name, unit: figure.unit, samples: values[name] ?? [], baseline: baseline))
            }
        }
    }
}

/// Why a figure would say nothing: a helper, a server, a reply or a tool was not what it has to be.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    static func reply(_ way: String) -> Self {
        Self(description: "'\(way)' did not get the reply that was served to each of its requests")
    }

    static func helper(_ helper: Helper) -> Self {
        Self(description: "'\(helper.rawValue)' ended early or answered nonsense")
    }
}
