/// The rules about a venue as a whole.
///
/// Venues of one version only have no second version to hold rules against; ``SpecDiff`` reports them itself.
enum VenueRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [VenueAdded.self, VenueRemoved.self, VenueRenamed.self, OldSpecFaulty.self]
}
