internal import VenueSpec

extension DiffRule {
    /// The rules about the documented statuses, their bodies and header fields.
    static let responses: [DiffRule] = [
        DiffRule(
            "response-added", .wire, .warning, .info, risk: .wrongOutcome,
            summary: "a status is documented that was not before",
            explanation: """
                Until now a reply of this status was unknown; what matters is the outcome it gets now. It must be what the venue proves with it; code \
                that switches over the response has a further case to handle. Worth knowing only where it stays unknown.
                """,
            before: "responses: { 200: CancelReply }", after: "responses: { 200: CancelReply, 404: ErrorReply }",
            of: \.operations, each: \.responses.added
        ) { response, operation, _ in
            let lines = operation.lines.new.filter { $0.status == response.value.status }
            let before = StatusResponse.undocumented(response.value.status).word
            let after = response.value.meanings(lines)
            return response.told(
                level: after == before ? .info : .warning,
                after == before
                    ? "a reply of status \(response.value.key) is documented and still means \(after)"
                    : "a reply of status \(response.value.key) means \(after) instead of \(before)",
                old: before, new: "\(after), with \(response.value.bodyText)", rows: lines.map(\.text))
        },
        DiffRule(
            "response-removed", .wire, .error, .warning, .info, risk: .unknownOutcome,
            summary: "a status is no longer documented",
            explanation: """
                A reply of this status is unknown from now on, and the rows about it are dead; the finding lists them. \
                Without a documented success an order that was cancelled is no longer known to be: an error. Look for \
                what the venue answers instead. Worth knowing only where it was unknown before.
                """,
            before: "responses: { 200: CancelReply, 404: ErrorReply }", after: "responses: { 200: CancelReply }",
            of: \.operations, each: \.responses.removed
        ) { response, operation, _ in
            let value = response.value
            let lines = operation.lines.old.filter { $0.status == value.status }
            let (before, after) = (value.meanings(lines), StatusResponse.undocumented(value.status).word)
            return response.told(
                level: value.isSuccess ? .error : before == after ? .info : .warning,
                before == after
                    ? "a reply of status \(value.key) is no longer documented and still means \(after)"
                    : "a reply of status \(value.key) means \(after) instead of \(before)",
                old: "\(before), with \(value.bodyText)", new: after, rows: lines.map(\.text))
        },
        DiffRule(
            "response-body-changed", .wire, .error, risk: .unknownOutcome, summary: "a status answers another body",
            explanation: """
                What the venue documented before no longer fits, or fits another alternative: replies of this status \
                become unreadable, and an unreadable reply proves nothing unless its status does. Alternatives are tried \
                in their order, so one that moves up can take the replies of another.
                """, before: "responses: { 200: CancelReply }", after: "responses: { 200: [CancelReply, text] }",
            of: \.operations, each: \.responses.pairs
        ) { pair, operation, change in
            let (old, new) = (pair.old.shapes, pair.new.shapes)
            let isSame =
                old.count == new.count
                && zip(old, new).allSatisfy { change.names.isSame($0.content, $1.content) }
            guard !isSame else { return nil }
            let added = new.filter { shape in !old.contains { change.names.isSame($0.content, shape.content) } }
            let removed = old.filter { shape in !new.contains { change.names.isSame(shape.content, $0.content) } }
            return Change(
                pair.new.message(added.map(\.content.text), removed.map(\.content.text)),
                at: pair.places.at("body"), old: pair.old.bodyText, new: pair.new.bodyText,
                symbols: removed.map { change.symbols.old.response($0, of: operation.old) }
                    + added.map { change.symbols.new.response($0, of: operation.new) },
                outcomes: operation.lines.new.filter { $0.status == pair.new.status }.map(\.text))
        },
        DiffRule(
            "response-evidence-changed", .wire, .warning,
            summary: "the venue's own code or text is read from another field",
            explanation: """
                Outcomes carry the venue's code and text as evidence. Nothing about the outcome changes, but logs, \
                alerts and tickets that look for a code see another one or none.
                """,
            before: "400: { body: ErrorReply, code: code }", after: "400: { body: ErrorReply, code: error.code }",
            of: \.responses, each: { _ in ["code", "text"] }
        ) { key, response, change in
            let pair = response.pair
            // Plain text has no other text than itself.
            let shapes = { (response: StatusResponse) in response.shapes.first { $0.content != .text } }
            let path = { (shape: ResponseShape) in key == "code" ? shape.code : shape.text }
            let (old, new) = (shapes(pair.old).map(path) ?? [], shapes(pair.new).map(path) ?? [])
            guard old.map(response.newPath) != new else { return nil }
            let (before, after) = (old.text, new.text)
            return Change(
                "the venue's own \(key) of status \(pair.new.key) is read from \(after.map { "'\($0)'" } ?? "nowhere") "
                    + "instead of \(before.map { "'\($0)'" } ?? "nowhere")",
                at: pair.places.at(key), old: before, new: after)
        },
        DiffRule(
            "response-header-added", .wire, .info, summary: "a reply is documented to carry a further header field",
            explanation: """
                Clients keep every header field they receive, so nothing changes for code; the field may tell of limits \
                or ids that are worth logging.
                """, before: "429: { body: text }", after: "429: { body: text, headers: { X-RateLimit-Reset: } }",
            of: \.responses, each: \.headers.added
        ) { header, response, _ in
            header.told("status \(response.key) is documented to carry '\(header.value.name)'", header.value.name)
        },
        DiffRule(
            "response-header-removed", .wire, .error, .warning,
            summary: "a reply is no longer documented to carry a header field",
            explanation: """
                Code that reads the field finds nothing. Without `Retry-After` clients no longer know how long a limit \
                lasts and send too early, which venues answer with longer bans while the order stays open: an error.
                """,
            before: "429: { body: text, headers: { Retry-After: Whole seconds. } }", after: "429: { body: text }",
            of: \.responses, each: \.headers.removed
        ) { header, response, _ in
            header.told(
                level: header.value.isRetryAfter ? .error : .warning,
                "status \(response.key) is no longer documented to carry '\(header.value.name)'", header.value.name,
                risk: header.value.isRetryAfter ? .orderStaysOpen : nil)
        },
        DiffRule(
            "response-header-became-optional", .wire, .error, .warning,
            summary: "a header field of a reply may be missing",
            explanation: """
                Code that relies on the field must cope without it. Where it is `Retry-After` the wait is then a guess, \
                and a guess that is too short keeps the limit closed while the order stays open: an error.
                """,
            before: "429: { body: text, headers: { Retry-After: } }",
            after: "429: { body: text, headers: { Retry-After: { required: false } } }", of: \.responses,
            each: { $0.headers.pairs.filter { $0.old.isRequired && !$0.new.isRequired } }
        ) { header, response, _ in
            header.told(
                level: header.new.isRetryAfter ? .error : .warning,
                "status \(response.key) may lack '\(header.newName)'", at: "required", old: "required", new: "optional",
                risk: header.new.isRetryAfter ? .orderStaysOpen : nil)
        },
        DiffRule(
            "response-header-became-required", .wire, .info, summary: "a header field of a reply is always sent",
            explanation: "Nothing that worked stops working. A fallback for its absence can stay.",
            before: "429: { body: text, headers: { Retry-After: { required: false } } }",
            after: "429: { body: text, headers: { Retry-After: } }", of: \.responses,
            each: { $0.headers.pairs.filter { !$0.old.isRequired && $0.new.isRequired } }
        ) { header, response, _ in
            header.told(
                "status \(response.key) always carries '\(header.newName)'", at: "required", old: "optional",
                new: "required")
        },
    ]
}

extension StatusResponse {
    /// What bodies it has that it had not, and had that it has not.
    fileprivate func message(_ added: [String], _ removed: [String]) -> String {
        let (come, gone) = (added.joined(separator: " and "), removed.joined(separator: " and "))
        return switch (added.isEmpty, removed.isEmpty) {
        case (true, true): "the alternatives of status \(key) are tried in another order"
        case (false, true): "status \(key) may also answer \(come)"
        case (true, false): "status \(key) no longer answers \(gone); such a reply is unreadable"
        case (false, false): "status \(key) answers \(come) instead of \(gone)"
        }
    }
}

extension [FieldPath] {
    /// The paths in the spec's words; `nil` for none.
    var text: String? { isEmpty ? nil : map(\.description).joined(separator: ", ") }
}

extension ResponseHeader {
    /// Whether it tells when to try again, which the runtime obeys.
    fileprivate var isRetryAfter: Bool { name.lowercased() == "retry-after" }
}
