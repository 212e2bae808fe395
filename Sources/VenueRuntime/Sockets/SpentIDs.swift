/// The ids of a connection's calls that have ended, the newest of them.
struct SpentIDs {
    /// How many of each kind are remembered; a reply with an older id is one that nobody waits for.
    private static let limit = 4096

    private var answered = RecentIDs(limit: limit)
    private var unanswered = RecentIDs(limit: limit)

    func contains(_ id: String) -> Bool { answered.contains(id) || unanswered.contains(id) }

    mutating func insert(_ id: String, isAnswered: Bool) {
        if isAnswered { answered.insert(id) } else { unanswered.insert(id) }
    }

    /// What a reply is to calls that have ended; the next one with its id is a second.
    mutating func take(_ id: String) -> Kind? {
        if answered.contains(id) { return .second }
        guard unanswered.remove(id) else { return nil }
        answered.insert(id)
        return .late
    }

    enum Kind {
        /// The first to a call that ended without one.
        case late
        /// One more to a call that had one.
        case second
    }
}

/// A set that forgets its oldest elements.
private struct RecentIDs {
    private let limit: Int
    private var set: Set<String> = []
    /// In the order they came; full, the oldest stands at `next`.
    private var order: [String] = []
    private var next = 0

    init(limit: Int) { self.limit = limit }

    func contains(_ id: String) -> Bool { set.contains(id) }

    mutating func insert(_ id: String) {
        guard set.insert(id).inserted else { return }
        if order.count < limit { return order.append(id) }
        set.remove(order[next])
        order[next] = id
        next = (next + 1) % limit
    }

    mutating func remove(_ id: String) -> Bool { set.remove(id) != nil }
}
