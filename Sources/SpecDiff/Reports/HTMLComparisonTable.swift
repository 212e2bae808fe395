internal import SourceText

/// One kind of a venue's entries in both versions: what changed marked, what did not in a quiet line.
struct HTMLComparisonTable {
    enum Sides {
        case old, new, both
    }

    let table: ComparisonTable
    let id: String
    let isTitledByCall: Bool
    let sides: Sides
    let findings: [(finding: Finding, id: String)]

    var title: String {
        guard isTitledByCall, let operation = table.operation else { return table.kind.words.title }
        return "\(table.kind.words.title) of \(operation)"
    }

    func links(about finding: Finding) -> [String] {
        table.rows.enumerated().filter { $0.element.isSubject(of: finding) }.map { index, row in
            let name = "\(table.kind.words.title): \(row.newName ?? row.oldName ?? "")"
            return HTMLText.element("a", [("href", "#\(id)-\(index + 1)")], HTMLText.escaped(name))
        }
    }

    func render() -> String {
        let columns =
            switch sides {
            case .both: "<th scope=\"col\" class=\"what\">What</th><th scope=\"col\">Old</th><th scope=\"col\">New</th>"
            case .old: "<th scope=\"col\">Old</th>"
            case .new: "<th scope=\"col\">New</th>"
            }
        let changes = table.rows.count { $0.change != .same }
        let count = changes == 0 ? "unchanged" : "\(changes) of \(table.rows.count) changed"
        let note = sides == .both ? " <small>\(count)</small>" : ""
        return """
            <h3 id="\(id)">\(HTMLText.escaped(title))\(note)</h3>
            <table class="compared" aria-labelledby="\(id)">
            <thead><tr><th scope="col" class="entry">\(table.kind.words.entry)</th>\(columns)</tr></thead>
            \(table.rows.enumerated().map { body($1, id: "\(id)-\($0 + 1)") }.joined(separator: "\n"))
            </table>
            """
    }

    private func body(_ row: ComparisonTable.Row, id: String) -> String {
        let lines =
            sides == .both
            ? lines(of: row) : ["<td>\(Self.summary(row.facts.map { ($0.label, $0.new ?? $0.old) }))</td>"]
        let header = """
            <th scope="rowgroup" rowspan="\(lines.count)" class="entry">\(name(of: row))\(links(from: row))</th>
            """
        let rest = lines.dropFirst().map { "\n<tr>\($0)</tr>" }.joined()
        let style = sides == .both ? row.change.rawValue : "only"
        return
            "<tbody id=\"\(id)\" class=\"\(style)\">\n<tr>\(header)\(lines.first ?? "<td></td>")</tr>\(rest)\n</tbody>"
    }

    /// The cells after the name, line by line.
    private func lines(of row: ComparisonTable.Row) -> [String] {
        let old = row.facts.map { ($0.label, $0.old) }
        let new = row.facts.map { ($0.label, $0.new) }
        switch row.change {
        case .same: return ["<td colspan=\"3\">\(Self.summary(new))</td>"]
        case .added:
            return [
                "<td class=\"what\">added</td><td>\(Self.instead(old))</td><td>\(Self.summary(new, in: "ins"))</td>"
            ]
        case .removed:
            return [
                "<td class=\"what\">removed</td><td>\(Self.summary(old, in: "del"))</td><td>\(Self.instead(new))</td>"
            ]
        case .changed:
            var lines: [String] = []
            if let old = row.oldName, let new = row.newName, old != new {
                lines.append(Self.line(table.kind == .outcomes ? "reply" : "name", old, new))
            }
            lines += row.facts.filter(\.isChanged).map { Self.line($0.label, $0.old, $0.new) }
            let same = row.facts.filter { !$0.isChanged }
            if !same.isEmpty {
                lines.append("<td colspan=\"3\" class=\"rest\">\(Self.summary(same.map { ($0.label, $0.new) }))</td>")
            }
            return lines
        }
    }

    /// What the version says that does not have an entry, if it says anything in its place.
    private static func instead(_ facts: [(label: String, text: String?)]) -> String {
        facts.contains { $0.text != nil } ? summary(facts) : "<span class=\"quiet\">not there</span>"
    }

    private static func line(_ label: String, _ old: String?, _ new: String?) -> String {
        let words = WordDiff(old: old ?? "", new: new ?? "")
        let none = "<span class=\"quiet\">none</span>"
        let (before, after) = (HTMLText.marked(words.old, as: "del"), HTMLText.marked(words.new, as: "ins"))
        return "<td class=\"what\">\(HTMLText.escaped(label))</td>"
            + "<td>\(old == nil ? none : before)</td><td>\(new == nil ? none : after)</td>"
    }

    /// Facts in one line; that a fact is documented goes without saying where there is another.
    private static func summary(_ facts: [(label: String, text: String?)], in tag: String? = nil) -> String {
        let isShort = facts.count == 1
        return facts.filter { isShort || ($0.label, $0.text) != ("basis", "documented") }.compactMap { label, text in
            text.map { text in
                let value = tag.map { "<\($0)>\(HTMLText.escaped(text))</\($0)>" } ?? HTMLText.escaped(text)
                return "<span class=\"fact\"><span class=\"label\">\(HTMLText.escaped(label)):</span> \(value)</span>"
            }
        }.joined(separator: " ")
    }

    private func name(of row: ComparisonTable.Row) -> String {
        HTMLText.escaped(row.newName ?? row.oldName ?? "")
            + (row.change == .same || sides != .both ? "" : " <span class=\"tag\">\(row.change.rawValue)</span>")
    }

    private func links(from row: ComparisonTable.Row) -> String {
        let links = findings.filter { row.isSubject(of: $0.finding) }.map { entry in
            HTMLText.element(
                "a",
                [
                    ("class", "level \(entry.finding.level.rawValue)"), ("href", "#\(entry.id)"),
                    ("title", entry.finding.headline),
                ], entry.finding.level.rawValue)
        }
        return links.isEmpty ? "" : " <span class=\"links\">\(links.joined(separator: " "))</span>"
    }
}

extension ComparisonTable.Kind {
    /// The title of a table, and what its entries are called.
    fileprivate var words: (title: String, entry: String) {
        switch self {
        case .access: ("Servers, credentials, limits", "Entry")
        case .request: ("Request", "Part")
        case .parameters: ("Parameters", "Parameter")
        case .replies: ("Replies", "Status")
        case .fields: ("Reply fields", "Field")
        case .outcomes: ("Outcomes", "Reply")
        case .afterwards: ("Afterwards", "Step")
        }
    }
}
