internal import Foundation
internal import VenueRuntime

/// Holds the readers of single values against the C library and Foundation.
func checkValues(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    checkText(input)
    checkMoments(text)
    checkRetryAfter(text)
    checkEpochs(text)
    checkAddresses(text)
    checkBaseURL(text)
    checkFields(text)
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    for line in lines { checkNumber(line) }
    if let left = lines.first.flatMap({ ExactDecimal($0) }), let right = lines.last.flatMap({ ExactDecimal($0) }) {
        checkOrder(left, right)
    }
}

/// Checks that text replies are taken exactly when they are UTF-8.
private func checkText(_ input: [UInt8]) {
    let body = HTTPResponse(status: 200, body: input).text()
    let expected = String(validating: input, as: UTF8.self)
    require(body.value.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "text is \(body)")
    if let problem = body.problem { checkPlace(of: problem, in: input) }
}

/// Checks a text as a number without and with a fraction.
private func checkNumber(_ text: String) {
    let decimal = ExactDecimal(text)
    let isNumber = TextForm.number.fits(text)
    require((decimal != nil) == isNumber, "decimal '\(text)'")
    require(decimal.map(\.text) == (isNumber ? text : nil), "decimal '\(text)' became another")
    if let decimal {
        require(decimal.isEqualInValue(to: decimal) && !decimal.isLessInValue(than: decimal), "'\(text)' is not itself")
    }
    var json = JSONReader(Array(text.utf8))
    let integer = try? json.integer()
    if let integer, (try? json.finish()) != nil {
        let trimmed = text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\n"))
        require(String(integer) == trimmed, "'\(text)' was read as \(integer)")
    }
}

/// Checks that comparing is an order, and Foundation's where its decimals are exact.
private func checkOrder(_ left: ExactDecimal, _ right: ExactDecimal) {
    let (less, greater) = (left.isLessInValue(than: right), right.isLessInValue(than: left))
    let equal = left.isEqualInValue(to: right)
    require(equal == right.isEqualInValue(to: left), "equality of \(left) and \(right) has a direction")
    require([less, greater, equal].count { $0 } == 1, "\(left) and \(right) are in no order")
    guard let first = exact(left.text), let second = exact(right.text) else { return }
    require((less, equal) == (first < second, first == second), "\(left) and \(right) compare otherwise")
}

/// Foundation's decimal of a text short enough to be exact in it.
private func exact(_ text: String) -> Decimal? {
    let parts = text.lowercased().split(separator: "e")
    guard parts.first?.utf8.count ?? 0 <= 20, let exponent = parts.count > 1 ? Int(parts[1]) : 0, -20...20 ~= exponent
    else { return nil }
    return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
}

/// Checks counts since the epoch in every unit.
private func checkEpochs(_ text: String) {
    for unit in EpochTimestamp.Unit.allCases {
        var json = JSONReader(Array(JSONValue.string(text).jsonBytes()))
        guard let moment = try? json.epoch(unit, quoted: true) else {
            require(Int64(text)?.description != text, "count '\(text)' is refused")
            continue
        }
        require(String(moment.count) == text, "count '\(text)' became another")
        require(0...999_999_999 ~= moment.nanoseconds, "\(moment.nanoseconds) nanoseconds")
        let perUnit = Int64(EpochTimestamp.Unit.nanoseconds.rawValue / unit.rawValue)
        let units = Int64(moment.nanoseconds) / perUnit
        // Below the least multiple of a unit the product alone would overflow; the sum does not.
        let sum = moment.secondsSinceEpoch &* unit.rawValue &+ units
        require(sum == moment.count && Int64(moment.nanoseconds) % perUnit == 0, "count '\(text)' is taken apart")
        require(JSONValue.string(text).jsonBytes() == moment.jsonBytes(), "count '\(text)' is written otherwise")
    }
}

/// Checks that received header fields lose what RFC 9110 does not allow, and nothing else.
private func checkFields(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return }
    let fields = HTTPHeaderFields(received: [(parts[0], parts[1])])
    require((fields.fields.count == 1) == TextForm.token.fits(parts[0]), "name '\(parts[0])'")
    guard let field = fields.fields.first else { return }
    require(!field.value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "value '\(field.value)'")
    require(field.value.utf8.first != 0x20 && field.value.utf8.last != 0x20, "value '\(field.value)' has outer spaces")
    require(fields[parts[0].uppercased()]?.utf8.elementsEqual(field.value.utf8) == true, "\(fields) is not found again")
    require(HTTPHeaderFields(received: [(field.name, field.value)]) == fields, "\(fields) is cleaned twice")
}
