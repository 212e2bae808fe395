internal import SourceText

enum InvalidRead: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for read in document.operations where read.isRead {
            if let second = read.identities.dropFirst().first {
                report.add(
                    .invalidRead, "a read names an order by one set of parameters; describe a second read instead",
                    at: second.range)
            }
            if let pages = read.pages { check(pages, of: read, document, &report) }
        }
    }

    private static func check(
        _ pages: SpecNode, of read: OperationDeclaration, _ document: SpecDocument, _ report: inout Report
    ) {
        let (next, rows) = (pages.node(\PageKeys.next), pages.node(\PageKeys.rows))
        let size = pages.node(\PageKeys.size)
        switch (next, rows) {
        case (nil, nil):
            report.add(.invalidRead, "'pages' needs 'next', or 'rows' and 'size'", at: pages.range)
        case (_?, let rows?):
            report.add(.invalidRead, "pages follow by 'next' or by 'rows', not by both", at: rows.range)
        case (_?, nil):
            if let size { report.add(.invalidRead, "'size' goes with 'rows'", at: size.range) }
        case (nil, let rows?):
            if size == nil { report.add(.invalidRead, "'rows' needs 'size', or no page is the last", at: rows.range) }
            if let last = pages.node(\PageKeys.last) {
                report.add(.invalidRead, "'last' goes with 'next'", at: last.range)
            }
            if let first = pages[\PageKeys.first], Int(first).map({ (0...1).contains($0) }) != true {
                report.add(
                    .invalidRead, "'rows' are counted from '0' or '1'",
                    at: pages.node(\PageKeys.first)?.range ?? rows.range)
            }
        }
        let resolver = FieldResolver(document: document, bodies: read.responses.flatMap(\.bodies))
        if let next, let path = pages[\PageKeys.next] {
            check(resolver.types(at: path), "text or an integer", at: next.range, path, &report) { type in
                type == .string || type == .integer || type == .textOrNumber
            }
        }
        if let rows, let path = pages[\PageKeys.rows] {
            check(resolver.types(at: path), "a list", at: rows.range, path, &report) { type in
                switch type {
                case .array, .map: true
                default: false
                }
            }
        }
        let places = read.placeholders.filter { $0.name == PageDescription.placeholder && $0.place.isHTTP }
        if places.isEmpty {
            report.add(
                .invalidRead, "no field of the request is '{$page}', so every page is the first", at: pages.range)
        }
        for place in places where place.place == .path || place.place == .headers {
            report.add(
                .invalidRead,
                "\(place.place.title) cannot hold '{$page}', which the venue's reply chooses; use the query or the "
                    + "body", at: place.range)
        }
        if pages.node(\PageKeys.first) == nil {
            for place in places where !place.isBareField {
                report.add(
                    .invalidRead,
                    "the first page leaves '{$page}' out, so it needs a field of its own; or state 'first'",
                    at: place.range)
            }
        }
        if !read.fieldPaths.contains(where: { $0.path?.row != nil }) {
            report.add(
                .invalidRead,
                "no state names a row such as 'orders[id={orderId}]', so no page is seen to hold the order",
                at: pages.range)
        }
    }

    /// Reports a path that leads to something else than is wanted.
    private static func check(
        _ types: [ValueType], _ wanted: String, at range: SourceRange, _ path: FieldPath, _ report: inout Report,
        _ isRight: (ValueType) -> Bool
    ) {
        guard let type = types.first, !types.contains(where: isRight) else { return }
        report.add(.invalidRead, "'\(path)' is \(type.phrase), not \(wanted)", at: range)
    }
}

enum InvalidConfirmation: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        let reads = document.operations.filter(\.isRead)
        for cancel in document.operations where cancel.kind == .cancel {
            for node in cancel.confirmations {
                guard let name = node.node(\ConfirmationKeys.read), let text = name.text else {
                    checkProse(node, &report)
                    continue
                }
                if let statuses = node.node(\ConfirmationKeys.statuses) {
                    report.add(
                        .invalidConfirmation, "what the read tells stands in its own 'states'", at: statuses.range)
                }
                guard let read = reads.first(where: { $0.name == text }) else {
                    report.addUnknown(
                        .invalidConfirmation, "unknown read '\(text)'", name: text, known: reads.map(\.name),
                        at: name.range)
                    continue
                }
                checkArguments(node, at: name.range, read, cancel, document, &report)
            }
        }
    }

    private static func checkProse(_ node: SpecNode, _ report: inout Report) {
        if node.node(\ConfirmationKeys.call) == nil {
            report.add(.invalidConfirmation, "a confirmation names a 'read', or a 'call' for people", at: node.range)
        }
        for entry in [
            node.entry(\ConfirmationKeys.with), node.entry(\ConfirmationKeys.after),
            node.entry(\ConfirmationKeys.every),
            node.entry(\ConfirmationKeys.atMost),
        ].compactMap(\.self) {
            report.add(.invalidConfirmation, "'\(entry.key)' goes with 'read'", at: entry.keyRange)
        }
    }

    private static func checkArguments(
        _ node: SpecNode, at range: SourceRange, _ read: OperationDeclaration, _ cancel: OperationDeclaration,
        _ document: SpecDocument, _ report: inout Report
    ) {
        let arguments = node[\ConfirmationKeys.with]
        for argument in arguments {
            guard let parameter = read.parameter(named: argument.key) else {
                report.addUnknown(
                    .invalidConfirmation, "unknown parameter '\(argument.key)' of '\(read.name)'", name: argument.key,
                    known: read.parameters.map(\.name), at: argument.keyRange)
                continue
            }
            check(argument, parameter, cancel, document, &report)
        }
        for parameter in read.parameters where !arguments.contains(where: { $0.key == parameter.name }) {
            guard let given = cancel.parameter(named: parameter.name) else {
                if parameter.isRequired {
                    report.add(
                        .invalidConfirmation,
                        "nothing gives '\(parameter.name)' of '\(read.name)': '\(cancel.name)' has no such parameter; say "
                            + "under 'with' where it comes from", at: range)
                }
                continue
            }
            check(given, agreesWith: parameter, at: range, &report)
        }
    }

    private static func check(
        _ argument: SpecNode.Entry, _ parameter: ParameterDeclaration, _ cancel: OperationDeclaration,
        _ document: SpecDocument, _ report: inout Report
    ) {
        if let path = argument.value[\ReadArgumentKeys.reply] {
            let range = argument.value.node(\ReadArgumentKeys.reply)?.range ?? argument.value.range
            let resolver = FieldResolver(
                document: document, bodies: document.answering(cancel).responses.flatMap(\.bodies))
            let types = resolver.types(at: path)
            if path.steps.contains(.anyElement) {
                report.add(.invalidConfirmation, "'\(path)' leads to many fields; name one", at: range)
            } else if types.isEmpty {
                report.add(.invalidConfirmation, "no reply of '\(cancel.name)' has a field '\(path)'", at: range)
            } else if let type = types.first(where: { !parameter.takes($0) }) {
                report.add(
                    .invalidConfirmation,
                    "'\(path)' is \(type.phrase), and '\(parameter.name)' takes \(parameter.phrase)",
                    at: range)
            }
        } else if let name = argument.value.node(\ReadArgumentKeys.parameter), let text = name.text {
            guard let given = cancel.parameter(named: text) else {
                return report.addUnknown(
                    .invalidConfirmation, "unknown parameter '\(text)' of '\(cancel.name)'", name: text,
                    known: cancel.parameters.map(\.name), at: name.range)
            }
            check(given, agreesWith: parameter, at: name.range, &report)
        } else {
            report.add(
                .invalidConfirmation, "'\(argument.key)' comes from a 'parameter' or a field of the 'reply'",
                at: argument.keyRange)
        }
    }

    /// A value goes over unchanged, or as the text it is.
    private static func check(
        _ given: ParameterDeclaration, agreesWith parameter: ParameterDeclaration, at range: SourceRange,
        _ report: inout Report
    ) {
        let isText = parameter.type == .string && parameter.enumeration == nil
        let isSame = given.type == parameter.type && given.enumeration == nil && parameter.enumeration == nil
        guard isText && given.type != .array || isSame && given.type != .array else {
            return report.add(
                .invalidConfirmation,
                "'\(given.name)' is \(given.phrase), and '\(parameter.name)' of the read takes \(parameter.phrase)",
                at: range)
        }
    }
}

extension ParameterDeclaration {
    /// What its value is, with the article.
    fileprivate var phrase: String {
        guard enumeration == nil else { return "one of a set of values" }
        let word = type?.rawValue ?? ""
        return (word.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + word
    }

    /// Whether a field of a reply can be its value.
    fileprivate func takes(_ type: ValueType) -> Bool {
        guard enumeration == nil else { return false }
        return switch (self.type, type) {
        case (.string, .array), (.string, .map), (.string, .any): false
        case (.string, _): true
        case (.integer, .integer): true
        default: false
        }
    }
}

enum UnconfirmedCancel: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for cancel in document.operations where cancel.kind == .cancel {
            let outcomes = Set(
                document.answering(cancel).outcomes.flatMap(\.outcomes).compactMap { $0.word.value(as: Outcome.self) })
            guard outcomes.contains(.pendingCancel), !outcomes.contains(.canceled),
                !cancel.confirmations.contains(where: { $0[\ConfirmationKeys.read] != nil })
            else { continue }
            report.add(
                .unconfirmedCancel,
                "no reply of '\(cancel.name)' proves that the order is cancelled, and no read under 'confirm' tells; "
                    + "describe one under 'reads'", at: cancel.nameRange)
        }
    }
}
