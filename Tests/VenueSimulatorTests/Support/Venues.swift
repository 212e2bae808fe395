import FixtureClients
import Foundation
import SourceText
import Testing
import VenueClients
import VenueRuntime
import VenueSpec

/// The venues of this package: specs, compiled clients and an order to cancel at each.
enum Venues {
    /// Every venue, read from its spec.
    static let all = venues(
        in: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Specs"))

    /// Every fictional venue.
    static let allFixtures = venues(in: URL(fileURLWithPath: FixtureSpecs.folder))

    /// Fictional venues with further kinds of reads, but for those that differ in how requests are signed alone.
    static let fixtures = allFixtures.filter { venue in
        !venue.reads.isEmpty && !venue.calls.contains(where: \.http.isComputed)
    }

    /// Fictional venues that differ in how cancels and reads are signed, and want no other call first.
    static let signed = allFixtures.filter { venue in
        venue.preconditions.isEmpty && (venue.operations + venue.reads).contains { !$0.http.usedValues.isEmpty }
    }

    /// Fictional venues whose credentials a login gives.
    static let withLogins = allFixtures.filter { $0.logins.count > $0.preconditions.count }

    /// The venues whose cancels clients confirm.
    static let readable = (all + fixtures).filter { venue in
        venue.operations.first?.confirmations.contains { $0.read != nil } == true
    }

    private static func venues(in folder: URL) -> [Venue] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { SourceFile(path: name, bytes: Array($0)) }
        }
        return SpecAnalysis(files).venues
    }

    /// The venue of a name.
    static func named(_ name: String) throws -> Venue { try #require((all + fixtures).first { $0.name.text == name }) }

    /// The names of all venues.
    static var names: [String] { all.map(\.name.text) }
}

extension Venue {
    /// The compiled client of the venue's first call.
    var client: (any CancelOperation.Type)? {
        (VenueClients.VenueIndex.operations + FixtureClients.VenueIndex.operations)
            .first { $0.venue == name.text && $0.name == operations.first?.name.text }
    }

    /// The secrets by the credential's name that tests use.
    var secrets: [String: String] {
        Dictionary(uniqueKeysWithValues: credentials.map { ($0.name.text, "planted-secret-\($0.name.text)") })
    }

    /// The input of the first example with its identifiers changed by a number, as JSON.
    func input(_ number: Int = 0) -> [UInt8] {
        operations.first?.examples.first.map { input(number, like: $0) } ?? []
    }

    /// The same of ``readableExample()``.
    func readableInput(_ number: Int = 0) throws -> JSONValue {
        try JSONValue(jsonBytes: input(number, like: readableExample()))
    }

    /// The first example whose cancel can be followed by the read that is named first.
    func readableExample() throws -> Example {
        let operation = try #require(operations.first)
        let runnable = try #require(operation.confirmations.compactMap(\.read).first)
        let read = try #require(reads.first { $0.name.text == runnable.name })
        let needed = read.parameters.map(\.name.text).compactMap { name -> String? in
            switch runnable.arguments.first(where: { $0.name == name })?.origin {
            case .parameter(let origin)?: origin
            case .reply?: nil
            case nil: name
            }
        }
        return try #require(operation.examples.first { Set($0.input.map(\.name)).isSuperset(of: needed) })
    }

    private func input(_ number: Int, like example: Example) -> [UInt8] {
        guard let operation = operations.first else { return [] }
        let identifiers = example.input.map(\.name).filter(operation.identifiers.contains)
        let last = identifiers.first { $0.lowercased().contains("ord") } ?? identifiers.last
        var changed = example
        for (index, value) in example.input.enumerated() where value.name == last {
            switch value.value {
            case .text(let text):
                let digits = String(String(1_000_000 + number).dropFirst())
                changed.input[index].value = .text(text.dropLast(digits.count) + digits)
            case .number: changed.input[index].value = .number(String(1_000_000 + number))
            default: break
            }
        }
        return Array(changed.inputJSON.utf8)
    }
}

extension CallDescription {
    /// The identifier that names the order itself: the one that stands first in the path or body after all accounts.
    var lastIdentifier: String? {
        let given = examples.first?.input.map(\.name).filter(identifiers.contains) ?? []
        return given.first { $0.lowercased().contains("ord") } ?? given.last
    }
}
