internal import SourceText
internal import VenueSpec
internal import YAMLDocument

/// Collects what a spec says is documented: wire names, values, codes, statuses, matched texts, addresses.
///
/// What is inferred, or external, is not expected on the page, nor is what stands in a mapping that is, unless it says
/// otherwise itself.
struct ClaimReader {
    /// What was found, in the order of the spec; each text once.
    private(set) var claims: [Claim] = []
    /// The texts found.
    private var seen: Set<String> = []

    /// The claims of a document.
    static func claims(of document: Node) -> [Claim] {
        var reader = ClaimReader()
        reader.read(document)
        return reader.claims
    }

    /// Reads the whole document.
    private mutating func read(_ root: Node) {
        for server in root["servers"]?.entries ?? [] where server.value.isDocumented {
            let url = server.value["url"] ?? server.value
            guard let host = url.text?.split(separator: "/").dropFirst().first, !host.contains("{") else { continue }
            add(.address, String(host), "hosts", url.range)
        }
        for credential in root["security"]?.entries ?? [] where credential.value.isDocumented {
            guard let header = credential.value["header"], let name = header.text else { continue }
            add(.name, name, "header fields of credentials", header.range)
        }
        for type in root["types"]?.entries ?? [] {
            for property in type.value["properties"]?.entries ?? [] where property.value.isDocumented(in: type.value) {
                add(.name, property.key, "properties of '\(type.key)'", property.keyRange)
            }
            readValues(of: type.value, named: type.key, isExpected: type.value.isDocumented)
        }
        for operation in root["operations"]?.entries ?? [] { read(operation.value, named: operation.key) }
    }

    /// Reads an operation.
    private mutating func read(_ operation: Node, named name: String) {
        for parameter in operation["parameters"]?.entries ?? [] {
            let isExpected = parameter.value.isDocumented
            if isExpected { add(.name, parameter.key, "parameters of '\(name)'", parameter.keyRange) }
            readValues(of: parameter.value, named: parameter.key, isExpected: isExpected)
        }
        if let http = operation["http"], http.isDocumented { read(http: http, named: name) }
        if let frame = operation["webSocket"]?["frame"], operation["webSocket"]?.isDocumented == true {
            readTemplate(frame, "parts of the frame of '\(name)'")
        }
        for response in operation["responses"]?.entries ?? [] where response.value.isDocumented {
            add(.number, response.key, "statuses of '\(name)'", response.keyRange)
        }
        for response in operation["responses"]?.entries ?? [] {
            for header in response.value["headers"]?.entries ?? [] where header.value.isDocumented(in: response.value) {
                add(.name, header.key, "header fields of status \(response.key)", header.keyRange)
            }
        }
        for rule in operation["outcomes"]?.elements ?? [] where rule.isDocumented {
            for test in rule["when"]?.entries ?? [] { readTest(test.value, "texts '\(name)' matches replies with") }
        }
        for response in operation["responses"]?.entries ?? [] {
            for echo in response.value["echoes"]?.entries ?? [] where echo.value.isDocumented(in: response.value) {
                readEcho(EchoDeclaration(echo), name)
            }
        }
        for confirmation in operation["confirm"]?.elements ?? [] where confirmation.isDocumented {
            for status in confirmation["statuses"]?.entries ?? [] {
                add(.name, status.key, "order statuses of '\(confirmation["call"]?.text ?? "")'", status.keyRange)
            }
        }
    }

    /// Reads the values of an enumeration; each may say how it is known.
    private mutating func readValues(of type: Node, named name: String, isExpected: Bool) {
        let group = "values of '\(name)'"
        for value in type["enum"]?.elements ?? [] where isExpected { addValue(value.text ?? "", group, value.range) }
        for value in type["enum"]?.entries ?? [] where value.value.isDocumented(in: type) {
            addValue(value.key, group, value.keyRange)
        }
    }

    /// Reads a request.
    private mutating func read(http: Node, named name: String) {
        if let request = http["request"], let path = request.text?.split(separator: " ").last {
            add(.address, String(path), "paths of '\(name)'", request.range)
        }
        for key in ["query", "headers", "form", "json"] {
            if let template = http[key] { readTemplate(template, "parts of the request of '\(name)'") }
        }
    }

    /// Reads the names and constants of a template.
    private mutating func readTemplate(_ node: Node, _ group: String) {
        for entry in node.entries {
            if !entry.key.hasPrefix("$") { add(.name, entry.key, group, entry.keyRange) }
            readTemplate(entry.value, group)
        }
        for element in node.elements { readTemplate(element, group) }
        if let text = node.text, text.contains(where: \.isLetter), !text.contains("{") {
            add(.name, text, group, node.range)
        }
    }

    /// Reads the texts a test compares with.
    private mutating func readTest(_ test: Node, _ group: String) {
        let inner = [test["equals"], test["oneOf"], test["contains"], test["prefix"]].compactMap { $0 }
        for node in inner + test.elements { readTest(node, group) }
        guard let written = test.text, let template = try? TextTemplate(parsing: written) else { return }
        for case .literal(let text) in template.parts where text != "true" && text != "false" {
            let isWhole = template.parts.count == 1
            let claim = isWhole ? text : Self.words(text)
            add(claim.allSatisfy(\.isNumber) ? .number : .text, claim, group, test.range)
        }
    }

    /// Reads the words around identifiers that a text repeats; those of a text that is looked for already are known.
    private mutating func readEcho(_ echo: EchoDeclaration, _ name: String) {
        guard let template = try? echo.template() else { return }
        for case .literal(let text) in template.parts {
            let words = Self.words(text)
            guard !claims.contains(where: { $0.text.containsExactly(words) }) else { continue }
            add(.text, words, "texts '\(name)' looks for identifiers in", echo.range)
        }
    }

    /// A text from its first letter to its last.
    private static func words(_ text: String) -> String {
        String(text.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed())
    }

    /// Adds a value of an enumeration.
    private mutating func addValue(_ text: String, _ group: String, _ range: SourceRange) {
        add(text.allSatisfy(\.isNumber) ? .number : .name, text, group, range)
    }

    /// Adds a claim, once.
    private mutating func add(_ kind: Claim.Kind, _ text: String, _ group: String, _ range: SourceRange) {
        guard !text.isEmpty, seen.insert(text).inserted else { return }
        claims.append(Claim(kind: kind, text: text, group: group, range: range))
    }
}

extension Node {
    /// Whether the fact is documented, as it is without a word.
    fileprivate var isDocumented: Bool { (self["basis"]?.text ?? "documented") == "documented" }

    /// Whether the fact is documented where what it is part of may say that it is not.
    fileprivate func isDocumented(in whole: Node) -> Bool {
        self["basis"] == nil ? whole.isDocumented : isDocumented
    }
}
