/// A report as JSON: an object with a member for each thing that is known, as `cancel-order` prints it.
///
/// What is kept is what the report says, to the microsecond, without secrets. Of replies of attempts it keeps the status and
/// the rule, of problems the words, of confirmations the names. Members it does not know are passed over.
extension CancelReport: JSONModel {
    /// Writes the report.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("venue", venue)
        writeMembers(to: &json)
        json.endObject()
    }

    /// Writes the members of the report's object without the venue, for objects that begin with others.
    package func writeMembers(to json: inout JSONWriter) {
        let evidence = evidence
        json.member("input", input)
        json.member("outcome", outcome.description)
        json.member("class", "\(outcome.outcomeClass)")
        json.member("operation", operation)
        if reads.isEmpty { json.member("retryAfter", ifPresent: cancelOutcome.retryAfter?.text) }
        json.members(of: evidence, quantities)
        json.member("problem", orNull: problem.map { "\($0)" } ?? evidence?.problem?.description)
        json.member("followsUnknownAttempt", followsUnknownAttempt)
        json.member("confirm", confirmations.map(\.call))
        json.beginArray("attempts")
        for attempt in attempts { attempt.write(to: &json) }
        json.endArray()
        json.member("durationMs", JSONNumber(milliseconds: duration))
        if reads.isEmpty { return }
        json.beginObject("cancel")
        json.member("outcome", cancelOutcome.description)
        json.member("retryAfter", ifPresent: cancelOutcome.retryAfter?.text)
        json.members(of: cancelEvidence, cancelEvidence?.quantities)
        json.endObject()
        json.member("state", orNull: lastState?.description)
        json.member("contradiction", orNull: contradiction)
        json.beginArray("reads")
        for read in reads { read.write(to: &json) }
        json.endArray()
    }

    /// Reads a report.
    public init(json: inout JSONReader) throws(JSONError) {
        let object = ReportObject(try json.value())
        let cancel = object.object("cancel") ?? object
        let outcome = try cancel.word("outcome", CancelOutcome.named)
        self.init(
            venue: try object.text("venue"), operation: try object.text("operation"),
            reportedInput: .value(try object.value("input")),
            cancelOutcome: outcome.asking(cancel.optionalText("retryAfter").flatMap { RetryAfter($0, present: nil) }),
            cancelEvidence: try cancel.evidence(),
            followsUnknownAttempt: object.flag("followsUnknownAttempt"),
            problem: object.optionalText("problem").map(CallProblem.told), attempts: try object.attempts(),
            confirmations: object.texts("confirm").map { Confirmation($0) },
            duration: try object.duration("durationMs") ?? .zero, reads: try object.reads())
    }
}

extension CancelAllReport: JSONWritable {
    /// Writes the report as an object with a member for each thing that is known.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("venue", venue)
        writeMembers(to: &json)
        json.endObject()
    }

    /// Writes the members of the report's object without the venue, for objects that begin with others.
    package func writeMembers(to json: inout JSONWriter) {
        json.member("input", input)
        json.member("outcome", outcome.description)
        json.member("class", "\(outcome.outcomeClass)")
        json.member("operation", operation)
        json.member("affected", orNull: affected.map(Int64.init))
        json.member("retryAfter", ifPresent: outcome.retryAfter?.text)
        json.members(of: evidence, nil)
        json.member("problem", orNull: problem.map { "\($0)" } ?? evidence?.problem?.description)
        json.member("followsUnknownAttempt", followsUnknownAttempt)
        json.beginArray("attempts")
        for attempt in attempts { attempt.write(to: &json) }
        json.endArray()
        json.member("durationMs", JSONNumber(milliseconds: duration))
    }
}

extension OrderRead {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        writeMembers(to: &json)
        json.endObject()
    }

    /// Writes the members of the read's object, for objects that hold others too.
    package func writeMembers(to json: inout JSONWriter) {
        json.member("name", orNull: name)
        json.member("startedMs", JSONNumber(milliseconds: started))
        json.member("durationMs", JSONNumber(milliseconds: duration))
        json.member("state", state.description)
        json.member("notSent", ifPresent: notSent?.rawValue)
        json.members(of: evidence, quantities)
        json.member("problem", orNull: problem.map { "\($0)" } ?? evidence?.problem?.description)
        json.beginArray("attempts")
        for attempt in attempts { attempt.write(to: &json) }
        json.endArray()
    }
}

extension CallAttempt {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("number", Int64(number))
        json.member("startedMs", JSONNumber(milliseconds: started))
        json.member("outcome", outcome.description)
        json.member("state", ifPresent: state?.description)
        json.member("status", orNull: evidence.map { Int64($0.status) })
        json.member("rule", ifPresent: evidence?.rule)
        json.member("detail", orNull: detail)
        for (name, time) in [
            ("resolvedMs", timings.resolved), ("securedMs", timings.secured), ("connectedMs", timings.connected),
            ("sentMs", timings.sent), ("firstByteMs", timings.firstByte), ("totalMs", timings.total),
        ] { json.member(name, orNull: time.map(JSONNumber.init(milliseconds:))) }
        json.member("reusedConnection", timings.isReused)
        json.endObject()
    }
}

extension JSONWriter {
    /// Writes what a reply showed, and what is known of the quantities.
    fileprivate mutating func members(of evidence: Evidence?, _ quantities: Quantities?) {
        member("rule", orNull: evidence?.rule)
        member("basis", orNull: evidence.map { $0.basis.description })
        member("status", orNull: evidence.map { Int64($0.status) })
        member("code", orNull: evidence?.code)
        member("text", orNull: evidence?.text)
        member("quantities", orNull: quantities.map(QuantityReport.init))
        if let other = evidence?.otherOrder {
            beginObject("otherOrder")
            member("field", other.path)
            member("asked", other.asked)
            member("named", other.named)
            endObject()
        }
        if let offset = evidence?.clockOffset { member("clockOffsetSeconds", offset.components.seconds) }
        guard let evidence else { return member("reply", literal: "null") }
        // Whatever it proved: a body can say more than an outcome.
        beginObject("reply")
        member("contentType", orNull: evidence.contentType)
        member("size", Int64(evidence.bodySize))
        member("body", String(decoding: evidence.body, as: UTF8.self))
        member("truncated", evidence.isBodyTruncated)
        endObject()
    }
}

/// What is known of the quantities, and which of them the venue told; the others follow from these.
private struct QuantityReport: JSONWritable {
    let quantities: Quantities

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("ordered", orNull: quantities.ordered)
        json.member("filled", orNull: quantities.filled)
        json.member("remaining", orNull: quantities.remaining)
        json.member("told", Quantities.Part.allCases.filter { quantities.told($0) != nil }.map(\.rawValue))
        json.member("contradiction", orNull: quantities.contradiction)
        json.endObject()
    }
}

extension JSONNumber {
    /// Milliseconds, with three decimal places.
    fileprivate init(milliseconds duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let microseconds = max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        self.init(valid: "\(microseconds / 1000).\(String(1000 + microseconds % 1000).dropFirst())")
    }

    fileprivate var milliseconds: Duration? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]), 0...86_400_000_000 ~= whole else { return nil }
        let places = (parts.count == 2 ? String(parts[1]) : "").padded(to: 3)
        return places.flatMap { Int64($0) }.map { .microseconds(whole * 1000 + $0) }
    }
}

extension String {
    /// The text with zeros up to a length; `nil` if it is longer.
    fileprivate func padded(to count: Int) -> String? {
        utf8.count > count ? nil : self + String(repeating: "0", count: count - utf8.count)
    }
}

/// An object of a report, read member by member.
private struct ReportObject {
    private let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    func value(_ name: String) throws(JSONError) -> JSONValue {
        guard let value = value[name] else { throw JSONError(.missingMember, path: name) }
        return value
    }

    func object(_ name: String) -> ReportObject? {
        if case .object? = value[name] { value[name].map(ReportObject.init) } else { nil }
    }

    private func objects(_ name: String) -> [ReportObject] {
        if case .array(let elements)? = value[name] { elements.map(ReportObject.init) } else { [] }
    }

    func optionalText(_ name: String) -> String? {
        if case .string(let text)? = value[name] { text } else { nil }
    }

    func text(_ name: String) throws(JSONError) -> String {
        guard let text = optionalText(name) else { throw JSONError(.missingMember, path: name) }
        return text
    }

    func texts(_ name: String) -> [String] {
        guard case .array(let elements)? = value[name] else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func flag(_ name: String) -> Bool { value[name] == .boolean(true) }

    private func integer(_ name: String) -> Int? {
        if case .number(let number)? = value[name] { Int(number.text) } else { nil }
    }

    func word<Word>(_ name: String, _ make: (String) -> Word?) throws(JSONError) -> Word {
        guard let word = make(try text(name)) else { throw JSONError(.notListed, path: name) }
        return word
    }

    /// A time in milliseconds; `nil` if there is none.
    func duration(_ name: String) throws(JSONError) -> Duration? {
        guard case .number(let number)? = value[name] else { return nil }
        guard let duration = number.milliseconds else { throw JSONError(.integerOutOfRange, path: name) }
        return duration
    }

    func evidence() throws(JSONError) -> Evidence? {
        guard let rule = optionalText("rule"), let status = integer("status") else { return nil }
        let reply = object("reply")
        let body = reply?.optionalText("body")
        let size = reply?.integer("size") ?? 0
        var evidence = Evidence(
            rule: rule, basis: optionalText("basis").flatMap(Basis.init) ?? .builtIn, status: status,
            code: optionalText("code"), text: optionalText("text"), quantities: object("quantities")?.quantities(),
            otherOrder: object("otherOrder").flatMap { other in
                other.optionalText("field").map {
                    Evidence.OtherOrder(
                        path: $0, asked: other.optionalText("asked") ?? "", named: other.optionalText("named") ?? "")
                }
            },
            contentType: reply?.optionalText("contentType"), bodySize: size, body: Array((body ?? "").utf8),
            isBodyTruncated: body == nil || reply?.flag("truncated") ?? true)
        evidence.clockOffset = integer("clockOffsetSeconds").map { .seconds($0) }
        return evidence
    }

    private func quantities() -> Quantities? {
        func told(_ part: Quantities.Part) -> ExactDecimal? {
            texts("told").contains(part.rawValue) ? optionalText(part.rawValue).flatMap { ExactDecimal($0) } : nil
        }
        return Quantities(ordered: told(.ordered), filled: told(.filled), remaining: told(.remaining))
    }

    func attempts() throws(JSONError) -> [CallAttempt] {
        var attempts: [CallAttempt] = []
        for object in objects("attempts") {
            let timings = TransportTimings(
                resolved: try object.duration("resolvedMs"), connected: try object.duration("connectedMs"),
                secured: try object.duration("securedMs"), sent: try object.duration("sentMs"),
                firstByte: try object.duration("firstByteMs"), total: try object.duration("totalMs") ?? .zero,
                isReused: object.flag("reusedConnection"))
            attempts.append(
                CallAttempt(
                    number: object.integer("number") ?? attempts.count + 1,
                    started: try object.duration("startedMs") ?? .zero, timings: timings,
                    outcome: try object.word("outcome", CancelOutcome.named),
                    state: object.optionalText("state").flatMap(OrderState.init), evidence: try object.evidence(),
                    detail: object.optionalText("detail")))
        }
        return attempts
    }

    func reads() throws(JSONError) -> [OrderRead] {
        var reads: [OrderRead] = []
        for object in objects("reads") {
            reads.append(
                OrderRead(
                    name: object.optionalText("name"), started: try object.duration("startedMs") ?? .zero,
                    duration: try object.duration("durationMs") ?? .zero,
                    state: try object.word("state", OrderState.init),
                    notSent: object.optionalText("notSent").flatMap(NotSentCause.init), evidence: try object.evidence(),
                    problem: object.optionalText("problem").map(CallProblem.told), attempts: try object.attempts()))
        }
        return reads
    }
}

extension Evidence {
    /// Evidence as a report tells it.
    fileprivate init(
        rule: String, basis: Basis, status: Int, code: String?, text: String?, quantities: Quantities?,
        otherOrder: OtherOrder?, contentType: String?, bodySize: Int, body: [UInt8], isBodyTruncated: Bool
    ) {
        self.rule = rule
        self.basis = basis
        self.status = status
        self.code = code
        self.text = text
        self.quantities = quantities
        affected = nil
        self.otherOrder = otherOrder
        problem = nil
        self.contentType = contentType
        self.bodySize = bodySize
        self.body = body
        self.isBodyTruncated = isBodyTruncated
        isRedacted = true
    }
}

extension Basis {
    /// The basis of the words specs use.
    fileprivate init?(_ words: String) {
        switch words {
        case "documented": self = .documented
        case "inferred": self = .inferred
        case "built in": self = .builtIn
        case "external": self = .external(source: nil)
        default:
            guard words.hasPrefix("external("), words.hasSuffix(")") else { return nil }
            self = .external(source: String(words.dropFirst(9).dropLast()))
        }
    }
}

extension CancelOutcome {
    fileprivate var retryAfter: RetryAfter? { if case .throttled(let wait, _) = self { wait } else { nil } }

    /// The outcome with what a throttling venue asked for.
    fileprivate func asking(_ wait: RetryAfter?) -> CancelOutcome {
        if case .throttled(_, let processing) = self {
            .throttled(retryAfter: wait, processing: processing)
        } else {
            self
        }
    }
}

extension RetryAfter {
    fileprivate var text: String {
        switch self {
        case .seconds(let seconds): String(seconds)
        case .date(let date): date.text
        }
    }
}
