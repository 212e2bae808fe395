package import SourceText
internal import VenueSpec

/// Further entries for a file of accepted changes, which keeps its comments, its order and the way it is written.
package struct AcceptanceAddition: Sendable {
    private let changes: [AcceptedChange]

    /// Nothing can be added to a file.
    package struct Refusal: Error, Sendable {
        /// What keeps the file as it is, with its path and what to do; lower case, no full stop, one line.
        package let message: String
    }

    /// Entries to be added.
    ///
    /// - Parameter changes: What is accepted, each change once.
    package init(_ changes: [AcceptedChange]) { self.changes = changes }

    /// The text of a file with the entries at the end of its list; one without any text gets the list too.
    ///
    /// What is returned was read again: it accepts what the file accepted, and these changes.
    ///
    /// - Throws: ``Refusal`` where the file has faults, accepts one of the changes already, or is written in a way that
    ///   cannot be continued.
    package func text(addedTo file: SourceFile) throws(Refusal) -> String {
        let isBlank = String(decoding: file.bytes, as: UTF8.self).allSatisfy(\.isWhitespace)
        let before = isBlank ? nil : AcceptanceFile(file)
        if let fault = before?.diagnostics.first {
            throw Refusal(message: "cannot add to '\(file.path)' before it is mended: \(fault.message) [\(fault.rule)]")
        }
        for change in changes {
            guard let entry = before?.entries.first(where: { $0.fingerprint.value == change.fingerprint }) else {
                continue
            }
            let place = "\(file.path):\(entry.fingerprint.range.start)"
            throw Refusal(message: "the change '\(change.fingerprint)' has an entry at \(place); edit that one")
        }
        let text =
            isBlank
            ? "\(AcceptanceKeys.keys.declared.accepted.name):" + blockEntries(indent: "  ") + "\n"
            : before?.list.flatMap { continued(file, $0) }
        guard let text else {
            throw Refusal(message: "cannot tell how '\(file.path)' goes on; add the entry by hand:\(flowEntries)")
        }
        let after = AcceptanceFile(SourceFile(path: file.path, text: text))
        let expected = (before?.entries.map(\.accepted) ?? []) + changes.map(Optional.some)
        guard after.diagnostics.isEmpty, after.entries.map(\.accepted) == expected else {
            throw Refusal(message: "the entry would not be read as it is meant; add it to '\(file.path)' by hand")
        }
        return text
    }

    /// The file with entries after the last; `nil` where its form gives no hint how.
    private func continued(_ file: SourceFile, _ list: SpecNode) -> String? {
        guard case .sequence(let elements) = list.content else { return nil }
        let lineEnd = file.endsLinesWithReturns ? "\r\n" : "\n"
        let place: SourcePosition
        var text: String
        if file.character(at: list.range.start) == "[" {
            let afterBracket = SourcePosition(line: list.range.start.line, column: list.range.start.column + 1)
            place = elements.last?.range.end ?? afterBracket
            text = (elements.isEmpty ? "" : ",") + flowEntries
            if elements.isEmpty { text.removeFirst() }
        } else {
            guard let last = elements.last, let line = file.line(last.range.start.line) else { return nil }
            let lead = line.unicodeScalars.prefix(last.range.start.column - 1)
            let indent = lead.prefix { $0 == " " }
            guard lead.dropFirst(indent.count).first == "-",
                lead.dropFirst(indent.count + 1).allSatisfy({ $0 == " " })
            else { return nil }
            let end = file.end(of: last)
            let number = end.column == 1 ? end.line - 1 : end.line
            place = SourcePosition(line: number, column: (file.line(number)?.unicodeScalars.count ?? 0) + 1)
            text = blockEntries(indent: String(indent)).replacing("\n", with: lineEnd)
        }
        let range = SourceRange(start: place, end: place)
        return Diagnostic.FixIt(message: "", range: range, replacement: text).apply(to: file)
    }

    /// The entries as a block, each line after a line break.
    private func blockEntries(indent: String) -> String {
        changes.map { change in
            let members = Self.members(change).map { "\($0.key): \($0.value)" }
            return "\n\(indent)- " + members.joined(separator: "\n\(indent)  ")
        }.joined()
    }

    /// The entries within brackets, each after a space.
    private var flowEntries: String {
        changes.map { change in
            " { " + Self.members(change).map { "\($0.key): \($0.value)" }.joined(separator: ", ") + " }"
        }.joined(separator: ",")
    }

    private static func members(_ change: AcceptedChange) -> [(key: String, value: String)] {
        let keys = AcceptedChangeKeys.keys.declared
        return [
            (keys.fingerprint.name, change.fingerprint), (keys.reason.name, scalar(change.reason)),
            (keys.by.name, scalar(change.by)), (keys.until.name, change.until.text),
        ]
    }

    /// A text as YAML has it: in quotes unless it is words.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.first?.properties.isAlphabetic == true && text.last != " "
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || " 0123456789.-_".unicodeScalars.contains($0))
            }
        return isPlain ? text : "'\(text.replacing("'", with: "''"))'"
    }
}

extension SourceFile {
    fileprivate func character(at position: SourcePosition) -> Unicode.Scalar? {
        line(position.line)?.unicodeScalars.dropFirst(position.column - 1).first
    }

    /// Where the last of what a node says ends: a block ends for YAML only where something else begins.
    fileprivate func end(of node: SpecNode) -> SourcePosition {
        let isFlow = ["{", "["].contains(character(at: node.range.start))
        switch node.content {
        case .mapping(let entries) where !isFlow: return entries.last.map { end(of: $0.value) } ?? node.range.end
        case .sequence(let elements) where !isFlow: return elements.last.map(end) ?? node.range.end
        default: return node.range.end
        }
    }
}
