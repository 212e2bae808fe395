extension Fault: CustomStringConvertible {
    /// The fault's name on the command line and in the programming interface, such as `drop-after-read`.
    public var name: String {
        switch self {
        case .dropAfterRead: "drop-after-read"
        case .dropAfterApply: "drop-after-apply"
        case .dropMidBody: "drop-mid-body"
        case .delayBefore: "delay-before"
        case .delayAfter: "delay-after"
        case .duplicate: "duplicate"
        case .serverError: "5xx"
        case .serverErrorApplied: "5xx-applied"
        case .htmlPage: "html"
        case .refusal: "refusal"
        case .malformedJSON: "malformed-json"
        case .slowDrip: "slow-drip"
        case .redirect: "redirect"
        case .oversized: "oversized"
        case .otherOrder: "other-order"
        }
    }

    /// What happens, in one line.
    public var summary: String {
        switch self {
        case .dropAfterRead: "the connection ends unanswered; the order stays open"
        case .dropAfterApply: "the connection ends unanswered; the order is cancelled"
        case .dropMidBody: "the connection ends in the middle of the body; the order is cancelled"
        case .delayBefore: "waits, then works on the request (:TIME, 5s by default)"
        case .delayAfter: "cancels the order, then waits before it answers (:TIME, 5s by default)"
        case .duplicate: "the request arrives twice; the second one is answered"
        case .serverError: "a server error; the order stays open"
        case .serverErrorApplied: "a server error; the order is cancelled"
        case .htmlPage: "200 with a page of HTML; the order stays open"
        case .refusal: "the documented refusal, inside a 200 where there is one; the order stays open"
        case .malformedJSON: "the body breaks off; the order is cancelled"
        case .slowDrip: "the body comes byte by byte (:TIME between them, 200ms by default)"
        case .redirect: "307 to another host (:URL for a certain one); the order stays open"
        case .oversized: "a body of 2 MiB (:BYTES for another size); the order is cancelled"
        case .otherOrder: "the answer names another order where answers name one; the order is cancelled"
        }
    }

    /// The name, with the argument where there is one, as ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .delayBefore(let time), .delayAfter(let time), .slowDrip(let time):
            "\(name):\(Int64(time / .milliseconds(1)))ms"
        case .oversized(let size): "\(name):\(size)"
        case .redirect(let address): "\(name):\(address)"
        default: name
        }
    }

    /// The fault of a name with an optional argument, such as `delay-before:250ms`; `nil` if there is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, let fault = Self.all.first(where: { $0.name == name }) else { return nil }
        guard parts.count == 2, let argument = parts.last else {
            self = fault
            return
        }
        switch fault {
        case .delayBefore:
            guard let time = Duration(word: argument) else { return nil }
            self = .delayBefore(time)
        case .delayAfter:
            guard let time = Duration(word: argument) else { return nil }
            self = .delayAfter(time)
        case .slowDrip:
            guard let time = Duration(word: argument) else { return nil }
            self = .slowDrip(time)
        case .oversized:
            guard let size = Int(argument), (1...(1 << 30)).contains(size) else { return nil }
            self = .oversized(size)
        case .redirect:
            guard !argument.isEmpty, argument.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
            self = .redirect(argument)
        default: return nil
        }
    }
}

extension Duration {
    /// The time a word such as `250ms`, `2s` or `1m` stands for; at most a day.
    package init?(word: String) {
        let units: [(name: String, length: Duration)] = [
            ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3600)),
        ]
        guard let unit = units.first(where: { word.hasSuffix($0.name) }),
            let count = Int(word.dropLast(unit.name.count)), (0...86_400_000).contains(count)
        else { return nil }
        let time = unit.length * count
        guard time <= .seconds(86400) else { return nil }
        self = time
    }
}
