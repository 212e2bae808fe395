import SourceText
import YAMLDocument

@testable import SpecMaintenance
@testable import VenueSpec

/// Writes what a spec says in another layout: keys of the language in another order, other quotes, indentation and line
/// breaks, and comments where there is room for them.
///
/// What is the author's to choose stays: whether a collection is a block, which text is folded, where blank lines are.
/// The same seed gives the same text on every machine.
struct SpecScrambler {
    /// A comment and what it was put beside.
    struct Planted {
        /// Its text from `#` on.
        let text: String
        /// The keys and indices that lead to what it is about; empty for the file.
        let owner: [String]
        /// Whether it stands after everything in its owner.
        let isFoot: Bool
    }

    /// Where layouts come from.
    private var random: SeededGenerator
    /// Whether comments are put in.
    let plantsComments: Bool
    /// The comments put in so far.
    private(set) var planted: [Planted] = []
    /// The lines so far.
    private var lines: [String] = []
    /// The text that was read.
    private let source: SourceLines

    /// A scrambler of a file.
    init(_ file: SourceFile, seed: UInt64, plantsComments: Bool) {
        source = SourceLines(file)
        random = SeededGenerator(seed: seed)
        self.plantsComments = plantsComments
    }

    /// The document in another layout.
    mutating func scramble(_ document: Node) -> String {
        if plantsComments {
            lines.append(plant([], isFoot: false))
            lines.append("")
        }
        write(document, as: Grammar.document, indentation: 0, lead: nil, path: [])
        return lines.map { $0 + "\n" }.joined()
    }

    /// Writes a block mapping or list; with a lead, its first item goes on after it.
    private mutating func write(_ node: Node, as form: Form, indentation: Int, lead: String?, path: [String]) {
        var lead = lead
        let margin = String(repeating: " ", count: indentation)
        for item in items(of: node, as: form) {
            let path = path + [item.name]
            if lead == nil {
                for _ in 0..<blankLines(before: item, in: form.resolved(for: node)) { lines.append("") }
                if plants(8) { lines.append(margin + plant(path, isFoot: false)) }
            }
            let start = lead ?? margin
            lead = nil
            if let key = item.key {
                let label = start + scalar(key, form: nil, isPlain: item.keyIsPlain, isInFlow: false) + ":"
                write(item.node, as: item.form, after: label, indentation: indentation, path: path)
            } else {
                writeElement(item.node, as: item.form, start: start, indentation: indentation, path: path)
            }
        }
        if indentation > 0, plants(10) { lines.append(margin + plant(path, isFoot: true)) }
    }

    /// Writes an element after its mark.
    private mutating func writeElement(_ node: Node, as form: Form, start: String, indentation: Int, path: [String]) {
        guard node.scalar == nil, !isFlow(node) else {
            return write(node, as: form, after: start + "-", indentation: indentation, path: path)
        }
        let inner = indentation + number(2...4)
        if random.oneIn(6) {
            lines.append(start + "-" + beside(path))
            write(node, as: form, indentation: inner, lead: nil, path: path)
        } else {
            let mark = start + "-"
            let lead = mark + String(repeating: " ", count: inner - mark.count)
            write(node, as: form, indentation: inner, lead: lead, path: path)
        }
    }

    /// Writes a value after its key or mark.
    private mutating func write(_ node: Node, as form: Form, after label: String, indentation: Int, path: [String]) {
        let inner = indentation + number(1...6)
        if let text = node.scalar {
            if let block = blockLines(of: node) {
                lines.append(label + " " + block.header + beside(path))
                lines += block.lines.map { $0.isEmpty ? "" : String(repeating: " ", count: inner) + $0 }
                return
            }
            let value = scalar(
                text.text, form: form.textForm(of: node), isPlain: text.isPlain, isInFlow: false, foldsTo: inner)
            lines.append(label + (value.isEmpty ? "" : " " + value) + beside(path))
        } else if isFlow(node) {
            let text = label + " " + flow(node, as: form, indentation: inner, path: path)
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines[lines.count - 1] += beside(path)
        } else {
            lines.append(label + beside(path))
            let isList = if case .sequence = node.content { true } else { false }
            // Comments at the end of a list that is not indented could not be told from the next key's.
            let isIndented = !isList || plantsComments || random.oneIn(2)
            write(node, as: form, indentation: isIndented ? inner : indentation, lead: nil, path: path)
        }
    }

    /// A collection in braces or brackets, perhaps over several lines.
    private mutating func flow(_ node: Node, as form: Form, indentation: Int, path: [String]) -> String {
        let isMapping = if case .mapping = node.content { true } else { false }
        let margin = "\n" + String(repeating: " ", count: indentation)
        var text = isMapping ? "{" : "["
        let items = items(of: node, as: form)
        for (index, item) in items.enumerated() {
            let path = path + [item.name]
            if random.oneIn(12) {
                text += (index == 0 ? beside(Array(path.dropLast())) : "") + margin
                if plants(4) { text += plant(path, isFoot: false) + margin }
            } else {
                text += index == 0 && !random.oneIn(2) ? "" : " "
            }
            var value: String
            if let scalar = item.node.scalar {
                value = self.scalar(
                    scalar.text, form: item.form.textForm(of: item.node), isPlain: scalar.isPlain, isInFlow: true)
            } else {
                value = flow(item.node, as: item.form, indentation: indentation, path: path)
            }
            if let key = item.key {
                let name = scalar(key, form: nil, isPlain: item.keyIsPlain, isInFlow: true)
                value = value.isEmpty && random.oneIn(2) ? name : name + ": " + value
            }
            text += value + (index + 1 < items.count ? "," : "")
            if random.oneIn(15) { text += beside(path) + margin }
        }
        return text + (random.oneIn(2) ? " " : "") + (isMapping ? "}" : "]")
    }

    /// An entry or element.
    private struct Item {
        let name: String
        let key: String?
        let keyIsPlain: Bool
        let node: Node
        let form: Form
        let followsBlank: Bool
    }

    /// What a collection holds, keys of the language in any order.
    private mutating func items(of node: Node, as form: Form) -> [Item] {
        let form = form.resolved(for: node)
        if case .sequence(let elements) = node.content {
            let inner: Form = if case .list(let element) = form { element } else { .template }
            return elements.enumerated().map { index, element in
                Item(
                    name: String(index), key: nil, keyIsPlain: false, node: element, form: inner,
                    followsBlank: source.isBlank(line: element.range.start.line - 1))
            }
        }
        let items = node.entries.map { entry in
            let inner: Form
            switch form {
            case .record(let record): inner = record.key(entry.key)?.form ?? .template
            case .map(_, let value): inner = value
            default: inner = .template
            }
            let first = source.offset(of: entry.keyRange.start).flatMap(source.scalar)
            return Item(
                name: entry.key, key: entry.key, keyIsPlain: first != "'" && first != "\"", node: entry.value,
                form: inner,
                followsBlank: !isFlow(node) && source.isBlank(line: entry.keyRange.start.line - 1))
        }
        guard case .record = form else { return items }
        return items.shuffled(using: &random)
    }

    /// How many blank lines come before an entry: any number where one is put whatever its author did.
    private mutating func blankLines(before item: Item, in form: Form) -> Int {
        let isSetOff =
            switch form {
            case .record(let record): record.key(item.name)?.isSetOff == true
            default: false
            }
        return isSetOff ? number(0...2) : item.followsBlank ? number(1...3) : 0
    }

    /// A text in one of the ways to write it on one line, or folded after it.
    private mutating func scalar(
        _ text: String, form: TextForm?, isPlain: Bool, isInFlow: Bool, foldsTo indentation: Int? = nil
    ) -> String {
        let isTyped = ScalarText.looksTyped(text) && form?.isNeverQuoted != true
        if isTyped, isPlain { return text }
        let mayBePlain = !isTyped && Self.isHarmless(text)
        switch number(0...(mayBePlain ? 2 : 1)) {
        case 0: return folding(doubleQuoted(text), to: indentation)
        case 1 where text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !ScalarText.needsEscape($0) }:
            return folding("'" + text.replacing("'", with: "''") + "'", to: indentation)
        case 1: return doubleQuoted(text)
        default: return text
        }
    }

    /// Whether text surely means itself without quotes.
    private static func isHarmless(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter, text.last != " " else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " _./-()<>$".contains($0)) }
    }

    /// Quoted text with a space made a line break, now and then.
    private mutating func folding(_ quoted: String, to indentation: Int?) -> String {
        guard let indentation, random.oneIn(4), let space = quoted.firstIndex(of: " ") else { return quoted }
        let (before, after) = (quoted[..<space], quoted[quoted.index(after: space)...])
        // Spaces at a line break are lost, and a backslash before one means something.
        guard before.count > 1, after.count > 1, let next = after.first, next != " ", before.last != "\\" else {
            return quoted
        }
        return before + "\n" + String(repeating: " ", count: indentation) + after
    }

    /// Text in double quotes, some letters as escapes.
    private mutating func doubleQuoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            let hexadecimal = String(scalar.value, radix: 16)
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case _ where scalar.value > 0xFFFF:
                quoted += "\\U" + String(repeating: "0", count: 8 - hexadecimal.count) + hexadecimal
            case _ where ScalarText.needsEscape(scalar) || random.oneIn(40):
                quoted += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Whether a collection stands in braces or brackets.
    private func isFlow(_ node: Node) -> Bool {
        source.offset(of: node.range.start).flatMap(source.scalar).map { $0 == "{" || $0 == "[" } ?? false
    }

    /// A block of text as its author wrote it.
    private func blockLines(of node: Node) -> (header: String, lines: [String])? {
        guard let scalar = node.scalar, !scalar.isPlain, let start = source.offset(of: node.range.start),
            let mark = source.scalar(at: start), mark == "|" || mark == ">"
        else { return nil }
        let header = source.text(source.offsets(of: node.range)).prefix { $0 != "\n" && $0 != " " }
        var lines = ((node.range.start.line + 1)...node.range.end.line).compactMap { number in
            source.offsets(ofLine: number).map { source.text($0) }
        }
        let indentation = lines.first { !$0.isEmpty }?.prefix { $0 == " " }.count ?? 0
        lines = lines.map { String($0.dropFirst(min(indentation, $0.prefix { $0 == " " }.count))) }
        return (String(header), lines)
    }

    /// A comment beside something, or nothing.
    private mutating func beside(_ path: [String]) -> String {
        plants(8) ? " " + plant(path, isFoot: false) : ""
    }

    /// A new comment.
    private mutating func plant(_ owner: [String], isFoot: Bool) -> String {
        // What looks like YAML stays a comment; what cannot be seen is no part of one.
        let place = owner.joined(separator: "/").filter { $0.isLetter || $0.isNumber || $0 == "/" }
        let text = "# \(planted.count): 'beside' {\(place)}"
        planted.append(Planted(text: text, owner: owner, isFoot: isFoot))
        return text
    }

    /// Whether a comment is put in, as in one place of so many.
    private mutating func plants(_ count: Int) -> Bool {
        random.oneIn(count) && plantsComments
    }

    /// A number of a range.
    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }
}
