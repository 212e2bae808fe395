package import SourceText
internal import VenueSpec
internal import YAMLDocument

/// The changes that were reviewed and accepted, as a file says.
///
/// ```yaml
/// accepted:
///   - fingerprint: 0c4ba73cd42a
///     reason: Announced by the venue; the firewall lets both hosts pass.
///     by: Mara
///     until: 2027-01-31
/// ```
package struct AcceptanceFile: Sendable, Hashable {
    let path: String
    /// The entries that name a change, in the order of the file; each change once.
    private(set) var entries: [AcceptanceEntry] = []
    /// What is wrong with the file as such.
    private(set) var diagnostics: [Diagnostic]

    private static let keys = ["fingerprint", "reason", "by", "until"]

    /// Reads a file; what is wrong with one entry does not hide another.
    package init(_ file: SourceFile) {
        path = file.path
        let (root, problems) = YAMLReader.read(file)
        diagnostics = problems
        if let root { read(file: root) }
    }

    private mutating func read(file root: Node) {
        let members = members(of: root, known: ["accepted"], as: "the file", expecting: "a mapping with 'accepted'")
        guard let members else { return }
        guard let list = members["accepted"] else {
            return report("missing key 'accepted'; expected a list of accepted changes", at: root.range.atStart)
        }
        guard case .sequence(let elements) = list.content else {
            return report("expected a list for 'accepted', found \(list.found)", at: list.range)
        }
        for element in elements { read(entry: element) }
    }

    private mutating func read(entry node: Node) {
        let members = members(
            of: node, known: Self.keys, as: "an accepted change", expecting: "a mapping with 'fingerprint'")
        guard let members else { return }
        let texts = members.compactMapValues { $0.scalar.map { $0.text } }
        for key in Self.keys {
            if let value = members[key], value.scalar == nil {
                report("expected text for '\(key)', found \(value.found)", at: value.range)
            }
        }
        var until: AcceptanceEntry.Written<CalendarDate>?
        if let text = texts["until"], let range = members["until"]?.range, !text.isEmpty {
            until = CalendarDate(text).map { .init(value: $0, range: range) }
            if until == nil { report("invalid date '\(text)' for 'until'; expected a day as YYYY-MM-DD", at: range) }
        }
        guard let value = members["fingerprint"] else {
            return report("missing key 'fingerprint' in an accepted change", at: node.range.atStart)
        }
        guard let text = texts["fingerprint"] else { return }
        guard text.utf8.count == 12, text.allSatisfy(\.isLowerCaseHexDigit) else {
            return report(
                "invalid value '\(text)' for 'fingerprint'; expected the 12 hex digits 'venuegen diff' shows",
                at: value.range)
        }
        if let first = entries.first(where: { $0.fingerprint.value == text }) {
            let note = Diagnostic.Note(message: "the first entry is here", path: path, range: first.fingerprint.range)
            diagnostics.append(
                AcceptanceRules.duplicate.finding(
                    "the change '\(text)' is accepted twice; merge the entries", in: path, at: value.range,
                    notes: [note]))
            return
        }
        let isEmpty = { (key: String) in (members[key] == nil || texts[key].map(\.isBlank) == true) }
        entries.append(
            AcceptanceEntry(
                fingerprint: .init(value: text, range: value.range), reason: isEmpty("reason") ? nil : texts["reason"],
                by: isEmpty("by") ? nil : texts["by"], until: until,
                missing: Self.keys.dropFirst().filter(isEmpty)))
    }

    /// The values of a mapping by key, with a misspelt key read as the one it was meant to be.
    private mutating func members(
        of node: Node, known: [String], as subject: String, expecting expectation: String
    ) -> [String: Node]? {
        guard case .mapping(let entries) = node.content else {
            report("expected \(expectation) for \(subject), found \(node.found)", at: node.range)
            return nil
        }
        var members: [String: Node] = [:]
        for entry in entries where known.contains(entry.key) { members[entry.key] = entry.value }
        for entry in entries where !known.contains(entry.key) {
            let meant = NearestName.nearest(to: entry.key, in: known.filter { members[$0] == nil })
            let expected = known.map { "'\($0)'" }.joined(separator: ", ")
            report(
                "unknown key '\(entry.key)' in \(subject)"
                    + (meant.map { "; did you mean '\($0)'?" } ?? "; expected \(expected)"),
                at: entry.keyRange,
                fixIts: meant.map { .init(message: "replace with '\($0)'", range: entry.keyRange, replacement: $0) })
            if let meant { members[meant] = entry.value }
        }
        return members
    }

    /// Adds a finding about the form of the file.
    private mutating func report(_ message: String, at range: SourceRange, fixIts: Diagnostic.FixIt? = nil) {
        diagnostics.append(
            AcceptanceRules.malformed.finding(message, in: path, at: range, fixIts: fixIts.map { [$0] } ?? []))
    }
}

extension Node {
    /// What messages call a node that should be something else.
    fileprivate var found: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar): scalar.text.isEmpty ? "nothing" : "'\(scalar.text)'"
        }
    }
}

extension SourceRange {
    fileprivate var atStart: SourceRange { SourceRange(start: start, end: start) }
}

extension Character {
    /// Whether it is one of `0` to `9` and `a` to `f`.
    fileprivate var isLowerCaseHexDigit: Bool { ("0"..."9").contains(self) || ("a"..."f").contains(self) }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

struct AcceptanceEntry: Sendable, Hashable {
    let fingerprint: Written<String>
    /// Why; `nil` if it is missing or empty.
    let reason: String?
    /// Who says so; `nil` if it is missing or empty.
    let by: String?
    /// Until when; `nil` if it is missing, empty or no date.
    let until: Written<CalendarDate>?
    /// The keys that are missing or empty, in the order they are explained in.
    let missing: [String]

    struct Written<Value: Sendable & Hashable>: Sendable, Hashable {
        let value: Value
        let range: SourceRange
    }

    /// The acceptance, if the entry says all it must.
    var accepted: AcceptedChange? {
        guard let reason, let by, let until else { return nil }
        return AcceptedChange(fingerprint: fingerprint.value, reason: reason, by: by, until: until.value)
    }
}
