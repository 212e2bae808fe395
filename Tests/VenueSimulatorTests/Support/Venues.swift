import Foundation
import SourceText
import Testing
import VenueClients
import VenueRuntime
import VenueSpec

/// The venues of this package: specs, compiled clients and an order to cancel at each.
enum Venues {
    /// Every venue, read from its spec.
    static let all: [Venue] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Specs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { SourceFile(path: name, bytes: Array($0)) }
        }
        return SpecAnalysis(files).venues
    }()

    /// The venue of a name.
    static func named(_ name: String) throws -> Venue { try #require(all.first { $0.name.text == name }) }

    /// The names of all venues.
    static var names: [String] { all.map(\.name.text) }
}

extension Venue {
    /// The compiled client of the venue's first call.
    var client: (any CancelOperation.Type)? {
        VenueIndex.operations.first { $0.venue == name.text && $0.name == operations.first?.name.text }
    }

    /// The secrets by the credential's name that tests use.
    var secrets: [String: String] {
        Dictionary(uniqueKeysWithValues: credentials.map { ($0.name.text, "planted-secret-\($0.name.text)") })
    }

    /// The input of the first example with its identifiers changed by a number, as JSON.
    func input(_ number: Int = 0) -> [UInt8] {
        guard let operation = operations.first, let example = operation.examples.first else { return [] }
        var changed = example
        for (index, value) in example.input.enumerated() where operation.identifiers.contains(value.name) {
            guard value.name == operation.lastIdentifier else { continue }
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
