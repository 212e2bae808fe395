internal import SourceText
internal import YAMLDocument

/// Holds a node tree against the grammar: keys, kinds of values, closed vocabularies.
struct StructureCheck {
    /// Where findings go.
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
        check(document, against: .record(.spec)) { "the spec" }
        return document.renamingKeys(misspelt)
    }

    /// Checks one value; `subject` is what messages call it, made when there is one.
    private mutating func check(_ node: Node, against form: Form, as subject: () -> String) {
        switch form {
        case .oneOf(let forms):
            checkAlternatives(node, forms, as: subject)
        case .record(let name):
            guard case .mapping(let entries) = node.content else { return wrongType(node, form, subject) }
            checkRecord(entries, Grammar.record(name), at: node.range, as: subject)
        case .map(let keys, let value):
            guard case .mapping(let entries) = node.content else { return wrongType(node, form, subject) }
            for entry in entries {
                if !keys.accepts(entry.key) {
                    report.add(
                        InvalidValue.rule,
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
            InvalidValue.rule,
            "invalid value '\(scalar.text)' for \(subject()); expected \(Form.oneOf(fitting).expectation)",
            name: scalar.text, known: fitting.flatMap(\.vocabulary), at: node.range)
    }

    /// Checks the keys of a record and their values.
    private mutating func checkRecord(
        _ entries: [Node.Entry], _ record: Record, at range: SourceRange, as subject: () -> String
    ) {
        // Told apart by a set where a name is wrong, which may be so of any number; else by the few that must be there.
        var present: Set<String>?
        for entry in entries {
            if let key = record.key(entry.key) {
                check(entry, against: key)
                continue
            }
            // Among names equally near, one that is missing is the likelier one.
            var names = present ?? Set(entries.map(\.key))
            let free = record.keys.filter { !names.contains($0.name) }
            let known = (free.filter(\.isRequired) + free.filter { !$0.isRequired }).map(\.name)
            report.addUnknown(
                UnknownKey.rule, "unknown key '\(entry.key)' in \(subject())", name: entry.key, known: known,
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
            report.add(
                MissingKey.rule, "missing key '\(key.name)' in \(subject()); expected \(key.form.expectation)",
                at: SourceRange(start: range.start, end: range.start))
        }
    }

    /// Checks the value of a key; one that must be there must hold something.
    private mutating func check(_ entry: Node.Entry, against key: Key) {
        check(entry.value, against: key.form) { "'\(key.name)'" }
        guard key.isRequired, !key.form.isTemplate, entry.value.isEmptyCollection else { return }
        report.add(
            MissingKey.rule, "'\(key.name)' is empty; expected at least one entry", at: entry.value.range)
    }

    /// Checks a scalar of one form.
    private mutating func checkScalar(_ node: Node, _ form: Form, as subject: () -> String) {
        guard let scalar = node.scalar, form.admitsKind(of: node) else { return wrongType(node, form, subject) }
        if form.accepts(scalar) { return }
        switch form {
        case .boolean, .integer:
            if form.accepts(Node.Scalar(text: scalar.text, isPlain: true)) {
                let fix = Diagnostic.FixIt(
                    message: "remove the quotes", range: node.range, replacement: scalar.text)
                report.add(
                    WrongType.rule, "expected \(form.expectation) for \(subject()), found quoted text",
                    at: node.range, fixIts: [fix])
            } else {
                report.add(
                    WrongType.rule, "expected \(form.expectation) for \(subject()), found '\(scalar.text)'",
                    at: node.range)
            }
        default:
            report.addUnknown(
                InvalidValue.rule,
                "invalid value '\(scalar.text)' for \(subject()); expected \(form.expectation)",
                name: scalar.text, known: form.vocabulary, at: node.range)
        }
    }

    /// Reports a value of the wrong kind.
    private mutating func wrongType(_ node: Node, _ form: Form, _ subject: () -> String) {
        report.add(
            WrongType.rule, "expected \(form.expectation) for \(subject()), found \(node.kindName)", at: node.range)
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
