/// An outcome and what it rests on.
public struct Verdict: Hashable, Sendable {
    /// What the reply proves of the order.
    public let outcome: CancelOutcome
    private let rule: String
    private let basis: Basis
    private let reply: JudgedReply

    init(outcome: CancelOutcome, rule: String, basis: Basis, reply: JudgedReply) {
        self.outcome = outcome
        self.rule = rule
        self.basis = basis
        self.reply = reply
    }

    /// What that rests on, with whatever the venue repeated of the request.
    ///
    /// Reports have it without the request's secrets, which a verdict does not know.
    public var evidence: Evidence { Evidence(rule: rule, basis: basis, reply: reply, without: nil) }

    func evidence(without secrets: SecretScan) -> Evidence {
        Evidence(rule: rule, basis: basis, reply: reply, without: secrets)
    }

    /// The verdict on a reply of a documented status whose body does not have the documented shape:
    /// `unknown(unreadable)`.
    public static func unreadable(_ http: HTTPResponse, _ problem: JSONError) -> Verdict {
        JudgedReply(http, problem: problem).verdict(.unknown(.unreadable), "unreadable body", .builtIn)
    }

    /// The verdict on a reply of a status the spec does not document: `unknown(serverError)` for 500 to 599, else
    /// `unknown(undocumented)`.
    public static func undocumented(_ http: HTTPResponse) -> Verdict {
        let cause: UnknownCause = 500...599 ~= http.status ? .serverError : .undocumented
        return JudgedReply(http).verdict(.unknown(cause), "undocumented status", .builtIn)
    }
}

extension Verdict: CustomStringConvertible, CustomReflectable {
    /// The outcome and the rule.
    public var description: String { "\(outcome), \(evidence)" }

    /// The outcome and what it rests on, without the reply.
    public var customMirror: Mirror { Mirror(self, children: ["outcome": outcome, "evidence": evidence]) }
}

/// A reply under judgement, with what its evidence shows whichever rule decides.
public struct JudgedReply: Hashable, Sendable {
    let http: HTTPResponse
    let code: String?
    let text: String?
    /// What it tells of how much was executed; of another order it tells nothing.
    private(set) var quantities: Quantities?
    let problem: JSONError?
    /// The order it names and the one that was asked about, where they are not the same.
    private(set) var otherOrder: Evidence.OtherOrder?

    /// Gathers a reply and what was read of it.
    public init(
        _ http: HTTPResponse, code: String? = nil, text: String? = nil, ordered: ExactDecimal? = nil,
        filled: ExactDecimal? = nil, remaining: ExactDecimal? = nil, problem: JSONError? = nil
    ) {
        self.http = http
        self.code = code
        self.text = text
        quantities = Quantities(ordered: ordered, filled: filled, remaining: remaining)
        self.problem = problem
    }

    /// The verdict on a reply in which a field that repeats an identifier names another order:
    /// `unknown(otherOrder)`.
    ///
    /// - Parameters:
    ///   - path: The field's path in the spec.
    ///   - named: The field's text; one that is missing or empty names nothing.
    ///   - asked: What the request named; without it nothing is compared.
    ///   - ignored: Differences the venue holds equal.
    ///   - basis: How it is known that the field repeats it.
    /// - Returns: `nil` if the field names what was asked, or nothing.
    public func otherOrder(
        _ path: String, _ named: String?, repeats asked: String?, ignoring ignored: EchoDifferences = [],
        _ basis: Basis = .documented
    ) -> Verdict? {
        guard let named, let asked, !named.isEmpty, !ignored.areEqual(named, asked) else { return nil }
        return otherOrder(Evidence.OtherOrder(path: path, asked: asked, named: named), basis)
    }

    /// The verdict on a reply in which a text that repeats identifiers names another order: `unknown(otherOrder)`.
    ///
    /// - Parameters:
    ///   - path: The field's path in the spec.
    ///   - text: The field's text; one without the fixed parts names nothing.
    ///   - parts: The fixed parts and what the request named between them; without all of that nothing is compared.
    ///   - ignored: Differences the venue holds equal.
    ///   - basis: How it is known that the text repeats them.
    /// - Returns: `nil` if the text names what was asked, or nothing.
    public func otherOrder(
        _ path: String, _ text: String?, repeats parts: [EchoPart], ignoring ignored: EchoDifferences = [],
        _ basis: Basis = .documented
    ) -> Verdict? {
        guard let text, let difference = EchoText(text, ignoring: ignored).difference(from: parts) else { return nil }
        return otherOrder(
            Evidence.OtherOrder(path: path, asked: difference.asked, named: difference.named), basis)
    }

    private func otherOrder(_ other: Evidence.OtherOrder, _ basis: Basis) -> Verdict {
        var reply = self
        reply.otherOrder = other
        reply.quantities = nil
        return reply.verdict(.unknown(.otherOrder), "\(other.path) names another order", basis)
    }

    /// The verdict of the rule that fits the reply; a rule is named by its condition in the spec.
    public func verdict(_ outcome: CancelOutcome, _ rule: String, _ basis: Basis = .documented) -> Verdict {
        Verdict(outcome: outcome, rule: rule, basis: basis, reply: self)
    }
}

extension JudgedReply: CustomStringConvertible, CustomReflectable {
    /// The status and the size of the body, not its content.
    public var description: String { http.description }

    /// A mirror of what ``description`` tells.
    public var customMirror: Mirror { Mirror(self, children: ["http": http]) }
}
