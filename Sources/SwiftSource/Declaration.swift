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
            type.documentation = ""
            type.members = type.members.map(\.withoutDocumentation)
            return .type(type)
        case .function(var function):
            function.documentation = ""
            return .function(function)
        case .property(var property):
            property.documentation = ""
            if property.repeatsDocumentation { property.content = .variable }
            return .property(property)
        case .enumCase(var enumCase):
            enumCase.documentation = ""
            return .enumCase(enumCase)
        case .typeAlias(var alias):
            alias.documentation = ""
            return .typeAlias(alias)
        }
    }
}

extension Declaration {
    package static func type(
        _ kind: TypeDeclaration.Kind, _ name: String, inherits: [String] = [], implied: [String] = [],
        where constraint: String? = nil, access: Access = .internal, documentation: Documentation = "",
        members: [Declaration] = []
    ) -> Declaration {
        .type(
            TypeDeclaration(
                documentation: documentation, access: access, kind: kind, name: name, inherits: inherits,
                implied: implied, constraint: constraint, members: members))
    }

    /// A function, or an initializer where the name is `nil`.
    package static func function(
        _ name: String?, generic genericParameters: String? = nil, _ parameters: [FunctionDeclaration.Parameter] = [],
        access: Access = .internal, isStatic: Bool = false, async isAsync: Bool = false,
        throws errorType: String? = nil, returns returnType: String? = nil, documentation: Documentation = "",
        body: Code
    ) -> Declaration {
        .function(
            FunctionDeclaration(
                documentation: documentation, access: access, isStatic: isStatic, name: name,
                genericParameters: genericParameters, parameters: parameters, isAsync: isAsync, errorType: errorType,
                returnType: returnType, body: body))
    }

    package static func property(
        _ name: String, _ type: String, _ content: PropertyDeclaration.Content = .variable,
        access: Access = .internal, isStatic: Bool = false, hidesDefault: Bool = false,
        repeatsDocumentation: Bool = false, documentation: Documentation = ""
    ) -> Declaration {
        .property(
            PropertyDeclaration(
                documentation: documentation, access: access, isStatic: isStatic, name: name, type: type,
                content: content, hidesDefault: hidesDefault, repeatsDocumentation: repeatsDocumentation))
    }

    package static func enumCase(
        _ name: String, _ payload: [EnumCaseDeclaration.Payload] = [], rawValue: String? = nil,
        documentation: Documentation = ""
    ) -> Declaration {
        .enumCase(
            EnumCaseDeclaration(documentation: documentation, name: name, payload: payload, rawValue: rawValue))
    }

    package static func typeAlias(
        _ name: String, _ type: String, access: Access = .internal, documentation: Documentation = "",
        comment: [String] = []
    ) -> Declaration {
        .typeAlias(
            TypeAliasDeclaration(
                documentation: documentation, comment: comment, access: access, name: name, type: type))
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
    package var isAsync: Bool
    /// The error type it throws, if it throws.
    package var errorType: String?
    package var returnType: String?
    package var body: Code
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
}

package struct TypeAliasDeclaration: Sendable, Hashable {
    package var documentation: Documentation
    /// Comment lines before it that are no documentation, without their slashes.
    package var comment: [String]
    package var access: Access
    /// The new name, without back-ticks.
    package var name: String
    package var type: String
}
