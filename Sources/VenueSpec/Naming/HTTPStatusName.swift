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

    /// The case name of a status: its reason phrase, or `statusNNN`.
    static func caseName(_ status: Int) -> String {
        names[status] ?? "status\(status)"
    }
}
