internal import VenueRuntime
public import VenueSpec

/// What a compiled client says of a reply, in the words of the interpreter's judgement.
public struct CompiledJudgement: Hashable, Sendable {
    /// The case of the typed response.
    public var caseName: String
    /// Whether the body fits its documented shape.
    public var fits: Bool
    /// The outcome's word.
    public var outcome: String
    /// The rule that decided.
    public var rule: String
    /// How the rule is known.
    public var basis: String
    /// The venue's own code.
    public var code: String?
    /// The venue's own text.
    public var text: String?
    /// The order the reply names and the one that was asked about, where they are not the same.
    public var otherOrder: String?

    /// What a compiled client says.
    init(response: any Hashable & Sendable, verdict: Verdict) {
        let mirror = Mirror(reflecting: response)
        caseName = mirror.children.first?.label ?? "\(response)"
        fits = verdict.evidence.problem == nil && caseName != Judgement.undocumentedCase
        outcome = Self.word(verdict.outcome)
        rule = verdict.evidence.rule
        basis =
            switch verdict.evidence.basis {
            case .documented, .builtIn: "documented"
            case .inferred: "inferred"
            case .external: "external"
            }
        code = verdict.evidence.code
        text = verdict.evidence.text
        otherOrder = verdict.evidence.otherOrder.map { "\($0.path): \($0.named), asked \($0.asked)" }
    }

    /// What the interpreter says.
    public init(_ judgement: Judgement) {
        caseName = judgement.caseName
        fits = judgement.fits
        outcome = judgement.outcome.word
        rule = judgement.rule
        basis = judgement.basis.rawValue
        code = judgement.code
        text = judgement.text
        otherOrder = judgement.otherOrder.map { "\($0.path): \($0.named), asked \($0.asked)" }
    }

    /// The word of an outcome; how long to wait is not part of it.
    private static func word(_ outcome: CancelOutcome) -> String {
        if case .throttled(_, let processing) = outcome {
            return CancelOutcome.throttled(retryAfter: nil, processing: processing).description
        }
        return outcome.description
    }

    /// What differs from another judgement, such as `outcome: gone, not canceled`.
    public func differences(from other: CompiledJudgement) -> [String] {
        [
            ("response", caseName, other.caseName), ("fits", String(fits), String(other.fits)),
            ("outcome", outcome, other.outcome), ("rule", rule, other.rule), ("basis", basis, other.basis),
            ("code", code ?? "none", other.code ?? "none"), ("text", text ?? "none", other.text ?? "none"),
            ("other order", otherOrder ?? "none", other.otherOrder ?? "none"),
        ].filter { !$0.1.utf8.elementsEqual($0.2.utf8) }.map { "\($0.0): \($0.1), not \($0.2)" }
    }
}
