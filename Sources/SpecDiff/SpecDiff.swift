internal import SourceText
package import SwiftSource
package import VenueSpec

/// Compares two versions of a set of specs and tells what changes for the caller.
///
/// The stages: two sets of venues → venues matched by name → parts of each pair matched (`VenueChange`) → every rule
/// applied → findings. Pure: reading versions from files or commits is the command's.
package enum SpecDiff {
    /// Compares two sets of venues.
    ///
    /// - Parameters:
    ///   - old: The venues as they were.
    ///   - new: The venues as they are.
    ///   - faulty: Specs of the old version with errors. What could be made of them is among the venues; the Swift of
    ///     such a venue is not compared, for there never was any.
    ///   - declarations: The Swift a venue is generated as; asked for venues that changed only.
    /// - Returns: The venues that differ with their findings, sorted by name.
    package static func compare(
        old: [Venue], new: [Venue], faulty: [FaultySpec] = [], declarations: @Sendable (Venue) -> [Declaration]
    ) -> SpecSetDifference {
        let matching = Pairing<Venue>(old, new)
        let faults = Dictionary(faulty.map { ($0.file.path, $0) }, uniquingKeysWith: { first, _ in first })
        let changed = matching.pairs.filter { $0.old.file.bytes != $0.new.file.bytes || $0.old.name != $0.new.name }
        var venues = changed.concurrentMap { pair in
            let fault = faults[pair.old.file.path]
            let (before, after) = (fault == nil ? declarations(pair.old) : [], declarations(pair.new))
            var result = difference(
                VenueChange(
                    old: pair.old, new: pair.new, declarations: (fault == nil ? before : after, after)))
            if let fault { result.findings.append(Finding.faulty(fault, venue: pair.new, isCompared: true)) }
            return result
        }
        for index in venues.indices { venues[index].findings.sortBySeverity() }
        venues.removeAll { $0.findings.isEmpty }
        let differing = venues.count
        var lost = faulty.filter { fault in !old.contains { $0.file.path == fault.file.path } }
        venues += matching.added.map(\.value).map { venue in
            let fault = lost.firstIndex { $0.file.name == venue.file.name }.map { lost.remove(at: $0) }
            let finding = fault.map { Finding.faulty($0, venue: venue, isCompared: false) }
            return VenueDifference(name: venue.name.text, new: venue, findings: [finding ?? .added(venue)])
        }
        venues += lost.map { fault in
            VenueDifference(
                name: fault.file.name, findings: [Finding.faulty(fault, venue: nil, isCompared: false)])
        }
        venues += matching.removed.map(\.value).map {
            VenueDifference(name: $0.name.text, old: $0, findings: [.removed($0)])
        }
        return SpecSetDifference(
            venues: venues.sorted { $0.name < $1.name }, unchangedCount: matching.pairs.count - differing)
    }

    /// Applies every rule to two versions of a venue.
    private static func difference(_ change: VenueChange) -> VenueDifference {
        var report = DiffReport(old: change.old, new: change.new)
        for rule in DiffRuleCatalog.rules { report.apply(rule, to: change) }
        return VenueDifference(
            name: change.new.name.text, old: change.old, new: change.new, findings: report.findings)
    }
}

extension [Finding] {
    /// Puts the severest first; those of one level keep their order.
    fileprivate mutating func sortBySeverity() {
        self = enumerated().sorted { left, right in
            (left.element.level, left.offset) < (right.element.level, right.offset)
        }.map(\.element)
    }
}
