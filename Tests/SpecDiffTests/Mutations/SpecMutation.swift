@testable import VenueSpec

/// Changes specs the way people do, one fact at a time; the same seed changes alike on every machine.
struct SpecMutation {
    /// The state of the generator (Marsaglia's xorshift).
    private var state: UInt64

    /// A source of changes.
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// A number below a bound.
    mutating func number(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return bound > 0 ? Int(state % UInt64(bound)) : 0
    }

    /// One of several.
    private mutating func one<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[number(below: elements.count)]
    }

    /// The elements in another order.
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in elements.indices.reversed() { elements.swapAt(index, number(below: index + 1)) }
        return elements
    }

    /// The tree with a change at a site; `nil` where there is nothing to change.
    mutating func mutated(_ tree: SpecTree, at site: MutationSite) -> SpecTree? {
        var result = tree
        switch (site.kind, tree[site.parent]) {
        case (.change, let parent):
            guard parent.children.indices.contains(site.index) else { return nil }
            let before = parent.children[site.index]
            if site.key.name == "by", case .scalar(let field, _) = before {
                // Hardly any other field can decide; the same one under another name can.
                return tree.fieldNames.contains(field) ? renamed(tree, from: field, to: field + "X") : nil
            }
            let isSet = [
                LanguageKey(record: "example", name: "as"), LanguageKey(record: "server", name: "security"),
            ].contains(site.key)
            let value =
                isSet
                ? one(of: tree.credentialSets.filter { $0 != before }) : changed(before, site.form.form, in: tree)
            guard let value else { return nil }
            result[site.parent + [site.index]] = value
            if site.key.name == "type", case .mapping(let entries) = result[site.parent],
                case .scalar("array", _) = before
            {
                // Only a list holds items.
                result[site.parent] = .mapping(entries.filter { $0.key != "items" })
            }
        case (.remove, .mapping(var entries)):
            entries.remove(at: site.index)
            result[site.parent] = .mapping(entries)
        case (.remove, .sequence(var elements)):
            elements.remove(at: site.index)
            result[site.parent] = .sequence(elements)
        case (.add, .mapping(var entries)):
            if site.index == entries.count {
                let isSource = site.key.name == "source"
                let source = isSource ? one(of: tree.keys(under: "sources")) : nil
                guard
                    let value = isSource ? source.map({ .scalar($0, isPlain: false) }) : made(site.form.form, in: tree)
                else { return nil }
                entries.append(.init(key: site.key.name, value: value))
                if isSource {
                    // Only an external fact has a source.
                    entries.removeAll { $0.key == "basis" }
                    entries.append(.init(key: "basis", value: .scalar("external", isPlain: true)))
                }
            } else {
                var entry = entries[site.index]
                entry.key = Int(entry.key).map { String($0 + 1) } ?? entry.key + "X"
                entries.insert(entry, at: site.index + 1)
            }
            result[site.parent] = .mapping(entries)
        case (.add, .sequence(var elements)):
            guard let value = changed(elements[site.index], site.form.form, in: tree) else { return nil }
            elements.append(value)
            result[site.parent] = .sequence(elements)
        case (.rename, .mapping(let entries)):
            let name = entries[site.index].key
            result = renamed(tree, from: name, to: name + "X")
        case (.swap, .mapping(var entries)):
            entries.swapAt(site.index, site.index + 1)
            result[site.parent] = .mapping(entries)
        case (.swap, .sequence(var elements)):
            elements.swapAt(site.index, site.index + 1)
            result[site.parent] = .sequence(elements)
        default: return nil
        }
        return result == tree ? nil : result
    }

    // MARK: Values

    /// Another value of a form.
    private mutating func changed(_ value: SpecTree, _ form: Form, in tree: SpecTree) -> SpecTree? {
        switch value {
        case .scalar(let text, let isPlain):
            let forms = Self.scalarForms(form)
            guard let form = one(of: forms), let other = another(text, form, in: tree) else { return nil }
            return .scalar(
                other, isPlain: isPlain && other.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) })
        case .mapping, .sequence:
            // Inner parts are sites of their own; the whole as another form is what is left.
            guard case .oneOf(let forms) = form else { return nil }
            return one(of: forms.flatMap(Self.scalarForms)).flatMap { made($0, in: tree) }
        }
    }

    /// The forms of scalars among the alternatives of a form.
    private static func scalarForms(_ form: Form) -> [Form] {
        switch form {
        case .oneOf(let forms): forms.flatMap(scalarForms)
        case .text, .words, .boolean, .integer, .template: [form]
        case .empty, .list, .map, .record: []
        }
    }

    /// A scalar that differs from one.
    private mutating func another(_ text: String, _ form: Form, in tree: SpecTree) -> String? {
        switch form {
        case .words(let vocabulary): return one(of: vocabulary.words.filter { $0 != text })
        case .boolean: return text == "true" ? "false" : "true"
        case .integer(let range):
            guard let number = Int64(text) else { return one(of: [String(range.lowerBound), "7"]) }
            return one(
                of: [number > range.lowerBound ? number - 1 : number, number < range.upperBound ? number + 1 : number]
                    .filter { $0 != number }.map(String.init))
        case .text(let form): return another(text, form, in: tree)
        case .template: return Int64(text).map { String($0 + 1) } ?? (text == "true" ? "false" : text + "x")
        default: return nil
        }
    }

    /// Another text of a kind.
    private mutating func another(_ text: String, _ form: TextForm, in tree: SpecTree) -> String? {
        switch form {
        case .any, .content, .textTemplate: return text + (one(of: ["x", " more"]) ?? "x")
        case .constant: return Int64(text).map { String($0 + 1) } ?? (text == "true" ? "false" : text + "x")
        case .typeName: return one(of: tree.keys(under: "types").filter { $0 != text } + [text + "X"])
        case .memberName, .swiftName, .wireName, .enumValue, .parameterName:
            return one(of: tree.siblings(of: text).filter { $0 != text } + [text + "X"])
        case .kebabName: return text + "-x"
        case .date: return text == "2026-01-02" ? "2026-01-03" : "2026-01-02"
        case .digest: return String(text.dropLast()) + (text.last == "0" ? "1" : "0")
        case .url, .serverURL: return one(of: [text + "x", text + "/x"])
        case .number: return text.contains("e") ? "1" : text + (text.contains(".") ? "1" : ".5")
        case .duration: return one(of: ["1500ms", "7s", "90m", "3h"].filter { $0 != text })
        case .requestLine:
            return one(of: [
                text + "/x",
                text.hasPrefix("PUT ") ? "POST " + text.dropFirst(4) : "PUT " + (text.split(separator: " ").last ?? ""),
            ])
        case .status: return one(of: ["200", "204", "404", "418", "429"].filter { $0 != text })
        case .fieldPath: return one(of: tree.fieldNames.filter { $0 != text } + ["$"])
        case .outcome, .recordedOutcome:
            return one(
                of: [
                    "canceled", "pendingCancel", "tooLate(filled)", "unknownOrder", "gone", "alreadyPending",
                    "rejected", "rejected(permission)", "throttled(notProcessed)", "unknown(inconclusive)",
                ].filter { $0 != text })
        case .scopeOutcome:
            return one(
                of: [
                    "canceled", "pendingCancel", "rejected", "rejected(permission)", "throttled(notProcessed)",
                    "unknown(inconclusive)",
                ].filter { $0 != text })
        case .state:
            return one(
                of: [
                    "canceled", "pendingCancel", "tooLate(filled)", "unknownOrder", "gone", "working",
                    "unknown(inconclusive)",
                ].filter { $0 != text })
        case .grant:
            return one(
                of: ["granted", "rejected(authentication)", "rejected", "unknown(inconclusive)"].filter { $0 != text })
        case .pattern, .patternTemplate: return text + "|x"
        case .headerName: return text + "-X"
        }
    }

    /// A value of a form made of nothing.
    private mutating func made(_ form: Form, in tree: SpecTree) -> SpecTree? {
        switch form {
        case .oneOf(let forms): return one(of: forms).flatMap { made($0, in: tree) }
        case .words(let vocabulary): return one(of: vocabulary.words).map { .scalar($0, isPlain: true) }
        case .boolean: return .scalar(one(of: ["true", "false"]) ?? "true", isPlain: true)
        case .integer: return .scalar(one(of: ["1", "2", "9"]) ?? "1", isPlain: true)
        case .empty: return .scalar("", isPlain: true)
        case .list(let element): return made(element, in: tree).map { .sequence([$0]) }
        case .map(let key, let value):
            guard let name = text(key, in: tree), let value = made(value, in: tree) else { return nil }
            return .mapping([.init(key: name, value: value)])
        case .record(let record):
            var entries: [SpecTree.Entry] = []
            for key in record.keys where key.isRequired {
                guard let value = made(key.form, in: tree) else { return nil }
                entries.append(.init(key: key.name, value: value))
            }
            return .mapping(entries)
        case .text(let form): return text(form, in: tree).map { .scalar($0, isPlain: false) }
        case .template: return .mapping([.init(key: "made", value: .scalar("x", isPlain: false))])
        }
    }

    /// A text of a kind made of nothing.
    private mutating func text(_ form: TextForm, in tree: SpecTree) -> String? {
        switch form {
        case .any, .content, .textTemplate: one(of: ["made up", "x", "7"])
        case .constant: one(of: ["7", "made", "true"])
        case .typeName: one(of: tree.keys(under: "types"))
        case .memberName, .wireName, .enumValue, .parameterName:
            one(of: tree.keys(under: "parameters") + tree.keys(under: "sources") + tree.keys(under: "servers"))
        case .swiftName: "madeUp"
        case .kebabName: "made-up"
        case .date: "2026-01-02"
        case .digest: "sha256:" + String(repeating: "7", count: 64)
        case .url: "https://made.example/up"
        case .serverURL: one(of: ["https://made.example", "wss://made.example/up"])
        case .number: one(of: ["1", "0.5"])
        case .duration: "7s"
        case .requestLine: "PUT /made/up"
        case .status: one(of: tree.keys(under: "responses"))
        case .fieldPath: one(of: tree.fieldNames)
        case .outcome, .recordedOutcome: one(of: ["canceled", "gone", "rejected"])
        case .scopeOutcome: one(of: ["canceled", "pendingCancel", "rejected"])
        case .grant: one(of: ["granted", "rejected"])
        case .state: one(of: ["canceled", "gone", "working"])
        case .pattern, .patternTemplate: "^[A-Za-z0-9-]+$"
        case .headerName: "X-Made-Up"
        }
    }

    // MARK: Names

    /// The tree with a name replaced wherever it is a whole scalar, a key or a placeholder.
    private func renamed(_ tree: SpecTree, from old: String, to new: String) -> SpecTree {
        switch tree {
        case .scalar(let text, let isPlain):
            let replaced =
                text == old
                ? new
                : text.replacing("{\(old)}", with: "{\(new)}").replacing("{\(old)*}", with: "{\(new)*}")
            return .scalar(replaced, isPlain: isPlain)
        case .mapping(let entries):
            return .mapping(
                entries.map { entry in
                    let key = entry.key == "$input.\(old)" ? "$input.\(new)" : entry.key == old ? new : entry.key
                    return .init(key: key, value: renamed(entry.value, from: old, to: new))
                })
        case .sequence(let elements): return .sequence(elements.map { renamed($0, from: old, to: new) })
        }
    }
}

extension SpecTree {
    /// The keys of every mapping under a key.
    func keys(under name: String) -> [String] {
        guard case .mapping(let entries) = self else { return children.flatMap { $0.keys(under: name) } }
        return entries.flatMap { entry -> [String] in
            guard entry.key == name, case .mapping(let inner) = entry.value else {
                return entry.value.keys(under: name)
            }
            return inner.map(\.key)
        }
    }

    /// The names of the sets of credentials.
    var credentialSets: [SpecTree] {
        guard case .mapping(let entries) = self, let security = entries.first(where: { $0.key == "security" }) else {
            return []
        }
        return security.value.children.compactMap { set in
            guard case .mapping(let entries) = set else { return nil }
            return entries.first { $0.key == "as" }?.value
        }
    }

    /// The names of the fields of replies.
    var fieldNames: [String] { keys(under: "properties") }

    /// The keys of the mappings one of whose keys is a name.
    func siblings(of name: String) -> [String] {
        guard case .mapping(let entries) = self else { return children.flatMap { $0.siblings(of: name) } }
        return (entries.contains { $0.key == name } ? entries.map(\.key) : [])
            + children.flatMap { $0.siblings(of: name) }
    }
}
