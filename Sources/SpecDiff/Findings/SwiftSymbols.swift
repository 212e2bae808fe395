internal import VenueSpec

/// The names of generated declarations, by what of the spec they are made from.
struct SwiftSymbols {
    /// The venue's namespace.
    let venue: String

    /// The names in a venue's client.
    init(_ venue: Venue) { self.venue = venue.name.swift }

    /// A server's constant or function.
    func server(_ server: Server) -> String { "\(venue).Server.\(server.name.swift)" }

    /// A credential's property.
    func credential(_ credential: Credential) -> String { "\(venue).Credentials.\(credential.name.swift)" }

    /// The venue's request limits.
    var rateLimits: String { "\(venue).rateLimits" }

    /// A declared type.
    func type(_ type: NamedType) -> String { "\(venue).\(type.name.swift)" }

    /// A member of a declared object.
    func property(_ property: Property, of type: NamedType) -> String {
        "\(self.type(type)).\(property.name.swift)"
    }

    /// A value of a declared enumeration.
    func value(_ value: Enumeration.Value, of type: NamedType) -> String { "\(self.type(type)).\(value.name.swift)" }

    /// An operation's namespace.
    func operation(_ operation: CancelOperation) -> String {
        "\(venue).\(operation.name.swift.prefix(1).uppercased() + operation.name.swift.dropFirst())"
    }

    /// A member of an operation's namespace, such as `prepare`, `judge` or `Response`.
    func member(_ member: String, of operation: CancelOperation) -> String {
        "\(self.operation(operation)).\(member)"
    }

    /// A parameter's property of the input, or the case of the identity that holds it.
    func parameter(_ parameter: Parameter, of operation: CancelOperation) -> String {
        member("Input.\(parameter.name.swift)", of: operation)
    }

    /// The case of a documented reply.
    func response(_ shape: ResponseShape, of operation: CancelOperation) -> String {
        member("Response.\(shape.caseName)", of: operation)
    }
}
