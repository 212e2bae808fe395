/// How much of an order was executed, as a venue's reply tells it: exact text, never binary floating point.
///
/// Where the reply tells two quantities, the third follows from them exactly; ``told(_:)`` keeps what is the venue's own
/// word apart from that. Nothing follows from quantities that are negative, contradict each other or differ by more than a
/// thousand digits.
public struct Quantities: Hashable, Sendable {
    /// A quantity of an order.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        /// What was ordered: OrderQty (38).
        case ordered
        /// What was executed so far: CumQty (14).
        case filled
        /// What was ordered and not executed, whether or not it still can be.
        ///
        /// That of an order that was cancelled is not zero, as LeavesQty (151) is.
        case remaining
    }

    private let orderedAsTold: ExactDecimal?
    private let filledAsTold: ExactDecimal?
    private let remainingAsTold: ExactDecimal?

    /// Takes in what a reply tells; `nil` if it tells nothing.
    public init?(ordered: ExactDecimal? = nil, filled: ExactDecimal? = nil, remaining: ExactDecimal? = nil) {
        if ordered == nil, filled == nil, remaining == nil { return nil }
        orderedAsTold = ordered
        filledAsTold = filled
        remainingAsTold = remaining
    }

    /// What was ordered; `nil` if that is not known.
    public var ordered: ExactDecimal? {
        if let orderedAsTold { return orderedAsTold }
        guard let filledAsTold, let remainingAsTold, !filledAsTold.isNegative, !remainingAsTold.isNegative else {
            return nil
        }
        return filledAsTold.adding(remainingAsTold)
    }

    /// What was executed so far; `nil` if that is not known.
    ///
    /// Unless the outcome proves that the order ended, more can follow.
    public var filled: ExactDecimal? { filledAsTold ?? rest(without: remainingAsTold) }

    /// What was ordered and not executed, whether or not it still can be; `nil` if that is not known.
    public var remaining: ExactDecimal? { remainingAsTold ?? rest(without: filledAsTold) }

    /// What is left of the order without a part of it.
    private func rest(without part: ExactDecimal?) -> ExactDecimal? {
        guard let part, !part.isNegative, let orderedAsTold, !orderedAsTold.isLessInValue(than: part) else {
            return nil
        }
        return orderedAsTold.subtracting(part)
    }

    /// A quantity as the venue wrote it; `nil` if it did not, though it may follow from the others.
    public func told(_ part: Part) -> ExactDecimal? {
        switch part {
        case .ordered: orderedAsTold
        case .filled: filledAsTold
        case .remaining: remainingAsTold
        }
    }

    /// Why not all that the venue told can be true, such as `filled 0.6 and remaining 0.5 are not ordered 1`.
    public var contradiction: String? {
        guard let whole = orderedAsTold else { return nil }
        if let filledAsTold, let remainingAsTold {
            guard let sum = filledAsTold.adding(remainingAsTold), !sum.isEqualInValue(to: whole) else { return nil }
            return "filled \(filledAsTold) and remaining \(remainingAsTold) are not ordered \(whole)"
        }
        for (name, part) in [("filled", filledAsTold), ("remaining", remainingAsTold)] {
            if let part, !part.isNegative, whole.isLessInValue(than: part) {
                return "\(name) \(part) is more than ordered \(whole)"
            }
        }
        return nil
    }
}

extension Quantities {
    /// The same without numbers that are secrets, hold one, or are longer than what is kept of a text.
    func without(secrets: SecretScan) -> Quantities? {
        func kept(_ part: Part) -> ExactDecimal? {
            told(part).flatMap { secrets.redacted($0.text, limit: Evidence.limit) == $0.text ? $0 : nil }
        }
        return Quantities(ordered: kept(.ordered), filled: kept(.filled), remaining: kept(.remaining))
    }
}

extension Quantities: CustomStringConvertible {
    /// What is known, such as `filled 0.6 of 1, remaining 0.4`, and what contradicts it.
    public var description: String {
        var words: [String] = []
        switch (filled, ordered) {
        case (let filled?, let ordered?): words.append("filled \(filled) of \(ordered)")
        case (let filled?, nil): words.append("filled \(filled)")
        case (nil, let ordered?): words.append("ordered \(ordered)")
        case (nil, nil): break
        }
        if let remaining { words.append("remaining \(remaining)") }
        return words.joined(separator: ", ") + (contradiction.map { " (\($0))" } ?? "")
    }
}

extension Quantities: JSONModel {
    /// Reads what was told, each a decimal in a string.
    public init(json: inout JSONReader) throws(JSONError) {
        var told: [Part: ExactDecimal] = [:]
        try json.beginObject()
        while let key = try json.nextKey() {
            switch key {
            case "ordered": told[.ordered] = try json.decimalString()
            case "filled": told[.filled] = try json.decimalString()
            case "remaining": told[.remaining] = try json.decimalString()
            default: try json.skipValue()
            }
        }
        let quantities = Quantities(ordered: told[.ordered], filled: told[.filled], remaining: told[.remaining])
        self = try json.require(quantities, "filled")
    }

    /// Writes what was told, as the venue wrote it.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        for part in Part.allCases { json.member(part.rawValue, ifPresent: told(part)) }
        json.endObject()
    }
}
