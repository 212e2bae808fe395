/// Path and query of a request, built from left to right.
public struct RequestTarget: Hashable, Sendable {
    /// Path and query as in the request line, in ASCII.
    private(set) var bytes: [UInt8] = []
    private var hasQuery = false
    /// Whether a parameter's text was empty or had a control character.
    private var problems: [Violation.Problem] = []

    /// Room for most targets, so that they are built in one block of memory.
    private static let usualLength = 160

    /// An empty target.
    public init() {}

    /// A target that starts with this path.
    public init(_ path: StaticString) {
        bytes.reserveCapacity(Self.usualLength)
        literal(path)
    }

    /// Path and query as in the request line.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a piece of the path as it stands.
    public mutating func literal(_ path: StaticString) { path.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    /// Adds a parameter's text to the path, percent-encoding all but RFC 3986's unreserved characters.
    public mutating func segment(_ value: String) {
        if value.isEmpty { problems.append(.empty) }
        if TextRules.hasControlCharacter(value) { problems.append(.controlCharacter) }
        PercentEncoding.encode(value, to: &bytes)
    }

    /// Adds a list to the path as one segment: its elements, each percent-encoded, with commas between.
    public mutating func segment(joined values: [String]) {
        if values.isEmpty { problems.append(.empty) }
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            segment(value)
        }
    }

    /// Adds a query field, percent-encoded like the path; a space is `%20`.
    public mutating func query(_ name: StaticString, _ value: String) {
        begin(name)
        PercentEncoding.encode(value, to: &bytes)
    }

    /// Adds a query field if it has a value.
    public mutating func query(_ name: StaticString, ifPresent value: String?) {
        if let value { query(name, value) }
    }

    /// Adds one query field for a list: its elements, each percent-encoded, with commas between.
    ///
    /// Nothing for an empty list.
    public mutating func query(_ name: StaticString, joined values: [String]) {
        guard !values.isEmpty else { return }
        begin(name)
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            PercentEncoding.encode(value, to: &bytes)
        }
    }

    /// Adds one query field for each element of a list.
    public mutating func query(_ name: StaticString, repeated values: [String]) {
        for value in values { query(name, value) }
    }

    private mutating func begin(_ name: StaticString) {
        bytes.append(UInt8(ascii: hasQuery ? "&" : "?"))
        PercentEncoding.encode("\(name)", to: &bytes)
        bytes.append(UInt8(ascii: "="))
        hasQuery = true
    }

    var violations: [Violation] {
        var problems = problems
        if !PercentEncoding.isTarget(bytes) { problems.append(.notTargetText) }
        // Few paths hold a dot, encoded or not.
        if bytes.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%") }),
            PercentEncoding.hasDotSegment(bytes.prefix { $0 != UInt8(ascii: "?") })
        {
            problems.append(.dotSegment)
        }
        return problems.map { Violation(field: "path", problem: $0) }
    }
}

/// An `application/x-www-form-urlencoded` body, as the WHATWG URL standard serializes it.
public struct FormBody: Hashable, Sendable {
    /// The body's bytes.
    public private(set) var bytes: [UInt8] = []

    /// An empty body.
    public init() {}

    /// The body's text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a field.
    public mutating func append(_ name: StaticString, _ value: String) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        PercentEncoding.encodeForm("\(name)", to: &bytes)
        bytes.append(UInt8(ascii: "="))
        PercentEncoding.encodeForm(value, to: &bytes)
    }

    /// Adds a field if it has a value.
    public mutating func append(_ name: StaticString, ifPresent value: String?) {
        if let value { append(name, value) }
    }

    /// Adds one field for a list: its elements with commas between, encoded as one text, so that the comma is `%2C`.
    ///
    /// Nothing for an empty list.
    public mutating func append(_ name: StaticString, joined values: [String]) {
        if !values.isEmpty { append(name, values.joined(separator: ",")) }
    }

    /// Adds one field for each element of a list.
    public mutating func append(_ name: StaticString, repeated values: [String]) {
        for value in values { append(name, value) }
    }
}
