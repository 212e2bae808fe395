import CompiledExamples
import FixtureClients
import Foundation
import SourceText
import TestScheduling
import Testing
import VenueClients
import VenueRuntime
import VenueSigning
import VenueSpec

@Suite("Every example of every spec runs through the compiled client as recorded", .bounded)
struct ExampleTests {
    @Test func everySpecHasItsClient() throws {
        for (folder, tested) in [
            (TestedOperation.documentedSpecs, TestedOperation.documented),
            (FixtureSpecs.folder, TestedOperation.fictional),
        ] {
            let specs = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                $0.hasSuffix(".venue.yaml")
            }
            #expect(tested.count == TestedOperation.count(in: folder))
            #expect(Set(tested.map(\.venue.file.name)) == Set(specs))
        }
        #expect(Set(TestedOperation.documented.map(\.venue.name)).count == 5)
        #expect(Set(TestedOperation.fictional.map(\.venue.name)).count == 45)
    }

    @Test(
        "request, frame, reply, outcome and evidence are as recorded and as interpreted", arguments: TestedOperation.all
    )
    func examples(_ tested: TestedOperation) {
        let rows = ExampleRun.rows(
            tested.operation, of: tested.venue, with: tested.client, cryptography: SystemCryptography())
        let replies = tested.operation.examples.map { max(1, $0.replies.count) }.reduce(0, +)
        #expect(rows.count == replies)
        for row in rows { #expect(row.differences == [], "\(row.name)") }
    }

    @Test("the run notices a record that differs", arguments: TestedOperation.all)
    func wrongRecords(_ tested: TestedOperation) throws {
        var operation = tested.operation
        let index = try #require(operation.examples.firstIndex { !$0.replies.isEmpty })
        let hasHeaders = !operation.examples[index].request.headers.isEmpty
        operation.examples[index].request.line += "/"
        operation.examples[index].request.headers.removeAll()
        operation.examples[index].request.body = "[]"
        operation.examples[index].replies[0].outcome = .tooLate(.expired)
        operation.examples[index].replies[0].fits.toggle()
        operation.examples[index].replies[0].text = "another text"
        let rows = ExampleRun.rows(operation, of: tested.venue, with: tested.client)
        let row = try #require(rows.first { !$0.differences.isEmpty })
        let subjects = row.differences.map { $0.prefix { $0 != ":" } }
        #expect(subjects == ["line"] + (hasHeaders ? ["headers"] : []) + ["body", "outcome", "fits", "text"])
    }
}
