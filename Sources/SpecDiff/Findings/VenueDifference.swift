public import VenueSpec

/// How two versions of a set of specs differ: the venues that changed, by name.
public struct SpecSetDifference: Sendable, Hashable {
    /// The venues that were added, removed, renamed or changed, sorted by name.
    public var venues: [VenueDifference]
    /// How many venues are byte for byte the same.
    public var unchangedCount: Int

    /// All findings: by venue, errors first.
    public var findings: [Finding] { venues.flatMap(\.findings) }
}

/// How one venue differs.
public struct VenueDifference: Sendable, Hashable {
    /// The venue's name in the new version, or in the old one if it is gone.
    public var name: String
    /// The venue as it was; `nil` if it is new.
    public var old: Venue?
    /// The venue as it is; `nil` if it is gone.
    public var new: Venue?
    /// What changed: errors first, then in the order of the spec.
    public var findings: [Finding]
}
