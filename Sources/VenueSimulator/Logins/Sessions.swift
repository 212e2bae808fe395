internal import VenueRuntime
internal import VenueSpec

/// What a venue's logins gave: the sessions that authorise other calls, and what the next logins take.
struct Sessions {
    /// What a login gave, and what its own login was authorised by.
    struct Session: Sendable {
        /// The secrets by their credentials' names.
        let secrets: [String: String]
        /// What signatures of its calls are checked with; `nil` where they are not.
        let keys: SigningKeys?
        /// When it ends; `nil` for never.
        let end: ContinuousClock.Instant?
        /// How many calls it authorised.
        var callCount = 0
    }

    /// A secret that travels.
    private struct Carried: Hashable {
        let credential: String
        let text: String
    }

    /// A user of a login.
    struct Owner: Hashable {
        let login: String
        let user: Int
    }

    private var sessions: [Session] = []
    private var index: [Carried: Int] = [:]
    /// Those that no secret shows which travels.
    private var hidden: [Int] = []
    /// What users' next logins take in place of what the conduct states.
    private var next: [Owner: [String: String]] = [:]
    /// How many calls were made in the sessions that were readied.
    private var ready: [Owner: Int] = [:]
    /// The credentials of which a login gave some.
    private(set) var given: Set<String> = []

    subscript(number: Int) -> Session { sessions[number] }

    /// Keeps a session.
    ///
    /// - Parameters:
    ///   - session: The session.
    ///   - names: The credentials that its login gave, of those that other calls take.
    ///   - traveling: Those of them that requests show.
    mutating func add(_ session: Session, giving names: Set<String>, traveling: Set<String>) {
        let number = sessions.count
        sessions.append(session)
        given.formUnion(names)
        for name in names.intersection(traveling) {
            guard let text = session.secrets[name] else { continue }
            index[Carried(credential: name, text: text)] = number
        }
        if names.isDisjoint(with: traveling) { hidden.append(number) }
    }

    /// The sessions that a request may be of: those whose secrets it shows, then those that show none, the newest first.
    func candidates(for check: CredentialCheck) -> [Int] {
        let shown = Set(check.carried.compactMap { index[Carried(credential: $0.key, text: $0.value)] })
        return shown.sorted(by: >) + hidden.reversed()
    }

    mutating func count(_ number: Int) { sessions[number].callCount += 1 }

    /// Takes in that a user's session is ready for other calls, as far as one call has to come first.
    mutating func ready(_ owner: Owner) { ready[owner] = 0 }

    /// Counts a call in a user's session; whether the session is ready for it, which it is for so many calls.
    mutating func takeCall(of owner: Owner, atMost limit: Int?) -> Bool {
        guard let count = ready[owner], count < limit ?? .max else { return false }
        ready[owner] = count + 1
        return true
    }

    /// What a user's next login takes, where an earlier one said.
    func taken(by owner: Owner) -> [String: String] { next[owner] ?? [:] }

    mutating func take(_ secrets: [String: String], by owner: Owner) { next[owner, default: [:]].merge(secrets) { $1 } }
}
