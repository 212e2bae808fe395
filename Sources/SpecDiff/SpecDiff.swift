internal import ConcurrentMap
internal import SourceText
public import SwiftSource
public import VenueSpec

/// Compares two versions of a set of specs and tells what changes for the caller.
///
/// The stages: two sets of venues → venues matched by name (``VenueMatching``) → parts of each pair matched
/// (`VenueChange`) → every rule applied → findings. Pure: reading versions from files or commits is the command's.
public enum SpecDiff {
    /// Compares two sets of venues.
    ///
    /// - Parameters:
    ///   - old: The venues as they were.
    ///   - new: The venues as they are.
    ///   - declarations: The Swift a venue is generated as; asked for venues that changed only.
    /// - Returns: The venues that differ with their findings, sorted by name.
    public static func compare(
        old: [Venue], new: [Venue], declarations: @Sendable (Venue) -> [Declaration]
    ) -> SpecSetDifference {
        let matching = VenueMatching(old, new)
        let changed = matching.pairs.filter { $0.old.file.bytes != $0.new.file.bytes || $0.old.name != $0.new.name }
        var venues = changed.concurrentMap { pair in
            difference(
                VenueChange(
                    old: pair.old, new: pair.new, declarations: (declarations(pair.old), declarations(pair.new))))
        }
        venues += matching.added.map {
            VenueDifference(name: $0.name.text, new: $0, findings: [VenueAdded.finding($0)])
        }
        venues += matching.removed.map {
            VenueDifference(name: $0.name.text, old: $0, findings: [VenueRemoved.finding($0)])
        }
        return SpecSetDifference(
            venues: venues.filter { !$0.findings.isEmpty }.sorted { $0.name < $1.name },
            unchangedCount: matching.pairs.count - changed.count)
    }

    /// Applies every rule to two versions of a venue.
    private static func difference(_ change: VenueChange) -> VenueDifference {
        var report = DiffReport(old: change.old, new: change.new)
        for rule in DiffRuleCatalog.rules { rule.check(change, &report) }
        let findings = report.findings.enumerated().sorted { left, right in
            (left.element.level, left.offset) < (right.element.level, right.offset)
        }
        return VenueDifference(
            name: change.new.name.text, old: change.old, new: change.new, findings: findings.map(\.element))
    }
}
