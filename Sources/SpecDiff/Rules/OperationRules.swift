internal import VenueSpec

extension DiffRule {
    /// The rules about calls, their request lines and bodies.
    static let operations: [DiffRule] = [
        DiffRule(
            "operation-added", .wire, .info, summary: "a venue has a further cancel call",
            explanation: """
                Nothing that exists changes. Review the call as a new one: no difference can tell whether it is right \
                about its venue.
                """,
            before: "operations: { cancelOrder: … }", after: "operations: { cancelOrder: …, cancelByClientId: … }",
            each: { $0.singleOperations.filter { $0.isAdded && $0.value.kind == .cancel } }
        ) { operation, _ in
            let line = operation.value.http.line
            return operation.told("the call '\(operation.value.name.text)' is new, sent as \(line)", line)
        },
        DiffRule(
            "operation-removed", .wire, .error, risk: .orderStaysOpen, summary: "a cancel call is no longer described",
            explanation: """
                Orders that are cancelled with it need another way before this is released; code that makes the call no \
                longer compiles.
                """,
            before: "operations: { cancelOrder: …, cancelByClientId: … }", after: "operations: { cancelOrder: … }",
            each: { $0.singleOperations.filter { !$0.isAdded && $0.value.kind == .cancel } }
        ) { operation, _ in
            let line = operation.value.http.line
            return operation.told(
                "the call '\(operation.value.name.text)', sent as \(line), is gone; its orders can no longer be cancelled "
                    + "with it", line)
        },
        DiffRule(
            "operation-renamed", .wire, .warning, summary: "a cancel call of the same request line has another name",
            explanation: """
                Nothing changes on the wire. The name is the Swift namespace of the call and its name in reports and \
                configurations.
                """, before: "operations: { cancelOrder: … }", after: "operations: { cancelOne: … }",
            each: { $0.operations.map(\.pair).filter(\.isRenamed) }
        ) { call, _ in
            call.renamed("the call '\(call.oldName)' is now called '\(call.newName)'; callers use it by that name")
        },
        DiffRule(
            "method-changed", .wire, .error, risk: .orderStaysOpen, summary: "the call uses another HTTP method",
            explanation: """
                The venue refuses the old method, or does something else on it: the order stays open. Regenerate and release \
                before the venue turns the old call off.
                """,
            before: "request: POST /orders/{orderId}/cancel", after: "request: DELETE /orders/{orderId}/cancel",
            each: { $0.operations.filter { $0.old.http.method != $0.new.http.method } }
        ) { operation, _ in
            let (old, new) = (operation.old.http.method, operation.new.http.method)
            return Change(
                "'\(operation.new.name.text)' is sent with \(new) instead of \(old)",
                at: operation.places.at("http", "request"), old: old, new: new, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "path-changed", .wire, .error, risk: .orderStaysOpen, summary: "the call goes to another path",
            explanation: """
                A request to the old path reaches nothing, or another call: the order stays open, or more is cancelled \
                than was meant. The names of parameters in the path do not matter, and a parameter that moved, came or \
                went tells of its own segment.
                """,
            before: "request: POST /v1/orders/{orderId}/cancel", after: "request: POST /v2/orders/{orderId}/cancel",
            each: \.operations
        ) { operation, _ in
            let renamed = operation.old.http.path.renamed(operation.parameters.newName)
            let (before, after) = (Set(renamed.parameters), operation.new.http.path.parameters)
            let kept = before.intersection(after)
            guard renamed.pathText(keeping: kept) != operation.new.http.path.pathText(keeping: kept) else { return nil }
            let (old, new) = (operation.old.http.path.specText, operation.new.http.path.specText)
            return Change(
                "'\(operation.new.name.text)' goes to \(new) instead of \(old)",
                at: operation.places.at("http", "request"), old: old, new: new, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-body-added", .wire, .error, risk: .orderStaysOpen,
            summary: "the request has a body that it did not have",
            explanation: """
                A venue that reads a body refuses a request without one, an empty `{}` included. A parameter that moved \
                into the new body tells of it by itself.
                """,
            before: "http: { request: POST /cancel, query: { orderId } }",
            after: "http: { request: POST /cancel, query: { orderId }, json: {} }",
            each: { $0.operations.filter(\.isBodyAdded) }
        ) { operation, _ in
            guard let text = operation.new.http.body.text, let key = operation.new.http.body.key else { return nil }
            return Change(
                "'\(operation.new.name.text)' is sent with a body (\(text)), without which the venue refuses it",
                at: operation.places.at("http", key), new: text, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-body-removed", .wire, .warning, risk: .orderStaysOpen, summary: "the request no longer has a body",
            explanation: """
                The request carries neither the body nor its media type any more. A venue that still reads them refuses \
                the cancel; one that refuses bodies accepts it only now.
                """,
            before: "http: { request: POST /cancel, query: { orderId }, json: {} }",
            after: "http: { request: POST /cancel, query: { orderId } }",
            each: { $0.operations.filter(\.isBodyRemoved) }
        ) { operation, _ in
            guard let text = operation.old.http.body.text, let key = operation.old.http.body.key else { return nil }
            return Change(
                "'\(operation.new.name.text)' is sent without a body (it was \(text)); a venue that still reads "
                    + "one refuses it",
                at: operation.places.at("http", key), old: text, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-media-type-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "the request body is of another media type",
            explanation: """
                The venue cannot read a body of the wrong media type, so no cancel goes through. A change of the media \
                type alone is as good as one of the encoding.
                """,
            before: "http: { request: POST /cancel, json: { orderId } }",
            after: "http: { request: POST /cancel, form: { orderId } }",
            each: { $0.operations.filter { $0.old.http.body.text != $0.new.http.body.text } }
        ) { operation, _ in
            let (before, after) = (operation.old.http.body, operation.new.http.body)
            guard let old = before.text, let new = after.text, let oldKey = before.key, let newKey = after.key else {
                return nil
            }
            let isSameKind = oldKey == newKey
            return Change(
                "the body of '\(operation.new.name.text)' is sent as \(new) instead of \(old)",
                at: operation.places.at("http").at(
                    old: [isSameKind ? "contentType" : oldKey], new: [isSameKind ? "contentType" : newKey]),
                old: old, new: new, symbols: [operation.symbol("prepare")])
        },
    ]
}
