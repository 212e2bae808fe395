/// One row of the table that gives replies their meaning.
package struct OutcomeRule: Sendable, Hashable {
    /// The statuses it applies to, the narrowest first; some of each are documented.
    package var statuses: [StatusRange]
    /// What must hold of the body; all of them.
    package var conditions: [Condition]
    package var decision: Decision
    /// What the spec says proves it, if it says so.
    package var proof: Proof?
    /// Why, where the row does not speak for itself.
    package var description: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance

    package enum Proof: String, Sendable, Hashable, CaseIterable {
        /// The body, which a server error must say to decide anything.
        case body
        /// The status alone: the rule also holds for a reply whose body does not fit.
        ///
        /// Only rules without conditions and with a fixed decision can say so.
        case status
    }

    /// Whether it applies to a status.
    package func covers(_ status: Int) -> Bool { statuses.contains { $0.covers(status) } }

    /// The fields it reads.
    package var fieldPaths: [FieldPath] {
        let by: [FieldPath] = if case .byValue(let path, _) = decision { [path] } else { [] }
        return conditions.map(\.path) + by
    }

    /// Whether it also holds for a reply of that status whose body does not fit.
    package var isProvenByStatus: Bool { proof == .status }

    /// Whether the spec says that the body proves it.
    package var isProvenByBody: Bool { proof == .body }

    package enum Decision: Sendable, Hashable {
        case fixed(Outcome)
        /// The outcome depends on an enumeration field; a value not listed falls to the next rule.
        case byValue(FieldPath, [Case])
    }

    /// One value of the deciding field and its outcome.
    package struct Case: Sendable, Hashable {
        package var value: String
        package var outcome: Outcome
        /// Where it stands and how it is known.
        package var provenance: Provenance
    }
}

package struct OutcomeRuleKeys: Mapping {
    package typealias Model = OutcomeRule
    package static let keys = KeyTable<OutcomeRuleKeys>("outcomeRule", "an outcome rule")
    package init() {}

    let status = Field.status
    package let when = Field.when
    let by = Field.by
    let then = Field(
        required: "then",
        .node(.oneOf([.text(.outcome), .map(.enumValue, .mappingOrAlone(OutcomeCaseKeys.self))])),
        "The outcome, or with 'by' an outcome for each value."
    ).entries(upTo: 5000)
    let proof = Field.proof
    let description = Field.description(\.description)
    let provenance = Included<OutcomeRuleKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

// The keys of the rows of both tables: outcomes of cancels, and states that reads tell.
extension Key where Keys.Model == OutcomeRule, Value == SpecNode? {
    static var status: Key {
        Key(
            required: "status", .node(.oneOf([.text(.status), .list(.text(.status))])),
            "The status or statuses it applies to.")
    }
}

extension Key where Keys.Model == OutcomeRule, Value == [SpecNode.Entry] {
    static var when: Key {
        Key(
            "when", .entries(.fieldPath, .oneOf([.text(.constant), .list(.text(.constant)), .record(TestKeys.self)])),
            default: [], "What must hold of the body.")
    }
}

extension Key where Keys.Model == OutcomeRule, Value == FieldPath? {
    static var by: Key { Key("by", .fieldPath, "The enumeration field that decides.") }
}

extension Key where Keys.Model == OutcomeRule, Value == OutcomeRule.Proof? {
    static var proof: Key {
        Key("proof", .words(OutcomeRule.Proof.self), "Whether the status proves it whatever the body is.", to: \.proof)
    }
}

struct OutcomeCaseKeys: Mapping {
    typealias Model = OutcomeRule.Case
    static let keys = KeyTable<OutcomeCaseKeys>("outcomeCase", "an outcome")

    let then = Field(required: "then", .outcome, "The outcome.").standingAlone
    let provenance = Included<OutcomeCaseKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// A condition on one field of a reply.
package struct Condition: Sendable, Hashable {
    package var path: FieldPath
    package var test: Test

    /// A test of a field's value.
    ///
    /// A field that is absent or null fails every test but ``absent``.
    package enum Test: Sendable, Hashable {
        case equals(Constant)
        case oneOf([Constant])
        /// The string contains this text (byte for byte), or the array contains it as an element.
        case contains(ComparedText)
        case hasPrefix(ComparedText)
        /// The string contains a match of this regular expression, in which parameters stand for themselves.
        case matches(ComparedText)
        /// The number compares so with this one, digit by digit.
        case compares(Comparison, ExactNumber)
        /// The list or map has so many elements.
        case counts(Comparison, Int)
        /// The field is there and not null.
        case present
        /// The field is missing or null.
        case absent
    }

    package enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equals, above, below, atLeast, atMost
    }

    package enum Constant: Sendable, Hashable {
        /// A string, or a value of a string enumeration.
        case string(String)
        /// An integer, or a value of an integer enumeration.
        case integer(Int64)
        case boolean(Bool)
        /// Text with parameters inside; one parameter alone may also stand for an integer.
        case template(ComparedText)
    }

    package init(path: FieldPath, test: Test) {
        self.path = path
        self.test = test
    }
}

package struct TestKeys: Mapping {
    package static let keys = KeyTable<TestKeys>("test", "a test")
    package init() {}

    package let equals = Field("equals", .node(.text(.constant)), "The value is this.")
    package let oneOf = Field("oneOf", .node(.list(.text(.constant))), "The value is one of these.")
    package let contains = Field("contains", .node(.text(.textTemplate)), "The text, or the array, contains this.")
    package let prefix = Field("prefix", .node(.text(.textTemplate)), "The text starts with this.")
    let matches = Field("matches", .node(.text(.patternTemplate)), "The text contains a match.")
    package let above = Field("above", .number, "The number is greater than this.")
    package let below = Field("below", .number, "The number is less than this.")
    package let atLeast = Field("atLeast", .number, "The number is this or greater.")
    package let atMost = Field("atMost", .number, "The number is this or less.")
    let count = Field(
        "count", .node(.oneOf([.integer(CountKeys.range), .record(CountKeys.self)])),
        "How many elements the list or map has.")
    let present = Field("present", .boolean, "Whether the field is there and not null.")
}

struct CountKeys: Mapping {
    static let keys = KeyTable<CountKeys>("count", "a count")
    static let range: ClosedRange<Int64> = 0...1_000_000

    let atLeast = Field("atLeast", .count(range), "It has so many elements or more.")
    let atMost = Field("atMost", .count(range), "It has so many elements or fewer.")
}

/// Text that a test compares with, with parameters inside or without.
package struct ComparedText: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The pieces; two pieces of fixed text never stand side by side.
    package var parts: [TemplatePart]

    package init(_ parts: [TemplatePart]) { self.parts = parts }

    package init(fixed text: String) { parts = text.isEmpty ? [] : [.literal(text)] }

    package init(stringLiteral value: String) { self.init(fixed: value) }

    package var parameters: [String] { parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } } }

    package var fixedText: String? { parameters.isEmpty ? parts.map(\.fixedText).joined() : nil }

    /// The parameter it is, if it is one and nothing else.
    package var bareParameter: String? {
        guard parts.count == 1, case .parameter(let name)? = parts.first else { return nil }
        return name
    }
}

/// What a reply means for the order, in FIX's terms.
package enum Outcome: Sendable, Hashable {
    /// The order is proven cancelled (OrdStatus 4).
    case canceled
    /// The request was accepted; finality is to be confirmed (OrdStatus 6).
    case pendingCancel
    /// The order is proven terminal otherwise (CxlRejReason 0).
    case tooLate(TerminalStatus)
    /// The venue knows no such order (CxlRejReason 1).
    case unknownOrder
    /// Unknown or already terminal; the venue does not tell which.
    case gone
    /// A cancel is already under way (CxlRejReason 3).
    case alreadyPending
    /// The request was refused (CxlRejReason 99).
    case rejected(RejectionReason)
    case throttled(Processing)
    case unknown(UnknownCause)
    /// The order is alive and no cancel is under way (OrdStatus 0 or 1). Only a read tells it.
    case working
    /// The reply holds what a login gives. Only a login tells it.
    case granted

    /// How an order ended when it was not cancelled.
    package enum TerminalStatus: String, Sendable, Hashable, CaseIterable {
        case filled, expired, rejected, unspecified
    }

    package enum RejectionReason: String, Sendable, Hashable, CaseIterable {
        case authentication, permission, invalidRequest, notSupported, clock, precondition, other
    }

    package enum Processing: String, Sendable, Hashable, CaseIterable {
        case notProcessed, unknown
    }

    /// Why a documented reply proves nothing.
    package enum UnknownCause: String, Sendable, Hashable, CaseIterable {
        /// The venue reports a failure of its own.
        case serverError
        /// The venue reports that it waited in vain.
        case venueTimeout
        /// The reply contradicts itself or leaves the outcome open.
        case inconclusive
        /// The reply does not fit its documentation. Built in; not written in specs.
        case unreadable
        /// The status is not documented. Built in; not written in specs.
        case undocumented
        /// The reply names another order; see ``Echo``. Built in; not written in rules.
        case otherOrder
    }
}

extension Outcome {
    /// The outcome of a word of the language, such as `pendingCancel` or `rejected(permission)`.
    ///
    /// `tooLate`, `rejected` and `throttled` alone stand for `tooLate(unspecified)`, `rejected(other)` and
    /// `throttled(unknown)`. The built-in `unknown(unreadable)`, `unknown(undocumented)` and `unknown(otherOrder)` are
    /// words too, since examples record them; ``isBuiltIn`` tells them apart.
    package init?(word: String) {
        guard let outcome = Self.byWord[word] else { return nil }
        self = outcome
    }

    /// The outcome's full word, with its argument where it has one: `tooLate(unspecified)`.
    package var word: String {
        switch self {
        case .canceled: "canceled"
        case .pendingCancel: "pendingCancel"
        case .tooLate(let status): "tooLate(\(status.rawValue))"
        case .unknownOrder: "unknownOrder"
        case .gone: "gone"
        case .alreadyPending: "alreadyPending"
        case .rejected(let reason): "rejected(\(reason.rawValue))"
        case .throttled(let processing): "throttled(\(processing.rawValue))"
        case .unknown(let cause): "unknown(\(cause.rawValue))"
        case .working: "working"
        case .granted: "granted"
        }
    }

    /// Whether only the language itself decides it: a rule cannot, but a reply of an example may record it.
    package var isBuiltIn: Bool {
        switch self {
        case .unknown(.unreadable), .unknown(.undocumented), .unknown(.otherOrder): true
        default: false
        }
    }

    /// Every outcome, in the order of the vocabulary.
    package static let all: [Outcome] =
        [.canceled, .pendingCancel]
        + TerminalStatus.allCases.map(tooLate)
        + [.unknownOrder, .gone, .alreadyPending]
        + RejectionReason.allCases.map(rejected)
        + Processing.allCases.map(throttled)
        + UnknownCause.allCases.map(unknown) + [.working, .granted]

    /// Whether a rule of a call may say it.
    package func isRule(of kind: CallDescription.Kind) -> Bool {
        switch self {
        case .unknown: !isBuiltIn
        case .canceled, .pendingCancel: kind != .login
        case .tooLate, .unknownOrder, .gone: kind == .cancel || kind == .read
        case .alreadyPending: kind == .cancel
        case .rejected(.precondition): kind == .cancel || kind == .cancelAll
        case .rejected, .throttled: kind != .read
        case .working: kind == .read
        case .granted: kind == .login
        }
    }

    /// Every word a rule of a call may use, abbreviations included, for suggestions.
    package static func words(of kind: CallDescription.Kind) -> [String] {
        all.filter { $0.isRule(of: kind) }.map(\.word)
            + abbreviations.filter { $0.outcome.isRule(of: kind) }.map(\.word)
    }

    /// Every word a reply of an example may use: those of rules and the built-in ones.
    package static let replyWords: [String] = all.map(\.word) + abbreviations.map(\.word)

    /// Words that leave out the argument that says nothing.
    private static let abbreviations: [(word: String, outcome: Outcome)] = [
        ("tooLate", .tooLate(.unspecified)), ("rejected", .rejected(.other)), ("throttled", .throttled(.unknown)),
    ]

    private static let byWord = Dictionary(
        all.map { ($0.word, $0) } + abbreviations.map { ($0.word, $0.outcome) }, uniquingKeysWith: { first, _ in first }
    )
}
