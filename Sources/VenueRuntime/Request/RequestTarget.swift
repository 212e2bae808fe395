/// Path and query of a request, built from left to right.
public struct RequestTarget: Hashable, Sendable {
    /// Path and query as in the request line.
    public private(set) var text = ""
    /// Whether a query field was added.
    private var hasQuery = false
    /// Whether a parameter's text was empty or had a control character.
    private var problems: [Violation.Problem] = []

    /// An empty target.
    public init() {}

    /// A target that starts with this path.
    public init(_ path: StaticString) { text = "\(path)" }

    /// Adds a piece of the path as it stands.
    public mutating func literal(_ path: StaticString) { text += "\(path)" }

    /// Adds a parameter's text to the path, percent-encoding all but RFC 3986's unreserved characters.
    public mutating func segment(_ value: String) {
        if value.isEmpty { problems.append(.empty) }
        if TextRules.hasControlCharacter(value) { problems.append(.controlCharacter) }
        text += PercentEncoding.encode(value)
    }

    /// Adds a query field, percent-encoded like the path; a space is `%20`.
    public mutating func query(_ name: StaticString, _ value: String) { add(name, PercentEncoding.encode(value)) }

    /// Adds a query field if it has a value.
    public mutating func query(_ name: StaticString, ifPresent value: String?) {
        if let value { query(name, value) }
    }

    /// Adds one query field for a list: its elements, each percent-encoded, with commas between.
    ///
    /// Nothing for an empty list.
    public mutating func query(_ name: StaticString, joined values: [String]) {
        if !values.isEmpty { add(name, values.map(PercentEncoding.encode).joined(separator: ",")) }
    }

    /// Adds one query field for each element of a list.
    public mutating func query(_ name: StaticString, repeated values: [String]) {
        for value in values { query(name, value) }
    }

    /// Adds a query field whose value is encoded.
    private mutating func add(_ name: StaticString, _ value: String) {
        text += (hasQuery ? "&" : "?") + PercentEncoding.encode("\(name)") + "=" + value
        hasQuery = true
    }

    /// What must not go on the wire.
    var violations: [Violation] {
        var problems = problems
        let path = text.prefix { $0 != "?" }
        if path.first != "/" { problems.append(.pattern("^/")) }
        if path.split(separator: "/").contains(where: PercentEncoding.isDotSegment) { problems.append(.dotSegment) }
        return problems.map { Violation(field: "path", problem: $0) }
    }
}
