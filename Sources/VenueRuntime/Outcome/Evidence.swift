/// What an outcome rests on.
///
/// In reports the request's secrets are taken out of all of it; see ``isRedacted``.
public struct Evidence: Hashable, Sendable {
    /// The most bytes of a body, code or text that are kept.
    public static let limit = 4096
    /// The most bytes of a media type that are kept.
    private static let contentTypeLimit = 200

    /// The rule that decided, such as `200 when success = true` or `undocumented status`.
    public let rule: String
    /// Whether the venue's page states the rule, or where else it comes from.
    public let basis: Basis
    /// The reply's HTTP status.
    public let status: Int
    /// The venue's own code, if the reply has one; at most ``limit`` bytes.
    public let code: String?
    /// The venue's own text, if the reply has one; at most ``limit`` bytes.
    public let text: String?
    /// How much of the order was executed, if the reply tells; see ``Quantities/contradiction`` for what cannot be true.
    public let quantities: Quantities?
    /// How many orders the reply says were cancelled, if it tells; of a call that cancels all orders of a scope.
    public let affected: Int?
    /// The order the reply names and the one that was asked about, where they are not the same.
    public let otherOrder: OtherOrder?
    /// How far the venue's clock is ahead of this machine's, by the reply's `Date`, which tells whole seconds; only of a reply
    /// that refuses the request for its time.
    public internal(set) var clockOffset: Duration?
    /// Why the body does not have the documented shape, if it has not.
    public let problem: JSONError?
    /// The reply's `Content-Type`, if it has one.
    public let contentType: String?
    /// How many bytes the reply's body had.
    public let bodySize: Int
    /// The body, or its first ``limit`` bytes.
    public let body: [UInt8]
    /// Whether ``body`` is only the beginning.
    public let isBodyTruncated: Bool
    /// Whether the request's secrets were taken out, before anything was cut: so in reports, but not where a reply is
    /// judged by itself.
    ///
    /// What is not redacted does not show the venue's words when it is printed.
    public let isRedacted: Bool

    /// Gathers what a reply shows, without secrets where they are known; evidence of the same reply without the same
    /// secrets shares its body.
    init(rule: String, basis: Basis, reply: JudgedReply, without secrets: SecretScan?, sharing same: Evidence? = nil) {
        let scan = secrets ?? .none
        self.rule = rule
        self.basis = basis
        status = reply.http.status
        code = scan.redacted(reply.code, limit: Self.limit)
        text = scan.redacted(reply.text, limit: Self.limit)
        quantities = reply.quantities?.without(secrets: scan)
        affected = reply.affected
        otherOrder = reply.otherOrder.map { other in
            OtherOrder(
                path: other.path, asked: scan.redacted(other.asked, limit: Self.limit) ?? "",
                named: scan.redacted(other.named, limit: Self.limit) ?? "")
        }
        problem = reply.problem.map(scan.redacted)
        contentType = scan.redacted(reply.http.headers["Content-Type"], limit: Self.contentTypeLimit)
        bodySize = reply.http.body.count
        (body, isBodyTruncated) =
            same.map { ($0.body, $0.isBodyTruncated) } ?? scan.redacted(reply.http.body, limit: Self.limit)
        isRedacted = secrets != nil
    }
}

extension Evidence: CustomStringConvertible, CustomReflectable {
    /// The rule and what the reply shows, on one line; the body's size, never its bytes.
    public var description: String {
        var words = ["status \(status)", "by rule '\(rule)' (\(basis))"]
        if isRedacted {
            if let code { words.append("code \(code.debugDescription)") }
            if let text { words.append("text \(text.debugDescription)") }
            if let quantities { words.append("\(quantities)") }
            if let affected { words.append("affected \(affected)") }
            if let otherOrder {
                words.append("asked \(otherOrder.asked.debugDescription), named \(otherOrder.named.debugDescription)")
            }
            if let problem { words.append("\(problem)") }
            if let clockText { words.append(clockText) }
        }
        return (words + [size]).joined(separator: ", ")
    }

    /// The members as a debugger shows them, without the body's bytes.
    public var customMirror: Mirror {
        var members: [(String, Any)] = [("rule", rule), ("basis", basis), ("status", status)]
        if isRedacted {
            members += [("code", code as Any), ("text", text as Any), ("problem", problem as Any)]
            if let quantities { members.append(("quantities", quantities)) }
            if let affected { members.append(("affected", affected)) }
            if let otherOrder { members.append(("otherOrder", otherOrder)) }
            if let clockOffset { members.append(("clockOffset", clockOffset)) }
        }
        return Mirror(self, children: members + [("body", size)])
    }

    /// How far the clocks are apart, such as `the venue's clock is 12 s ahead`; `nil` where that is not known.
    package var clockText: String? {
        guard let seconds = clockOffset?.components.seconds else { return nil }
        // The venue's date has no fraction, and travelled.
        if (-1...1).contains(seconds) { return "the clocks agree to a second" }
        return "the venue's clock is \(abs(seconds)) s \(seconds > 0 ? "ahead of" : "behind") this machine's"
    }

    private var size: String { "\(bodySize) \(bodySize == 1 ? "byte" : "bytes")" }
}

extension Evidence {
    /// A field of a reply that names another order than the one that was asked about.
    public struct OtherOrder: Hashable, Sendable {
        /// The field, such as `order.orderId`.
        public let path: String
        /// The identifier in the request, as it was sent.
        public let asked: String
        /// What the reply names; at most ``Evidence/limit`` bytes.
        public let named: String
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
