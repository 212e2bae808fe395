internal import SourceText
internal import VenueSpec

/// An entry of an acceptance file as written.
struct AcceptanceEntry: Sendable, Hashable {
    /// Which change is accepted.
    let fingerprint: Written<String>
    /// Why; `nil` if it is missing or empty.
    let reason: String?
    /// Who says so; `nil` if it is missing or empty.
    let by: String?
    /// Until when; `nil` if it is missing, empty or no date.
    let until: Written<CalendarDate>?
    /// The keys that are missing or empty, in the order they are explained in.
    let missing: [String]

    /// A value and where it stands.
    struct Written<Value: Sendable & Hashable>: Sendable, Hashable {
        /// The value.
        let value: Value
        /// Its place.
        let range: SourceRange
    }

    /// The acceptance, if the entry says all it must.
    var accepted: AcceptedChange? {
        guard let reason, let by, let until else { return nil }
        return AcceptedChange(fingerprint: fingerprint.value, reason: reason, by: by, until: until.value)
    }
}
