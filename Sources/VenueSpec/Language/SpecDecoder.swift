package import SourceText
package import YAMLDocument

/// Decodes a document: holds its nodes against the grammar, puts misspelt keys right, so that one slip stays one finding
/// in the stages that follow, and keeps what each text means.
struct SpecDecoder {
    var report: Report
    /// Every mapping that states a fact: one that may say how it is known.
    private(set) var facts: [SpecNode] = []

    /// A decoder that adds its findings to a report.
    init(report: Report) {
        self.report = report
    }

    /// Decodes a document that is one mapping: a spec, unless stated otherwise.
    mutating func decode(_ document: Node, as keys: any Mapping.Type = SpecKeys.self) -> SpecNode {
        decode(document, as: .record(keys)) { keys.record.title }
    }

    /// Decodes one value; `subject` is what messages call it, made when there is one.
    private mutating func decode(_ node: Node, as form: Form, _ subject: () -> String) -> SpecNode {
        switch (form, node.content) {
        case (.oneOf(let forms), _):
            let fitting = forms.filter { $0.admitsKind(of: node) }
            if fitting.count == 1 { return decode(node, as: fitting[0], subject) }
            guard let scalar = node.scalar, !fitting.isEmpty else { return refuse(node, as: form, subject) }
            return decode(scalar, at: node.range, as: .oneOf(fitting), subject)
        case (.record(let record), .mapping(let entries)):
            let decoded = decode(entries, as: record, at: node.range, subject)
            let mapping = SpecNode(content: .mapping(decoded), range: node.range)
            if record.includes(ProvenanceKeys.self) { facts.append(mapping) }
            return mapping
        case (.map(let keys, let form), .mapping(let entries)):
            let decoded = entries.map { entry in
                let meaning = keys.meaning(of: entry.key)
                if meaning == nil {
                    report.add(
                        .invalidValue,
                        "unexpected key '\(entry.key)' in \(subject()); expected \(keys.expectation)",
                        at: entry.keyRange)
                }
                let value = decode(entry.value, as: form) { "'\(entry.key)' in \(subject())" }
                return SpecNode.Entry(key: entry.key, keyRange: entry.keyRange, keyMeaning: meaning, value: value)
            }
            return SpecNode(content: .mapping(decoded), range: node.range)
        case (.list(let element), .sequence(let elements)):
            let decoded = elements.map { decode($0, as: element) { "an element of \(subject())" } }
            return SpecNode(content: .sequence(decoded), range: node.range)
        case (.template, _):
            return SpecNode(node, meaning: .value(TemplateReading(node)))
        case (_, .scalar(let scalar)) where form.admitsKind(of: node):
            return decode(scalar, at: node.range, as: form, subject)
        default: return refuse(node, as: form, subject)
        }
    }

    /// Reports a value of the wrong kind.
    private mutating func refuse(_ node: Node, as form: Form, _ subject: () -> String) -> SpecNode {
        report.add(
            .wrongType, "expected \(form.expectation) for \(subject()), found \(node.kindName)", at: node.range)
        return SpecNode(node)
    }

    /// Decodes the entries of a record.
    private mutating func decode(
        _ entries: [Node.Entry], as record: Record, at range: SourceRange, _ subject: () -> String
    ) -> [SpecNode.Entry] {
        // Told apart by a set where a name is wrong, which may be so of any number; else by the few that must be there.
        var present: Set<String>?
        var decoded: [SpecNode.Entry] = []
        for (index, entry) in entries.enumerated() {
            if let key = record.key(entry.key) {
                decoded.append(decode(entry, as: key))
                continue
            }
            switch brokenText(at: index, of: entries) {
            case .first(let place): reportBroken(place, at: entry.keyRange, in: subject())
            case .further: break
            case nil:
                // Among names equally near, one that is missing is the likelier one.
                var names = present ?? Set(entries.map(\.key))
                let free = record.keys.filter { !names.contains($0.name) }
                let known = (free.filter(\.isRequired) + free.filter { !$0.isRequired }).map(\.name)
                let isShort = record.keys.count <= 4
                report.addUnknown(
                    .unknownKey, "unknown key '\(entry.key)' in \(subject())", name: entry.key, known: known,
                    at: entry.keyRange,
                    otherwise: isShort ? "; expected " + record.keys.map { "'\($0.name)'" }.joined(separator: ", ") : ""
                )
                let meant = NearestName.nearest(to: entry.key, in: known).flatMap(record.key)
                if let meant { names.insert(meant.name) }
                present = names
                decoded.append(meant.map { decode(entry, as: $0) } ?? SpecNode.Entry(entry))
            }
        }
        for key in record.keys where key.isRequired {
            guard !(present?.contains(key.name) ?? entries.contains { $0.key == key.name }) else { continue }
            let hint = entries.lazy.compactMap { key.absenceHint?($0.key) }.first ?? ""
            report.add(
                .missingKey, "missing key '\(key.name)' in \(subject()); expected \(key.form.expectation)\(hint)",
                at: SourceRange(start: range.start, end: range.start))
        }
        return decoded
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

    /// Decodes the value of a key; one that must be there must hold something.
    private mutating func decode(_ entry: Node.Entry, as key: AnyKey) -> SpecNode.Entry {
        let (limit, entries, elements) = (key.mostEntries, entry.value.entries, entry.value.elements)
        if max(entries.count, elements.count) > limit {
            report.add(
                .tooManyEntries,
                "'\(key.name)' has \(max(entries.count, elements.count)) entries; at most \(limit) are taken",
                at: entries.count > limit ? entries[limit].keyRange : elements[limit].range)
        }
        let value = decode(entry.value, as: key.form) { "'\(key.name)'" }
        if key.isRequired, !key.admitsNone, !key.form.isTemplate, entry.value.isEmptyCollection {
            report.add(
                .missingKey, "'\(key.name)' is empty; expected at least one entry", at: entry.value.range)
        }
        return SpecNode.Entry(key: key.name, keyRange: entry.keyRange, value: value)
    }

    private mutating func decode(
        _ scalar: Node.Scalar, at range: SourceRange, as form: Form, _ subject: () -> String
    ) -> SpecNode {
        let meaning = form.meaning(of: scalar)
        switch form {
        case _ where meaning != nil: break
        case .boolean, .integer:
            let isQuoted = form.meaning(of: Node.Scalar(text: scalar.text, isPlain: true)) != nil
            let fix = Diagnostic.FixIt(message: "remove the quotes", range: range, replacement: scalar.text)
            report.add(
                .wrongType,
                "expected \(form.expectation) for \(subject()), found \(isQuoted ? "quoted text" : "'\(scalar.text)'")",
                at: range, fixIts: isQuoted ? [fix] : [])
        default:
            report.addUnknown(
                .invalidValue,
                "invalid value '\(scalar.text)' for \(subject()); expected \(form.expectation)",
                name: scalar.text, known: form.vocabulary, at: range)
        }
        return SpecNode(content: .scalar(scalar), range: range, meaning: meaning)
    }
}

extension Mapping {
    /// Decodes a document that is one mapping of this kind, and tells what is wrong with it.
    package static func decode(_ document: Node, of file: SourceFile) -> (node: SpecNode, diagnostics: [Diagnostic]) {
        var decoder = SpecDecoder(report: Report(file))
        let node = decoder.decode(document, as: self)
        return (node, decoder.report.diagnostics)
    }
}

extension Node {
    /// Whether it is a mapping or a list that holds nothing.
    fileprivate var isEmptyCollection: Bool { scalar == nil && entries.isEmpty && elements.isEmpty }

    /// What messages call a node of this kind.
    fileprivate var kindName: String {
        switch content {
        case .scalar(let scalar): isEmptyPlain ? "nothing" : "'\(scalar.text)'"
        case .mapping: "a mapping"
        case .sequence: "a list"
        }
    }
}
