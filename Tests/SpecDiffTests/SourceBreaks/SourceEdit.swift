import Foundation
import Testing

/// An edit of the base spec and what it does to code that uses the generated client.
struct SourceEdit: Sendable {
    /// What is edited.
    let name: String
    /// Lines of the base, each standing there once, with what takes their place.
    let replacements: [(removed: String, added: String)]
    /// Whether code may no longer compile.
    let breaks: Bool
    /// Why the toolchain's digester says otherwise, where it does.
    let digesterDiffers: String?

    /// An edit.
    init(
        _ name: String, breaks: Bool, digesterDiffers: String? = nil,
        _ replacements: (removed: String, added: String)...
    ) {
        self.name = name
        self.breaks = breaks
        self.digesterDiffers = digesterDiffers
        self.replacements = replacements
    }

    /// The base with the edit made.
    func edited(_ base: String) -> String {
        replacements.reduce(base) { text, edit in
            let parts = text.components(separatedBy: edit.removed)
            #expect(parts.count == 2, "\(name): stands \(parts.count - 1) times in the base: \(edit.removed)")
            return parts.joined(separator: edit.added)
        }
    }
}

extension SourceEdit {
    /// Why a function with a further argument that may be left out is a break for the digester.
    private static let countsNames =
        "to the digester a function with a further argument is another one, since code can name it with its labels"

    /// Edits of every kind of declaration, and harmless ones close by.
    static let all: [SourceEdit] = parameters + replies + venue + harmless

    private static let parameters: [SourceEdit] = [
        SourceEdit(
            "an optional parameter is new", breaks: false, digesterDiffers: countsNames,
            ("      kind: {", "      channel: { required: false }\n      kind: {"),
            ("        origin: api\n", "        origin: api\n        channel:\n"),
            ("side, kind, strike, tags }", "side, kind, strike, tags, channel }")),
        SourceEdit(
            "a required parameter is new", breaks: true, ("      kind: {", "      channel: string\n      kind: {"),
            ("        origin: api\n", "        origin: api\n        channel:\n"),
            ("side, kind, strike, tags }", "side, kind, strike, tags, channel }")),
        SourceEdit(
            "a parameter is gone", breaks: true,
            (
                "      tags: { type: array, items: string, required: false, minItems: 1, maxItems: 5, "
                    + "description: Labels. }\n", ""
            ), ("        tag: '{tags*}'\n", ""), ("kind, strike, tags }", "kind, strike }")),
        SourceEdit(
            "a parameter has another Swift name", breaks: true,
            ("symbol: { type: string, required", "symbol: { type: string, name: instrument, required")),
        SourceEdit(
            "an optional parameter is required", breaks: true,
            ("required: false, default: ANY, description", "description")),
        SourceEdit(
            "a parameter has another type", breaks: true,
            ("orderId: { type: integer, minimum: 1, maximum: 1000000,", "orderId: { type: string,")),
        SourceEdit(
            "parameters stand in another order", breaks: true,
            ("      desk: {", "      side2: {"),
            (
                "      kind: { enum: [SPOT, OPTION], description: What is traded. }\n",
                "      desk: { type: string, description: The desk. }\n"
                    + "      kind: { enum: [SPOT, OPTION], description: What is traded. }\n"
            ), ("      side2: { type: string, minLength: 2, maxLength: 20, description: The desk that trades. }\n", "")),
        SourceEdit(
            "a parameter may have a further value", breaks: true, ("SELL: Sells. }", "SELL: Sells., HOLD: Holds. }")),
        SourceEdit("a parameter has lost a value", breaks: true, ("BUY: Buys., SELL: Sells. }", "BUY: Buys. }")),
        SourceEdit(
            "an order can be identified by one parameter less", breaks: true,
            (
                "byClientOrderId: { parameters: [desk, account, clientOrderId]",
                "byClientOrderId: { parameters: [desk, clientOrderId]"
            ), ("account: { type: string, pattern", "account: { type: string, required: false, pattern")),
        SourceEdit(
            "a way to identify an order has another name", breaks: true, ("byOrderId: [", "byVenueId: [")),
        SourceEdit(
            "a value requires a further parameter", breaks: true, ("require: [strike]", "require: [strike, side]"),
            ("SELL: Sells. }, required: false,", "SELL: Sells. },")),
    ]

    private static let replies: [SourceEdit] = [
        SourceEdit(
            "an optional field is new", breaks: false, digesterDiffers: countsNames,
            ("      ids: {", "      extra: { type: any, required: false }\n      ids: {")),
        SourceEdit("a field is new", breaks: true, ("      ids: {", "      extra: string\n      ids: {")),
        SourceEdit(
            "a field is gone", breaks: true,
            ("      ids: { type: array, items: string, required: false }\n", "")),
        SourceEdit("a field has another type", breaks: true, ("at: { type: timestamp,", "at: { type: string,")),
        SourceEdit(
            "a field may be missing", breaks: true,
            ("filled: { type: decimal,", "filled: { type: decimal, required: false,")),
        SourceEdit(
            "a type has another name", breaks: true, ("  CancelReply:\n", "  CancelAnswer:\n"),
            ("body: CancelReply,", "body: CancelAnswer,")),
        SourceEdit(
            "a field's value has another Swift name", breaks: true, ("name: notFound,", "name: noSuchOrder,")),
        SourceEdit(
            "a value is new", breaks: true,
            ("      CANCELLED: Cancelled.\n", "      CANCELLED: Cancelled.\n      EXPIRED: Expired.\n"),
            (
                "          FILLED: tooLate(filled)\n",
                "          FILLED: tooLate(filled)\n          EXPIRED: tooLate(expired)\n"
            )),
        SourceEdit(
            "a value is gone", breaks: true, ("      OPEN: Still working.\n", ""),
            ("          OPEN: pendingCancel\n", "")),
        SourceEdit(
            "a status is new", breaks: true, ("      429: text\n", "      404: none\n      429: text\n"),
            ("      - { status: 429,", "      - { status: 404, then: unknownOrder }\n      - { status: 429,")),
        SourceEdit(
            "a status is gone", breaks: true, ("      503: none\n", ""),
            ("      - { status: 503, then: unknown(serverError) }\n", "")),
        SourceEdit("a status has another body", breaks: true, ("      503: none\n", "      503: text\n")),
        SourceEdit(
            "a type is new and a body names it", breaks: true,
            ("  ErrorReply:\n", "  Outage:\n    properties:\n      until: timestamp\n  ErrorReply:\n"),
            ("      503: none\n", "      503: Outage\n")),
    ]

    private static let venue: [SourceEdit] = [
        SourceEdit(
            "a server is new", breaks: false, ("servers:\n", "servers:\n  backup: https://b.meridian.example\n")),
        SourceEdit("a server is gone", breaks: true, ("  production: https://api.meridian.example\n", "")),
        SourceEdit(
            "a server's host is the operator's", breaks: true,
            ("production: https://api.meridian.example", "production: 'https://{host}'")),
        SourceEdit(
            "a credential is new", breaks: true,
            ("security:\n", "security:\n  device: { type: header, header: X-Device }\n")),
        SourceEdit(
            "a credential is gone", breaks: true, ("  desk: { type: header, header: X-Desk-Key }\n", "")),
        SourceEdit(
            "there are no rate limits", breaks: true,
            (
                "rateLimits:\n  - { requests: 10, per: 1s, burst: 5, scope: key, sharedWith: [websocket], "
                    + "description: Trading calls. }\n", ""
            )),
        SourceEdit(
            "there is nothing to confirm", breaks: false,
            digesterDiffers: "the constant is gone, and every use of it is one of the runtime's default",
            (
                "    confirm:\n      - { call: Get Order, description: Poll until it is final., "
                    + "statuses: { WORKING: pendingCancel, DONE: canceled } }\n"
                    + "      - { call: order stream, basis: external, source: support }\n", ""
            )),
        SourceEdit(
            "there is no frame", breaks: true,
            (
                "    webSocket:\n      server: stream\n      id: integer\n      frame: { op: cancel, seq: '{$id}', "
                    + "desk, account, orderId, clientOrderId, symbol, side, kind, strike, tags }\n"
                    + "      description: Replies carry the same seq.\n", ""
            )),
        SourceEdit("a call has another name", breaks: true, ("  cancelOrder:\n", "  cancelOneOrder:\n")),
        SourceEdit("the venue has another name", breaks: true, ("venue: ", "venue: New")),
    ]

    private static let harmless: [SourceEdit] = [
        SourceEdit("descriptions", breaks: false, ("Cancels one order.", "Cancels an order that is open.")),
        SourceEdit("what a value may be", breaks: false, ("maxLength: 20", "maxLength: 40")),
        SourceEdit("how a decimal travels", breaks: false, ("filled: { type: decimal", "filled: { type: number")),
        SourceEdit(
            "method and path", breaks: false,
            ("POST /v1/desks/{desk}/cancel\n      query", "PUT /desks/{desk}\n      query")),
        SourceEdit(
            "what a reply means", breaks: false,
            ("          FILLED: tooLate(filled)\n", "          FILLED: tooLate(unspecified)\n")),
        SourceEdit("whether to repeat", breaks: false, ("is: safe", "is: unsafe")),
        SourceEdit("a limit", breaks: false, ("requests: 10, per: 1s", "requests: 600, per: 1m")),
        SourceEdit(
            "a type by the name of one of the runtime's", breaks: false, digesterDiffers: countsNames,
            ("  ErrorReply:\n", "  RateLimit:\n    properties:\n      until: timestamp\n  ErrorReply:\n"),
            ("      note: {", "      limit: { type: RateLimit, required: false }\n      note: {")),
    ]
}
