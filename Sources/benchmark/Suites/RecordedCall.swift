internal import Foundation
internal import SourceText
internal import VenueClients
internal import VenueRuntime
internal import VenueSpec

/// A generated call with the input and the reply its spec records first.
struct RecordedCall: Sendable {
    /// The call's name, such as `Meridian.cancelOrder`.
    let name: String
    /// The generated call.
    let client: any VenueRuntime.CancelOperation.Type
    /// The input as JSON.
    let input: [UInt8]
    /// The largest recorded reply that fits its documentation.
    let reply: HTTPResponse

    /// The committed calls, with what the specs in a directory record for them.
    static func all(specs directory: String) throws -> [RecordedCall] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasSuffix(".venue.yaml") }
        let files = try names.sorted().map { name in
            SourceFile(path: name, bytes: [UInt8](try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))))
        }
        return SpecAnalysis(files).venues.flatMap { venue in
            venue.operations.compactMap { operation in
                guard
                    let client = VenueIndex.operations.first(where: {
                        $0.venue == venue.name.text && $0.name == operation.name.text
                    }), let example = operation.examples.first(where: { !$0.replies.isEmpty }),
                    let reply = example.replies.filter(\.fits).max(by: { $0.body.count < $1.body.count })
                else { return nil }
                return RecordedCall(
                    name: "\(venue.name.text).\(operation.name.text)", client: client,
                    input: Array(example.inputJSON.utf8),
                    reply: HTTPResponse(status: reply.status, body: reply.body))
            }
        }
    }
}
