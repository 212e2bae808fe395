import Foundation
import SourceText
import Testing
import YAMLDocument

@testable import SpecMaintenance
@testable import VenueSpec

/// The specs layouts are tested on.
enum FormattedSpecs {
    /// Every spec of the package, those of tests included, that has a layout at all; the path tells them apart.
    static let all: [SourceFile] = {
        let root = Corpus.shippedSpecs.deletingLastPathComponent()
        let paths = ["Specs", "Tests"].flatMap { folder in
            ((try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? [])
                .map { "\(folder)/\($0)" }
        }
        return paths.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { path in
            (try? Data(contentsOf: root.appending(path: path))).map { SourceFile(path: path, bytes: Array($0)) }
        }.filter { SpecFormatter.format($0).text != nil }
    }()
}

/// A file's canonical layout.
func formatted(_ file: SourceFile) throws -> String {
    let (text, diagnostics) = SpecFormatter.format(file)
    return try #require(text, "\(DiagnosticFormatter().format(diagnostics))")
}

/// The document of a file without findings.
func document(of file: SourceFile) throws -> Node {
    let (node, diagnostics) = YAMLReader.read(file)
    try #require(diagnostics.isEmpty, "\(DiagnosticFormatter().format(diagnostics))")
    return try #require(node)
}

/// What a spec means and what is wrong with it, without any place in its text.
struct Meaning: Hashable {
    /// The venue, member by member.
    let venue: String
    /// The findings, sorted.
    let findings: [String]

    /// The meaning of a file.
    init(_ file: SourceFile) {
        let analysis = SpecAnalysis([file])
        venue = analysis.venues.map { Self.describe($0) }.joined()
        findings = analysis.diagnostics.map { finding in
            "\(finding.severity) \(finding.rule) \(finding.message.replacing(/line [0-9]+/, with: "line"))"
        }.sorted()
    }

    /// A value with all it is made of, but for places and files.
    private static func describe(_ value: Any) -> String {
        if value is SourceRange || value is SourceFile || value is SpecOutline { return "" }
        let mirror = Mirror(reflecting: value)
        guard !mirror.children.isEmpty else { return "\(value)" }
        let children = mirror.children.map { "\($0.label ?? ""): \(describe($0.value))" }
        // The members of a set have no order.
        let list = mirror.displayStyle == .set || mirror.displayStyle == .dictionary ? children.sorted() : children
        let name = mirror.displayStyle == .enum ? mirror.children.first?.label ?? "" : "\(mirror.subjectType)"
        return "\(name)(\(list.joined(separator: ", ")))"
    }
}
