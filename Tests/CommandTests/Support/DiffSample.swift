/// Two versions of specs to compare.
enum DiffSample {
    /// The fingerprint of the server that moved.
    static let serverFingerprint = "9bca7a832912"

    /// The first version with another server and another method, two errors, and other words, worth knowing.
    static let changed = Sample.spec(summary: "A venue for more tests.")
        .replacing("https://api.example.com", with: "https://new.example.com")
        .replacing("DELETE /orders", with: "POST /orders")

    /// A directory `old`, and `new` with what became of it: one venue changed, one is gone, one is the same.
    static func workspace() throws -> Workspace {
        try Workspace([
            "old/a.venue.yaml": Sample.spec(), "new/a.venue.yaml": changed,
            "old/b.venue.yaml": Sample.spec("Bb"), "new/b.venue.yaml": Sample.spec("Bb"),
            "old/c.venue.yaml": Sample.spec("Cc").replacing("api.example.com", with: "cc.example.com"),
        ])
    }

    /// An entry of a file of accepted changes.
    static func entry(
        _ fingerprint: String = serverFingerprint, reason: String = "The host moved.", until: String = "2026-11-25"
    ) -> String {
        "accepted: [{ fingerprint: \(fingerprint), reason: \(reason), by: Mara, until: \(until) }]\n"
    }
}
