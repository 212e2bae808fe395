/// An outcome and what it rests on.
public struct Verdict: Hashable, Sendable {
    /// What the cancel came to.
    public let outcome: CancelOutcome
    /// The rule that decided.
    private let rule: String
    /// How the rule is known.
    private let basis: Basis
    /// What it decided about.
    private let reply: JudgedReply

    /// A rule's verdict.
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

    /// What that rests on, without secrets.
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
    /// The reply.
    let http: HTTPResponse
    /// The venue's own code.
    let code: String?
    /// The venue's own text.
    let text: String?
    /// Why the body does not have the documented shape.
    let problem: JSONError?

    /// Makes a reply to judge.
    public init(_ http: HTTPResponse, code: String? = nil, text: String? = nil, problem: JSONError? = nil) {
        self.http = http
        self.code = code
        self.text = text
        self.problem = problem
    }

    /// The verdict of a rule.
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
