internal import Foundation
internal import VenueRuntime

/// Checks RFC 3339 timestamps against the C library's calendar.
func checkMoments(_ text: String) {
    let timestamp = Timestamp(text)
    guard TextForm.timestamp.fits(text) else {
        require(timestamp == nil, "timestamp '\(text)' is taken")
        return
    }
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    let tail = text.last == "Z" || text.last == "z" ? [] : Array(numbers.suffix(2))
    let local = seconds(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    guard let local, tail.isEmpty || (tail[0] < 24 && tail[1] < 60) else {
        require(timestamp == nil, "timestamp '\(text)' is taken")
        return
    }
    let ahead = tail.isEmpty ? 0 : (tail[0] * 3600 + tail[1] * 60) * (text.utf8.dropLast(5).last == 0x2D ? -1 : 1)
    require(timestamp?.secondsSinceEpoch == Int64(local - ahead), "timestamp '\(text)' is another moment")
    let fraction = text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber } ?? ""
    let digits = fraction + String(repeating: "0", count: 9 - fraction.count)
    require(timestamp?.nanoseconds == Int32(digits), "timestamp '\(text)' has another fraction")
    require(timestamp?.text == text, "timestamp '\(text)' has another text")
}

/// Checks `Retry-After` in all its forms.
func checkRetryAfter(_ text: String) {
    var headers = HTTPHeaderFields()
    headers.append(name: "RETRY-AFTER", value: text)
    let value = HTTPResponse(status: 429, headers: headers).retryAfter
    if TextForm.digits.fits(text) {
        require(value == Int64(text).map(RetryAfter.seconds), "'\(text)' is \(String(describing: value))")
        return
    }
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    var expected: Int?
    func expect(month: some StringProtocol, _ year: Int, _ day: Int, _ time: ArraySlice<Int>) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(of: String(month)) else { return }
        let time = Array(time)
        expected = seconds(year, month + 1, day, time[0], time[1], time[2])
    }
    if TextForm.httpDate.fits(text) {
        expect(month: text.dropFirst(8).prefix(3), numbers[1], numbers[0], numbers[2...4])
    } else if TextForm.rfc850Date.fits(text) {
        let year = numbers[1] < 69 ? 2000 + numbers[1] : 1900 + numbers[1]
        expect(month: text.split(separator: "-")[1], year, numbers[0], numbers[2...4])
    } else if TextForm.asctimeDate.fits(text) {
        expect(month: text.dropFirst(4).prefix(3), numbers[4], numbers[0], numbers[1...3])
    }
    switch value {
    case .date(let date): require(expected.map(Int64.init) == date.secondsSinceEpoch, "'\(text)' is \(date)")
    case .seconds: finding("'\(text)' is \(String(describing: value))")
    case nil: require(expected == nil, "'\(text)' is refused")
    }
}

/// Seconds since 1970 by the C library; `nil` if it names another day by these numbers, or no time of a day.
private func seconds(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int) -> Int? {
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    var fields = tm()
    (fields.tm_year, fields.tm_mon, fields.tm_mday) = (Int32(year - 1900), Int32(month - 1), Int32(day))
    let midnight = timegm(&fields)
    guard fields.tm_year == year - 1900, fields.tm_mon == month - 1, fields.tm_mday == day else { return nil }
    return midnight + hour * 3600 + minute * 60 + second
}
