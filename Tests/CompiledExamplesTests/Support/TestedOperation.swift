import CompiledExamples
import FixtureClients
import Foundation
import SourceText
import Testing
import VenueClients
import VenueRuntime
import VenueSpec

/// An operation of a spec beside the client that was compiled from the same spec.
struct TestedOperation: CustomTestStringConvertible {
    /// The venue as the interpreter knows it.
    let venue: Venue
    /// The operation as the interpreter knows it.
    let operation: CallDescription
    /// The compiled operation.
    let client: any VenueOperation.Type

    var testDescription: String { "\(venue.name).\(operation.name.text)" }

    /// The operations of the documented venues, whose clients are committed.
    static let documented = operations(
        in: documentedSpecs,
        VenueClients.VenueIndex.operations + VenueClients.VenueIndex.cancelAlls + VenueClients.VenueIndex.reads
            + VenueClients.VenueIndex.logins + VenueClients.VenueIndex.preconditions)

    /// The operations of the fictional venues, whose clients the plugin makes in the build.
    static let fictional = operations(
        in: FixtureSpecs.folder,
        FixtureClients.VenueIndex.operations + FixtureClients.VenueIndex.cancelAlls + FixtureClients.VenueIndex.reads
            + FixtureClients.VenueIndex.logins + FixtureClients.VenueIndex.preconditions)

    /// All of them.
    static let all = documented + fictional

    /// The folder of the documented venues' specs.
    static let documentedSpecs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Specs")
        .path

    /// The specs of a folder beside their clients.
    ///
    /// What has no counterpart is left out, which a test of the counts finds.
    private static func operations(
        in folder: String, _ clients: [any VenueOperation.Type]
    ) -> [TestedOperation] {
        SpecAnalysis(files(in: folder)).venues.flatMap { venue in
            venue.calls.compactMap { operation in
                clients.first { $0.venue == venue.name.text && $0.name == operation.name.text }
                    .map { TestedOperation(venue: venue, operation: operation, client: $0) }
            }
        }
    }

    /// How many calls the specs of a folder describe.
    static func count(in folder: String) -> Int { SpecAnalysis(files(in: folder)).venues.flatMap(\.calls).count }

    /// The spec files of a folder by name; none where it cannot be read, which the counts show.
    private static func files(in folder: String) -> [SourceFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)").map { SourceFile(path: name, bytes: Array($0)) }
        }
    }
}
