/// An outcome and what it rests on.
public struct Verdict: Hashable, Sendable {
    /// What the cancel came to.
    public let outcome: CancelOutcome
    /// What that rests on.
    public let evidence: Evidence

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

/// A reply under judgement, with what its evidence shows whichever rule decides.
public struct JudgedReply: Sendable {
    /// The HTTP status.
    let status: Int
    /// The body's bytes.
    let body: [UInt8]
    /// The venue's own code.
    let code: String?
    /// The venue's own text.
    let text: String?
    /// Why the body does not have the documented shape.
    let problem: JSONError?

    /// Makes a reply to judge.
    public init(_ http: HTTPResponse, code: String? = nil, text: String? = nil, problem: JSONError? = nil) {
        status = http.status
        body = http.body
        self.code = code
        self.text = text
        self.problem = problem
    }

    /// The verdict of a rule.
    public func verdict(_ outcome: CancelOutcome, _ rule: String, _ basis: Basis = .documented) -> Verdict {
        Verdict(outcome: outcome, evidence: Evidence(rule: rule, basis: basis, reply: self))
    }
}
