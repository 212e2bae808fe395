import Foundation
package import SourceText
import Testing

@testable import VenueSpec

/// The files the tests read: the specs the package ships and the cases beside the tests.
enum Corpus {
    /// The folder of this test target.
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of a failing spec for each rule.
    static let failCases = tests.appending(path: "FailCases")

    /// The folder of small specs without any finding.
    static let passCases = tests.appending(path: "PassCases")

    /// The folder of the specs the package ships.
    static let shippedSpecs = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Specs")

    /// The specs of a folder by name; each is reported under its file name alone.
    static func specs(in folder: URL) throws -> [SourceFile] {
        try names(in: folder).compactMap { name in
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            if name.hasSuffix(".venue.yaml") { return SourceFile(path: name, bytes: bytes) }
            guard name.hasSuffix(repeated) else { return nil }
            return try repeating(bytes, path: String(name.dropLast(".repeated".count)))
        }
    }

    /// The ending of files too large to keep: a number on the first line, and the text that is repeated so often.
    private static let repeated = ".venue.yaml.repeated"

    /// The file such a text stands for.
    private static func repeating(_ bytes: [UInt8], path: String) throws -> SourceFile {
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
        let count = try #require(parts.first.flatMap { Int($0) })
        return SourceFile(path: path, text: String(repeating: String(try #require(parts.last)), count: count))
    }

    /// The names of the folder's entries, sorted; hidden ones left out.
    static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The specs of a rule's failing case.
    static func failCase(_ rule: String) throws -> [SourceFile] {
        try specs(in: failCases.appending(path: rule))
    }

    /// What a pass case means.
    static func venue(_ name: String) throws -> Venue {
        let file = try #require(try specs(in: passCases).first { $0.path == name + ".venue.yaml" })
        return try #require(SpecAnalysis([file]).venues.first)
    }

    /// Every spec that has no finding: the shipped ones and the pass cases.
    static func goodSpecs() throws -> [SourceFile] {
        try specs(in: shippedSpecs) + specs(in: passCases)
    }
}

extension SourceFile: CustomTestStringConvertible {
    /// The file's name, for reports of tests.
    package var testDescription: String { name }
}

extension SourceFile {
    /// The file's name without `.venue.yaml`.
    var venueStem: String { name.replacing(".venue.yaml", with: "") }

    /// The file's text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The file with another text in place of a range.
    func replacing(_ range: SourceRange, with replacement: String) throws -> SourceFile {
        try applying(Diagnostic.FixIt(message: "", range: range, replacement: replacement))
    }

    /// The file with a fix-it applied.
    func applying(_ fixIt: Diagnostic.FixIt) throws -> SourceFile {
        SourceFile(path: path, text: try #require(fixIt.apply(to: self)))
    }
}

/// Everything wrong with one text, read as a spec of its own.
func findings(_ text: String) -> [Diagnostic] {
    SpecAnalysis([SourceFile(path: "a.venue.yaml", text: text)]).diagnostics
}
