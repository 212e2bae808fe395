internal import VenueSpec

extension DiffRule {
    static let requestFields: [DiffRule] = [
        DiffRule(
            "request-field-renamed", .wire, .error, .info, risk: .orderStaysOpen,
            summary: "a field of the request has another name and holds the same",
            explanation: """
                The venue ignores or refuses the old name, so requests of the old client lack the value. An error unless \
                only the case of a header field's name differs, which HTTP ignores. A field that is named after a \
                renamed parameter is told with that.
                """, before: "query: { id: '{orderId}' }", after: "query: { orderId: '{orderId}' }", of: \.operations,
            each: { $0.fields.pairs.filter { $0.isInContainer && !$0.isNameKept } }
        ) { pair, operation, _ in
            if operation.isRenamedWithParameter(pair) || (pair.new.isConstant && !pair.isHeaderRecased) { return nil }
            return Change(
                level: pair.isHeaderRecased ? .info : .error,
                "\(pair.new.text) travels in the \(pair.new.label) instead of the \(pair.old.label)"
                    + (pair.isHeaderRecased
                        ? ", which is the same to the venue" : ", which the venue no longer reads"),
                at: operation.places(of: pair.old, pair.new), old: pair.old.label, new: pair.new.label,
                symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-field-added", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter travels in a further field of the request",
            explanation: """
                The venue reads the value from there too, or from there alone. Requests without the field are refused or \
                read differently.
                """, before: "query: { orderId }", after: "query: { orderId, id: '{orderId}' }", of: \.operations,
            each: { operation in
                operation.fields.added.filter { !$0.isConstant && !$0.parameters.allSatisfy(operation.isAdded) }
            }
        ) { field, operation, _ in
            Change(
                "\(field.text) also travels in the \(field.label); requests without it are refused",
                at: operation.places(of: field), new: "\(field.label): \(field.text)",
                symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-field-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "a field of the request is gone while its parameter travels elsewhere",
            explanation: """
                A venue that reads the value from the missing field lacks it. Make sure that the page names the \
                remaining field.
                """, before: "query: { orderId, id: '{orderId}' }", after: "query: { orderId }", of: \.operations,
            each: { operation in
                operation.fields.removed.filter { !$0.isConstant && !$0.parameters.allSatisfy(operation.isRemoved) }
            }
        ) { field, operation, _ in
            Change(
                "\(field.text) no longer travels in the \(field.label)", at: operation.places(of: field),
                old: "\(field.label): \(field.text)", symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-field-value-changed", .wire, .error, risk: .otherOrder,
            summary: "a field of the request holds another parameter",
            explanation: """
                The venue reads another value where it looked before: two identifiers that changed places cancel the \
                wrong order.
                """, before: "query: { id: '{orderId}' }", after: "query: { id: '{clientOrderId}' }", of: \.operations,
            each: { operation in
                operation.fields.pairs.filter {
                    !$0.isSameParameters && !operation.isToldByParameters($0)
                        && !($0.new.isConstant && $0.old.parameters.allSatisfy(operation.isRemoved))
                        && !($0.old.isConstant && $0.new.parameters.allSatisfy(operation.isAdded))
                }
            }
        ) { pair, operation, _ in
            Change(
                "the \(pair.new.label) holds \(pair.new.text) instead of \(pair.old.text)",
                at: operation.places(of: pair.old, pair.new), old: pair.old.text, new: pair.new.text,
                symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-field-text-changed", .wire, .error, risk: .otherOrder,
            summary: "the text around a parameter changed",
            explanation: """
                The venue reads the whole field: with another prefix or suffix the identifier is another one, or none.
                """, before: "query: { ref: 'id-{orderId}' }", after: "query: { ref: 'order-{orderId}' }",
            of: \.operations,
            each: { $0.fields.pairs.filter { !$0.new.isConstant && $0.isSameParameters && !$0.isSameParts } }
        ) { pair, operation, _ in
            Change(
                "the \(pair.new.label) is \(pair.new.text) instead of \(pair.old.text)",
                at: operation.places(of: pair.old, pair.new), old: pair.old.text, new: pair.new.text,
                symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "list-style-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a list is joined where it was repeated, or the reverse",
            explanation: """
                A venue that expects one field for each element takes a joined list for one odd value, and the reverse; \
                it may act on the first alone.
                """, before: "query: { id: '{ids}' }", after: "query: { id: '{ids*}' }", of: \.operations,
            each: {
                $0.fields.pairs.filter {
                    $0.isSameParameters && $0.old.isRepeated != $0.new.isRepeated
                        && $0.old.takesStyles && $0.new.takesStyles
                }
            }
        ) { pair, operation, _ in
            Change(
                pair.new.isRepeated
                    ? "the \(pair.new.label) is repeated for each element instead of holding all, joined by commas"
                    : "the \(pair.new.label) holds all elements, joined by commas, instead of being repeated for each",
                at: operation.places(of: pair.old, pair.new), old: pair.old.text, new: pair.new.text,
                symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-nesting-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "members of the request moved to another object or list",
            explanation: """
                The venue looks for the values in one place of the JSON document only; elsewhere they are missing. \
                Members that moved together are one finding.
                """, before: "json: { orderId }", after: "json: { order: { orderId } }"
        ) { change, report in
            for operation in change.operations {
                for (matching, function) in operation.requests {
                    let moved = matching.pairs.filter { $0.isInArea && !$0.isInContainer }
                    let ways = Dictionary(grouping: moved) { [$0.old.container, $0.new.container] }
                    var told: Set<[[String]]> = []
                    for pair in moved {
                        let way = [pair.old.container, pair.new.container]
                        guard told.insert(way).inserted, let pairs = ways[way],
                            pairs.contains(where: { !$0.new.isConstant })
                        else {
                            continue
                        }
                        let (old, new) = (pairs.map(\.old.name), pairs.map(\.new.name))
                        let places =
                            pairs.count == 1
                            ? operation.places(of: pair.old, pair.new)
                            : operation.places(pair.old.keys.dropLast(), pair.new.keys.dropLast())
                        report.add(
                            "\(old.quoted) moved inside the \(pair.new.area == .frame ? "frame" : "body"), to \(new.quoted), "
                                + "where alone the venue looks for \(pairs.count == 1 ? "it" : "them")",
                            at: places, old: old.joined(separator: ", "), new: new.joined(separator: ", "),
                            symbols: [operation.symbol(function)])
                    }
                }
            }
        },
        DiffRule(
            "json-encoding-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a part of the request is JSON encoded as text, or no longer",
            explanation: """
                The venue parses the text as JSON of its own, or reads the object as it stands. The other form is a type \
                error to it.
                """, before: "json: { payload: { orderId } }", after: "json: { payload: { $encoded: { orderId } } }"
        ) { change, report in
            for operation in change.operations {
                for (matching, function) in operation.requests {
                    var told: Set<[String]> = []
                    for pair in matching.pairs where pair.isInContainer {
                        let (old, new) = (Set(pair.old.encodedDepths), Set(pair.new.encodedDepths))
                        for depth in old.symmetricDifference(new).sorted() {
                            let steps = Array(pair.new.steps.prefix(depth))
                            guard told.insert(steps).inserted else { continue }
                            let name = (steps.isEmpty ? Array(pair.new.keys.prefix(2)) : steps).joined(separator: ".")
                            let isEncoded = new.contains(depth)
                            report.add(
                                isEncoded
                                    ? "'\(name)' is text that holds JSON instead of a JSON value"
                                    : "'\(name)' is a JSON value instead of text that holds JSON",
                                at: operation.places(pair.old.keys(to: depth), pair.new.keys(to: depth)),
                                old: isEncoded ? "json" : "$encoded", new: isEncoded ? "$encoded" : "json",
                                symbols: [operation.symbol(function)])
                        }
                    }
                }
            }
        },
        DiffRule(
            "request-order-changed", .wire, .info, summary: "the fields of the request stand in another order",
            explanation: """
                The order of query fields, header fields and JSON members means nothing to a venue that keeps to the \
                standards, but the bytes differ: signatures over them, recorded requests and tests of them follow.
                """, before: "query: { symbol, side }", after: "query: { side, symbol }"
        ) { change, report in
            for operation in change.operations {
                for (matching, function) in operation.requests {
                    let kept = matching.pairs.filter { $0.isInContainer && $0.new.area != .path }
                    var told: Set<RequestField.Area> = []
                    for field in kept.map(\.new) where told.insert(field.area).inserted {
                        let pairs = kept.filter { $0.new.area == field.area }
                        let before = pairs.sorted { $0.oldIndex < $1.oldIndex }
                        guard pairs.map(\.oldIndex) != before.map(\.oldIndex), let first = before.first else {
                            continue
                        }
                        let (old, new) = (before.map(\.new.name), pairs.map(\.new.name))
                        report.add(
                            "the fields of '\(field.keys.prefix(2).joined(separator: "."))' are sent in another order",
                            at: operation.places(Array(first.old.keys.prefix(2)), Array(field.keys.prefix(2))),
                            old: old.joined(separator: ", "), new: new.joined(separator: ", "),
                            symbols: [operation.symbol(function)])
                    }
                }
            }
        },
        DiffRule(
            "request-constant-added", .wire, .error, risk: .orderStaysOpen,
            summary: "the request carries a further constant",
            explanation: """
                A venue that asks for the constant refuses requests without it, or reads them as another kind of cancel.
                """, before: "query: { orderId }", after: "query: { orderId, scope: one }", of: \.operations,
            each: { operation in
                operation.fields.added.filter { $0.isConstant && !($0.area == .content && operation.isBodyAdded) }
            }
        ) { field, operation, _ in
            Change(
                "the \(field.label) is always \(field.text); requests without it are refused or read differently",
                at: operation.places(of: field), new: field.text, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-constant-changed", .wire, .error, risk: .otherOrder,
            summary: "a constant of the request is another, or stands elsewhere",
            explanation: """
                Constants choose what a call does: which orders, which mode, which version. The same request with \
                another constant is another request.
                """, before: "query: { orderId, scope: one }", after: "query: { orderId, scope: all }",
            of: \.operations,
            each: { operation in
                operation.fields.pairs.filter {
                    $0.old.isConstant && $0.new.isConstant && !$0.isHeaderRecased && !operation.isNested($0)
                }
            }
        ) { pair, operation, _ in
            let isInPlace = pair.isInContainer && pair.isNameKept
            guard !isInPlace || !pair.isSameParts else { return nil }
            return Change(
                isInPlace
                    ? "the \(pair.new.label) is always \(pair.new.text) instead of \(pair.old.text)"
                    : "the constant \(pair.new.text) is in the \(pair.new.label) instead of the \(pair.old.label)",
                at: operation.places(of: pair.old, pair.new), old: isInPlace ? pair.old.text : pair.old.label,
                new: isInPlace ? pair.new.text : pair.new.label, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "request-constant-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "the request no longer carries a constant",
            explanation: """
                A venue that asks for the constant refuses requests without it, or takes them for another kind of \
                cancel.
                """, before: "query: { orderId, scope: one }", after: "query: { orderId }", of: \.operations,
            each: { operation in
                operation.fields.removed.filter { $0.isConstant && !($0.area == .content && operation.isBodyRemoved) }
            }
        ) { field, operation, _ in
            Change(
                "the \(field.label) is no longer sent; it was always \(field.text)",
                at: operation.places(of: field), old: field.text, symbols: [operation.symbol("prepare")])
        },
    ]
}
