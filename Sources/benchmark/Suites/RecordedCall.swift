internal import Foundation
internal import SourceText
internal import VenueClients
internal import VenueRuntime
internal import VenueSpec

/// A generated call with the input and the reply its spec records first.
struct RecordedCall: Sendable {
    /// The call's name, such as `Meridian.cancelOrder`.
    let name: String
    let client: any CancelOperation.Type
    let input: [UInt8]
    /// The largest recorded reply that fits its documentation.
    let reply: HTTPResponse

    /// The committed calls, with what the specs in a directory record for them.
    static func all(specs directory: String) throws -> [RecordedCall] {
        try venues(specs: directory).flatMap { venue in
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

    static func venues(specs directory: String) throws -> [Venue] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasSuffix(".venue.yaml") }
        let files = try names.sorted().map { name in
            SourceFile(path: name, bytes: [UInt8](try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))))
        }
        return SpecAnalysis(files).venues
    }
}

/// An order object as a plain `Codable` type, for measuring Foundation's coders.
struct ReferenceOrder: Codable, Sendable {
    var order: Order

    struct Order: Codable, Sendable {
        var id, instrument, side, type, status, timeInForce, source, account: String
        var requestedPrice: String?
        var requestedAmount, remainingAmount, executedPrice, executedAmount, commission: String
        var createdAt, updatedAt: String
        var cancellationDate: String?
        var isSelfTrade: Bool
    }

    static let sample = """
        {"order":{"id":"7f3b1c9a-0d8e-4a51-9b5e-2f4c6d8a1e37","instrument":"btc_usd","side":"Buy","type":"Limit",\
        "status":"Cancelled","timeInForce":"Gtc","source":"Manual","account":"5d2f8a61-7c34-4e0b-8f19-3b6a9c1d7e52",\
        "requestedPrice":"64250.10","requestedAmount":"0.50000000","remainingAmount":"0.25000000",\
        "executedPrice":"64249.95","executedAmount":"0.25000000","commission":"12.0400",\
        "createdAt":"2026-11-20T09:30:00.1234567Z","updatedAt":"2026-11-20T09:31:12.45Z","cancellationDate":null,\
        "isSelfTrade":false}}
        """
}
