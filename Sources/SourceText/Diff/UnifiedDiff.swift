/// The difference between two versions of a file, in the form `patch` and reviewers read.
package struct UnifiedDiff: Sendable {
    /// The file's path, in both versions.
    private let path: String
    /// The old version; `nil` if the file is new.
    private let old: [UInt8]?
    /// The new version; `nil` if the file goes away.
    private let new: [UInt8]?

    /// The difference between two versions of the file at a path; `nil` stands for a version in which it is not there.
    package init(path: String, old: [UInt8]?, new: [UInt8]?) { (self.path, self.old, self.new) = (path, old, new) }

    /// The diff as bytes, for a file's text need not be valid UTF-8; empty if the versions are equal.
    ///
    /// Lines with hidden characters other than tabs and line ends show those, for people read diffs before `patch` does.
    ///
    /// - Parameter colour: Whether escape sequences make removals red, insertions green and positions cyan.
    /// - Returns: The lines of the diff, each with its line feed.
    package func render(colour: Bool = false) -> [UInt8] {
        let oldLines = TextLines.split(old ?? [])
        let newLines = TextLines.split(new ?? [])
        let hunks = Hunk.all(of: EditScript(old: oldLines, new: newLines).edits)
        guard !hunks.isEmpty || (old == nil) != (new == nil) else { return [] }
        var output = Painter(isColoured: colour)
        output.write("--- \(label("a", exists: old != nil))\n", .bold)
        output.write("+++ \(label("b", exists: new != nil))\n", .bold)
        for hunk in hunks {
            output.write("\(hunk.header)\n", .position)
            for edit in hunk.edits { output.write(edit) }
        }
        return output.bytes
    }

    /// The name of one version.
    ///
    /// A tab ends a name with spaces, as `git` has it, so that `patch` finds the end.
    private func label(_ side: String, exists: Bool) -> String {
        guard exists else { return "/dev/null" }
        let relative = path.drop { $0 == "/" }
        return "\(side)/\(VisibleText.of(String(relative)))\(path.contains(" ") ? "\t" : "")"
    }
}

/// Every line of both versions in reading order.
private struct EditScript {
    /// The lines with what happens to them; removals stand before the insertions that take their place.
    let edits: [Edit]

    /// The way from the old lines to the new.
    init(old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>]) {
        let diff = LineDiff(old: old, new: new)
        var edits: [Edit] = []
        var newIndex = 0
        func insertUpToNextKept() {
            while newIndex < new.count, diff.isInserted[newIndex] {
                edits.append(Edit(kind: .insertion, line: new[newIndex]))
                newIndex += 1
            }
        }
        for (line, isRemoved) in zip(old, diff.isRemoved) {
            if isRemoved {
                edits.append(Edit(kind: .removal, line: line))
            } else {
                insertUpToNextKept()
                edits.append(Edit(kind: .context, line: line))
                newIndex += 1
            }
        }
        insertUpToNextKept()
        self.edits = edits
    }
}

private struct Edit {
    /// What happens to a line; the raw value is the mark before it.
    enum Kind: String {
        case context = " "
        case removal = "-"
        case insertion = "+"
    }

    let kind: Kind
    /// The line with its line feed, if it has one.
    let line: ArraySlice<UInt8>
}

/// A stretch of changes with the lines around it.
private struct Hunk {
    /// How many unchanged lines are shown on either side.
    private static let context = 3

    let edits: ArraySlice<Edit>
    /// How many old lines come before.
    let oldStart: Int
    /// How many new lines come before.
    let newStart: Int

    /// The line that says where the hunk is.
    var header: String {
        let oldCount = edits.count { $0.kind != .insertion }
        let newCount = edits.count { $0.kind != .removal }
        return "@@ -\(Self.span(oldStart, oldCount)) +\(Self.span(newStart, newCount)) @@"
    }

    /// A first line and a number of lines; without lines, the line before is named.
    private static func span(_ start: Int, _ count: Int) -> String {
        count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }

    /// The hunks of an edit script.
    ///
    /// Changes whose context would touch share one.
    static func all(of edits: [Edit]) -> [Hunk] {
        var ranges: [Range<Int>] = []
        for index in edits.indices where edits[index].kind != .context {
            let around = max(0, index - context)..<min(edits.count, index + context + 1)
            if let last = ranges.last, last.upperBound >= around.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<around.upperBound
            } else {
                ranges.append(around)
            }
        }
        var hunks: [Hunk] = []
        var (position, oldLine, newLine) = (0, 0, 0)
        for range in ranges {
            for edit in edits[position..<range.lowerBound] {
                if edit.kind != .insertion { oldLine += 1 }
                if edit.kind != .removal { newLine += 1 }
            }
            hunks.append(Hunk(edits: edits[range], oldStart: oldLine, newStart: newLine))
            position = range.lowerBound
        }
        return hunks
    }
}

/// Collects a diff's lines, coloured or not.
private struct Painter {
    let isColoured: Bool
    private(set) var bytes: [UInt8] = []

    init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    mutating func write(_ line: String, _ style: TerminalStyle) {
        write(Array(line.utf8)[...], style)
    }

    /// Writes a line of a file after its mark, and says so if it does not end.
    mutating func write(_ edit: Edit) {
        let style: TerminalStyle? =
            switch edit.kind {
            case .context: nil
            case .removal: .removal
            case .insertion: .insertion
            }
        let hasEnd = edit.line.last == 0x0A
        write((Array(edit.kind.rawValue.utf8) + shown(edit.line) + (hasEnd ? [] : [0x0A]))[...], style)
        if !hasEnd { bytes += Array("\\ No newline at end of file\n".utf8) }
    }

    /// A line of a file without hidden characters in it; in colour its end is made visible too if it has two parts.
    private func shown(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if line.allSatisfy({ 0x20...0x7E ~= $0 || $0 == 0x09 || $0 == 0x0A }) { return line }
        let hasLongEnd = !isColoured && line.suffix(2).elementsEqual([0x0D, 0x0A])
        let content = String(decoding: line.dropLast(hasLongEnd ? 2 : 0), as: UTF8.self)
        let visible = VisibleText.lines(of: content)
        return visible == content ? line : Array(visible.utf8) + line.suffix(hasLongEnd ? 2 : 0)
    }

    /// Writes a line that ends with a line feed; the colour ends before it.
    private mutating func write(_ line: ArraySlice<UInt8>, _ style: TerminalStyle?) {
        guard isColoured, let style else {
            bytes += line
            return
        }
        bytes += Array("\u{1B}[\(style.rawValue)m".utf8) + line.dropLast() + Array("\u{1B}[0m\n".utf8)
    }
}
