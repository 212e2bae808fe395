/// A Swift source file: comments, imports, declarations.
public struct SwiftFile: Sendable, Hashable {
    /// Comment lines at the top, without their slashes.
    public var header: [String]
    /// The imports, in order.
    public var imports: [Import]
    /// The declarations, in order.
    public var declarations: [Declaration]

    /// A file.
    public init(header: [String], imports: [Import], declarations: [Declaration]) {
        self.header = header
        self.imports = imports
        self.declarations = declarations
    }

    /// The file as text, with one line break at its end.
    public func rendered() -> String {
        var sections: [[String]] = []
        if !header.isEmpty { sections.append(header.map { $0.isEmpty ? "//" : "// \(VisibleText.escaped($0))" }) }
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
public struct Import: Sendable, Hashable {
    /// Who may see the module's names in this file's declarations.
    public var access: Access
    /// The module.
    public var module: String

    /// An import.
    public init(_ access: Access, _ module: String) {
        self.access = access
        self.module = module
    }
}

/// The access levels of declarations.
public enum Access: String, Sendable, Hashable, CaseIterable {
    case `public`, package, `internal`, `fileprivate`, `private`

    /// The keyword with a space after it; nothing for Swift's default.
    var prefix: String { self == .internal ? "" : rawValue + " " }
}
