import Foundation
import SourceText
import SpecDiff
import Synchronization
import Testing
import VenueCodegen
import VenueSpec

/// One file of `Cases`: edits of the base spec that a rule must report, and edits close by that it must not.
///
/// A line `base NAME` names another file of `Cases` for the sections after it to edit than `base.venue.yaml`. Lines that
/// start with `-` and `+` are replaced and put in their place; every run of `-` lines stands in the base exactly once.
/// Lines that start with `=` are the findings as `level rule subject`: in cases of swift-source rules all of that
/// category; in cases of other rules all of wire and meaning, and in those of documentation rules all of documentation
/// too.
///
/// ```
/// # what it shows
/// fails
/// - a line of the base
/// + the line in its place
/// = error rule-id subject
/// passes
/// …
/// ```
struct DiffCase {
    /// The rule the file is named after.
    let rule: String
    /// What must be reported.
    let failing: [Section]
    /// What must not.
    let passing: [Section]

    /// One set of edits with what they give.
    struct Section {
        /// The spec it edits.
        let base: String
        /// Each run of removed lines with what takes its place.
        var edits: [(removed: [String], added: [String])] = []
        /// The findings, as `level rule subject`.
        var expected: [String] = []
    }

    /// The folder of the cases.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    /// Every case, by rule.
    static let all: [DiffCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".case") }.sorted().compactMap { try? DiffCase(file: $0) }
    }()

    /// The venues of the specs that cases edit, by their text; read once, since there are many cases.
    static let baseVenues: [String: Venue] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let texts = names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap {
            try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        return Dictionary(
            texts.compactMap { text in (try? venue(text, path: "old/base.venue.yaml")).map { (text, $0) } },
            uniquingKeysWith: { first, _ in first })
    }()

    /// The spec cases edit unless they name another.
    static let base = (try? String(contentsOf: folder.appending(path: "base.venue.yaml"), encoding: .utf8)) ?? ""

    /// A file of the folder.
    static func file(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// Reads a case.
    init(file: String) throws {
        rule = String(file.dropLast(".case".count))
        var failing: [Section] = []
        var passing: [Section] = []
        var base = Self.base
        var isFailing = true
        /// Changes the section at hand.
        func change(_ edit: (inout Section) -> Void) {
            if isFailing { edit(&failing[failing.count - 1]) } else { edit(&passing[passing.count - 1]) }
        }
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        var previous: Character = " "
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let rest = String(line.dropFirst(line.dropFirst().first == " " ? 2 : 1))
            switch line.first {
            case "#": break
            case "b" where line.hasPrefix("base "):
                let name = String(line.dropFirst("base ".count))
                base = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            case "f" where line == "fails":
                isFailing = true
                failing.append(Section(base: base))
            case "p" where line == "passes":
                isFailing = false
                passing.append(Section(base: base))
            case "-":
                change { section in
                    if previous != "-" { section.edits.append(([], [])) }
                    section.edits[section.edits.count - 1].removed.append(rest)
                }
            case "+": change { $0.edits[$0.edits.count - 1].added.append(rest) }
            case "=": change { $0.expected.append(rest) }
            default: throw CocoaError(.fileReadCorruptFile)
            }
            previous = line.first ?? " "
        }
        self.failing = failing
        self.passing = passing
    }
}

extension DiffCase.Section {
    /// The base with the edits made; records an issue where an edit does not fit exactly once.
    func edited() -> String {
        var text = base
        for edit in edits {
            let removed = edit.removed.joined(separator: "\n") + "\n"
            let parts = text.components(separatedBy: removed)
            #expect(parts.count == 2, "these lines stand \(parts.count - 1) times in the base:\n\(removed)")
            text = parts.joined(separator: edit.added.isEmpty ? "" : edit.added.joined(separator: "\n") + "\n")
        }
        return text
    }

    /// The findings the edits give of some categories, as `level rule subject`.
    func findings(listed: Set<Finding.Category>) throws -> [String] {
        try difference().findings.filter { listed.contains($0.category) }
            .map { "\($0.level.rawValue) \($0.rule) \($0.subject)" }
    }

    /// What the edits come to; several tests look at it.
    func difference() throws -> SpecSetDifference {
        let versions = [base, edited()]
        if let known = Self.differences.withLock({ $0[versions] }) { return known }
        let (old, new) = try venues()
        let difference = DiffCase.compare(old, new)
        Self.differences.withLock { $0[versions] = difference }
        return difference
    }

    private static let differences = Mutex<[[String]: SpecSetDifference]>([:])

    /// The base, and the base with the edits made.
    func venues() throws -> (old: Venue, new: Venue) {
        (
            try #require(DiffCase.baseVenues[base]), try DiffCase.venue(edited(), path: "new/base.venue.yaml")
        )
    }
}

extension DiffCase {
    /// The categories whose findings it lists.
    ///
    /// Most changes also touch the generated declarations, and those are held against the toolchain's digester.
    var listed: Set<Finding.Category> {
        switch DiffRuleCatalog.rule(rule)?.category {
        case .swiftSource: [.swiftSource]
        case .documentation: [.wire, .meaning, .documentation]
        default: [.wire, .meaning]
        }
    }

    /// The venue of a spec that must be valid but for its examples.
    static func venue(_ text: String, path: String) throws -> Venue {
        let analysis = SpecAnalysis([SourceFile(path: path, text: text)], executesExamples: false)
        let errors = analysis.diagnostics.filter { $0.severity == .error }
            .map { "\(path):\($0.range.start.line): \($0.message)" }
        #expect(errors == [])
        return try #require(analysis.venues.first)
    }

    /// The difference of two versions of one venue.
    static func compare(_ old: Venue, _ new: Venue) -> SpecSetDifference {
        let generator = ClientGenerator()
        return SpecDiff.compare(old: [old], new: [new], declarations: generator.declarations)
    }
}
