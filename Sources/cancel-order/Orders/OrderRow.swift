internal import VenueRuntime

/// One order of a file.
struct OrderRow {
    /// The line it begins on.
    let line: Int
    /// The input of the call, its members in spec order.
    let input: JSONValue
    /// What identifies the order.
    let identity: JSONValue
    /// What an earlier run left open; `nil` if the line is not of one, or told the order's end.
    var earlier: UnknownCause?
}

/// A line of a file that is no order.
struct BadRow: Error {
    /// The line.
    let line: Int
    /// What is wrong; lower case, no full stop.
    let problem: String
}
