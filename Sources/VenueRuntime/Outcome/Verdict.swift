/// What a reply to a cancel means and what that rests on.
public typealias Verdict = ReplyVerdict<CancelOutcome>

/// What a reply to a read proves of the order and what that rests on.
public typealias StateVerdict = ReplyVerdict<OrderState>

/// What a reply means and what that rests on.
public struct ReplyVerdict<Meaning: ReplyMeaning>: Hashable, Sendable {
    /// What the reply proves of the order.
    public let meaning: Meaning
    private let rule: String
    private let basis: Basis
    private let reply: JudgedReply

    init(meaning: Meaning, rule: String, basis: Basis, reply: JudgedReply) {
        self.meaning = meaning
        self.rule = rule
        self.basis = basis
        self.reply = reply
    }

    /// What that rests on, with whatever the venue repeated of the request.
    ///
    /// Reports have it without the request's secrets, which a verdict does not know.
    public var evidence: Evidence { Evidence(rule: rule, basis: basis, reply: reply, without: nil) }

    func evidence(without secrets: SecretScan, sharing same: Evidence? = nil) -> Evidence {
        Evidence(rule: rule, basis: basis, reply: reply, without: secrets, sharing: same)
    }

    /// The verdict on a reply of a documented status whose body does not have the documented shape:
    /// `unknown(unreadable)`.
    public static func unreadable(_ http: HTTPResponse, _ problem: JSONError) -> Self {
        JudgedReply(http, problem: problem).verdict(.unknown(.unreadable), "unreadable body", .builtIn)
    }

    /// The verdict on a reply of a status the spec does not document: `unknown(serverError)` for 500 to 599, else
    /// `unknown(undocumented)`.
    public static func undocumented(_ http: HTTPResponse) -> Self {
        let cause: UnknownCause = 500...599 ~= http.status ? .serverError : .undocumented
        return JudgedReply(http).verdict(.unknown(cause), "undocumented status", .builtIn)
    }
}

extension ReplyVerdict where Meaning == CancelOutcome {
    /// What the reply proves of the cancel.
    public var outcome: CancelOutcome { meaning }
}

extension ReplyVerdict where Meaning == OrderState {
    /// The state the reply proves.
    public var state: OrderState { meaning }
}

extension ReplyVerdict: CustomStringConvertible, CustomReflectable {
    /// The meaning and the rule.
    public var description: String { "\(meaning), \(evidence)" }

    /// The meaning and what it rests on, without the reply.
    public var customMirror: Mirror { Mirror(self, children: ["meaning": meaning, "evidence": evidence]) }
}

/// A reply under judgement, with what its evidence shows whichever rule decides.
public struct JudgedReply: Hashable, Sendable {
    let http: HTTPResponse
    let code: String?
    let text: String?
    /// What it tells of how much was executed; of another order it tells nothing.
    private(set) var quantities: Quantities?
    /// How many orders it says were cancelled; of another scope it tells nothing.
    private(set) var affected: Int?
    let problem: JSONError?
    /// The order it names and the one that was asked about, where they are not the same.
    private(set) var otherOrder: Evidence.OtherOrder?

    /// Gathers a reply and what was read of it.
    public init(
        _ http: HTTPResponse, code: String? = nil, text: String? = nil, ordered: ExactDecimal? = nil,
        filled: ExactDecimal? = nil, remaining: ExactDecimal? = nil, affected: Int? = nil, problem: JSONError? = nil
    ) {
        self.http = http
        self.code = code
        self.text = text
        quantities = Quantities(ordered: ordered, filled: filled, remaining: remaining)
        self.affected = affected.flatMap { $0 < 0 ? nil : $0 }
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
    public func otherOrder<Meaning>(
        _ path: String, _ named: String?, repeats asked: String?, ignoring ignored: EchoDifferences = [],
        _ basis: Basis = .documented
    ) -> ReplyVerdict<Meaning>? {
        other(path, named, asked, ignored).map { verdict(on: $0, basis) }
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
    public func otherOrder<Meaning>(
        _ path: String, _ text: String?, repeats parts: [EchoPart], ignoring ignored: EchoDifferences = [],
        _ basis: Basis = .documented
    ) -> ReplyVerdict<Meaning>? {
        other(path, text, parts, ignored).map { verdict(on: $0, basis) }
    }

    private func other(
        _ path: String, _ named: String?, _ asked: String?, _ ignored: EchoDifferences
    ) -> Evidence.OtherOrder? {
        guard let named, let asked, !named.isEmpty, !ignored.areEqual(named, asked) else { return nil }
        return Evidence.OtherOrder(path: path, asked: asked, named: named)
    }

    private func other(
        _ path: String, _ text: String?, _ parts: [EchoPart], _ ignored: EchoDifferences
    ) -> Evidence.OtherOrder? {
        guard let text, let difference = EchoText(text, ignoring: ignored).difference(from: parts) else { return nil }
        return Evidence.OtherOrder(path: path, asked: difference.asked, named: difference.named)
    }

    private func verdict<Meaning>(on other: Evidence.OtherOrder, _ basis: Basis) -> ReplyVerdict<Meaning> {
        var reply = self
        reply.otherOrder = other
        reply.quantities = nil
        reply.affected = nil
        return ReplyVerdict(
            meaning: .unknown(.otherOrder), rule: "\(other.path) names another order", basis: basis, reply: reply)
    }

    /// The verdict of the rule that fits the reply; a rule is named by its condition in the spec.
    public func verdict<Meaning>(
        _ meaning: Meaning, _ rule: String, _ basis: Basis = .documented
    ) -> ReplyVerdict<Meaning> {
        ReplyVerdict(meaning: meaning, rule: rule, basis: basis, reply: self)
    }
}

// The same for cancels alone: their meaning need not be written where nothing around it tells, and code of other
// modules calls these without what generic code costs at run time.
extension JudgedReply {
    /// The verdict on a reply to a cancel in which a field that repeats an identifier names another order.
    public func otherOrder(
        _ path: String, _ named: String?, repeats asked: String?, ignoring ignored: EchoDifferences = [],
        _ basis: Basis = .documented
    ) -> Verdict? {
        other(path, named, asked, ignored).map { verdict(on: $0, basis) }
    }

    /// The verdict on a reply to a cancel in which a text that repeats identifiers names another order.
    public func otherOrder(
        _ path: String, _ text: String?, repeats parts: [EchoPart], ignoring ignored: EchoDifferences = [],
        _ basis: Basis = .documented
    ) -> Verdict? {
        other(path, text, parts, ignored).map { verdict(on: $0, basis) }
    }

    /// The verdict of the rule that fits the reply to a cancel.
    public func verdict(_ outcome: CancelOutcome, _ rule: String, _ basis: Basis = .documented) -> Verdict {
        Verdict(meaning: outcome, rule: rule, basis: basis, reply: self)
    }
}

extension JudgedReply: CustomStringConvertible, CustomReflectable {
    /// The status and the size of the body, not its content.
    public var description: String { http.description }

    /// A mirror of what ``description`` tells.
    public var customMirror: Mirror { Mirror(self, children: ["http": http]) }
}
