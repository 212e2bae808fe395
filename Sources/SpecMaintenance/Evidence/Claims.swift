internal import SourceText
internal import VenueSpec

/// Collects what a spec says is documented: wire names, values, codes, statuses, matched texts, addresses.
///
/// What is inferred, or external, is not expected on the page, nor is what stands in a mapping that is, unless it says
/// otherwise itself.
struct ClaimReader {
    /// What was found, in the order of the spec; each text once.
    private(set) var claims: [Claim] = []
    private var seen: Set<String> = []

    static func claims(of document: SpecNode, on page: DocumentedPage) -> [Claim] {
        var reader = ClaimReader()
        reader.read(document, page)
        return reader.claims
    }

    private mutating func read(_ root: SpecNode, _ page: DocumentedPage) {
        if page.read == nil { readAccess(root) }
        for type in root[\SpecKeys.types] where page.types.contains(type.key) {
            for property in type.value[\TypeDefinitionKeys.properties]
            where property.value.isDocumented(in: type.value) {
                add(.name, property.key, "properties of '\(type.key)'", property.keyRange)
            }
            for object in type.value[\TypeDefinitionKeys.oneOf] where object.value.isDocumented(in: type.value) {
                addValue(object.key, "values of '\(type.key)'", object.keyRange)
            }
            type.value[\TypeDefinitionKeys.enum].map { readValues($0, of: type, isExpected: type.value.isDocumented) }
        }
        for call in page.calls { read(call.value, named: call.key) }
    }

    private mutating func readAccess(_ root: SpecNode) {
        for server in root[\SpecKeys.servers] where server.value.isDocumented {
            guard let url = server.value.node(\ServerKeys.url),
                let host = url.text?.split(separator: "/").dropFirst().first, !host.contains("{")
            else { continue }
            add(.address, String(host), "hosts", url.range)
        }
        let security = root[\SpecKeys.security]
        readCredentials(security?.entries ?? [])
        for set in security?.elements ?? [] where set.isDocumented {
            readCredentials(set[\CredentialSetKeys.credentials])
        }
    }

    private mutating func readCredentials(_ credentials: [SpecNode.Entry]) {
        for credential in credentials where credential.value.isDocumented {
            guard let header = credential.value.node(\CredentialKeys.header), let name = header.text else { continue }
            add(.name, name, "header fields of credentials", header.range)
        }
    }

    private mutating func read(_ operation: SpecNode, named name: String) {
        for parameter in operation[\OperationKeys.parameters] {
            let isExpected = parameter.value.isDocumented
            if isExpected { add(.name, parameter.key, "parameters of '\(name)'", parameter.keyRange) }
            parameter.value[\ParameterKeys.enum].map { readValues($0, of: parameter, isExpected: isExpected) }
        }
        let http = operation[\OperationKeys.http].map { $0.elements.isEmpty ? [$0] : $0.elements } ?? []
        for binding in http where binding.isDocumented { read(http: binding, named: name) }
        if let socket = operation[\OperationKeys.webSocket], socket.isDocumented {
            socket.node(\WebSocketKeys.frame).map { readTemplate($0, "parts of the frame of '\(name)'") }
        }
        for response in operation[\OperationKeys.responses] where response.value.isDocumented {
            // A class is the spec's word for what a page may say in many.
            guard response.key.allSatisfy(\.isNumber) else { continue }
            add(.number, response.key, "statuses of '\(name)'", response.keyRange)
        }
        for response in operation[\OperationKeys.responses] {
            for header in response.value[\ResponseKeys.headers] where header.value.isDocumented(in: response.value) {
                add(.name, header.key, "header fields of status \(response.key)", header.keyRange)
            }
        }
        readCredentials(operation[\LoginKeys.security])
        for given in operation[\LoginKeys.gives] where given.value.isDocumented {
            guard let header = given.value.node(\GivenCredentialKeys.header), let field = header.text else { continue }
            add(.name, field, "header fields of what '\(name)' gives", header.range)
        }
        for rule in operation[\OperationKeys.outcomes] + operation[\ReadKeys.states] where rule.isDocumented {
            for test in rule[\OutcomeRuleKeys.when] { readTest(test.value, "texts '\(name)' matches replies with") }
        }
        for response in operation[\OperationKeys.responses] {
            for echo in response.value[\ResponseKeys.echoes] where echo.value.isDocumented(in: response.value) {
                readEcho(echo, name)
            }
        }
        for confirmation in operation[\OperationKeys.confirm] where confirmation.isDocumented {
            for status in confirmation[\ConfirmationKeys.statuses] {
                let call = confirmation[\ConfirmationKeys.call] ?? name
                add(.name, status.key, "order statuses of '\(call)'", status.keyRange)
            }
        }
    }

    /// Reads the values of an enumeration; each may say how it is known.
    private mutating func readValues(_ values: SpecNode, of type: SpecNode.Entry, isExpected: Bool) {
        let group = "values of '\(type.key)'"
        for value in values.elements where isExpected { addValue(value.text ?? "", group, value.range) }
        for value in values.entries where value.value.isDocumented(in: type.value) {
            addValue(value.key, group, value.keyRange)
        }
    }

    private mutating func read(http: SpecNode, named name: String) {
        if let request = http.node(\HTTPKeys.request), let line = http[\HTTPKeys.request] {
            add(.address, line.target, "paths of '\(name)'", request.range)
        }
        let templates = [
            http.node(\HTTPKeys.query), http.node(\HTTPKeys.headers), http.node(\HTTPKeys.form),
            http.node(\HTTPKeys.json),
        ]
        for template in templates.compactMap(\.self) {
            readTemplate(template, "parts of the request of '\(name)'")
        }
    }

    /// Reads the names and constants of a template.
    private mutating func readTemplate(_ node: SpecNode, _ group: String) {
        for entry in node.entries {
            if !entry.key.hasPrefix("$") { add(.name, entry.key, group, entry.keyRange) }
            readTemplate(entry.value, group)
        }
        for element in node.elements { readTemplate(element, group) }
        if let text = node.text, text.contains(where: \.isLetter), !text.contains("{") {
            add(.name, text, group, node.range)
        }
    }

    private mutating func readTest(_ test: SpecNode, _ group: String) {
        let inner = [
            test[\TestKeys.equals], test[\TestKeys.oneOf], test[\TestKeys.contains], test[\TestKeys.prefix],
        ].compactMap(\.self)
        for node in inner + test.elements { readTest(node, group) }
        guard let template = test.value(as: TextTemplate.self) else { return }
        for case .literal(let text) in template.parts where text != "true" && text != "false" {
            let isWhole = template.parts.count == 1
            let claim = isWhole ? text : Self.words(text)
            add(claim.allSatisfy(\.isNumber) ? .number : .text, claim, group, test.range)
        }
    }

    /// Reads the words around identifiers that a text repeats; those of a text that is looked for already are known.
    private mutating func readEcho(_ echo: SpecNode.Entry, _ name: String) {
        guard let (template, range) = echo.repeated else { return }
        for case .literal(let text) in template.parts {
            let words = Self.words(text)
            guard !claims.contains(where: { $0.text.containsExactly(words) }) else { continue }
            add(.text, words, "texts '\(name)' looks for identifiers in", range)
        }
    }

    /// A text from its first letter to its last.
    private static func words(_ text: String) -> String {
        String(text.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed())
    }

    private mutating func addValue(_ text: String, _ group: String, _ range: SourceRange) {
        add(text.allSatisfy(\.isNumber) ? .number : .name, text, group, range)
    }

    /// Adds a claim, once.
    private mutating func add(_ kind: Claim.Kind, _ text: String, _ group: String, _ range: SourceRange) {
        guard !text.isEmpty, seen.insert(text).inserted else { return }
        claims.append(Claim(kind: kind, text: text, group: group, range: range))
    }
}

/// A piece of text the spec says is on the page.
struct Claim {
    enum Kind: Hashable {
        /// A name or a value on the wire.
        case name
        case number
        case text
        case address
    }

    let kind: Kind
    let text: String
    /// What it is, in the plural, such as `parameters of 'cancelOrder'`; claims of one group are reported together.
    let group: String
    let range: SourceRange
}

/// A page that a spec, or a read of it, was read from, and what of the spec is expected on it.
struct DocumentedPage {
    /// The read whose own page it is; `nil` for the spec's.
    let read: String?
    let digest: SpecNode?
    let day: SpecNode?
    /// The values of all enumerations.
    let values: [String]
    fileprivate let calls: [SpecNode.Entry]
    /// The types of the replies of its calls, but for those that a call of an earlier page has, too.
    let types: Set<String>

    var callNames: Set<String> { Set(calls.map(\.key)) }

    private init(
        _ read: String?, _ docs: SpecNode?, _ calls: [SpecNode.Entry], _ types: Set<String>, of document: SpecNode
    ) {
        (self.read, self.calls, self.types) = (read, calls, types)
        digest = docs?.node(\DocsKeys.digest)
        day = docs?.node(\DocsKeys.read)
        values = document[\SpecKeys.types].flatMap { type in
            let values = type.value[\TypeDefinitionKeys.enum]
            return (values?.entries ?? []).map(\.key) + (values?.elements ?? []).compactMap(\.text)
        }
    }

    /// The spec's own page, and after it those of its cancels of all orders, reads and logins that have one.
    static func all(of document: SpecNode) -> [DocumentedPage] {
        let reads = document[\SpecKeys.cancelAll] + document[\SpecKeys.reads] + document[\SpecKeys.logins]
        let apart = reads.filter { $0.value[\ReadKeys.docs] != nil }
        let calls = document[\SpecKeys.operations] + reads.filter { $0.value[\ReadKeys.docs] == nil }
        let declared = Dictionary(
            document[\SpecKeys.types].map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        let own = calls.reduce(into: Set<String>()) { $0.formUnion(typesUsed(by: $1, of: declared)) }
        var (taken, unused) = (own, Set(declared.keys))
        let pages = apart.map { read in
            let types = typesUsed(by: read, of: declared).subtracting(taken)
            taken.formUnion(types)
            return DocumentedPage(read.key, read.value[\ReadKeys.docs], [read], types, of: document)
        }
        unused.subtract(taken)
        return [DocumentedPage(nil, document[\SpecKeys.docs], calls, own.union(unused), of: document)] + pages
    }

    /// The types that replies of a call hold, at whatever depth.
    private static func typesUsed(by call: SpecNode.Entry, of declared: [String: SpecNode]) -> Set<String> {
        var found: Set<String> = []
        var open = call.value[\OperationKeys.responses].flatMap(\.bodies)
        while let node = open.popLast() {
            guard let name = node.innermostTypeName, let type = declared[name],
                found.insert(name).inserted
            else { continue }
            open +=
                (type[\TypeDefinitionKeys.properties] + type[\TypeDefinitionKeys.positions]
                + type[\TypeDefinitionKeys.oneOf]).map(\.value)
        }
        return found
    }
}

extension SpecNode {
    /// Whether the fact is documented, as it is without a word.
    fileprivate var isDocumented: Bool { self[\ProvenanceKeys.basis] == .documented }

    /// Whether the fact is documented where what it is part of may say that it is not.
    fileprivate func isDocumented(in whole: SpecNode) -> Bool {
        node(\ProvenanceKeys.basis) == nil ? whole.isDocumented : isDocumented
    }
}
