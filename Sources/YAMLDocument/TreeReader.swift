internal import SourceText

/// Builds the node tree of the first document from libyaml's events.
///
/// Open collections are kept on an explicit stack, at most `YAMLReader.maximumDepth` of them, so that neither reading a
/// tree nor releasing it recurses deeply.
struct TreeReader {
    let text: YAMLText
    private(set) var diagnostics: [Diagnostic] = []
    /// The document, once it is complete.
    private(set) var document: Node?
    /// The offset at which reading ended before the end of the text.
    private(set) var stop: Int?
    /// The tag whose handle is not declared, if that is where libyaml stopped; the last finding is about it.
    private(set) var undeclaredTag: Range<Int>?
    /// The 1-based lines that are the text of a scalar begun on an earlier line; in order.
    private(set) var continuedLines: [ClosedRange<Int>] = []

    /// The collections that are open, outermost first.
    private var open: [OpenCollection] = []
    /// The scalars that anchors name, for the aliases that follow.
    private var anchors: [String: (scalar: Node.Scalar, offsets: Range<Int>)] = [:]
    /// Where the first document begins.
    private var firstDocument: SourceRange?

    /// Whether the first document ended with `...`.
    private var endsExplicitly = false

    /// Reads a text that is free of what libyaml's reader refuses.
    static func read(_ text: YAMLText) -> TreeReader {
        var reader = TreeReader(text: text)
        let events = EventStream(text.utf8)
        do throws(EventStream.Failure) {
            while let event = try events.next(), reader.take(event) {}
        } catch {
            reader.end(error)
        }
        return reader
    }

    var stopsAtTab: Bool {
        stop.map { text[$0] == "\t" } ?? false
    }

    private init(text: YAMLText) {
        self.text = text
    }

    /// Takes one event; returns whether more are wanted.
    private mutating func take(_ event: YAMLEvent) -> Bool {
        switch event.kind {
        case .streamStart: return true
        case .documentEnd: endsExplicitly = event.end > event.start
        case .streamEnd:
            if firstDocument == nil { reportEmpty() }
            return false
        case .documentStart: return beginDocument(event)
        case .alias(let name): takeAlias(name, event)
        case .scalar(let value, let style): takeScalar(value, style, event)
        case .collectionStart(let isMapping, let isFlow):
            return beginCollection(isMapping: isMapping, isFlow: isFlow, event)
        case .collectionEnd: endCollection(event)
        }
        return true
    }

    /// Begins a document; a second one ends the reading.
    private mutating func beginDocument(_ event: YAMLEvent) -> Bool {
        let end = max(event.end, min(event.start + 1, text.scalars.count))
        let range = text.range(event.start, end)
        guard firstDocument != nil else {
            firstDocument = range
            return true
        }
        reportSecondDocument(range)
        stop = event.start
        return false
    }

    private mutating func end(_ failure: EventStream.Failure) {
        stop = failure.offset
        if endsExplicitly, failure.problem == "did not find expected <document start>" {
            // Without `---` libyaml takes a second document for an error.
            return reportSecondDocument(text.range(failure.offset, failure.offset + 1))
        }
        document = nil
        if failure.problem == "found undefined tag handle" {
            let tag = failure.offset..<NodeProperties.endOfTag(from: failure.offset, in: text)
            undeclaredTag = tag
            return reportRemovable(.tag, tag, "the tag '\(text.text(tag))' is not allowed; remove it")
        }
        if !stopsAtTab { diagnostics.append(SyntaxProblem.diagnostic(for: failure, in: text)) }
    }

    private mutating func takeScalar(_ value: String, _ style: YAMLEvent.Style, _ event: YAMLEvent) {
        let properties = NodeProperties(of: event, in: text)
        report(properties)
        var (start, end) = (properties.contentStart, max(properties.contentStart, event.end))
        switch style {
        case .plain where value.isEmpty:
            end = properties.isEmpty ? text.trimmingBlanks(before: event.start, limit: 0) : properties.end
            start = end
        case .block: end = text.trimmingBlanks(before: end, limit: start)
        case .plain, .quoted: break
        }
        let range = text.range(start, end)
        if range.end.line > range.start.line { continuedLines.append((range.start.line + 1)...range.end.line) }

        let scalar = Node.Scalar(text: value, isPlain: style == .plain)
        if let name = event.anchor { anchors[name] = (scalar, start..<end) }
        if document == nil, open.isEmpty, scalar.isPlain, value.isEmpty, properties.isEmpty {
            reportEmpty()
        } else {
            add(Node(content: .scalar(scalar), range: range), end: end)
        }
    }

    /// Takes an alias: in place of a scalar's it puts the scalar, one of a collection it leaves out.
    private mutating func takeAlias(_ name: String, _ event: YAMLEvent) {
        let range = text.range(event.start, event.end)
        let target = anchors[name]
        let source = target.map { text.text($0.offsets) }.flatMap { $0.isEmpty || $0.contains("\n") ? nil : $0 }
        report(
            .alias, "the alias '*\(name)' is not allowed; write out what it stands for", range,
            fixIts: source.map {
                [Diagnostic.FixIt(message: "replace with '\($0)'", range: range, replacement: $0)]
            } ?? [])
        add(target.map { Node(content: .scalar($0.scalar), range: range) }, end: event.end)
    }

    /// Begins a mapping or a sequence; one nested too deeply ends the reading.
    private mutating func beginCollection(isMapping: Bool, isFlow: Bool, _ event: YAMLEvent) -> Bool {
        let properties = NodeProperties(of: event, in: text)
        report(properties)
        let start = properties.contentStart
        guard open.count < YAMLReader.maximumDepth else {
            report(
                .depth, "nested deeper than \(YAMLReader.maximumDepth) levels; flatten the document",
                text.range(start, start + 1))
            stop = start
            return false
        }
        open.append(OpenCollection(isMapping: isMapping, isFlow: isFlow, start: start))
        return true
    }

    private mutating func endCollection(_ event: YAMLEvent) {
        guard let collection = open.popLast() else { return }
        let end = collection.isFlow ? event.end : collection.lastEnd
        add(Node(content: collection.content, range: text.range(collection.start, end)), end: end)
    }

    /// Puts a complete node where it belongs; `nil` stands for one that is left out.
    private mutating func add(_ node: Node?, end: Int) {
        guard var collection = open.popLast() else {
            document = node
            return
        }
        collection.lastEnd = end
        if collection.expectsKey {
            collection.take(key: usableKey(node, in: &collection))
        } else {
            collection.take(value: node)
        }
        open.append(collection)
    }

    /// The key a node makes, or `nil` after reporting why it makes none.
    private mutating func usableKey(_ node: Node?, in collection: inout OpenCollection) -> OpenCollection.Key? {
        guard let node else { return nil }
        guard let scalar = node.scalar else {
            report(.complexKey, "a key must be text, not a \(node.isMapping ? "mapping" : "sequence")", node.range)
            return nil
        }
        if scalar.isPlain, scalar.text.isEmpty {
            report(.complexKey, "a key is missing here; write one before the ':'", node.range)
            return nil
        }
        if scalar.isPlain, scalar.text == "<<" {
            report(.mergeKey, "the merge key '<<' is not allowed; write out the entries it would bring", node.range)
            return nil
        }
        if let first = collection.keys.updateValue(node.range, forKey: scalar.text) {
            collection.keys[scalar.text] = first
            report(
                .duplicateKey, "the key '\(scalar.text)' is already in this mapping; remove or rename one of them",
                node.range, notes: [note("the first '\(scalar.text)' is here", first)])
            return nil
        }
        return OpenCollection.Key(text: scalar.text, range: node.range)
    }

    /// Reports a text that holds no value.
    private mutating func reportEmpty() {
        report(.empty, "the file holds no value; expected a mapping", .fileStart)
    }

    private mutating func reportSecondDocument(_ range: SourceRange) {
        report(
            .multipleDocuments, "a second document begins here; a file holds one, so move it to a file of its own",
            range,
            notes: firstDocument.map { [note("the first document begins here", $0)] } ?? [])
    }

    /// Reports a node's anchor and tag.
    private mutating func report(_ properties: NodeProperties) {
        if let anchor = properties.anchor {
            reportRemovable(.anchor, anchor, "the anchor '\(text.text(anchor))' is not allowed; remove it")
        }
        if let tag = properties.tag {
            reportRemovable(.tag, tag, "the tag '\(text.text(tag))' is not allowed; remove it")
        }
    }

    /// Reports something whose cure is to remove it together with the spaces after it.
    private mutating func reportRemovable(_ rule: YAMLRule, _ offsets: Range<Int>, _ message: String) {
        var end = offsets.upperBound
        while text[end] == " " { end += 1 }
        let fixIt = Diagnostic.FixIt(
            message: "remove '\(text.text(offsets))'", range: text.range(offsets.lowerBound, end), replacement: "")
        report(rule, message, text.range(offsets.lowerBound, offsets.upperBound), fixIts: [fixIt])
    }

    private mutating func report(
        _ rule: YAMLRule, _ message: String, _ range: SourceRange, notes: [Diagnostic.Note] = [],
        fixIts: [Diagnostic.FixIt] = []
    ) {
        diagnostics.append(rule.finding(message, in: text.path, at: range, notes: notes, fixIts: fixIts))
    }

    /// A note on a place in the text.
    private func note(_ message: String, _ range: SourceRange) -> Diagnostic.Note {
        Diagnostic.Note(message: message, path: text.path, range: range)
    }
}

extension Node {
    fileprivate var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }
}
