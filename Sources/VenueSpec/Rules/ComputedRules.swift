internal import SourceText

/// Holds computed values to one source, one step and the keys that belong to those.
enum InvalidComputed: DocumentRule {
    /// Names that templates know already, or will.
    private static let reserved =
        RequestPart.allCases.map(\.rawValue) + ["id", "page", "security", "input", "encoded"]

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for entry in document.root[\SpecKeys.computed] {
            check(entry, document.credentials, &report)
            let known = document.computedNames(own: [], document.credentials, isMessage: true)
            checkNames(in: entry, parameters: [], known, &report)
        }
        checkCommonFields(document, &report)
        let shared = document.root[\SpecKeys.computed]
        for operation in document.requests {
            let own = operation.http?[\HTTPKeys.computed] ?? []
            let credentials = document.credentials(of: operation)
            let known = document.computedNames(own: own.map(\.key), credentials, isMessage: true)
            for entry in own {
                check(entry, credentials, &report)
                if let other = shared.first(where: { $0.key == entry.key }) {
                    report.add(
                        .invalidComputed, "the venue has a computed value '\(entry.key)', too; rename one of them",
                        at: entry.keyRange, notes: [("the other is here", other.keyRange)])
                }
                checkNames(in: entry, parameters: operation.parameters.map(\.name), known, &report)
            }
        }
        // What depends on what is only known of values whose names are.
        guard !report.diagnostics.contains(where: { $0.rule == LanguageRule.invalidComputed.id }) else { return }
        for operation in document.requests where operation.hasReadableBinding {
            guard let binding = document.binding(of: operation) else { continue }
            checkOrder(binding, of: operation, in: document, &report)
        }
    }

    // MARK: One value

    private static func check(_ entry: SpecNode.Entry, _ credentials: [SpecNode.Entry], _ report: inout Report) {
        let node = entry.value
        /// Adds a finding about a key that is there.
        func refuse<Value>(_ path: KeyPath<ComputedKeys, Key<ComputedKeys, Value>>, _ message: String) {
            guard let key = node.entry(path) else { return }
            report.add(.invalidComputed, "'\(key.key)' \(message)", at: key.keyRange)
        }
        if reserved.contains(entry.key) {
            report.add(
                .invalidComputed, "'$\(entry.key)' is a name of the language's own; choose another", at: entry.keyRange)
        }
        let sources = ["time", "nonce", "random", "text", "lines", "json", "sorted"]
        let found = node.entries.filter { sources.contains($0.key) }
        guard let source = found.first, found.count == 1 else {
            let names = sources.map { "'\($0)'" }.joined(separator: ", ")
            let what = found.isEmpty ? "is made of nothing" : "is made of more than one thing"
            return report.add(
                .invalidComputed, "'\(entry.key)' \(what); give it one of \(names)",
                at: found.dropFirst().first?.keyRange ?? entry.keyRange)
        }
        let isMessage = !["time", "nonce", "random"].contains(source.key)
        let time = node[\ComputedKeys.time]
        if time == nil {
            refuse(\ComputedKeys.plus, "says something of a 'time'")
            refuse(\ComputedKeys.window, "says something of a 'time'")
        }
        if time != .seconds, time != .rfc3339 {
            refuse(\ComputedKeys.fractionDigits, "says something of a time in seconds or of RFC 3339")
        }
        if source.key != "random" || node[\ComputedKeys.random] == .uuid {
            refuse(\ComputedKeys.length, "says something of random text other than a UUID")
        }
        if source.key != "sorted" {
            refuse(\ComputedKeys.pair, "says something of 'sorted' fields")
            refuse(\ComputedKeys.separator, "says something of 'sorted' fields")
        }
        let steps = node.entries.filter { ["hash", "hmac", "sign"].contains($0.key) }
        if let second = steps.dropFirst().first {
            report.add(
                .invalidComputed,
                "'\(entry.key)' has more than one step; make a value of each, and name it in the next one's message",
                at: second.keyRange)
        } else if let step = steps.first, !isMessage {
            report.add(
                .invalidComputed, "'\(step.key)' takes a message, and '\(source.key)' is none", at: step.keyRange)
        }
        checkKey(entry, step: steps.first, credentials, &report)
        let encoding = node[\ComputedKeys.as]
        if !isMessage { refuse(\ComputedKeys.as, "says how a message's bytes are written") }
        if isMessage, let step = steps.first, node.node(\ComputedKeys.as) == nil {
            report.add(
                .invalidComputed, "'\(step.key)' makes bytes; say under 'as' how they are written", at: step.keyRange)
        }
        if steps.isEmpty, encoding == .bytes {
            refuse(\ComputedKeys.as, "with 'bytes' is for what a hash or a signature makes")
        }
        if source.key != "text" || !steps.isEmpty || encoding != nil {
            refuse(\ComputedKeys.dropPrefix, "shortens a 'text' that is written as it is")
        }
        if source.key != "nonce", time == nil || time == .rfc3339 {
            refuse(\ComputedKeys.type, "says something of a time as a number, or of a nonce")
        }
        for text in [node.node(\ComputedKeys.text)].compactMap(\.self) + node.linesNodes {
            addFault(text.fault, of: entry.key, at: text.range, &report)
        }
        for field in node[\ComputedKeys.sorted]?.entries ?? [] {
            addFault(field.value.fault, of: field.key, at: field.value.range, &report)
        }
        for fault in node[\ComputedKeys.json]?.faults ?? [] {
            report.add(.invalidComputed, "invalid template: \(fault.message)", at: fault.range)
        }
    }

    private static func addFault(_ fault: SyntaxError?, of key: String, at range: SourceRange, _ report: inout Report) {
        guard let fault else { return }
        report.add(.invalidComputed, "invalid template for '\(key)': \(fault.message)", at: range)
    }

    private static func checkKey(
        _ entry: SpecNode.Entry, step: SpecNode.Entry?, _ credentials: [SpecNode.Entry], _ report: inout Report
    ) {
        let key = entry.value.entry(\ComputedKeys.key)
        guard let step, step.key != "hash" else {
            if let key {
                report.add(.invalidComputed, "'key' belongs to 'hmac' or 'sign'", at: key.keyRange)
            }
            return
        }
        guard let key else {
            return report.add(
                .invalidComputed, "'\(step.key)' needs the name of a credential of type 'key' under 'key'",
                at: step.keyRange)
        }
        guard let name = key.value.text else { return }
        let keys = credentials.filter { $0.value[\CredentialKeys.type] == .key }.map(\.key)
        guard keys.contains(name) else {
            let isOther = credentials.contains { $0.key == name }
            return report.addUnknown(
                .invalidComputed,
                isOther ? "credential '\(name)' is not of type 'key'" : "unknown credential '\(name)'", name: name,
                known: keys, at: key.value.range)
        }
    }

    // MARK: Names

    /// Every name in the templates of a value, with its place.
    private static func names(in entry: SpecNode.Entry) -> [(name: String, range: SourceRange)] {
        let node = entry.value
        var found: [(String, SourceRange)] = []
        for text in [node.node(\ComputedKeys.text)].compactMap(\.self) + node.linesNodes {
            found += (text.value(as: TextTemplate.self)?.parameters ?? []).map { ($0, text.range) }
        }
        for field in node[\ComputedKeys.sorted]?.entries ?? [] {
            found += (field.template?.parameters ?? []).map {
                ($0, field.value.isEmptyPlain ? field.keyRange : field.value.range)
            }
        }
        return found + (node[\ComputedKeys.json]?.placeholders ?? []).map { ($0.name, $0.range) }
    }

    private static func checkNames(
        in entry: SpecNode.Entry, parameters: [String], _ known: [String], _ report: inout Report
    ) {
        for (name, range) in names(in: entry) where !known.contains(name) && !parameters.contains(name) {
            let place = report.place(of: name, after: "{", in: range) ?? range
            if !name.hasPrefix("$"), parameters.isEmpty {
                report.add(
                    .invalidComputed,
                    "'\(name)' is no value of every call; a value that holds a parameter stands under 'computed' of the "
                        + "call's 'http'", at: place)
            } else {
                report.addUnknown(
                    .invalidComputed, "unknown name '\(name)' in the computed value '\(entry.key)'", name: name,
                    known: known + parameters, at: place)
            }
        }
    }

    private static func checkCommonFields(_ document: SpecDocument, _ report: inout Report) {
        guard let common = document.root[\SpecKeys.requests] else { return }
        // What every call has under one name, a field of every request can hold.
        let calls = document.requests.filter(\.isAuthorised)
        let own = calls.map { Set(($0.http?[\HTTPKeys.computed] ?? []).map(\.key)) }
        let shared = own.dropFirst().reduce(own.first ?? []) { $0.intersection($1) }
        let known = document.computedNames(own: shared.sorted(), document.credentials, isMessage: false)
        let headers = common[\CommonFieldKeys.headers]
        var found: [(name: String, range: SourceRange)] = []
        for field in common[\CommonFieldKeys.query] + common[\CommonFieldKeys.form] + headers {
            addFault(field.value.fault, of: field.key, at: field.value.range, &report)
            found += (field.template?.parameters ?? []).map {
                ($0, field.value.isEmptyPlain ? field.keyRange : field.value.range)
            }
        }
        if let json = common[\CommonFieldKeys.json] {
            for fault in json.faults {
                report.add(.invalidComputed, "invalid template: \(fault.message)", at: fault.range)
            }
            if let template = json.template, !template.isObject, let node = common.node(\CommonFieldKeys.json) {
                report.add(
                    .invalidComputed, "'json' holds members that are added to a body, so it is a mapping",
                    at: node.range)
            }
            found += json.placeholders.map { ($0.name, $0.range) }
        }
        for (name, range) in found where !known.contains(name) {
            report.addUnknown(
                .invalidComputed, "unknown name '\(name)' in a field of every request", name: name, known: known,
                at: report.place(of: name, after: "{", in: range) ?? range)
        }
        let placed = document.credentials.filter { $0.value[\CredentialKeys.type]?.hasHeader ?? true }
            .map { $0.value[\CredentialKeys.header].lowercased() }
        for header in headers {
            let name = header.key.lowercased()
            do throws(SyntaxError) { try HeaderText.check(header.template?.parts ?? []) } catch {
                addFault(error, of: header.key, at: header.value.range, &report)
            }
            let isOwn = calls.contains { operation in
                operation.http?[\HTTPKeys.headers].contains { $0.key.lowercased() == name } ?? false
            }
            let problem: String? =
                if name == "content-type" {
                    "states the body's media type"
                } else if HeaderText.transportFields.contains(name) {
                    "belongs to the transport"
                } else if placed.contains(name) { "is placed by a credential under 'security'" } else if isOwn {
                    "is given by a call, too"
                } else { nil }
            if let problem {
                report.add(.invalidComputed, "header '\(header.key)' \(problem)", at: header.keyRange)
            }
        }
    }

    // MARK: Order

    /// Refuses what would change after it was signed, and what depends on itself.
    private static func checkOrder(
        _ binding: HTTPBinding, of operation: OperationDeclaration, in document: SpecDocument, _ report: inout Report
    ) {
        let place = operation.http?.range ?? operation.nameRange
        if case .json(let template, _) = binding.body,
            binding.dependencies(of: template.placeholders.map(\.name)).contains(RequestPart.body.placeholder)
        {
            return report.add(
                .invalidComputed, "the JSON body of '\(operation.name)' holds a value that depends on the body itself",
                at: place)
        }
        let declared = (operation.http?[\HTTPKeys.computed] ?? []) + document.root[\SpecKeys.computed]
        for value in binding.computed where binding.dependencies(of: value.placeholders).contains("$" + value.name.text)
        {
            let range = declared.first { $0.key == value.name.text }?.keyRange ?? place
            // What depends on a part of the request that it stands in comes last there, and is no circle.
            if isCircle(value, in: binding) {
                report.add(.invalidComputed, "'\(value.name.text)' depends on itself", at: range)
                return
            }
        }
        func field(_ items: [QueryItem], _ part: RequestPart, _ title: String) -> QueryItem? {
            let last = items.filter { binding.isLast($0, in: part) }
            if last.count > 1 || !last.isEmpty && items.last?.name != last.first?.name {
                report.add(
                    .invalidComputed,
                    "the \(title) field '\(last.first?.name ?? "")' of '\(operation.name)' holds a value that depends on the "
                        + "\(title), which changes after it; it has to be the last field, and the only such one",
                    at: place)
            }
            return last.first
        }
        let queryEnd = field(binding.query, .query, "query")
        var formEnd: QueryItem?
        var body: [String] = []
        switch binding.body {
        case .none: break
        case .json(let template, _):
            body = template.placeholders.map(\.name)
        case .form(let items, _):
            body = items.flatMap(\.value.parameters)
            formEnd = field(items, .body, "form")
        }
        /// Refuses names outside a part that depend on it, where its last field comes behind what they see.
        func checkFinal(_ names: [String], _ part: RequestPart, _ end: QueryItem?, _ title: String) {
            guard let end, binding.dependencies(of: names).contains(part.placeholder) else { return }
            report.add(
                .invalidComputed,
                "'\(operation.name)' has \(title) that depends on \(part.placeholder), to which '\(end.name)' is added "
                    + "afterwards, so that something else would be signed than is sent", at: place)
        }
        let headers = binding.headers.flatMap(\.value.parameters)
        checkFinal(headers, .query, queryEnd, "a header field")
        checkFinal(body, .query, queryEnd, "a body")
        checkFinal(headers, .body, formEnd, "a header field")
        checkFinal(binding.query.flatMap(\.value.parameters), .body, formEnd, "a query field")
        if let part = RequestPart.allCases.first(where: {
            binding.dependencies(of: operation.frameNames).contains($0.placeholder)
        }) {
            report.add(
                .invalidComputed,
                "the frame of '\(operation.name)' holds a value that depends on \(part.placeholder), which frames have not",
                at: operation.webSocket?.range ?? place)
        }
        checkBytes(binding, operation.frameNames, declared, place, &report)
        checkSorted(binding, of: operation, declared, place, &report)
    }

    /// Whether a value depends on itself other than by the last field of a query or form.
    private static func isCircle(_ value: ComputedValue, in binding: HTTPBinding) -> Bool {
        var whole = binding
        whole.query.removeAll { binding.isLast($0, in: .query) }
        if case .form(var items, let type) = binding.body {
            items.removeAll { binding.isLast($0, in: .body) }
            whole.body = .form(items, contentType: type)
        }
        return whole.dependencies(of: value.placeholders).contains("$" + value.name.text)
    }

    /// Refuses to sort fields that have no text of their own: lists, and members of JSON with something inside.
    private static func checkSorted(
        _ binding: HTTPBinding, of operation: OperationDeclaration, _ declared: [SpecNode.Entry], _ place: SourceRange,
        _ report: inout Report
    ) {
        var nested: [String] = []
        if case .json(.object(let members), _) = binding.body {
            nested = members.filter { $0.value.isNested }.map(\.name)
        }
        for value in binding.usedValues where value.sortsFields {
            let range = declared.first { $0.key == value.name.text }?.keyRange ?? place
            for field in value.sorted ?? [] {
                let isList = field.value.parameters.contains { operation.parameter(named: $0)?.type == .array }
                guard isList || nested.contains(field.name) else { continue }
                report.add(
                    .invalidComputed,
                    "'\(value.name.text)' sorts the fields of '\(operation.name)', of which '\(field.name)' is no single text; "
                        + "list under 'sorted' what is signed", at: range)
            }
        }
    }

    /// Refuses bytes where only text can stand.
    private static func checkBytes(
        _ binding: HTTPBinding, _ frameNames: [String], _ declared: [SpecNode.Entry], _ place: SourceRange,
        _ report: inout Report
    ) {
        let messages = binding.computed.filter { value in
            if case .text = value.source { value.step != nil || value.encoding != nil } else { false }
        }
        let allowed = Set(messages.map(\.name.text))
        let texts =
            binding.sentNames + frameNames
            + binding.computed.filter { !allowed.contains($0.name.text) }.flatMap(\.placeholders)
        for value in binding.computed where value.encoding == .bytes && texts.contains("$" + value.name.text) {
            let range = declared.first { $0.key == value.name.text }?.keyRange ?? place
            report.add(
                .invalidComputed,
                "'\(value.name.text)' is bytes, which only a message under 'text' or 'lines' can hold; write it as text "
                    + "under 'as'", at: range)
        }
    }
}

extension SpecNode {
    /// The lines of a computed value, each with its place.
    fileprivate var linesNodes: [SpecNode] { node(\ComputedKeys.lines)?.elements ?? [] }
}

extension JSONTemplate {
    fileprivate var isObject: Bool { if case .object = self { true } else { false } }

    fileprivate var isNested: Bool {
        switch self {
        case .object, .array, .encoded: true
        case .parameter, .parameterOrNull, .text, .string, .number, .boolean, .null: false
        }
    }
}

extension SpecDocument {
    /// The names of the language's own that a field of a call's request may hold.
    func computedNames(of operation: OperationDeclaration) -> [String] {
        computedNames(
            own: (operation.http?[\HTTPKeys.computed] ?? []).map(\.key), credentials(of: operation), isMessage: false)
    }

    /// The binding of a call; `nil` for one that cannot be read.
    func binding(of operation: OperationDeclaration) -> HTTPBinding? {
        operation.http.flatMap { VenueBuilder(document: self).httpBinding($0, of: operation) }
    }

    /// The names of the language's own that a template may hold: computed values, credentials without a header field, and
    /// in a message the parts of the request.
    func computedNames(own: [String], _ credentials: [SpecNode.Entry], isMessage: Bool) -> [String] {
        (root[\SpecKeys.computed].map(\.key) + own).map { "$" + $0 }
            + credentials.filter { $0.value[\CredentialKeys.type] == .value }.map {
                Credential.placeholderPrefix + $0.key
            }
            + (isMessage ? RequestPart.allCases.map(\.placeholder) : [])
    }
}
