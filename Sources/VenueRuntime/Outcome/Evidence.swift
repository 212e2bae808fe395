/// What an outcome rests on.
public struct Evidence: Hashable, Sendable {
    /// The most bytes of a body, code or text that are kept.
    public static let limit = 4096

    /// The rule that decided, such as `200 when success = true` or `undocumented status`.
    public let rule: String
    /// How the rule is known.
    public let basis: Basis
    /// The HTTP status.
    public let status: Int
    /// The venue's own code, if the reply has one; at most ``limit`` bytes.
    public let code: String?
    /// The venue's own text, if the reply has one; at most ``limit`` bytes.
    public let text: String?
    /// Why the body does not have the documented shape, if it has not.
    public let problem: JSONError?
    /// The body, or its first ``limit`` bytes.
    public let body: [UInt8]
    /// Whether ``body`` is only the beginning.
    public let isBodyTruncated: Bool

    /// Gathers what a reply shows.
    init(rule: String, basis: Basis, reply: JudgedReply) {
        self.rule = rule
        self.basis = basis
        status = reply.status
        code = reply.code.map(Self.bounded)
        text = reply.text.map(Self.bounded)
        problem = reply.problem
        isBodyTruncated = reply.body.count > Self.limit
        body = isBodyTruncated ? Array(reply.body.prefix(Self.limit)) : reply.body
    }

    /// The same with other texts.
    private init(_ other: Evidence, code: String?, text: String?, body: [UInt8]) {
        rule = other.rule
        basis = other.basis
        status = other.status
        self.code = code
        self.text = text
        problem = other.problem
        self.body = body
        isBodyTruncated = other.isBodyTruncated
    }

    /// The same with other texts.
    func replacing(code: String?, text: String?, body: [UInt8]) -> Evidence {
        Evidence(self, code: code, text: text, body: body)
    }

    /// The beginning of a text, cut between characters.
    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}

/// How a rule is known.
public enum Basis: Hashable, Sendable {
    /// The venue's page for the call states it.
    case documented
    /// It follows from what the page states, without being stated.
    case inferred
    /// Another source states it; its name in the spec, if it has one there.
    case external(source: String?)
    /// It is this runtime's rule for what no spec covers.
    case builtIn
}

extension Basis: CustomStringConvertible {
    /// The basis in the words specs use, such as `external(operator-sdk)`.
    public var description: String {
        switch self {
        case .documented: "documented"
        case .inferred: "inferred"
        case .external(let source): source.map { "external(\($0))" } ?? "external"
        case .builtIn: "built in"
        }
    }
}
