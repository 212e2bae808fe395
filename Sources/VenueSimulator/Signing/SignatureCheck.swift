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

/// What came once and must not come again: random texts, and the last of numbers that grow.
struct OneTimeValues {
    /// A value that a request has and no other may have.
    struct Value: Hashable {
        /// Its name in the spec.
        let name: String
        let text: String
        /// Whether it is greater than any before it.
        let grows: Bool
    }

    private struct Owner: Hashable {
        let user: Int
        let name: String
    }

    private var newest: [Owner: UInt64] = [:]
    private var seen: [Owner: Set<String>] = [:]

    /// Takes the values of one request of a user, all or none.
    ///
    /// - Returns: What is wrong with the first that may not come; `nil` if all were taken.
    mutating func take(_ values: [Value], of user: Int) -> RequestRefusal? {
        for value in values {
            let owner = Owner(user: user, name: value.name)
            guard value.grows else {
                if seen[owner]?.contains(value.text) == true { return .repeated(value.name) }
                continue
            }
            guard let number = Self.number(value.text) else { return .malformed(value.name) }
            if let last = newest[owner], number <= last { return .repeated(value.name) }
        }
        for value in values {
            let owner = Owner(user: user, name: value.name)
            if value.grows {
                newest[owner] = Self.number(value.text)
            } else {
                seen[owner, default: []].insert(value.text)
            }
        }
        return nil
    }

    private static func number(_ text: String) -> UInt64? {
        text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? UInt64(text) : nil
    }
}

/// A time as a request writes it, back to the instant it stands for.
enum ReceivedTime {
    /// The nanoseconds since 1970 that a text stands for; `nil` for text that is no time of the form.
    ///
    /// A fraction of a second may have any number of digits up to nine, whatever the spec says clients write.
    static func nanoseconds(_ text: String, _ form: ComputedValue.TimeForm) -> Int64? {
        switch form {
        case .seconds:
            let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
            guard let whole = parts.first else { return nil }
            return sum(number(whole), parts.count > 1 ? parts[1] : nil)
        case .milliseconds: return scaled(number(Substring(text).utf8), by: 1_000_000)
        case .microseconds: return scaled(number(Substring(text).utf8), by: 1000)
        case .nanoseconds: return number(Substring(text).utf8)
        case .rfc3339: return civil(Substring(text).utf8)
        }
    }

    /// A date and time of day in UTC (RFC 3339), such as `2026-11-20T09:30:00.123Z`.
    private static func civil(_ text: Substring.UTF8View) -> Int64? {
        let bytes = Array(text)
        let shape = Array("dddd-dd-ddTdd:dd:dd".utf8)
        guard bytes.count > shape.count, bytes.last == UInt8(ascii: "Z") else { return nil }
        for (byte, expected) in zip(bytes, shape) {
            let isFitting = expected == UInt8(ascii: "d") ? 0x30...0x39 ~= byte : byte == expected
            guard isFitting else { return nil }
        }
        let numbers = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].map { range in
            bytes[range].reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        }
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        guard 1...12 ~= month, 1...31 ~= day, numbers[3] < 24, numbers[4] < 60, numbers[5] <= 60 else { return nil }
        // Years start in March here, so that the leap day is the last one; eras are of 400 years.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        let seconds = ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
        let rest = bytes[shape.count..<bytes.count - 1]
        guard let point = rest.first else { return scaled(seconds, by: 1_000_000_000) }
        guard point == UInt8(ascii: ".") else { return nil }
        return sum(seconds, rest.dropFirst())
    }

    /// Seconds and the digits of a fraction, if there is one, as nanoseconds.
    private static func sum(_ seconds: Int64?, _ fraction: (some Collection<UInt8>)?) -> Int64? {
        guard let whole = scaled(seconds, by: 1_000_000_000) else { return nil }
        guard let fraction else { return whole }
        guard 1...9 ~= fraction.count, let digits = number(fraction) else { return nil }
        let unit = (fraction.count..<9).reduce(Int64(1)) { unit, _ in unit * 10 }
        let (sum, overflow) = whole.addingReportingOverflow(digits * unit)
        return overflow ? nil : sum
    }

    private static func scaled(_ number: Int64?, by unit: Int64) -> Int64? {
        guard let number else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : product
    }

    /// The number that decimal digits stand for; `nil` for anything else, a sign included.
    private static func number(_ digits: some Collection<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
