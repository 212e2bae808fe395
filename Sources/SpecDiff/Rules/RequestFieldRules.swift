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
            return pair.told(
                level: pair.isHeaderRecased ? .info : .error,
                "\(pair.new.text) travels in the \(pair.new.label) instead of the \(pair.old.label), which "
                    + (pair.isHeaderRecased ? "is the same to the venue" : "the venue no longer reads"),
                old: pair.old.label, new: pair.new.label)
        },
        DiffRule(
            "request-field-added", .wire, .error, risk: .orderStaysOpen,
            summary: "a parameter travels in a further field of the request",
            explanation: """
                The venue reads the value from there too, or from there alone. Requests without the field are refused or \
                read differently.
                """, before: "query: { orderId }", after: "query: { orderId, id: '{orderId}' }", of: \.operations,
            each: { operation in
                operation.fields.added.filter {
                    !$0.value.isConstant && !$0.value.parameters.allSatisfy(operation.isAdded)
                }
            }
        ) { single, _, _ in
            let field = single.value
            return single.told(
                "\(field.text) also travels in the \(field.label); requests without it are refused",
                "\(field.label): \(field.text)")
        },
        DiffRule(
            "request-field-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "a field of the request is gone while its parameter travels elsewhere",
            explanation: """
                A venue that reads the value from the missing field lacks it. Make sure that the page names the \
                remaining field.
                """, before: "query: { orderId, id: '{orderId}' }", after: "query: { orderId }", of: \.operations,
            each: { operation in
                operation.fields.removed.filter {
                    !$0.value.isConstant && !$0.value.parameters.allSatisfy(operation.isRemoved)
                }
            }
        ) { single, _, _ in
            let field = single.value
            return single.told(
                "\(field.text) no longer travels in the \(field.label)", "\(field.label): \(field.text)")
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
        ) { pair, _, _ in
            let (old, new) = (pair.old.text, pair.new.text)
            return pair.told("the \(pair.new.label) holds \(new) instead of \(old)", old: old, new: new)
        },
        DiffRule(
            "request-field-text-changed", .wire, .error, risk: .otherOrder,
            summary: "the text around a parameter changed",
            explanation: """
                The venue reads the whole field: with another prefix or suffix the identifier is another one, or none.
                """, before: "query: { ref: 'id-{orderId}' }", after: "query: { ref: 'order-{orderId}' }",
            of: \.operations,
            each: { $0.fields.pairs.filter { !$0.new.isConstant && $0.isSameParameters && !$0.isSameParts } }
        ) { pair, _, _ in
            let (old, new) = (pair.old.text, pair.new.text)
            return pair.told("the \(pair.new.label) is \(new) instead of \(old)", old: old, new: new)
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
        ) { pair, _, _ in
            pair.told(
                pair.new.isRepeated
                    ? "the \(pair.new.label) is repeated for each element instead of holding all, joined by commas"
                    : "the \(pair.new.label) holds all elements, joined by commas, instead of being repeated for each",
                old: pair.old.text, new: pair.new.text)
        },
        DiffRule(
            "request-nesting-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "members of the request moved to another object or list",
            explanation: """
                The venue looks for the values in one place of the JSON document only; elsewhere they are missing. \
                Members that moved together are one finding.
                """, before: "json: { orderId }", after: "json: { order: { orderId } }", of: \.requests,
            each: { request in
                request.pairs.filter { $0.isInArea && !$0.isInContainer }
                    .grouped { [$0.old.container, $0.new.container] }.filter { !$0.allSatisfy(\.new.isConstant) }
            }
        ) { pairs, request, _ in
            guard let pair = pairs.first else { return nil }
            let (old, new) = (pairs.map(\.old.name), pairs.map(\.new.name))
            let isOne = pairs.count == 1
            return Change(
                "\(old.quoted) moved inside the \(pair.new.area == .frame ? "frame" : "body"), to \(new.quoted), "
                    + "where alone the venue looks for \(isOne ? "it" : "them")",
                at: isOne
                    ? pair.places : request.places.at(old: pair.old.keys.dropLast(), new: pair.new.keys.dropLast()),
                old: old.joined(separator: ", "), new: new.joined(separator: ", "), symbols: request.symbols)
        },
        DiffRule(
            "json-encoding-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a part of the request is JSON encoded as text, or no longer",
            explanation: """
                The venue parses the text as JSON of its own, or reads the object as it stands. The other form is a type \
                error to it.
                """, before: "json: { payload: { orderId } }", after: "json: { payload: { $encoded: { orderId } } }",
            of: \.requests, each: \.encodingChanges
        ) { change, request, _ in
            let (pair, depth) = change
            let steps = pair.new.steps.prefix(depth)
            let name = (steps.isEmpty ? pair.new.keys.prefix(2) : steps).joined(separator: ".")
            let isEncoded = pair.new.encodedDepths.contains(depth)
            return Change(
                isEncoded
                    ? "'\(name)' is text that holds JSON instead of a JSON value"
                    : "'\(name)' is a JSON value instead of text that holds JSON",
                at: request.places.at(old: pair.old.keys(to: depth), new: pair.new.keys(to: depth)),
                old: isEncoded ? "json" : "$encoded", new: isEncoded ? "$encoded" : "json", symbols: request.symbols)
        },
        DiffRule(
            "request-order-changed", .wire, .info, summary: "the fields of the request stand in another order",
            explanation: """
                The order of query fields, header fields and JSON members means nothing to a venue that keeps to the \
                standards, but the bytes differ: signatures over them, recorded requests and tests of them follow.
                """, before: "query: { symbol, side }", after: "query: { side, symbol }",
            of: \.requests,
            each: { $0.pairs.filter { $0.isInContainer && $0.new.area != .path }.grouped { $0.new.area } }
        ) { pairs, request, _ in
            let before = pairs.sorted { $0.oldIndex < $1.oldIndex }
            guard let first = before.first, let keys = pairs.first?.new.keys.prefix(2),
                pairs.map(\.oldIndex) != before.map(\.oldIndex)
            else { return nil }
            return Change(
                "the fields of '\(keys.joined(separator: "."))' are sent in another order",
                at: request.places.at(old: Array(first.old.keys.prefix(2)), new: Array(keys)),
                old: before.map(\.new.name).joined(separator: ", "), new: pairs.map(\.new.name).joined(separator: ", "),
                symbols: request.symbols)
        },
        DiffRule(
            "request-constant-added", .wire, .error, risk: .orderStaysOpen,
            summary: "the request carries a further constant",
            explanation: """
                A venue that asks for the constant refuses requests without it, or reads them as another kind of cancel.
                """, before: "query: { orderId }", after: "query: { orderId, scope: one }", of: \.operations,
            each: { operation in
                operation.fields.added.filter {
                    $0.value.isConstant && !($0.value.area == .content && operation.isBodyAdded)
                }
            }
        ) { single, _, _ in
            let field = single.value
            return single.told(
                "the \(field.label) is always \(field.text); requests without it are refused or read differently",
                field.text)
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
        ) { pair, _, _ in
            let isInPlace = pair.isInContainer && pair.isNameKept
            guard !isInPlace || !pair.isSameParts else { return nil }
            return pair.told(
                isInPlace
                    ? "the \(pair.new.label) is always \(pair.new.text) instead of \(pair.old.text)"
                    : "the constant \(pair.new.text) is in the \(pair.new.label) instead of the \(pair.old.label)",
                old: isInPlace ? pair.old.text : pair.old.label, new: isInPlace ? pair.new.text : pair.new.label)
        },
        DiffRule(
            "request-constant-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "the request no longer carries a constant",
            explanation: """
                A venue that asks for the constant refuses requests without it, or takes them for another kind of \
                cancel.
                """, before: "query: { orderId, scope: one }", after: "query: { orderId }", of: \.operations,
            each: { operation in
                operation.fields.removed.filter {
                    $0.value.isConstant && !($0.value.area == .content && operation.isBodyRemoved)
                }
            }
        ) { single, _, _ in
            let field = single.value
            return single.told("the \(field.label) is no longer sent; it was always \(field.text)", field.text)
        },
    ]
}

extension FieldMatching {
    /// Fields around which JSON is encoded as text in one version only, and after how many steps, each place once.
    fileprivate var encodingChanges: [(pair: Pair, depth: Int)] {
        let all: [(pair: Pair, depth: Int)] = pairs.filter(\.isInContainer).flatMap { pair in
            Set(pair.old.encodedDepths).symmetricDifference(pair.new.encodedDepths).sorted().map { (pair, $0) }
        }
        return all.grouped { Array($0.pair.new.steps.prefix($0.depth)) }.compactMap(\.first)
    }
}
