public import VenueRuntime

/// What leaves a simulated venue in answer to a request.
public struct Answer: Sendable, Hashable {
    /// How it travels.
    public enum Course: Sendable, Hashable {
        /// Whole and at once.
        case whole
        /// Not at all: the connection ends.
        case dropped
        /// Up to this many bytes of the body; then the connection ends.
        case cut(Int)
        /// Byte by byte, with this pause before each byte of the body.
        case dripped(Duration)
    }

    /// The answer as the venue means it.
    public var response: HTTPResponse
    /// How it travels.
    public var course: Course

    /// Whether all of it reaches a client that waits.
    var isWhole: Bool {
        switch course {
        case .whole, .dripped: true
        case .dropped, .cut: false
        }
    }

    /// How long it is under way.
    var travelTime: Duration {
        if case .dripped(let pause) = course { pause * response.body.count } else { .zero }
    }
}
