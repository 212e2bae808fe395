internal import VenueSpec

extension DiffRule {
    /// What requests are computed from, and how.
    static let computed: [DiffRule] = [
        DiffRule(
            "computed-value-added", .wire, .warning, risk: .orderStaysOpen,
            summary: "a further value is computed for each request",
            explanation: """
                Requests hold or sign something they did not. Where it stands is a finding of its own; make sure that the \
                venue takes it, that clocks are right if it tells the time, and that the key is at hand if it needs one.
                """,
            before: "computed: { timestamp: { time: seconds } }",
            after: "computed: { timestamp: { time: seconds }, nonce: { nonce: seconds } }",
            each: { $0.computed.flatMap(\.added) }
        ) { value, _ in
            value.told("'\(value.value.name.text)' is computed: \(value.value.text)", value.value.text)
        },
        DiffRule(
            "computed-value-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "a value is no longer computed",
            explanation: """
                Requests lack what they held or signed. A venue that still asks for it refuses every cancel.
                """,
            before: "computed: { timestamp: { time: seconds }, nonce: { nonce: seconds } }",
            after: "computed: { timestamp: { time: seconds } }", each: { $0.computed.flatMap(\.removed) }
        ) { value, _ in
            value.told("'\(value.value.name.text)' is no longer computed", value.value.text)
        },
        DiffRule(
            "computed-value-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a value is computed in another way",
            explanation: """
                Another message, algorithm, key, encoding, unit or window makes another value. If the venue has not \
                changed, it refuses every cancel, or takes one that is stale. Hold the message against the venue's own \
                sample, and send one order to its test host before the client is released.
                """,
            before: "signature: { hmac: sha256, key: apiSecret, text: '{$timestamp}{$path}', as: hex }",
            after: "signature: { hmac: sha256, key: apiSecret, text: '{$timestamp}{$method}{$path}', as: hex }",
            each: { $0.computed.flatMap(\.pairs) }
        ) { pair, _ in
            let changes = pair.old.changes(to: pair.new)
            guard let first = changes.first else { return nil }
            let told = changes.map { change in
                "'\(change.key)' is \(change.new ?? "not stated") instead of \(change.old ?? "not stated")"
            }
            return Change(
                "'\(pair.newName)' is computed in another way: \(told.joined(separator: ", "))",
                at: changes.count == 1 ? pair.places.at(first.key) : pair.places,
                old: pair.old.text, new: pair.new.text, symbols: pair.symbols)
        },
        DiffRule(
            "key-form-changed", .meaning, .error, risk: .orderStaysOpen,
            summary: "the text of a key is read in another way",
            explanation: """
                The same text becomes another key, and every signature with it is refused; or it is no key any more, and \
                nothing is sent. Callers may have to give their keys in another form.
                """,
            before: "apiSecret: { type: key, encoding: base64 }", after: "apiSecret: { type: key, encoding: hex }",
            each: { $0.credentials.pairs.filter { $0.old.scheme == .key && $0.new.scheme == .key } }
        ) { pair, _ in
            let (old, new) = (pair.old.keyForm, pair.new.keyForm)
            guard old != new else { return nil }
            return pair.told(
                "the key '\(pair.newName)' is read as \(new) instead of \(old)",
                at: pair.old.encoding == pair.new.encoding ? "bytes" : "encoding", old: old, new: new)
        },
    ]
}

extension Credential {
    /// How its text stands for bytes, such as `base64 of 32 bytes`.
    fileprivate var keyForm: String { encoding.rawValue + (bytes.map { " of \($0) bytes" } ?? "") }
}

extension ComputedValue {
    /// One thing that is said of how it is made.
    fileprivate struct Statement {
        let key: String
        let text: String?
    }

    /// What is said of how it is made, in the order of the keys.
    private var statements: [Statement] {
        var said = Self.plainFacts.filter { $0.role == .content }.map { Statement(key: $0.key, text: $0.text(self)) }
        let fields = json.map { template in
            template.fields(in: .body, keys: []).map { $0.name.isEmpty ? $0.text : "\($0.name): \($0.text)" }
        }
        said.append(Statement(key: "json", text: fields?.joined(separator: ", ")))
        let items = sorted.map { $0.map { "\($0.name): \($0.value.specText)" } }
        let listed = sortsFields ? "fields" : items?.sorted().joined(separator: ", ")
        said.append(Statement(key: "sorted", text: listed))
        said.append(Statement(key: "type", text: isInteger ? "integer" : nil))
        return said
    }

    /// How it is made, on one line.
    var text: String {
        let defaults = sorted == nil && !sortsFields ? ["pair", "separator"] : []
        return statements.compactMap { statement in
            guard let text = statement.text, !defaults.contains(statement.key) else { return nil }
            return "\(statement.key) \(text)"
        }.joined(separator: ", ")
    }

    fileprivate func changes(to new: ComputedValue) -> [(key: String, old: String?, new: String?)] {
        zip(statements, new.statements).compactMap { before, after in
            before.text == after.text ? nil : (before.key, before.text.map(quoted), after.text.map(quoted))
        }
    }

    private func quoted(_ text: String) -> String { "'\(text.replacing("\n", with: "\\n"))'" }
}
