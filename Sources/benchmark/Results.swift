internal import Foundation

/// The figures as a table, a line each.
struct ResultTable {
    /// An earlier run to hold medians against, if any.
    let earlier: EarlierRun?

    /// The names of the columns.
    var header: String {
        let columns = ["median", "p99", "min", "unit", "blocks", "× baseline", "× its p99"]
        return Self.line("benchmark", columns + (earlier == nil ? [] : ["× earlier"]))
    }

    /// One benchmark.
    func row(_ measurement: Measurement, of run: BenchmarkRun) -> String {
        var cells = [measurement.median, measurement.p99, measurement.minimum].map {
            Self.number($0, digits: measurement.median < 100 ? 1 : 0)
        }
        cells.append(measurement.unit.rawValue)
        cells.append(measurement.allocations.map { Self.number($0, digits: 1) } ?? "")
        for figure in [\Measurement.median, \Measurement.p99] {
            cells.append(run.ratio(of: measurement, figure).map { Self.number($0, digits: 2) } ?? "")
        }
        if let earlier {
            let before = earlier.medians[measurement.name]
            cells.append(before.map { Self.number(measurement.median / $0, digits: 2) } ?? "")
        }
        return Self.line(measurement.name, cells)
    }

    private static func line(_ name: String, _ cells: [String]) -> String {
        let padded = cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
        return name.padding(toLength: max(72, name.count), withPad: " ", startingAt: 0) + padded.joined()
    }

    private static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

/// The figures as JSON.
enum ResultJSON {
    /// One benchmark as it is written.
    struct Record: Encodable {
        var name: String
        var unit: String
        var median: Double
        var p99: Double
        var minimum: Double
        var allocations: Double?
        var baseline: String?
        var ratio: Double?
        var p99Ratio: Double?
    }

    /// All benchmarks of a run, in its order.
    static func text(_ run: BenchmarkRun) throws -> String {
        let records = run.measurements.map { measurement in
            Record(
                name: measurement.name, unit: measurement.unit.rawValue, median: measurement.median,
                p99: measurement.p99, minimum: measurement.minimum, allocations: measurement.allocations,
                baseline: measurement.baseline, ratio: run.ratio(of: measurement, \.median),
                p99Ratio: run.ratio(of: measurement, \.p99))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(records), as: UTF8.self)
    }
}

/// The medians of an earlier run.
struct EarlierRun {
    /// What is read of it.
    private struct Record: Decodable {
        var name: String
        var median: Double
    }

    /// Values by benchmark, in the benchmark's unit.
    let medians: [String: Double]

    /// Reads what `--json` printed.
    init(_ path: String) throws {
        let records = try JSONDecoder().decode([Record].self, from: Data(contentsOf: URL(filePath: path)))
        medians = Dictionary(records.map { ($0.name, $0.median) }, uniquingKeysWith: { first, _ in first })
    }
}
