/// Makes Swift names from names on the wire, after the Swift API Design Guidelines: `orderId` → `orderID`,
/// `SELL_SHORT` → `sellShort`, `pending_open` → `pendingOpen`.
enum SwiftNaming {
    /// Words the guidelines write in one case throughout.
    private static let acronyms: Set<String> = [
        "api", "fok", "gtc", "gtd", "http", "https", "id", "ioc", "ip", "json", "oms", "tls", "url", "utc", "uuid",
    ]

    /// The lower camel case Swift name of a wire name; empty if nothing of it can stand in an identifier.
    static func memberName(_ wire: String) -> String {
        let words = words(of: wire)
        var name = ""
        for (index, word) in words.enumerated() {
            let lower = word.lowercased()
            if index == 0 {
                name += lower
            } else if acronyms.contains(lower) {
                name += lower.uppercased()
            } else {
                name += capitalised(lower)
            }
        }
        return name.first?.isNumber == true ? "value" + name : name
    }

    /// The upper camel case Swift name of a wire name.
    static func typeName(_ wire: String) -> String {
        let words = words(of: wire)
        let name = words.map { word in
            acronyms.contains(word.lowercased()) ? word.uppercased() : capitalised(word.lowercased())
        }.joined()
        return name.first?.isNumber == true ? "Value" + name : name
    }

    /// The word with a capital first letter.
    private static func capitalised(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// The words a name is made of: split at anything but ASCII letters and digits, before a capital that follows a
    /// small letter or digit, and before the last capital of a run that a small letter follows (`OMSId` → `OMS`, `Id`).
    private static func words(of name: String) -> [String] {
        let characters = Array(name.utf8)
        var words: [[UInt8]] = []
        var current: [UInt8] = []
        for (index, byte) in characters.enumerated() {
            guard isUpper(byte) || isLower(byte) || isDigit(byte) else {
                if !current.isEmpty { words.append(current) }
                current = []
                continue
            }
            if let last = current.last, isUpper(byte) {
                let next = index + 1 < characters.count ? characters[index + 1] : 0
                if !isUpper(last) || isLower(next) {
                    words.append(current)
                    current = []
                }
            }
            current.append(byte)
        }
        if !current.isEmpty { words.append(current) }
        return words.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The Swift case names of HTTP statuses, after the reason phrases of RFC 9110.
enum HTTPStatusName {
    private static let names: [Int: String] = [
        200: "ok", 201: "created", 202: "accepted", 204: "noContent", 400: "badRequest", 401: "unauthorized",
        402: "paymentRequired", 403: "forbidden", 404: "notFound", 405: "methodNotAllowed", 406: "notAcceptable",
        408: "requestTimeout", 409: "conflict", 410: "gone", 412: "preconditionFailed", 415: "unsupportedMediaType",
        422: "unprocessableContent", 423: "locked", 425: "tooEarly", 429: "tooManyRequests",
        500: "internalServerError", 501: "notImplemented", 502: "badGateway", 503: "serviceUnavailable",
        504: "gatewayTimeout",
    ]

    private static let classes = [
        200: "successful", 300: "redirection", 400: "clientError", 500: "serverError",
    ]

    /// The case name of a status, its reason phrase or `statusNNN`; of a class, its name; `otherStatus` of all.
    static func caseName(_ range: StatusRange) -> String {
        let first = range.statuses.lowerBound
        if range.isSingle { return names[first] ?? "status\(first)" }
        return range == .all ? "otherStatus" : classes[first] ?? "status\(range)"
    }
}
