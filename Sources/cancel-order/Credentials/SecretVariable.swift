/// A secret of a venue and the variable it comes in.
struct SecretVariable {
    /// The secret's name in the spec.
    let secret: String
    /// The variable, such as `VENUE_TOKEN`.
    let name: String

    /// The variable of a venue's secret.
    init(venue: String, secret: String) {
        self.secret = secret
        name = "\(venue.uppercased())_\(WireName.screamingCase(secret))"
    }

    /// A variable that belongs to no venue.
    init(name: String) {
        secret = name
        self.name = name
    }
}
