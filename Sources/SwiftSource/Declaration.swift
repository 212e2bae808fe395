/// A declaration, down to its signature.
///
/// What stands inside a body is plain lines.
package indirect enum Declaration: Sendable, Hashable {
    case type(TypeDeclaration)
    case function(FunctionDeclaration)
    case property(PropertyDeclaration)
    case enumCase(EnumCaseDeclaration)
    case typeAlias(TypeAliasDeclaration)

    /// The same without a comment anywhere, which tells whether two versions differ in more.
    package var withoutDocumentation: Declaration {
        switch self {
        case .type(var type):
            type.documentation = Documentation()
            type.members = type.members.map(\.withoutDocumentation)
            return .type(type)
        case .function(var function):
            function.documentation = Documentation()
            return .function(function)
        case .property(var property):
            property.documentation = Documentation()
            if property.repeatsDocumentation { property.content = .variable }
            return .property(property)
        case .enumCase(var enumCase):
            enumCase.documentation = Documentation()
            return .enumCase(enumCase)
        case .typeAlias(var alias):
            alias.documentation = Documentation()
            return .typeAlias(alias)
        }
    }
}

package struct TypeDeclaration: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case `enum`, `struct`, `extension`
    }

    package var documentation: Documentation
    package var access: Access
    package var kind: Kind
    /// Its name, without back-ticks.
    package var name: String
    /// The types after the colon, as written.
    package var inherits: [String]
    /// Protocols it conforms to because those after the colon refine them; not written.
    package var implied: [String]
    /// What must hold of an extended type, as written after `where`.
    package var constraint: String?
    package var members: [Declaration]

    package init(
        _ kind: Kind, _ name: String, inherits: [String] = [], implied: [String] = [],
        where constraint: String? = nil, access: Access = .internal, documentation: Documentation = Documentation(),
        members: [Declaration] = []
    ) {
        (self.documentation, self.access, self.kind, self.name) = (documentation, access, kind, name)
        (self.inherits, self.implied, self.constraint, self.members) = (inherits, implied, constraint, members)
    }
}

package struct FunctionDeclaration: Sendable, Hashable {
    package struct Parameter: Sendable, Hashable {
        /// The argument label where it differs from the name; `_` for none.
        package var label: String?
        /// The name, without back-ticks.
        package var name: String
        package var type: String
        package var defaultValue: String?

        package init(label: String? = nil, _ name: String, _ type: String, defaultValue: String? = nil) {
            (self.label, self.name, self.type, self.defaultValue) = (label, name, type, defaultValue)
        }
    }

    package var documentation: Documentation
    package var access: Access
    package var isStatic: Bool
    /// Its name, without back-ticks; `nil` for an initializer.
    package var name: String?
    /// Its generic parameters with their constraints, as written.
    package var genericParameters: String?
    package var parameters: [Parameter]
    /// Whether it is `async`.
    package var isAsync: Bool
    /// The error type it throws, if it throws.
    package var errorType: String?
    package var returnType: String?
    package var body: Code

    /// A function, or an initializer where the name is `nil`.
    package init(
        _ name: String?, generic genericParameters: String? = nil, _ parameters: [Parameter] = [],
        access: Access = .internal, isStatic: Bool = false, async isAsync: Bool = false,
        throws errorType: String? = nil, returns returnType: String? = nil,
        documentation: Documentation = Documentation(), body: Code
    ) {
        (self.documentation, self.access, self.isStatic, self.name) = (documentation, access, isStatic, name)
        (self.genericParameters, self.parameters, self.isAsync) = (genericParameters, parameters, isAsync)
        (self.errorType, self.returnType, self.body) = (errorType, returnType, body)
    }
}

package struct PropertyDeclaration: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// A stored variable without a value of its own.
        case variable
        case constant(Code)
        case computed(Code)
    }

    package var documentation: Documentation
    package var access: Access
    package var isStatic: Bool
    /// Its name, without back-ticks.
    package var name: String
    package var type: String
    package var content: Content
    /// Whether a protocol gives the type one of that name where this is left out; not written.
    package var hidesDefault: Bool
    /// Whether its value repeats, for programs to show, what comments of other declarations say; not written.
    package var repeatsDocumentation: Bool

    package init(
        _ name: String, _ type: String, _ content: Content = .variable, access: Access = .internal,
        isStatic: Bool = false, hidesDefault: Bool = false, repeatsDocumentation: Bool = false,
        documentation: Documentation = Documentation()
    ) {
        (self.documentation, self.access, self.isStatic, self.name) = (documentation, access, isStatic, name)
        (self.type, self.content, self.hidesDefault) = (type, content, hidesDefault)
        self.repeatsDocumentation = repeatsDocumentation
    }

    /// Whether it takes up one line beside its documentation.
    var isStored: Bool {
        if case .computed = content { false } else { true }
    }
}

package struct EnumCaseDeclaration: Sendable, Hashable {
    package struct Payload: Sendable, Hashable {
        /// Its label, without back-ticks; `nil` for none.
        package var label: String?
        package var type: String

        package init(label: String? = nil, _ type: String) { (self.label, self.type) = (label, type) }
    }

    package var documentation: Documentation
    /// Its name, without back-ticks.
    package var name: String
    package var payload: [Payload]
    package var rawValue: String?

    package init(
        _ name: String, _ payload: [Payload] = [], rawValue: String? = nil,
        documentation: Documentation = Documentation()
    ) {
        (self.documentation, self.name, self.payload, self.rawValue) = (documentation, name, payload, rawValue)
    }
}

package struct TypeAliasDeclaration: Sendable, Hashable {
    package var documentation: Documentation
    /// Comment lines before it that are no documentation, without their slashes.
    package var comment: [String]
    package var access: Access
    /// The new name, without back-ticks.
    package var name: String
    package var type: String

    package init(
        _ name: String, _ type: String, access: Access = .internal, documentation: Documentation = Documentation(),
        comment: [String] = []
    ) {
        (self.documentation, self.comment, self.access, self.name) = (documentation, comment, access, name)
        self.type = type
    }
}
