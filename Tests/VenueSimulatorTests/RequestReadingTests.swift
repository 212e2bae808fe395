import Foundation
import SourceText
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Requests are read back into the input that made them: by the recorded requests of every spec of this package.
@Suite(.bounded) struct RequestReadingTests {
    /// The venues of the fixtures, whose bindings use every form of the language.
    private static let fixtures: [Venue] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "FixtureClients/Specs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { SourceFile(path: name, bytes: Array($0)) }
        }
        return SpecAnalysis(files).venues
    }()

    /// The names of all venues with a simulator.
    private static let names = (Venues.all + fixtures).map(\.name.text)

    @Test(arguments: names)
    func everyRecordedRequestCancelsItsOrder(_ name: String) throws {
        let spec = try #require((Venues.all + Self.fixtures).first { $0.name.text == name })
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(limitsRate: false))
        func answer(_ example: Example) -> Answer {
            let line = example.request.line.split(separator: " ", maxSplits: 1).map(String.init)
            let request = ReceivedRequest(
                method: line[0], target: line[1],
                headers: HTTPHeaderFields(received: example.request.headers.map { ($0.name, $0.value) }),
                body: Array((example.request.body ?? "").utf8))
            return venue.receive(request).answer()
        }
        for call in spec.preconditions { _ = answer(try #require(call.examples.first)) }
        for operation in spec.operations {
            for example in operation.examples {
                let answer = answer(example)
                let entries = venue.ledger.requests.suffix(example.inputs.count)
                #expect(entries.count == example.inputs.count)
                for (position, (entry, input)) in zip(entries, example.inputs).enumerated() {
                    let effects: [Ledger.Effect] = [.canceled, .tooLate(.canceled)]
                    #expect(
                        entry.effect.map(effects.contains) == true,
                        "\(example.name): \(String(describing: entry.effect))")
                    let expected = input.filter { operation.identifiers.contains($0.name) }
                        .compactMap { value -> String? in
                            switch value.value {
                            case .text(let text), .number(let text): text
                            case .boolean(let flag): String(flag)
                            case .list: nil
                            }
                        }
                    #expect(Set(entry.order?.values ?? []) == Set(expected), "\(example.name)")
                    let judgement = Interpreter.judge(
                        status: answer.response.status,
                        headers: answer.response.headers.fields.map { .init(name: $0.name, value: $0.value) },
                        body: answer.response.body, input: input, at: position, operation: operation, venue: spec)
                    #expect(judgement.outcome.word == entry.told)
                }
            }
        }
    }
}
