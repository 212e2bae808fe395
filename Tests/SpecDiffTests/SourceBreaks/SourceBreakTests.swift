import SwiftSource
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

@testable import SpecDiff

/// Holds what the diff says of generated declarations against the toolchain: its API digester, and its compiler over
/// code that uses all of them.
///
/// All edits are compiled together, each under a venue's name of its own.
@Suite("What breaks Swift source is what the toolchain says", .bounded)
struct SourceBreakTests {
    /// Two versions of a venue.
    private struct Versions {
        /// The edit between them.
        let edit: SourceEdit
        /// The versions.
        let old, new: Venue
        /// Whether the diff says that code may no longer compile.
        let breaks: Bool

        /// The base under a name, and with an edit.
        init(_ edit: SourceEdit, name: String) throws {
            self.edit = edit
            /// A version of the base.
            func venue(_ text: String, _ version: String) throws -> Venue {
                try DiffCase.venue(
                    text.replacing("Meridian", with: name, maxReplacements: 1), path: "\(version)/\(name).venue.yaml")
            }
            old = try venue(DiffCase.base, "old")
            new = try venue(edit.edited(DiffCase.base), "new")
            breaks = DiffCase.compare(old, new).findings.contains {
                $0.category == .swiftSource && $0.level == .warning
            }
        }
    }

    @Test(
        "the digester and a consumer's compiler agree with the diff, but for what is known",
        .enabled(if: Toolchain.hasDigester, "'swiftc' and 'swift-api-digester' must be on the path"))
    func agreement() throws {
        let all = try SourceEdit.all.enumerated().map { index, edit in
            try Versions(edit, name: "Edit\(index / 10)\(index % 10)")
        }
        let toolchain = try Toolchain()
        defer { toolchain.cleanUp() }
        let generator = ClientGenerator()
        try toolchain.emitModule(Self.files(generator.files(for: all.map(\.old))), in: "old")
        try toolchain.emitModule(Self.files(generator.files(for: all.map(\.new))), in: "new")
        let lines = try toolchain.breaks(from: "old", to: "new")
        let consumers = Dictionary(
            uniqueKeysWithValues: all.map { versions in
                let name = versions.old.name.swift
                let surface = APISurface(generator.declarations(for: versions.old), venue: name)
                return ("\(name).swift", ConsumerSource.text(surface, venue: name))
            })
        #expect(try toolchain.refused(consumers, against: "old") == [:])
        let refused = try toolchain.refused(consumers, against: "new")
        for versions in all {
            let (name, edit) = (versions.old.name.swift, versions.edit)
            #expect(versions.breaks == edit.breaks, "\(edit.name)")
            let refusal = refused["\(name).swift"]
            #expect((refusal != nil) == edit.breaks, "\(edit.name): \(refusal ?? "compiles")")
            let said = lines.filter { $0.contains("\(name).") }
            #expect(said.isEmpty == (edit.breaks == (edit.digesterDiffers != nil)), "\(edit.name): \(said)")
        }
    }

    @Test(
        "code that uses the old client compiles against the new one wherever the diff reports no break", .long,
        .enabled(if: Toolchain.hasDigester, "'swiftc' and 'swift-api-digester' must be on the path"))
    func randomChanges() throws {
        let harmless = MutationTests.changes.filter { change in
            change.site.key.name != "venue" && change.subject.code != change.code
                && !change.findings.contains { $0.category == .swiftSource && $0.level == .warning }
        }
        // Some of each kind of file, as far as a few seconds go.
        let pairs = try harmless.enumerated().filter { $0.offset.isMultiple(of: max(1, harmless.count / 24)) }
            .map { index, change in
                let line = "\nvenue: \(change.subject.venue.name.text)\n"
                /// A version under a name of its own.
                func venue(_ text: String) throws -> Venue {
                    let renamed = ("\n" + text).replacing(line, with: "\nvenue: Change\(index)\n")
                    return try #require(MutationTests.venue(renamed, path: "Change\(index).venue.yaml"))
                }
                return (old: try venue(change.subject.tree.text), new: try venue(change.text), label: change.label)
            }
        #expect(pairs.count > 12)
        let toolchain = try Toolchain()
        defer { toolchain.cleanUp() }
        let generator = ClientGenerator()
        try toolchain.emitModule(Self.files(generator.files(for: pairs.map(\.old))), in: "old")
        try toolchain.emitModule(Self.files(generator.files(for: pairs.map(\.new))), in: "new")
        let consumers = Dictionary(
            uniqueKeysWithValues: pairs.map { pair in
                let name = pair.old.name.swift
                let surface = APISurface(generator.declarations(for: pair.old), venue: name)
                return ("\(name).swift", ConsumerSource.text(surface, venue: name))
            })
        #expect(try toolchain.refused(consumers, against: "old") == [:])
        let refused = try toolchain.refused(consumers, against: "new")
        for pair in pairs {
            let refusal = refused["\(pair.old.name.swift).swift"]
            #expect(refusal == nil, "\(refusal ?? "") \(pair.label)")
        }
    }

    /// The venues' files by name; the index names them all and is left out.
    private static func files(_ files: [GeneratedFile]) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: files.filter { $0.name != ClientGenerator.indexName }.map { ($0.name, $0.text) })
    }
}

extension APISurface {
    /// The surface of all of a venue's declarations.
    fileprivate init(_ declarations: [Declaration], venue: String) {
        let declared = Self.types(in: declarations, venue: venue)
        self.init(declarations, names: TypeNames(venue: venue, displayed: venue, declared: declared, renames: [:]))
    }
}
