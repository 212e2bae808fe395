internal import SwiftSource
internal import VenueSpec

/// The names of generated declarations, by what of the spec they are made from.
struct SwiftSymbols {
    let venue: String

    init(_ venue: Venue) { self.venue = venue.name.swift }

    func server(_ server: Server) -> String { "\(venue).Server.\(server.name.swift)" }

    func credential(_ credential: Credential) -> String { "\(venue).Credentials.\(credential.name.swift)" }

    func credentialSet(_ set: CredentialSet) -> String { "\(venue).Credentials.\(set.name.swift)" }

    var rateLimits: String { "\(venue).rateLimits" }

    func type(_ type: NamedType) -> String { "\(venue).\(type.name.swift)" }

    func property(_ property: Property, of type: NamedType) -> String {
        "\(self.type(type)).\(property.name.swift)"
    }

    func value(_ value: Enumeration.Value, of type: NamedType) -> String { "\(self.type(type)).\(value.name.swift)" }

    func operation(_ operation: CallDescription) -> String { "\(venue).\(operation.namespace)" }

    /// A member of an operation's namespace, such as `prepare`, `judge` or `Response`.
    func member(_ member: String, of operation: CallDescription) -> String {
        "\(self.operation(operation)).\(member)"
    }

    /// A parameter's property of the input, or the case of the identity that holds it.
    func parameter(_ parameter: Parameter, of operation: CallDescription) -> String {
        member("Input.\(parameter.name.swift)", of: operation)
    }

    /// The case of a value that a parameter may have; nothing where the parameter is no enumeration.
    func values(_ values: [String], of parameter: Parameter?, of operation: CallDescription) -> [String] {
        guard let (enumeration, type) = parameter?.type.declared else { return [] }
        return enumeration.values.filter { values.contains($0.name.text) }
            .map { member("\(type).\($0.name.swift)", of: operation) }
    }

    /// The case of a set that identifies the order; where there is one set, the properties of its parameters.
    func identity(_ set: IdentitySet, of operation: CallDescription) -> [String] {
        guard let name = set.name else {
            return set.parameters.compactMap(operation.parameter).map { parameter($0, of: operation) }
        }
        let taken = Set(operation.parameters.compactMap(\.type.declared?.swiftType))
        var type = operation.kind == .cancelAll ? "Scope" : "Identity"
        while taken.contains(type) { type += "_" }
        return [member("\(type).\(name.swift)", of: operation)]
    }

    /// The case that carries a conditional group, and the properties of its parameters.
    func group(_ group: ConditionalGroup, of operation: CallDescription) -> [String] {
        values([group.value], of: operation.parameter(named: group.discriminator), of: operation)
            + group.parameters.compactMap(operation.parameter).map { parameter($0, of: operation) }
    }

    /// The case of a documented reply.
    func response(_ shape: ResponseShape, of operation: CallDescription) -> String {
        member("Response.\(shape.caseName)", of: operation)
    }
}

extension [Declaration] {
    /// Whether a declaration of that qualified name, such as `Meridian.Credentials.token`, is among them.
    func contains(symbol: String) -> Bool {
        let parts = symbol.split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first else { return false }
        return contains { declaration in
            guard declaration.name == first else { return false }
            guard let rest = parts.dropFirst().first else { return true }
            guard case .type(let type) = declaration else { return false }
            return type.members.contains(symbol: rest)
        }
    }
}

extension Declaration {
    /// Its name without back-ticks; `nil` for an initializer.
    fileprivate var name: String? {
        switch self {
        case .type(let type): type.name
        case .function(let function): function.name
        case .property(let property): property.name
        case .enumCase(let enumCase): enumCase.name
        case .typeAlias(let alias): alias.name
        }
    }
}
