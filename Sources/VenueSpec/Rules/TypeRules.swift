internal import SourceText

enum InvalidTypeDefinition: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for type in document.types {
            let kinds = [
                type.node.node(\TypeDefinitionKeys.properties), type.node.node(\TypeDefinitionKeys.positions),
                type.node[\TypeDefinitionKeys.enum], type.node.node(\TypeDefinitionKeys.oneOf),
            ].count { $0 != nil }
            let hasProperties = type.node.node(\TypeDefinitionKeys.properties) != nil
            let hasValues = type.node[\TypeDefinitionKeys.enum] != nil
            let word = type.node.node(\TypeDefinitionKeys.type)
            let isObject = type.node[\TypeDefinitionKeys.type] == .object
            if kinds != 1 {
                report.add(
                    .invalidTypeDefinition,
                    "type '\(type.name)' needs either 'properties', 'positions', 'enum' or 'oneOf'"
                        + (kinds == 0 ? "" : kinds == 2 ? ", not both" : ", not all"), at: type.nameRange)
            }
            if let word, type.isPositional || !type.alternatives.isEmpty {
                report.add(
                    .invalidTypeDefinition,
                    type.isPositional
                        ? "'\(type.name)' has 'positions', so it is an array without a 'type'"
                        : "'\(type.name)' has 'oneOf', so it is an object without a 'type'", at: word.range)
            }
            checkUnion(type, document, &report)
            if type.isPositional {
                checkPositions(of: type, &report)
            }
            if hasProperties, let word, !isObject {
                report.add(
                    .invalidTypeDefinition, "'\(type.name)' has 'properties', so its 'type' is 'object'", at: word.range
                )
            }
            if !hasProperties, hasValues, let word, isObject {
                report.add(
                    .invalidTypeDefinition, "'\(type.name)' has 'enum', so its 'type' is 'string' or 'integer'",
                    at: word.range)
            }
            if let enumeration = type.enumeration { check(enumeration, named: type.name, &report) }
            for property in type.properties ?? [] { check(property.type, of: property.name, &report) }
        }
        for operation in document.operations {
            for parameter in operation.parameters {
                if let enumeration = parameter.enumeration { check(enumeration, named: parameter.name, &report) }
            }
            for response in operation.responses {
                if response.bodies.isEmpty {
                    report.add(
                        .invalidTypeDefinition, "response '\(response.name)' lists no body", at: response.nameRange)
                }
                for body in response.bodies { check(TypeExpression(node: body), of: "a body", &report) }
            }
        }
        var depths = EncodingDepths(document: document)
        for type in document.types { for held in type.held { depths.check(held, &report) } }
        for body in document.operations.flatMap(\.responses).flatMap(\.bodies) {
            depths.check(TypeExpression(node: body), &report)
        }
    }

    private static func check(_ enumeration: EnumerationDeclaration, named name: String, _ report: inout Report) {
        if enumeration.values.isEmpty {
            report.add(.invalidTypeDefinition, "enumeration '\(name)' has no values", at: enumeration.node.range)
        }
        guard enumeration.isInteger else { return }
        for value in enumeration.values {
            if Int64(value.text).map(String.init) != value.text {
                report.add(
                    .invalidTypeDefinition, "value '\(value.text)' of '\(name)' is not a 64-bit integer",
                    at: value.range)
            } else if value.detail?.node(\EnumValueKeys.name) == nil {
                report.add(
                    .invalidTypeDefinition,
                    "integer value '\(value.text)' of '\(name)' needs a 'name'; digits make no Swift name",
                    at: value.range)
            }
        }
    }

    /// Only what comes last can be missing from an array.
    private static func checkPositions(of type: TypeDefinition, _ report: inout Report) {
        let positions = type.properties ?? []
        if positions.isEmpty {
            report.add(.invalidTypeDefinition, "'\(type.name)' has no positions", at: type.nameRange)
        }
        let last = positions.lastIndex { $0.node[\PropertyKeys.required] } ?? -1
        for (index, position) in positions.enumerated() where !position.node[\PropertyKeys.required] {
            if index < last {
                report.add(
                    .invalidTypeDefinition,
                    "'\(position.name)' stands before elements that are always there; say 'nullable: true' in place of "
                        + "'required: false'", at: position.nameRange)
            } else if position.node[\PropertyKeys.nullable] {
                report.add(
                    .invalidTypeDefinition,
                    "'\(position.name)' may be missing, and a null reads as missing; leave out 'nullable'",
                    at: position.nameRange)
            }
        }
    }

    /// Each object has the member that tells them apart.
    private static func checkUnion(_ type: TypeDefinition, _ document: SpecDocument, _ report: inout Report) {
        let by = type.node.node(\TypeDefinitionKeys.by)
        guard let union = type.node.node(\TypeDefinitionKeys.oneOf) else {
            if let by { report.add(.invalidTypeDefinition, "'by' belongs to 'oneOf'", at: by.range) }
            return
        }
        if type.alternatives.isEmpty {
            report.add(.invalidTypeDefinition, "'\(type.name)' names no object it could be", at: union.range)
        }
        guard let by, let member = by.text else {
            return report.add(
                .invalidTypeDefinition,
                "'\(type.name)' needs 'by', the name of the member that tells the objects apart", at: type.nameRange)
        }
        for alternative in type.alternatives {
            guard let name = alternative.type.name, let object = document.type(named: name) else { continue }
            guard object.node.node(\TypeDefinitionKeys.properties) != nil else {
                report.add(
                    .invalidTypeDefinition, "'\(name)' has no 'properties', so it is no object under 'oneOf'",
                    at: alternative.type.node.range)
                continue
            }
            let teller = object.properties?.first { $0.name == member }
            let isText =
                teller.map { teller in
                    [.string, .integer, .textOrNumber].contains(teller.type.word)
                        || teller.type.name.flatMap { document.type(named: $0)?.enumeration } != nil
                } ?? false
            if !isText || teller?.node[\PropertyKeys.required] == false || teller?.node[\PropertyKeys.nullable] == true
            {
                report.add(
                    .invalidTypeDefinition,
                    "'\(name)' needs the member '\(member)' that tells it: text, an integer or an enumeration that is "
                        + "always there", at: alternative.type.node.range)
            }
        }
    }

    private static func check(_ expression: TypeExpression, of name: String, _ report: inout Report) {
        guard expression.node.scalar == nil, let word = expression.name else { return }
        if expression.holdsItems {
            guard let items = expression.items else {
                return report.add(.invalidTypeDefinition, "\(word) '\(name)' needs 'items'", at: expression.node.range)
            }
            if expression.word == .oneOrMany, items.holdsItems && items.word != .encoded || items.word == .any {
                report.add(
                    .invalidTypeDefinition,
                    "what '\(name)' holds may be an array itself, so one of them cannot be told from many",
                    at: items.node.range)
            }
            return check(items, of: name, &report)
        }
        if let items = expression.items {
            report.add(
                .invalidTypeDefinition, "'items' belongs to arrays, maps and encoded JSON, but '\(name)' is '\(word)'",
                at: items.node.range)
        }
        let timed: [TypeWord] = [.integer, .string, .decimal, .number]
        if let format = expression.node.node(\TypeExpressionKeys.format), !timed.map(\.rawValue).contains(word) {
            report.add(
                .invalidTypeDefinition,
                "'format' belongs to \(timed.map { "'\($0.rawValue)'" }.joined(separator: ", ")), but '\(name)' is '\(word)'",
                at: format.range)
        }
    }
}

/// How many texts that hold JSON stand in one another.
private struct EncodingDepths {
    let document: SpecDocument
    /// Of types that were measured; one that holds itself is reported elsewhere.
    private var known: [String: Int] = [:]

    init(document: SpecDocument) { self.document = document }

    /// Reports the text that holds as many as it may, and is one more.
    mutating func check(_ expression: TypeExpression, _ report: inout Report) {
        let most = TemplateReading.maximumEncoding
        if expression.word == .encoded, depth(of: expression) == most + 1 {
            report.add(
                .invalidTypeDefinition, "'encoded' stands within 'encoded' more than \(most) times",
                at: expression.node.range)
        }
        if let items = expression.items, expression.holdsItems { check(items, &report) }
    }

    private mutating func depth(of expression: TypeExpression) -> Int {
        if expression.holdsItems {
            let inner = expression.items.map { depth(of: $0) } ?? 0
            return expression.word == .encoded ? inner + 1 : inner
        }
        guard let name = expression.name, let index = document.index(ofType: name) else { return 0 }
        if let depth = known[name] { return depth }
        known[name] = 0
        var deepest = 0
        for held in document.types[index].held { deepest = max(deepest, depth(of: held)) }
        known[name] = deepest
        return deepest
    }
}

enum RecursiveType: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        let held = document.types.map { type in
            type.held.compactMap { $0.innermost.name.flatMap { document.index(ofType: $0) } }
        }
        for index in selfHolding(held).sorted() {
            let type = document.types[index]
            report.add(.recursiveType, "type '\(type.name)' holds itself", at: type.nameRange)
        }
    }

    /// The nodes of a graph from which a way leads back to them: each is looked at twice, however they are tied (Kosaraju).
    private static func selfHolding(_ edges: [[Int]]) -> Set<Int> {
        var reversed: [[Int]] = edges.map { _ in [] }
        for (start, ends) in edges.enumerated() { for end in ends { reversed[end].append(start) } }
        var visited: Set<Int> = []
        var finished: [Int] = []
        for start in edges.indices { finished += visit(start, edges, &visited) }
        visited = []
        var found: Set<Int> = []
        for start in finished.reversed() {
            let component = visit(start, reversed, &visited)
            if component.count > 1 || component.contains(where: { edges[$0].contains($0) }) {
                found.formUnion(component)
            }
        }
        return found
    }

    /// The nodes that can be reached and were not visited, each after those it leads to.
    private static func visit(_ start: Int, _ edges: [[Int]], _ visited: inout Set<Int>) -> [Int] {
        guard visited.insert(start).inserted else { return [] }
        var finished: [Int] = []
        var path = [(node: start, next: 0)]
        while let (node, next) = path.popLast() {
            guard next < edges[node].count else {
                finished.append(node)
                continue
            }
            path.append((node, next + 1))
            let end = edges[node][next]
            if visited.insert(end).inserted { path.append((end, 0)) }
        }
        return finished
    }
}
