/// What can be told of work that is measured in rounds.
enum Figure: String, Sendable {
    /// How long one call took.
    case latency
    /// How many calls were done in a second.
    case throughput
    /// What one call cost the process.
    case processor = "cpu"
    /// How many connections were opened.
    case connections
    /// By how much the most memory in use grew.
    case memory

    /// What its values count.
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
    /// What is told of each.
    let figures: [Figure]
    /// The ways, first the one the others are held against.
    let ways: [String]

    /// The name of a way's figure.
    func name(of figure: Figure, _ way: String) -> String { "\(name)/\(figure.rawValue)/\(way)" }

    /// The names of all figures.
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
