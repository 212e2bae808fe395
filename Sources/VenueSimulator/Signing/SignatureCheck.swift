internal import VenueRuntime
internal import VenueSpec

/// Holds a request against the signatures, digests and times it carries.
struct SignatureCheck {
    let message: SignedMessage
    /// The venue's time of day, in nanoseconds since 1970.
    let now: Int64
    /// How far every time may be from the venue's; `nil` for what the spec says of each.
    let tolerance: Duration?

    private var collector: InputCollector { message.collector }
    private var binding: HTTPBinding { collector.operation.http }

    /// What the request has that may not come twice.
    ///
    /// - Throws: ``RequestRefusal`` for a request in which something is missing or is not what its message gives.
    func oneTimeValues() throws(RequestRefusal) -> [OneTimeValues.Value] {
        var values: [OneTimeValues.Value] = []
        let due = collector.dueNames
        for value in binding.usedValues {
            let name = value.name.text
            let text = collector.computed["$" + name]
            if collector.contradicted.contains("$" + name) { throw .contradictory(name) }
            switch value.source {
            case .time(let form):
                guard let text else { throw .missing(name) }
                try check(text, form, of: value)
            case .nonce, .random:
                guard let text else { throw .missing(name) }
                var grows = false
                if case .nonce = value.source { grows = true }
                values.append(OneTimeValues.Value(name: name, text: text, grows: grows))
            case .text, .json, .sorted:
                if let text {
                    try check(text, of: value)
                } else if due.contains("$" + name) {
                    throw .missing(name)
                }
            }
        }
        return values
    }

    private func check(
        _ text: String, _ form: ComputedValue.TimeForm, of value: ComputedValue
    ) throws(RequestRefusal) {
        guard let time = ReceivedTime.nanoseconds(text, form) else { throw .malformed(value.name.text) }
        let (expected, isLate) = now.addingReportingOverflow(value.plus?.wholeNanoseconds ?? 0)
        let (difference, isFar) = time.subtractingReportingOverflow(expected)
        let window = tolerance ?? value.window ?? .seconds(30)
        guard !isLate, !isFar, difference.magnitude <= window.wholeNanoseconds.magnitude else {
            throw .stale(value.name.text)
        }
    }

    private func check(_ text: String, of value: ComputedValue) throws(RequestRefusal) {
        if let step = value.step, step.key != nil {
            guard let key = message.keys.key(of: step) else { return }
            let bytes = value.encoding.map { $0.bytes(of: text) } ?? Array(text.utf8)
            guard let bytes, value.encoding?.bytes(writing: bytes).elementsEqual(text.utf8) ?? true,
                let signed = message.message(of: value),
                (try? key.isSignature(bytes, of: signed)) == true
            else { throw .another(value.name.text) }
            return
        }
        if value.step == nil, case .json(let template) = value.source {
            // JSON can be written in many ways, so its content counts; what is signed is the text that came.
            let bytes = value.encoding.map { $0.bytes(of: text) } ?? Array(text.utf8)
            guard let bytes, let json = try? JSONValue(jsonBytes: bytes), holds(json, template) else {
                throw .another(value.name.text)
            }
            return
        }
        guard let made = message.made(value), made.elementsEqual(text.utf8) else { throw .another(value.name.text) }
    }

    /// Whether JSON tells of the request what its template says.
    private func holds(_ json: JSONValue, _ template: JSONTemplate) -> Bool {
        switch (template, json) {
        case (.object(let members), .object):
            return members.allSatisfy { member in
                if let value = json[member.name] { return holds(value, member.value) }
                return !member.value.placeholders.contains { $0.name.hasPrefix("$") }
            }
        case (.array(let templates), .array(let elements)):
            return templates.count == elements.count && zip(elements, templates).allSatisfy { holds($0, $1) }
        case (.parameter(let name), _), (.parameterOrNull(let name), _):
            guard name.hasPrefix("$"), name != PageDescription.placeholder else { return true }
            return message.bytes(of: name).map { $0.elementsEqual((json.scalarText ?? "").utf8) } ?? false
        case (.text(let parts), .string(let text)):
            return message.bytes(of: parts).map { $0.elementsEqual(text.utf8) } ?? true
        case (.encoded(let inner), .string(let text)):
            return (try? JSONValue(jsonBytes: Array(text.utf8))).map { holds($0, inner) } ?? false
        case (.object, _), (.array, _), (.text, _), (.encoded, _): return false
        case (.string, _), (.number, _), (.boolean, _), (.null, _): return true
        }
    }
}

/// Why a venue does not take a request for that of a user; names what the spec names, never what it came as.
enum RequestRefusal: Error, Hashable, CustomStringConvertible {
    case missing(String)
    /// It came twice, and not as the same.
    case contradictory(String)
    case malformed(String)
    /// A header field of another set of credentials.
    case mixed(String)
    /// A time that is too far from the venue's.
    case stale(String)
    /// A number or text that came before, or a number less than one that did.
    case repeated(String)
    /// It is not what its message gives.
    case another(String)
    /// A secret, or a key, that is none of those that are accepted.
    case unaccepted(String)
    /// The session was good once.
    case ended

    /// What it is about and what is wrong with it; lower case, no full stop.
    var description: String {
        switch self {
        case .missing(let name): "'\(name)' is missing"
        case .contradictory(let name): "'\(name)' came in two ways"
        case .malformed(let name): "'\(name)' has another form"
        case .mixed(let name): "'\(name)' belongs to other credentials"
        case .stale(let name): "'\(name)' is too far from the venue's time"
        case .repeated(let name): "'\(name)' came before"
        case .another(let name): "'\(name)' is not what the request gives"
        case .unaccepted(let name): "'\(name)' is none that is accepted"
        case .ended: "the session has ended"
        }
    }
}

extension Duration {
    /// The nanoseconds; the most an `Int64` holds for longer times.
    var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isLong) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || isLong ? (seconds < 0 ? -.max : .max) : sum
    }
}
