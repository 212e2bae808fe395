internal import SourceText

/// Turns libyaml's account of malformed text into a diagnostic.
enum SyntaxProblem {
    static func diagnostic(for failure: EventStream.Failure, in text: YAMLText) -> Diagnostic {
        let offset = beginsEarlier(failure) ? failure.contextOffset : failure.offset
        let range = range(at: offset, in: text)
        let contextRange = self.range(at: failure.contextOffset, in: text)
        var notes: [Diagnostic.Note] = []
        if let context = failure.context, contextRange != range {
            notes = [Diagnostic.Note(message: "\(context) that begins here", path: text.path, range: contextRange)]
        }
        let cure = cure(for: failure, in: text).map { "; " + $0 } ?? ""
        return YAMLRule.syntax.finding(
            "malformed YAML: \(failure.problem)\(cure)", in: text.path, at: range, notes: notes)
    }

    /// Whether libyaml noticed the problem only after the place to look at.
    private static func beginsEarlier(_ failure: EventStream.Failure) -> Bool {
        switch (failure.context, failure.problem) {
        case ("while scanning a quoted scalar", "found unexpected end of stream"): true
        case ("while scanning a simple key", "could not find expected ':'"): true
        default: false
        }
    }

    /// One scalar, or nothing at the end of a line.
    private static func range(at offset: Int, in text: YAMLText) -> SourceRange {
        text[offset] == "\n" ? text.range(offset, offset) : text.range(offset, offset + 1)
    }

    /// What to do about a problem, where that can be told.
    private static func cure(for failure: EventStream.Failure, in text: YAMLText) -> String? {
        switch failure.problem {
        case "mapping values are not allowed in this context":
            "put quotes around text that contains ': ', or begin the nested mapping on a line of its own"
        case "could not find expected ':'":
            "write 'key: value', or indent the line to continue the text before it"
        case "found unexpected end of stream" where failure.context == "while scanning a quoted scalar":
            "close the quotes"
        case "found character that cannot start any token":
            "put quotes around text that begins with this character"
        case "found unknown escape character":
            "use single quotes, or write a backslash as '\\\\'"
        case "did not find expected key" where followsClosingMark(failure, in: text):
            "put quotes around the whole value"
        case "did not find expected key", "did not find expected '-' indicator":
            "align it with the entries before it"
        case "did not find expected ',' or '}'":
            "separate entries with ',' and close the mapping with '}'"
        case "did not find expected ',' or ']'":
            "separate elements with ',' and close the sequence with ']'"
        case "block sequence entries are not allowed in this context":
            "begin the sequence on a line of its own"
        case "did not find expected alphabetic or numeric character":
            "put quotes around text that begins with '&' or '*'"
        default:
            failure.context?.hasSuffix(" a tag") == true ? "put quotes around text that begins with '!'" : nil
        }
    }

    /// Whether the problem is text right behind a closing quote, brace or bracket.
    private static func followsClosingMark(_ failure: EventStream.Failure, in text: YAMLText) -> Bool {
        guard let scalar = text[text.trimmingBlanks(before: failure.offset, limit: 0) - 1] else { return false }
        return "\"'}]".unicodeScalars.contains(scalar)
    }
}

/// Reports `%YAML`, `%TAG` and other directives.
enum DirectiveCheck {
    /// Reports every directive and makes it a comment, so that reading can go on and a thousand of them cost nothing.
    static func run(on text: inout YAMLText) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var isExpected = true
        for number in 1...text.lines.count {
            guard let line = text.lines.offsets(ofLine: number) else { break }
            switch text[line.lowerBound] {
            case "%" where isExpected:
                let end = text.trimmingBlanks(before: line.upperBound, limit: line.lowerBound)
                let name = text.text(line.lowerBound..<end).prefix { $0 != " " && $0 != "\t" }
                diagnostics.append(
                    YAMLRule.directive.finding(
                        "the directive '\(name)' has no meaning in a spec; remove it",
                        in: text.path, at: text.range(line.lowerBound, end)))
                text.replace(at: line.lowerBound, with: "#")
            case "#":
                continue
            case nil:
                continue
            default:
                let isBlank = text.trimmingBlanks(before: line.upperBound, limit: line.lowerBound) == line.lowerBound
                if !isBlank { isExpected = text.scalars[line].starts(with: "...".unicodeScalars) }
            }
        }
        return diagnostics
    }
}

/// Reads on after tags with a handle that no directive declares, where libyaml stops.
enum UndeclaredTags {
    /// The number of such tags that are read past; each costs another reading of the text.
    private static let maximum = 16

    /// The tree of a text, read as if such tags were not there, and the findings about them.
    static func readingPast(_ text: YAMLText) -> (tree: TreeReader, diagnostics: [Diagnostic]) {
        var text = text
        var tree = TreeReader.read(text)
        var found: [Diagnostic] = []
        while let tag = tree.undeclaredTag, let diagnostic = tree.diagnostics.last, found.count < maximum {
            found.append(diagnostic)
            for offset in tag { text.replace(at: offset, with: " ") }
            tree = TreeReader.read(text)
        }
        return (tree, found)
    }
}
