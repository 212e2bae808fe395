import Foundation
import SourceText
import SpecDiff
import Synchronization
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec
import YAMLDocument

/// Random changes of real specs: none goes unreported, and nothing is reported that did not change.
@Suite("Every change of a spec is reported, and nothing else", .bounded, .serialized)
struct MutationTests {
    /// A spec the tests change.
    struct Subject: Sendable {
        /// The file's name.
        let name: String
        /// The spec in the layout changes are written in.
        let tree: SpecTree
        /// The same as a venue.
        let venue: Venue
        /// What can be changed.
        let sites: [MutationSite]
        /// The values of every key of the language.
        let values: [LanguageKey: [SpecTree]]
        /// The generated code.
        let code: String
        /// What its examples come to.
        let examples: [String]
    }

    /// A change of a subject.
    struct Change: Sendable {
        /// The subject.
        let subject: Subject
        /// What was done.
        let site: MutationSite
        /// The spec it gives.
        let text: String
        /// The same as a venue.
        let venue: Venue
        /// The generated code.
        let code: String
        /// What the diff says of it.
        let findings: [Finding]

        /// The name that was replaced, where that is what was done; with an `X` behind it, it is the new one.
        var replacedName: String? {
            guard case .mapping(let entries) = subject.tree[site.parent], entries.indices.contains(site.index) else {
                return nil
            }
            let entry = entries[site.index]
            if site.key.name == "by", case .scalar(let field, _) = entry.value { return field }
            return site.kind == .rename ? entry.key : nil
        }

        /// The keys of the language whose values differ.
        var keys: [LanguageKey] {
            let after = YAMLReader.read(SourceFile(path: subject.name, text: text)).document.map(MutationWalk.init)?
                .values
            return Set(subject.values.keys).union((after ?? [:]).keys).filter { subject.values[$0] != after?[$0] }
        }

        /// The change for people.
        var label: String {
            let old = subject.tree.text.split(separator: "\n")
            let lines = text.split(separator: "\n").difference(from: old)
            return "\(subject.name): \(site.kind) \(site.key)\n"
                + lines.map { change in
                    switch change {
                    case .remove(_, let line, _): "- \(line)"
                    case .insert(_, let line, _): "+ \(line)"
                    }
                }.joined(separator: "\n")
        }
    }

    /// The specs the package ships and those of the tests.
    static let subjects: [Subject] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folders = [
            "Specs", "Tests/FixtureClients/Specs", "Tests/GoldenClients", "Tests/VenueSpecTests/PassCases",
            "Tests/SpecDiffTests/Cases",
        ]
        return folders.flatMap { folder -> [Subject] in
            let directory = root.appending(path: folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
            return names.filter { $0.hasSuffix(".venue.yaml") }.sorted().compactMap { name in
                guard let data = try? Data(contentsOf: directory.appending(path: name)),
                    let node = YAMLReader.read(SourceFile(path: name, bytes: Array(data))).document
                else { return nil }
                let tree = SpecTree(node)
                let walk = MutationWalk(node)
                return venue(tree.text, path: name).map {
                    Subject(
                        name: name, tree: tree, venue: $0, sites: walk.sites, values: walk.values,
                        code: SpecBehaviour.code($0), examples: SpecBehaviour.examples(of: $0, under: $0))
                }
            }
        }
    }()

    /// The venue of a text, if it is valid but for its examples.
    static func venue(_ text: String, path: String) -> Venue? {
        let analysis = SpecAnalysis([SourceFile(path: path, text: text)], executesExamples: false)
        return analysis.hasErrors ? nil : analysis.venues.first
    }

    /// Valid changes: one for each key of the language and each thing that can be done to it, in whatever spec.
    static let changes: [Change] = {
        var sites: [String: [(subject: Int, site: MutationSite)]] = [:]
        for (index, subject) in subjects.enumerated() {
            for site in subject.sites { sites["\(site.key) \(site.kind)", default: []].append((index, site)) }
        }
        let groups = sites.sorted { $0.key < $1.key }.map(\.value)
        let found = Mutex([Int: Change]())
        DispatchQueue.concurrentPerform(iterations: groups.count) { index in
            guard let change = change(of: groups[index], seed: UInt64(index) + 0x5EED) else { return }
            found.withLock { $0[index] = change }
        }
        return found.withLock { found in found.sorted { $0.key < $1.key }.map(\.value) }
    }()

    /// A valid change of one of some sites.
    private static func change(of sites: [(subject: Int, site: MutationSite)], seed: UInt64) -> Change? {
        var mutation = SpecMutation(seed: seed)
        var tries = 0
        // Of every twelve sites, those of smaller specs come first: their changes are read sooner.
        let order = mutation.shuffled(sites).enumerated().sorted { one, other in
            (one.offset / 12, subjects[one.element.subject].code.utf8.count)
                < (other.offset / 12, subjects[other.element.subject].code.utf8.count)
        }
        for (index, site) in order.map(\.element) where tries < 16 {
            let subject = subjects[index]
            guard let tree = mutation.mutated(subject.tree, at: site) else { continue }
            tries += 1
            guard let venue = venue(tree.text, path: "new/" + subject.name) else { continue }
            return Change(
                subject: subject, site: site, text: tree.text, venue: venue, code: SpecBehaviour.code(venue),
                findings: findings(subject.venue, venue))
        }
        return nil
    }

    /// The difference of two versions of one venue.
    static func findings(_ old: Venue, _ new: Venue) -> [Finding] { DiffCase.compare(old, new).findings }

    @Test("another layout is no change", arguments: subjects.map(\.name))
    func layout(_ name: String) throws {
        let subject = try #require(Self.subjects.first { $0.name == name })
        #expect(Self.findings(subject.venue, subject.venue) == [])
        let commented = subject.tree.text.split(separator: "\n").flatMap { ["# a comment", $0] }.joined(separator: "\n")
        let other = try #require(Self.venue("\n\n" + commented + "\n", path: "moved/" + subject.name))
        #expect(Self.findings(subject.venue, other) == [])
    }

    @Test("every key of the language is changed")
    func coverage() {
        // There is one version of the language.
        let fixed: Set = [LanguageKey(record: "spec", name: "format")]
        let changed = Set(Self.changes.flatMap(\.keys))
        #expect(LanguageKey.all.subtracting(changed).sorted() == fixed.sorted())
    }

    @Test("a change of the generated code or of what an example comes to is reported by a rule that knows it")
    func reported() {
        for change in Self.changes {
            let (subject, findings) = (change.subject, change.findings)
            let isChanged =
                subject.code != change.code
                || subject.examples != SpecBehaviour.examples(of: subject.venue, under: change.venue)
            if isChanged { #expect(!findings.isEmpty, "\(change.label)") }
            #expect(!findings.contains { $0.rule == "generated-code-differs" }, "\(change.label)")
        }
    }

    /// Places of findings, one way and back.
    ///
    /// A name that was given is taken back, wherever it stands in a place. What is known by what it says, such as a row
    /// of the outcome table or a rate limit, counts as its list, since it says one thing in one direction and another in
    /// the other. Replies judged differently are left out: they are told apart only where no other finding explains them.
    @Test("the change back names the same places")
    func reversed() {
        for change in Self.changes {
            let name = change.replacedName
            /// The places findings are about.
            func places(_ findings: [Finding]) -> Set<String> {
                Set(
                    findings.filter { $0.rule != "reply-judged-differently" }.map { finding in
                        let keys = finding.subject.split(separator: ".").map { key in
                            name.map { key == $0 + "X" ? $0 : String(key) } ?? String(key)
                        }
                        let table = keys.firstIndex { ["confirm", "outcomes", "rateLimits", "states"].contains($0) }
                        return table.map { keys[...$0] }.map { $0.joined(separator: ".") }
                            ?? keys.joined(separator: ".")
                    })
            }
            let there = places(change.findings)
            let back = places(Self.findings(change.venue, change.subject.venue))
            #expect(there == back, "\(change.label)")
        }
    }

    @Test("a finding keeps its fingerprint when its lines or its file move")
    func fingerprints() throws {
        for (index, change) in Self.changes.enumerated() where index.isMultiple(of: 4) {
            let before = change.findings
            let head = "# one\n\n# two\n"
            let old = try #require(Self.venue(head + change.subject.tree.text, path: "a/b/" + change.subject.name))
            let new = try #require(Self.venue(head + head + change.text, path: "c/" + change.subject.name))
            #expect(Self.findings(old, new).map(\.fingerprint) == before.map(\.fingerprint), "\(change.label)")
        }
    }
}
