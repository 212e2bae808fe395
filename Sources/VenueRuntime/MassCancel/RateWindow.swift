/// Measures how often something happens, over the last seconds.
///
/// An average since the start would hide that a burst at the beginning was followed by the pace of a rate limit.
struct RateWindow: Sendable {
    /// A count and when it was reached.
    private struct Mark: Sendable {
        /// When.
        let instant: ContinuousClock.Instant
        /// The count.
        let count: Int
    }

    /// How far back is looked.
    private static let length: Duration = .seconds(10)
    /// How far apart marks are.
    private static let step: Duration = .milliseconds(500)

    /// Marks of the last ``length``, oldest first, and the one before them.
    private var marks: [Mark]

    /// Begins to measure with nothing counted.
    init(start: ContinuousClock.Instant) { marks = [Mark(instant: start, count: 0)] }

    /// Takes note of a count.
    ///
    /// - Returns: The rate per second.
    mutating func rate(at now: ContinuousClock.Instant, count: Int) -> Double {
        while marks.count > 1, marks[1].instant <= now - Self.length { marks.removeFirst() }
        let first = marks.first ?? Mark(instant: now, count: count)
        if let last = marks.last, last.instant + Self.step <= now { marks.append(Mark(instant: now, count: count)) }
        let seconds = first.instant.duration(to: now) / Duration.seconds(1)
        return seconds > 0 ? Double(count - first.count) / seconds : 0
    }
}
