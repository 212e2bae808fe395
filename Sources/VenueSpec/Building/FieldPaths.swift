extension FieldPath {
    /// Parses `order.status`, `results[0].code`, `ids[*]`, `orders[id={orderId}].status`, `$`, `$[0].x`, `$header.X-Result`
    /// or `$input.side`.
    init(parsing text: String) throws(SyntaxError) {
        if let step = try Self.elsewhere(text) {
            self.init(steps: [step])
            return
        }
        var steps: [Step] = []
        // Marks count whatever combines with them.
        var rest = Substring(text).unicodeScalars
        if rest.first == "$" {
            rest.removeFirst()
            if rest.first == "." {
                try Self.takeDot(from: &rest)
            } else if let next = rest.first, next != "[" {
                throw SyntaxError("'$' is the whole body; a member follows after a dot, as in '$.status'")
            }
        } else if rest.first == "[" || rest.isEmpty {
            throw SyntaxError("expected \(TextForm.fieldPath.expectation)")
        }
        while !rest.isEmpty {
            if rest.first == "[" {
                steps.append(try Self.takeBrackets(from: &rest))
            } else {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                if name.first == "{", name.last == "}" {
                    throw SyntaxError(
                        "'\(Substring(name))' would be a member named like a value; the value of a map stands in brackets, "
                            + "as in 'orders[\(Substring(name))]'")
                }
                if name.isEmpty { throw SyntaxError("empty member name; a path has one dot between members") }
                steps.append(.member(String(name)))
                rest = rest.dropFirst(name.count)
            }
            if rest.first == "." {
                try Self.takeDot(from: &rest)
            } else if let next = rest.first, next != "[" {
                throw SyntaxError("expected '.' or '[' before '\(next)'")
            }
        }
        self.init(steps: steps)
    }

    /// What lies outside of the body: a header field or a parameter.
    private static func elsewhere(_ text: String) throws(SyntaxError) -> Step? {
        if text.hasPrefix(headerMark) {
            let name = String(text.dropFirst(headerMark.count))
            guard !name.isEmpty, name.utf8.allSatisfy(isTokenCharacter) else {
                throw SyntaxError("expected the name of a header field after '\(headerMark)'")
            }
            return .header(name)
        }
        guard text.hasPrefix(inputMark) else { return nil }
        let name = String(text.dropFirst(inputMark.count))
        if name.isEmpty { throw SyntaxError("expected the name of a parameter after '\(inputMark)'") }
        return .input(name)
    }

    /// Takes an index, `[*]`, what names a row, `[account={account},id={orderId}]`, or a map's member, `[{orderId}]`.
    private static func takeBrackets(from rest: inout Substring.UnicodeScalarView) throws(SyntaxError) -> Step {
        var depth = 0
        let end = rest.firstIndex { scalar in
            if scalar == "{" { depth += 1 } else if scalar == "}" { depth -= 1 }
            return scalar == "]" && depth <= 0
        }
        guard let end else { throw SyntaxError("'[' without a closing ']'") }
        let content = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
        if content == "*" { return .anyElement }
        if let number = Int(content), number >= 0, number <= 1000, String(number) == content { return .index(number) }
        if content.contains(where: { "?@".contains($0) }) {
            throw SyntaxError("invalid index '[\(content)]'; a row is named as in 'orders[id={orderId}]'")
        }
        guard content.unicodeScalars.contains("=") else {
            guard content.unicodeScalars.contains("{") else {
                throw SyntaxError(
                    "invalid index '[\(content)]'; expected '[0]' to '[1000]', '[*]', a row such as '[id={orderId}]', or "
                        + "the name of a map's member such as '[{orderId}]'")
            }
            let template = try TextTemplate(parsing: content)
            if template.explodes { throw SyntaxError("a member has one name, so '*' has nothing to repeat") }
            return .key(ComparedText(template.parts))
        }
        return .row(try rowTests(content))
    }

    private static func rowTests(_ text: String) throws(SyntaxError) -> [RowTest] {
        var tests: [RowTest] = []
        var depth = 0
        let pieces = text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            if scalar == "{" { depth += 1 } else if scalar == "}" { depth -= 1 }
            return scalar == "," && depth == 0
        }
        for piece in pieces {
            guard let sign = piece.firstIndex(of: "="), sign > piece.startIndex,
                piece.index(after: sign) < piece.endIndex
            else { throw SyntaxError("'\(String(Substring(piece)))' names no row; write 'member={parameter}'") }
            let field = try FieldPath(parsing: String(Substring(piece[..<sign])))
            guard field.steps.allSatisfy({ if case .member = $0 { true } else { false } }), !field.steps.isEmpty else {
                throw SyntaxError("'\(field)' names no row; a row is told by its members alone")
            }
            let template = try TextTemplate(parsing: String(Substring(piece[piece.index(after: sign)...])))
            if template.explodes { throw SyntaxError("a row is told by one text, so '*' has nothing to repeat") }
            tests.append(RowTest(field: field, value: ComparedText(template.parts)))
        }
        return tests
    }

    /// Takes a dot, after which a member's name must follow.
    private static func takeDot(from rest: inout Substring.UnicodeScalarView) throws(SyntaxError) {
        rest.removeFirst()
        if rest.isEmpty { throw SyntaxError("the path ends in a dot") }
        if rest.first == "[" { throw SyntaxError("no dot stands before '['") }
    }
}

/// Finds the types a field path can lead to in the documented bodies of some statuses.
struct FieldResolver {
    let document: SpecDocument
    /// The bodies as written, one for each alternative.
    let bodies: [SpecNode]
    /// The documented header fields, where a path can lead to one.
    private let headers: [String]
    /// The parameters, where a path can lead to one.
    private let parameters: [ParameterDeclaration]

    init(document: SpecDocument, bodies: [SpecNode]) {
        self.init(document, bodies, headers: [], parameters: [])
    }

    /// A resolver for the paths of a row, which may also lead to header fields and to the input.
    init(document: SpecDocument, row: OutcomeDeclaration, of operation: OperationDeclaration) {
        let responses = operation.responses(for: row)
        self.init(
            document, responses.flatMap(\.bodies),
            headers: responses.flatMap { $0.node[\ResponseKeys.headers].map(\.key) }, parameters: operation.parameters)
    }

    private init(
        _ document: SpecDocument, _ bodies: [SpecNode], headers: [String], parameters: [ParameterDeclaration]
    ) {
        (self.document, self.bodies, self.headers, self.parameters) = (document, bodies, headers, parameters)
    }

    /// The type at the path in each body that declares it; plain text counts as a string at `$`.
    ///
    /// A body has several where the objects of a union disagree, which is an error. A header field is text that may be a number.
    func types(at path: FieldPath) -> [ValueType] {
        switch path.steps.first {
        case .header(let name)?: return headers.contains { $0.isSameHeader(as: name) } ? [.textOrNumber] : []
        case .input(let name)?:
            return parameters.first { $0.name == name }.map { [$0.enumeration == nil ? $0.valueType : .string] } ?? []
        default: return bodies.flatMap { types(at: path, in: $0) }
        }
    }

    /// What a path outside of the body should lead to, and the paths that do.
    func pathsElsewhere(like path: FieldPath) -> (kind: String, known: [String])? {
        switch path.steps.first {
        case .header?: ("documented header field", headers.map { FieldPath.headerMark + $0 })
        case .input?: ("parameter", parameters.map { FieldPath.inputMark + $0.name })
        default: nil
        }
    }

    /// Whether a path leads to fields of different types in one body.
    func isAmbiguous(_ path: FieldPath) -> Bool {
        !path.leavesBody && bodies.contains { types(at: path, in: $0).count > 1 }
    }

    private func types(at path: FieldPath, in body: SpecNode) -> [ValueType] {
        let builder = VenueBuilder(document: document)
        switch builder.content(body) {
        case .text: return path.steps.isEmpty ? [.string] : []
        case .json(let root): return types(at: path.steps[...], from: root.opened, builder)
        case .none?, .any, nil: return []
        }
    }

    /// The types at the end of some steps: one, or where the objects of a union disagree more.
    private func types(
        at steps: ArraySlice<FieldPath.Step>, from type: ValueType, _ builder: VenueBuilder
    ) -> [ValueType] {
        guard let next = steps.first else { return [type] }
        return alternatives(of: type).compactMap { step(next, from: $0, builder)?.opened }.reduce(into: []) {
            found, type in
            for type in types(at: steps.dropFirst(), from: type, builder) where !found.contains(type) {
                found.append(type)
            }
        }
    }

    /// The objects of a union; any other type alone.
    private func alternatives(of type: ValueType) -> [ValueType] {
        guard case .named(let name) = type, let declared = document.type(named: name.text)?.alternatives,
            !declared.isEmpty
        else { return [type] }
        return declared.compactMap { $0.type.name }.map { .named(SwiftIdentifier(text: $0, swift: $0)) }
    }

    private func step(_ step: FieldPath.Step, from type: ValueType, _ builder: VenueBuilder) -> ValueType? {
        switch (step, type) {
        case (.member(let name), .named(let typeName)):
            document.type(named: typeName.text)?.properties?.first { $0.name == name }
                .flatMap { builder.valueType($0.type) }
        case (.index, .array(let element)), (.anyElement, .array(let element)), (.index, .oneOrMany(let element)),
            (.anyElement, .oneOrMany(let element)):
            element
        case (.key(let key), .array(let element)): FieldPath.isPosition(key) ? element : nil
        case (.key(let key), .map(let element)): FieldPath.isPosition(key) ? nil : element
        case (.member, .map(let element)), (.anyElement, .map(let element)): element
        case (.row(let tests), .array(let element)), (.row(let tests), .map(let element)),
            (.row(let tests), .oneOrMany(let element)):
            tests.allSatisfy { !types(at: $0.field.steps[...], from: element.opened, builder).isEmpty } ? element : nil
        default: nil
        }
    }

    /// The first member along a path that no body declares, with the names that would lead on in its place; `nil`
    /// where the path fails at something else.
    func unknownMember(of path: FieldPath) -> (name: String, known: [String])? {
        let failing = path.steps.indices.first { types(at: path.prefix($0 + 1)).isEmpty }
        guard let failing else { return nil }
        if case .row(let tests) = path.steps[failing] {
            let element = path.prefix(failing).steps + [.anyElement]
            let test = tests.first { types(at: FieldPath(steps: element + $0.field.steps)).isEmpty }
            return test.flatMap { unknownMember(of: FieldPath(steps: element + $0.field.steps)) }
        }
        guard case .member(let name) = path.steps[failing] else { return nil }
        let known = types(at: path.prefix(failing)).flatMap(members).filter { candidate in
            var steps = path.steps
            steps[failing] = .member(candidate)
            return !types(at: FieldPath(steps: steps)).isEmpty
        }
        return (name, known)
    }

    private func members(of type: ValueType) -> [String] {
        alternatives(of: type).flatMap { type -> [String] in
            guard case .named(let name) = type else { return [] }
            return document.type(named: name.text)?.properties?.map(\.name) ?? []
        }
    }
}

extension ParameterDeclaration {
    /// The type of its values; those of a list are not told apart.
    fileprivate var valueType: ValueType {
        switch type {
        case .decimal: .decimalString
        case .number: .decimalNumber
        case .integer: .integer
        case .boolean: .boolean
        case .timestamp: .timestamp
        case .array: .array(.any)
        default: .string
        }
    }
}

extension FieldPath {
    /// The path's first steps.
    fileprivate func prefix(_ count: Int) -> FieldPath { FieldPath(steps: Array(steps.prefix(count))) }
}
