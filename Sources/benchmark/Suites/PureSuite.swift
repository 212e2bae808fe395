internal import Foundation
internal import VenueRuntime

/// The pure functions of generated clients: input to request, reply to typed response, response to verdict.
enum PureSuite {
    /// Measures every recorded call.
    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) throws {
        for call in calls { try measure(call.client, call, &run) }
    }

    private static func measure<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ run: inout BenchmarkRun
    ) throws {
        let input = try Operation.Input(jsonBytes: call.input)
        try run.measure("request/\(call.name)", against: "reference/encode") { keep(try Operation.prepare(input)) }
        run.measure("reply/\(call.name)", against: "reference/decode") {
            keep(Operation.verdict(on: call.reply, to: input))
        }
    }

    /// What Foundation's coders need for an object of eighteen members: what a client without a reader of its own pays.
    ///
    /// It comes after the benchmarks that are held against it.
    static func reference(_ run: inout BenchmarkRun) throws {
        let data = Data(ReferenceOrder.sample.utf8)
        let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
        let order = try decoder.decode(ReferenceOrder.self, from: data)
        try run.measure("reference/decode") { keep(try decoder.decode(ReferenceOrder.self, from: data)) }
        try run.measure("reference/encode") { keep(try encoder.encode(order)) }
    }
}
