internal import SourceText
public import VenueSpec

/// A change that somebody has reviewed and accepted for a time.
public struct AcceptedChange: Sendable, Hashable {
    /// The fingerprint of the change's finding.
    public let fingerprint: String
    /// Why the change is right.
    public let reason: String
    /// Who says so.
    public let by: String
    /// The last day on which it counts.
    public let until: CalendarDate
}
