/// A regular expression as it is written.
indirect enum PatternNode: Sendable, Hashable {
    /// A place in a text, which takes nothing of it.
    enum Place: Sendable, Hashable {
        /// The very start.
        case start
        /// The very end.
        case end
        /// Between a word character and something else.
        case wordBoundary
        /// Anywhere but there.
        case noWordBoundary
    }

    /// Nothing, which is everywhere.
    case empty
    /// One scalar of a set.
    case one(ScalarSet)
    /// A place.
    case place(Place)
    /// One after the other.
    case sequence([PatternNode])
    /// One of them.
    case choice([PatternNode])
    /// As many as a count allows; `nil` is any number of them.
    case repeated(PatternNode, minimum: Int, maximum: Int?)

    /// The number of instructions it takes once its counts are written out, as far as it is at most the limit; else more
    /// than the limit.
    var size: Int {
        let size =
            switch self {
            case .empty, .one, .place: 1
            case .sequence(let parts): parts.reduce(0) { $0 + $1.size }
            case .choice(let parts): parts.reduce(0) { $0 + 1 + $1.size }
            case .repeated(let part, let minimum, let maximum?): part.size * maximum + (maximum - minimum)
            case .repeated(let part, let minimum, nil): part.size * max(minimum, 1) + 1
            }
        return min(size, PatternReader.sizeLimit + 1)
    }
}

/// Why a text is no regular expression of the language, and what to write instead.
package struct PatternProblem: Error, Sendable, Hashable {
    /// The reason and the cure; lower case, no full stop.
    package let message: String

    /// A reason.
    package init(message: String) { self.message = message }
}
