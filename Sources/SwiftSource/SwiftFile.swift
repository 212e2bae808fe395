/// A Swift source file: comments, imports, declarations.
package struct SwiftFile: Sendable, Hashable {
    /// Comment lines at the top, without their slashes.
    package var header: [String]
    package var imports: [Import]
    package var declarations: [Declaration]

    package init(header: [String], imports: [Import], declarations: [Declaration]) {
        (self.header, self.imports, self.declarations) = (header, imports, declarations)
    }

    /// The file as text, with one line break at its end.
    package func rendered() -> String {
        var sections: [[String]] = []
        if !header.isEmpty { sections.append(header.map { $0.isEmpty ? "//" : "// \(PlainText.escaped($0))" }) }
        if !imports.isEmpty { sections.append(imports.map { "\($0.access.rawValue) import \($0.module)" }) }
        if !declarations.isEmpty {
            var lines: [String] = []
            Renderer.add(declarations, depth: 0, to: &lines)
            sections.append(lines)
        }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
}

/// An import of a module.
///
/// Its access is always written, so it means the same under every compiler setting.
package struct Import: Sendable, Hashable {
    /// Who may see the module's names in this file's declarations.
    package var access: Access
    package var module: String

    package init(_ access: Access, _ module: String) { (self.access, self.module) = (access, module) }
}

package enum Access: String, Sendable, Hashable, CaseIterable {
    case `public`, package, `internal`, `fileprivate`, `private`

    /// The keyword with a space after it; nothing for Swift's default.
    var prefix: String { self == .internal ? "" : rawValue + " " }
}

/// Turns declarations into lines.
///
/// Every part adds its lines to those before it, so that each is made once and put where it stays.
enum Renderer {
    static let indent = "    "
    /// The greatest length of a line that can be broken.
    static let width = 120

    /// Adds declarations one below the other.
    ///
    /// Cases and stored properties stand together, everything else apart.
    static func add(_ declarations: [Declaration], depth: Int, to lines: inout [String]) {
        let margin = String(repeating: indent, count: depth)
        var previous: Declaration?
        for declaration in declarations {
            if let previous, !(previous.isOneLine && declaration.isOneLine && previous.isCase == declaration.isCase) {
                lines.append("")
            }
            add(declaration, depth: depth, margin: margin, to: &lines)
            previous = declaration
        }
    }

    /// Items packed onto lines no longer than the width, each line but the last with a comma at its end.
    static func packed(_ items: [String], width: Int) -> [String] {
        var lines: [String] = []
        var (current, length) = ("", 0)
        for (index, item) in items.enumerated() {
            let piece = index == items.count - 1 ? item : item + ","
            let pieceLength = piece.count
            if current.isEmpty {
                (current, length) = (piece, pieceLength)
            } else if length + 1 + pieceLength <= width {
                current += " " + piece
                length += 1 + pieceLength
            } else {
                lines.append(current)
                (current, length) = (piece, pieceLength)
            }
        }
        return current.isEmpty ? lines : lines + [current]
    }

    private static func add(_ declaration: Declaration, depth: Int, margin: String, to lines: inout [String]) {
        switch declaration {
        case .type(let type):
            type.documentation.add(to: &lines, margin: margin, width: width)
            add(type, depth: depth, margin: margin, to: &lines)
        case .function(let function):
            function.documentation.add(to: &lines, margin: margin, width: width)
            add(function, margin: margin, to: &lines)
        case .property(let property):
            property.documentation.add(to: &lines, margin: margin, width: width)
            add(property, margin: margin, to: &lines)
        case .enumCase(let enumCase):
            enumCase.documentation.add(to: &lines, margin: margin, width: width)
            add(enumCase, margin: margin, to: &lines)
        case .typeAlias(let alias):
            alias.documentation.add(to: &lines, margin: margin, width: width)
            for line in alias.comment { lines.append("\(margin)// \(line)") }
            lines.append("\(margin)\(alias.access.prefix)typealias \(ReservedWords.quoted(alias.name)) = \(alias.type)")
        }
    }

    private static func add(_ type: TypeDeclaration, depth: Int, margin: String, to lines: inout [String]) {
        var head = "\(margin)\(type.access.prefix)\(type.kind.rawValue) \(ReservedWords.quoted(type.name))"
        if !type.inherits.isEmpty { head += ": " + type.inherits.joined(separator: ", ") }
        if let constraint = type.constraint { head += " where \(constraint)" }
        guard !type.members.isEmpty else { return lines.append(head + " {}") }
        lines.append(head + " {")
        add(type.members, depth: depth + 1, to: &lines)
        lines.append(margin + "}")
    }

    /// Adds a function: on one line where signature and body fit.
    private static func add(_ function: FunctionDeclaration, margin: String, to lines: inout [String]) {
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
        if function.body.isEmpty, flat.fits(width - 1) { return lines.append(flat + "}") }
        if let line = function.body.flat.map({ "\(flat) \($0) }" }), line.fits(width) { return lines.append(line) }
        if flat.fits(width) {
            lines.append(flat)
        } else {
            lines.append(head + "(")
            for line in packed(parameters, width: width - margin.count - indent.count) {
                lines.append(margin + indent + line)
            }
            lines.append(margin + tail)
        }
        function.body.add(to: &lines, margin: margin + indent, width: width)
        lines.append(margin + "}")
    }

    private static func add(_ property: PropertyDeclaration, margin: String, to lines: inout [String]) {
        let head = property.access.prefix + (property.isStatic ? "static " : "")
        let name = "\(ReservedWords.quoted(property.name)): \(property.type)"
        switch property.content {
        case .variable:
            lines.append("\(margin)\(head)var \(name)")
        case .constant(let value):
            value.prefixed(by: "\(head)let \(name) = ").add(to: &lines, margin: margin, width: width)
        case .computed(let body):
            let opening = "\(margin)\(head)var \(name) {"
            if let line = body.flat.map({ "\(opening) \($0) }" }), line.fits(width) { return lines.append(line) }
            lines.append(opening)
            body.add(to: &lines, margin: margin + indent, width: width)
            lines.append(margin + "}")
        }
    }

    private static func add(_ enumCase: EnumCaseDeclaration, margin: String, to lines: inout [String]) {
        var line = "\(margin)case \(ReservedWords.quoted(enumCase.name))"
        if let value = enumCase.rawValue { line += " = \(value)" }
        guard !enumCase.payload.isEmpty else { return lines.append(line) }
        let payload = enumCase.payload.map { item in
            (item.label.map { ReservedWords.quotedLabel($0) + ": " } ?? "") + item.type
        }
        let flat = "\(line)(\(payload.joined(separator: ", ")))"
        guard !flat.fits(width) else { return lines.append(flat) }
        lines.append(line + "(")
        for line in packed(payload, width: width - margin.count - indent.count) {
            lines.append(margin + indent + line)
        }
        lines.append(margin + ")")
    }
}

extension String {
    /// Whether it has no more characters than that; they are counted only where there are more bytes.
    func fits(_ width: Int) -> Bool { utf8.count <= width || count <= width }
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

    fileprivate var isCase: Bool {
        if case .enumCase = self { true } else { false }
    }
}
