internal import SourceText
internal import YAMLDocument

/// Holds a node tree against the grammar: keys, kinds of values, closed vocabularies.
struct StructureCheck {
    var report: Report
    /// The keys that were misspelt, by place, with what they were taken for.
    private var misspelt: [SourceRange: String] = [:]

    /// A check that adds its findings to a report.
    init(report: Report) {
        self.report = report
    }

    /// Checks a whole document and gives it back with misspelt keys put right, so that one slip stays one finding in
    /// the stages that follow.
    mutating func check(_ document: Node) -> Node {
        check(document, against: Grammar.document) { "the spec" }
        return document.renamingKeys(misspelt)
    }

    /// Checks one value; `subject` is what messages call it, made when there is one.
    private mutating func check(_ node: Node, against form: Form, as subject: () -> String) {
        switch form {
        case .oneOf(let forms):
            checkAlternatives(node, forms, as: subject)
        case .record(let record):
            guard case .mapping(let entries) = node.content else { return wrongType(node, form, subject) }
            checkRecord(entries, record, at: node.range, as: subject)
        case .map(let keys, let value):
            guard case .mapping(let entries) = node.content else { return wrongType(node, form, subject) }
            for entry in entries {
                if !keys.accepts(entry.key) {
                    report.add(
                        .invalidValue,
                        "unexpected key '\(entry.key)' in \(subject()); expected \(keys.expectation)",
                        at: entry.keyRange)
                }
                check(entry.value, against: value) { "'\(entry.key)' in \(subject())" }
            }
        case .list(let element):
            guard case .sequence(let elements) = node.content else { return wrongType(node, form, subject) }
            for value in elements { check(value, against: element) { "an element of \(subject())" } }
        case .template:
            break
        case .text, .words, .boolean, .integer, .empty:
            checkScalar(node, form, as: subject)
        }
    }

    /// Checks the value against the alternatives of its kind.
    private mutating func checkAlternatives(_ node: Node, _ forms: [Form], as subject: () -> String) {
        let fitting = forms.filter { $0.admitsKind(of: node) }
        if fitting.count == 1 { return check(node, against: fitting[0], as: subject) }
        guard let scalar = node.scalar, !fitting.isEmpty else { return wrongType(node, .oneOf(forms), subject) }
        if fitting.contains(where: { $0.accepts(scalar) }) { return }
        report.addUnknown(
            .invalidValue,
            "invalid value '\(scalar.text)' for \(subject()); expected \(Form.oneOf(fitting).expectation)",
            name: scalar.text, known: fitting.flatMap(\.vocabulary), at: node.range)
    }

    /// Checks the keys of a record and their values.
    private mutating func checkRecord(
        _ entries: [Node.Entry], _ record: Record, at range: SourceRange, as subject: () -> String
    ) {
        // Told apart by a set where a name is wrong, which may be so of any number; else by the few that must be there.
        var present: Set<String>?
        for (index, entry) in entries.enumerated() {
            if let key = record.key(entry.key) {
                check(entry, against: key)
                continue
            }
            switch brokenText(at: index, of: entries) {
            case .first(let place):
                reportBroken(place, at: entry.keyRange, in: subject())
                continue
            case .further: continue
            case nil: break
            }
            // Among names equally near, one that is missing is the likelier one.
            var names = present ?? Set(entries.map(\.key))
            let free = record.keys.filter { !names.contains($0.name) }
            let known = (free.filter(\.isRequired) + free.filter { !$0.isRequired }).map(\.name)
            report.addUnknown(
                .unknownKey, "unknown key '\(entry.key)' in \(subject())", name: entry.key, known: known,
                at: entry.keyRange)
            if let meant = NearestName.nearest(to: entry.key, in: known), let key = record.key(meant) {
                misspelt[entry.keyRange] = meant
                names.insert(meant)
                check(entry, against: key)
            }
            present = names
        }
        for key in record.keys where key.isRequired {
            guard !(present?.contains(key.name) ?? entries.contains { $0.key == key.name }) else { continue }
            let isSocketOnly = key.name == "http" && entries.contains { $0.key == "webSocket" }
            let hint = isSocketOnly ? ": a call over a socket alone is out of reach in format 1" : ""
            report.add(
                .missingKey, "missing key '\(key.name)' in \(subject()); expected \(key.form.expectation)\(hint)",
                at: SourceRange(start: range.start, end: range.start))
        }
    }

    /// A piece of text that a comma has broken off: `{ description: One, two. }` has a key 'two.' without a value.
    private enum BrokenText {
        /// The first piece behind the comma, with the place of the whole text.
        case first(SourceRange)
        case further
    }

    /// What an unknown key is a piece of, if it is one.
    private func brokenText(at index: Int, of entries: [Node.Entry]) -> BrokenText? {
        let line = entries[index].keyRange.start.line
        /// Whether an entry is a word on the line that could be a piece.
        func isPiece(_ entry: Node.Entry) -> Bool { entry.value.isEmptyPlain && entry.keyRange.end.line == line }
        guard isPiece(entries[index]) else { return nil }
        let start = entries[..<index].lastIndex { !isPiece($0) }
        guard let start, let scalar = entries[start].value.scalar, scalar.isPlain,
            entries[start].keyRange.start.line == line, entries[start].value.range.end.line == line
        else { return nil }
        guard start == index - 1 else { return .further }
        let last = entries[index...].prefix(while: isPiece).last ?? entries[index]
        return .first(SourceRange(start: entries[start].value.range.start, end: last.keyRange.end))
    }

    private mutating func reportBroken(_ place: SourceRange, at range: SourceRange, in subject: String) {
        let line = Array((report.file.line(place.start.line) ?? "").unicodeScalars)
        var fixIts: [Diagnostic.FixIt] = []
        if place.start.column >= 1, place.start.column <= place.end.column, place.end.column - 1 <= line.count {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: line[(place.start.column - 1)..<(place.end.column - 1)])
            let quoted = "'" + String(text).replacing("'", with: "''") + "'"
            fixIts = [Diagnostic.FixIt(message: "quote the text", range: place, replacement: quoted)]
        }
        report.add(
            .unknownKey,
            "a comma ends this text in '{ … }', and what follows is no key of \(subject); quote the text",
            at: range, fixIts: fixIts)
    }

    /// Checks the value of a key; one that must be there must hold something.
    private mutating func check(_ entry: Node.Entry, against key: AnyKey) {
        TooManyEntries.check(entry.value, of: key, &report)
        check(entry.value, against: key.form) { "'\(key.name)'" }
        guard key.isRequired, !key.form.isTemplate, entry.value.isEmptyCollection else { return }
        report.add(
            .missingKey, "'\(key.name)' is empty; expected at least one entry", at: entry.value.range)
    }

    private mutating func checkScalar(_ node: Node, _ form: Form, as subject: () -> String) {
        guard let scalar = node.scalar, form.admitsKind(of: node) else { return wrongType(node, form, subject) }
        if form.accepts(scalar) { return }
        switch form {
        case .boolean, .integer:
            if form.accepts(Node.Scalar(text: scalar.text, isPlain: true)) {
                let fix = Diagnostic.FixIt(
                    message: "remove the quotes", range: node.range, replacement: scalar.text)
                report.add(
                    .wrongType, "expected \(form.expectation) for \(subject()), found quoted text",
                    at: node.range, fixIts: [fix])
            } else {
                report.add(
                    .wrongType, "expected \(form.expectation) for \(subject()), found '\(scalar.text)'",
                    at: node.range)
            }
        default:
            report.addUnknown(
                .invalidValue,
                "invalid value '\(scalar.text)' for \(subject()); expected \(form.expectation)",
                name: scalar.text, known: form.vocabulary, at: node.range)
        }
    }

    /// Reports a value of the wrong kind.
    private mutating func wrongType(_ node: Node, _ form: Form, _ subject: () -> String) {
        report.add(
            .wrongType, "expected \(form.expectation) for \(subject()), found \(node.kindName)", at: node.range)
    }
}

extension Node {
    /// The node with other names for the keys at some places.
    func renamingKeys(_ names: [SourceRange: String]) -> Node {
        if names.isEmpty { return self }
        switch content {
        case .scalar: return self
        case .sequence(let elements):
            return Node(content: .sequence(elements.map { $0.renamingKeys(names) }), range: range)
        case .mapping(let entries):
            let renamed = entries.map { entry in
                Entry(
                    key: names[entry.keyRange] ?? entry.key, keyRange: entry.keyRange,
                    value: entry.value.renamingKeys(names))
            }
            return Node(content: .mapping(renamed), range: range)
        }
    }

    /// Whether nothing was written where a value could be.
    var isEmptyPlain: Bool { scalar.map { $0.isPlain && $0.text.isEmpty } ?? false }

    /// Whether it is a mapping or a list that holds nothing.
    fileprivate var isEmptyCollection: Bool { scalar == nil && entries.isEmpty && elements.isEmpty }

    /// What messages call a node of this kind.
    var kindName: String {
        switch content {
        case .scalar(let scalar): isEmptyPlain ? "nothing" : "'\(scalar.text)'"
        case .mapping: "a mapping"
        case .sequence: "a list"
        }
    }
}
