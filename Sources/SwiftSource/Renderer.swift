/// Turns declarations into lines.
enum Renderer {
    /// One level of indentation.
    static let indent = "    "
    /// The greatest length of a line that can be broken.
    static let width = 120

    /// Declarations one below the other.
    ///
    /// Cases and stored properties stand together, everything else apart.
    static func lines(of declarations: [Declaration], depth: Int) -> [String] {
        var lines: [String] = []
        var previous: Declaration?
        for declaration in declarations {
            if let previous, !(previous.isOneLine && declaration.isOneLine && previous.isCase == declaration.isCase) {
                lines.append("")
            }
            lines += Self.lines(of: declaration, depth: depth)
            previous = declaration
        }
        return lines
    }

    /// Items packed onto lines no longer than the width, each line but the last with a comma at its end.
    static func packed(_ items: [String], width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for (index, item) in items.enumerated() {
            let piece = index == items.count - 1 ? item : item + ","
            if current.isEmpty {
                current = piece
            } else if current.count + 1 + piece.count <= width {
                current += " " + piece
            } else {
                lines.append(current)
                current = piece
            }
        }
        return current.isEmpty ? lines : lines + [current]
    }

    /// The lines of one declaration with its documentation.
    private static func lines(of declaration: Declaration, depth: Int) -> [String] {
        let margin = String(repeating: indent, count: depth)
        switch declaration {
        case .type(let type):
            return documented(type.documentation, margin) + lines(of: type, depth: depth, margin: margin)
        case .function(let function):
            return documented(function.documentation, margin) + lines(of: function, margin: margin)
        case .property(let property):
            return documented(property.documentation, margin) + lines(of: property, margin: margin)
        case .enumCase(let enumCase):
            return documented(enumCase.documentation, margin) + lines(of: enumCase, margin: margin)
        case .typeAlias(let alias):
            let head = "\(alias.access.prefix)typealias \(ReservedWords.quoted(alias.name)) = \(alias.type)"
            return documented(alias.documentation, margin) + alias.comment.map { "\(margin)// \($0)" } + [margin + head]
        }
    }

    /// The lines of a comment.
    private static func documented(_ documentation: Documentation, _ margin: String) -> [String] {
        documentation.lines(width: width - margin.count).map { margin + $0 }
    }

    /// The lines of a type.
    private static func lines(of type: TypeDeclaration, depth: Int, margin: String) -> [String] {
        var head = "\(margin)\(type.access.prefix)\(type.kind.rawValue) \(ReservedWords.quoted(type.name))"
        if !type.inherits.isEmpty { head += ": " + type.inherits.joined(separator: ", ") }
        if let constraint = type.constraint { head += " where \(constraint)" }
        guard !type.members.isEmpty else { return [head + " {}"] }
        return [head + " {"] + lines(of: type.members, depth: depth + 1) + [margin + "}"]
    }

    /// The lines of a function: on one line where signature and body fit.
    private static func lines(of function: FunctionDeclaration, margin: String) -> [String] {
        var head = margin + function.access.prefix + (function.isStatic ? "static " : "")
        head += function.name.map { "func " + ReservedWords.quoted($0) } ?? "init"
        head += function.genericParameters.map { "<\($0)>" } ?? ""
        var tail = function.isAsync ? ") async" : ")"
        if let error = function.errorType { tail += " throws(\(error))" }
        if let type = function.returnType { tail += " -> \(type)" }
        tail += " {"
        let parameters = function.parameters.map { parameter in
            let label = parameter.label.map { ReservedWords.quotedLabel($0) + " " } ?? ""
            let value = parameter.defaultValue.map { " = \($0)" } ?? ""
            return "\(label)\(ReservedWords.quoted(parameter.name)): \(parameter.type)\(value)"
        }
        let flat = "\(head)(\(parameters.joined(separator: ", "))\(tail)"
        if function.body.isEmpty, flat.count < width { return [flat + "}"] }
        if let body = function.body.flat, flat.count + body.count + 3 <= width { return ["\(flat) \(body) }"] }
        var lines = [flat]
        if flat.count > width {
            let packed = packed(parameters, width: width - margin.count - indent.count)
            lines = [head + "("] + packed.map { margin + indent + $0 } + [margin + tail]
        }
        return lines + function.body.lines(margin: margin + indent, width: width) + [margin + "}"]
    }

    /// The lines of a property.
    private static func lines(of property: PropertyDeclaration, margin: String) -> [String] {
        let head = property.access.prefix + (property.isStatic ? "static " : "")
        let name = "\(ReservedWords.quoted(property.name)): \(property.type)"
        switch property.content {
        case .variable:
            return ["\(margin)\(head)var \(name)"]
        case .constant(let value):
            return value.prefixed(by: "\(head)let \(name) = ").lines(margin: margin, width: width)
        case .computed(let body):
            let opening = "\(margin)\(head)var \(name) {"
            if let flat = body.flat, opening.count + flat.count + 3 <= width { return ["\(opening) \(flat) }"] }
            return [opening] + body.lines(margin: margin + indent, width: width) + [margin + "}"]
        }
    }

    /// The lines of a case.
    private static func lines(of enumCase: EnumCaseDeclaration, margin: String) -> [String] {
        var line = "\(margin)case \(ReservedWords.quoted(enumCase.name))"
        if let value = enumCase.rawValue { line += " = \(value)" }
        guard !enumCase.payload.isEmpty else { return [line] }
        let payload = enumCase.payload.map { item in
            (item.label.map { ReservedWords.quotedLabel($0) + ": " } ?? "") + item.type
        }
        let flat = "\(line)(\(payload.joined(separator: ", ")))"
        guard flat.count > width else { return [flat] }
        let packed = packed(payload, width: width - margin.count - indent.count)
        return [line + "("] + packed.map { margin + indent + $0 } + [margin + ")"]
    }
}

extension Declaration {
    /// Whether it can stand next to its like without an empty line.
    fileprivate var isOneLine: Bool {
        switch self {
        case .enumCase: true
        case .property(let property): property.isStored
        default: false
        }
    }

    /// Whether it is a case of an enumeration.
    fileprivate var isCase: Bool {
        if case .enumCase = self { true } else { false }
    }
}
