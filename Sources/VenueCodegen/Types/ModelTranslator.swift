internal import SwiftSource
internal import VenueSpec

/// Turns the shape of a JSON object into a structure that reads and writes itself.
struct ModelTranslator {
    /// The place.
    let scope: Scope

    func structure(_ type: NamedType, _ properties: [Property]) -> Declaration {
        let members = properties.map { ModelMember($0, in: scope) }
        let fallback = "A JSON object of the venue's replies."
        return .type(
            TypeDeclaration(
                .struct, type.name.swift, inherits: [scope.runtime.jsonModel], access: scope.access,
                documentation: scope.documentation(type.description, fallback: fallback, type.provenance),
                members: members.map(stored) + [
                    memberwise(members), JSONCoding(scope: scope).reader(members),
                    JSONCoding(scope: scope).writer(members),
                ]))
    }

    /// A member's property.
    private func stored(_ member: ModelMember) -> Declaration {
        let property = member.property
        return .property(
            PropertyDeclaration(
                property.name.swift, member.type, access: scope.access,
                documentation: scope.documentation(
                    property.description, fallback: "The member \(Scope.code(property.name.text)).",
                    facts: property.facts(wire: member.wire), property.provenance)))
    }

    /// The initializer from members.
    private func memberwise(_ members: [ModelMember]) -> Declaration {
        .function(
            FunctionDeclaration(
                nil, members.map { .init($0.property.name.swift, $0.type, defaultValue: $0.defaultValue) },
                access: scope.access, documentation: Documentation("Makes the object from its members."),
                body: Code(members.map { "self.\($0.name) = \($0.name)" })))
    }
}

/// A member of an object with everything its Swift needs.
struct ModelMember {
    /// Ways a member can be missing.
    enum Presence {
        /// Always there, never null.
        case required
        /// Always there, possibly null.
        case requiredNullable
        /// Missing or null mean the same.
        case optional
        /// Missing and null are told apart.
        case optionalNullable
    }

    /// The member.
    let property: Property
    let wire: WireType
    /// How it can be missing.
    let presence: Presence
    /// Its Swift name, quoted.
    let name: String
    /// Its Swift type.
    let type: String
    /// The type of the variable that holds it while reading.
    let readType: String

    /// The member of a type of the scope.
    ///
    /// Where any value goes, null is one of them.
    init(_ property: Property, in scope: Scope) {
        self.property = property
        wire = WireType(property.type, in: scope)
        let isNullable = property.isNullable && wire != .any
        presence =
            switch (property.isRequired, isNullable) {
            case (true, false): .required
            case (true, true): .requiredNullable
            case (false, false): .optional
            case (false, true): .optionalNullable
            }
        name = ReservedWords.quoted(property.name.swift)
        let plain = scope.runtime.swiftType(wire)
        let tellsNull = "\(scope.runtime.field)<\(plain)>"
        switch presence {
        case .required: (type, readType) = (plain, "\(plain)?")
        case .requiredNullable: (type, readType) = ("\(plain)?", "\(tellsNull) = .absent")
        case .optional: (type, readType) = ("\(plain)?", "\(plain)?")
        case .optionalNullable: (type, readType) = (tellsNull, "\(tellsNull) = .absent")
        }
    }

    /// The value a caller may leave out.
    var defaultValue: String? {
        switch presence {
        case .required, .requiredNullable: nil
        case .optional: "nil"
        case .optionalNullable: ".absent"
        }
    }
}
