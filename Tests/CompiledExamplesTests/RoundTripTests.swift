import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSpec

@Suite("Typed bodies and inputs are written as they were received, however they are coded", .bounded)
struct RoundTripTests {
    @Test("a typed body is written with the received text of every declared member", arguments: TestedOperation.all)
    func bodies(_ tested: TestedOperation) throws {
        for (type, reply) in tested.typedReplies {
            let http = HTTPResponse(status: reply.status, body: reply.body)
            let typed = tested.client.typedBody(of: http)
            let body = try #require(typed, "\(reply.name)")
            let received = try JSONValue(jsonBytes: reply.body).declared(as: type, in: tested.venue)
            let written = try JSONValue(jsonBytes: body.jsonBytes())
            #expect(written.canonical.description == received.canonical.description, "\(reply.name)")
            try expectSameCoding(body, reply.body, reply.name)
        }
    }

    @Test("an input is written with the text of every parameter given", arguments: TestedOperation.all)
    func inputs(_ tested: TestedOperation) throws {
        for example in tested.operation.examples {
            try expectSameInput(tested.client, Array(example.inputJSON.utf8), example.name)
        }
    }

    @Test func everyVenueButTheOnesWithoutJSONHasTypedReplies() {
        let without = TestedOperation.all.filter { $0.typedReplies.isEmpty }.map(\.venue.name.text)
        #expect(Set(without) == ["Palisade", "PlainWords"])
    }

    private func expectSameInput<Operation: VenueOperation>(
        _: Operation.Type, _ json: [UInt8], _ name: String
    ) throws {
        let input = try Operation.Input(jsonBytes: json)
        let written = try JSONValue(jsonBytes: input.jsonBytes())
        #expect(written.canonical.description == (try JSONValue(jsonBytes: json)).canonical.description, "\(name)")
        try expectSameCoding(input, json, name)
    }

    /// Holds `Codable` against direct coding.
    ///
    /// A decoder hands on numbers, not their text, so it may refuse decimals that travel as numbers and numbers that are
    /// no plain 64-bit integer. They may not come out changed.
    private func expectSameCoding<Value: TypedBody>(_ direct: Value, _ json: [UInt8], _ name: String) throws {
        let mayRefuse = try JSONValue(jsonBytes: json).hasNumberOutsideIntegers
        do {
            #expect(try JSONDecoder().decode(Value.self, from: Data(json)) == direct, "\(name)")
        } catch DecodingError.dataCorrupted(let context) {
            let isTextLost = (context.underlyingError as? JSONError)?.kind == .numberTextLost
            #expect(mayRefuse || isTextLost, "\(name): \(context.debugDescription)")
        }
        do {
            let encoded = try JSONValue(jsonBytes: Array(JSONEncoder().encode(direct)))
            #expect(
                encoded.canonical.description == (try JSONValue(jsonBytes: direct.jsonBytes())).canonical.description)
        } catch is EncodingError where mayRefuse {
            // The writer of the bytes keeps what an encoder cannot.
        }
    }
}

extension TestedOperation {
    /// The recorded replies that fit a shape of JSON, with its type.
    fileprivate var typedReplies: [(type: ValueType, reply: Example.Reply)] {
        operation.examples.flatMap { example in
            example.replies.compactMap { reply in
                let judgement = Interpreter.judge(
                    status: reply.status, headers: reply.headers, body: reply.body, input: example.input,
                    operation: operation, venue: venue)
                guard judgement.fits,
                    let shape = operation.responses(to: reply.status).first(where: {
                        $0.caseName == judgement.caseName
                    }), case .json(let type) = shape.content
                else { return nil }
                return (type, reply)
            }
        }
    }
}
