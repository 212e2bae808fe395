/// A declaration, down to its signature.
///
/// What stands inside a body is plain lines.
public indirect enum Declaration: Sendable, Hashable {
    /// A type or an extension with members.
    case type(TypeDeclaration)
    /// A function or an initializer.
    case function(FunctionDeclaration)
    /// A stored or computed property.
    case property(PropertyDeclaration)
    /// A case of an enumeration.
    case enumCase(EnumCaseDeclaration)
    /// Another name for a type.
    case typeAlias(TypeAliasDeclaration)

    /// The same without a comment anywhere, which tells whether two versions differ in more.
    public var withoutDocumentation: Declaration {
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

/// An enumeration, a structure or an extension.
public struct TypeDeclaration: Sendable, Hashable {
    /// What is declared.
    public enum Kind: String, Sendable, Hashable {
        case `enum`, `struct`, `extension`
    }

    /// Its documentation.
    public var documentation: Documentation
    /// Who sees it.
    public var access: Access
    /// What is declared.
    public var kind: Kind
    /// Its name, without back-ticks.
    public var name: String
    /// The types after the colon, as written.
    public var inherits: [String]
    /// Protocols it conforms to because those after the colon refine them; not written.
    public var implied: [String]
    /// What must hold of an extended type, as written after `where`.
    public var constraint: String?
    /// What it contains.
    public var members: [Declaration]

    /// A type declaration.
    public init(
        _ kind: Kind, _ name: String, inherits: [String] = [], implied: [String] = [],
        where constraint: String? = nil, access: Access = .internal, documentation: Documentation = Documentation(),
        members: [Declaration] = []
    ) {
        (self.documentation, self.access, self.kind, self.name) = (documentation, access, kind, name)
        (self.inherits, self.implied, self.constraint, self.members) = (inherits, implied, constraint, members)
    }
}

/// A function or an initializer.
public struct FunctionDeclaration: Sendable, Hashable {
    /// One parameter.
    public struct Parameter: Sendable, Hashable {
        /// The argument label where it differs from the name; `_` for none.
        public var label: String?
        /// The name, without back-ticks.
        public var name: String
        /// The type, as written.
        public var type: String
        /// The default value, as written.
        public var defaultValue: String?

        /// A parameter.
        public init(label: String? = nil, _ name: String, _ type: String, defaultValue: String? = nil) {
            (self.label, self.name, self.type, self.defaultValue) = (label, name, type, defaultValue)
        }
    }

    /// Its documentation.
    public var documentation: Documentation
    /// Who sees it.
    public var access: Access
    /// Whether it belongs to the type.
    public var isStatic: Bool
    /// Its name, without back-ticks; `nil` for an initializer.
    public var name: String?
    /// Its generic parameters with their constraints, as written.
    public var genericParameters: String?
    /// Its parameters.
    public var parameters: [Parameter]
    /// Whether it is `async`.
    public var isAsync: Bool
    /// The error type it throws, if it throws.
    public var errorType: String?
    /// The type it returns, if any.
    public var returnType: String?
    /// Its body.
    public var body: Code

    /// A function, or an initializer where the name is `nil`.
    public init(
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

/// A stored or computed property.
public struct PropertyDeclaration: Sendable, Hashable {
    /// How its value comes about.
    public enum Content: Sendable, Hashable {
        /// A stored variable without a value of its own.
        case variable
        /// A constant with a value.
        case constant(Code)
        /// A getter.
        case computed(Code)
    }

    /// Its documentation.
    public var documentation: Documentation
    /// Who sees it.
    public var access: Access
    /// Whether it belongs to the type.
    public var isStatic: Bool
    /// Its name, without back-ticks.
    public var name: String
    /// Its type, as written.
    public var type: String
    /// Its value.
    public var content: Content
    /// Whether a protocol gives the type one of that name where this is left out; not written.
    public var hidesDefault: Bool
    /// Whether its value repeats, for programs to show, what comments of other declarations say; not written.
    public var repeatsDocumentation: Bool

    /// A property.
    public init(
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

/// A case of an enumeration.
public struct EnumCaseDeclaration: Sendable, Hashable {
    /// One associated value.
    public struct Payload: Sendable, Hashable {
        /// Its label, without back-ticks; `nil` for none.
        public var label: String?
        /// Its type, as written.
        public var type: String

        /// An associated value.
        public init(label: String? = nil, _ type: String) { (self.label, self.type) = (label, type) }
    }

    /// Its documentation.
    public var documentation: Documentation
    /// Its name, without back-ticks.
    public var name: String
    /// Its associated values.
    public var payload: [Payload]
    /// Its raw value, as written.
    public var rawValue: String?

    /// A case.
    public init(
        _ name: String, _ payload: [Payload] = [], rawValue: String? = nil,
        documentation: Documentation = Documentation()
    ) {
        (self.documentation, self.name, self.payload, self.rawValue) = (documentation, name, payload, rawValue)
    }
}

/// Another name for a type.
public struct TypeAliasDeclaration: Sendable, Hashable {
    /// Its documentation.
    public var documentation: Documentation
    /// Comment lines before it that are no documentation, without their slashes.
    public var comment: [String]
    /// Who sees it.
    public var access: Access
    /// The new name, without back-ticks.
    public var name: String
    /// The type, as written.
    public var type: String

    /// A type alias.
    public init(
        _ name: String, _ type: String, access: Access = .internal, documentation: Documentation = Documentation(),
        comment: [String] = []
    ) {
        (self.documentation, self.comment, self.access, self.name) = (documentation, comment, access, name)
        self.type = type
    }
}
