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
package struct AcceptanceFile: Sendable {
    let path: String
    /// The list of entries as it is written, if the file has one.
    private(set) var list: SpecNode?
    /// The entries that name a change, in the order of the file; each change once.
    private(set) var entries: [AcceptanceEntry] = []
    /// What is wrong with the file as such.
    private(set) var diagnostics: [Diagnostic]

    /// Reads a file; what is wrong with one entry does not hide another.
    package init(_ file: SourceFile) {
        path = file.path
        let (root, problems) = YAMLReader.read(file)
        diagnostics = problems
        guard let root else { return }
        let (document, faults) = AcceptanceKeys.decode(root, of: file)
        for fault in faults { report(fault.message, at: fault.range, fixIts: fault.fixIts) }
        list = document.node(\AcceptanceKeys.accepted)
        for entry in document[\AcceptanceKeys.accepted] { read(entry) }
    }

    private mutating func read(_ node: SpecNode) {
        guard let fingerprint = AcceptanceEntry.Written(node, \.fingerprint) else { return }
        guard Fingerprint.isWellFormed(fingerprint.value) else {
            return report(
                "invalid value '\(fingerprint.value)' for '\(AcceptedChangeKeys.keys.declared.fingerprint.name)'; "
                    + "expected the 12 hex digits 'venuegen diff' shows", at: fingerprint.range)
        }
        if let first = entries.first(where: { $0.fingerprint.value == fingerprint.value }) {
            let note = Diagnostic.Note(message: "the first entry is here", path: path, range: first.fingerprint.range)
            diagnostics.append(
                AcceptanceRules.duplicate.finding(
                    "the change '\(fingerprint.value)' is accepted twice; merge the entries", in: path,
                    at: fingerprint.range, notes: [note]))
            return
        }
        entries.append(AcceptanceEntry(node, of: fingerprint))
    }

    /// Adds a finding about the form of the file.
    private mutating func report(_ message: String, at range: SourceRange, fixIts: [Diagnostic.FixIt] = []) {
        diagnostics.append(AcceptanceRules.malformed.finding(message, in: path, at: range, fixIts: fixIts))
    }
}

struct AcceptanceEntry: Sendable, Hashable {
    let fingerprint: Written<String>
    /// Why; `nil` if it is missing, empty or no text.
    let reason: String?
    /// Who says so; `nil` if it is missing, empty or no text.
    let by: String?
    /// Until when; `nil` if it is missing or no date.
    let until: Written<CalendarDate>?
    /// The keys that are missing, or whose text is empty, in the order they are explained in.
    let missing: [String]

    struct Written<Value: Sendable & Hashable>: Sendable, Hashable {
        let value: Value
        let range: SourceRange

        fileprivate init?(_ node: SpecNode, _ key: KeyPath<AcceptedChangeKeys, AcceptedChangeKeys.Field<Value?>>) {
            guard let value = node[key], let range = node.node(key)?.range else { return nil }
            (self.value, self.range) = (value, range)
        }
    }

    fileprivate init(_ node: SpecNode, of fingerprint: Written<String>) {
        /// The name of a key that is left out or whose text is empty; a value that was refused has its own finding.
        func missing<Value>(_ key: KeyPath<AcceptedChangeKeys, AcceptedChangeKeys.Field<Value?>>) -> String? {
            let isMissing = node.node(key).map { $0.value(as: String.self)?.isBlank ?? false } ?? true
            return isMissing ? AcceptedChangeKeys.keys.declared[keyPath: key].name : nil
        }
        self.missing = [missing(\.reason), missing(\.by), missing(\.until)].compactMap(\.self)
        self.fingerprint = fingerprint
        reason = node[\AcceptedChangeKeys.reason].flatMap { $0.isBlank ? nil : $0 }
        by = node[\AcceptedChangeKeys.by].flatMap { $0.isBlank ? nil : $0 }
        until = Written(node, \.until)
    }

    /// The acceptance, if the entry says all it must.
    var accepted: AcceptedChange? {
        guard let reason, let by, let until else { return nil }
        return AcceptedChange(fingerprint: fingerprint.value, reason: reason, by: by, until: until.value)
    }
}

struct AcceptanceKeys: Mapping {
    static let keys = KeyTable<AcceptanceKeys>("acceptances", "the file")

    let accepted = Field(
        required: "accepted", .elements(.record(AcceptedChangeKeys.self)), "The changes that were accepted."
    ).admittingNone.entries(upTo: .max)
}

struct AcceptedChangeKeys: Mapping {
    static let keys = KeyTable<AcceptedChangeKeys>("acceptedChange", "an accepted change")

    let fingerprint = Field(required: "fingerprint", .text(.content), "Which change, as `venuegen diff` shows it.")
    let reason = Field("reason", .text(.content), "Why the change is right.")
    let by = Field("by", .text(.content), "Who says so.")
    let until = Field("until", .date, "The last day on which that counts.")
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
