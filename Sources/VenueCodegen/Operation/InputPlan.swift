internal import SwiftSource
internal import VenueSpec

/// How the parameters of an operation become the members of its `Input`.
struct InputPlan {
    /// Where a parameter's value is kept.
    enum Storage: Hashable {
        /// In a property of its own, optional or not.
        case property(isOptional: Bool)
        /// In payloads of the identity.
        case identity
        /// In payloads of the enumeration of another parameter.
        case group(discriminator: String)
    }

    /// A parameter and its place.
    struct Member: Hashable {
        let parameter: Parameter
        let wire: WireType
        /// Where its value is kept.
        let storage: Storage

        var name: String { ReservedWords.quoted(parameter.name.swift) }
        var wireName: String { parameter.name.text }
        /// Whether `input.name` is an optional.
        var isOptional: Bool { storage != .property(isOptional: false) }
    }

    let operation: CancelOperation
    /// The parameters, in spec order.
    let members: [Member]
    /// The property that holds the identity, where there are several sets.
    let identityName: String
    /// The type of the identity, where there are several sets.
    let identityType: String

    /// Plans the input of an operation.
    init(_ operation: CancelOperation) {
        self.operation = operation
        let alternatives: Set<String> =
            if case .alternatives(let sets) = operation.identity { Set(sets.flatMap(\.parameters)) } else { [] }
        members = operation.parameters.map { parameter in
            let name = parameter.name.text
            let storage: Storage
            if alternatives.contains(name) {
                storage = .identity
            } else if let group = operation.conditionalGroups.first(where: { $0.parameters.contains(name) }) {
                storage = .group(discriminator: group.discriminator)
            } else {
                storage = .property(isOptional: !parameter.isRequired)
            }
            return Member(parameter: parameter, wire: WireType(parameter.type), storage: storage)
        }
        identityName = Scope.fresh("identity", avoiding: operation.parameters.map(\.name.swift))
        identityType = Scope.fresh("Identity", avoiding: operation.requestEnumerations.map(\.name))
    }

    /// The member of a parameter.
    func member(_ name: String) -> Member? { members.first { $0.wireName == name } }

    /// The sets that identify the order; empty where there is only one.
    var alternatives: [IdentityAlternative] {
        if case .alternatives(let sets) = operation.identity { sets } else { [] }
    }

    /// The parameters that identify the order.
    var identifying: Set<String> { operation.identifiers }

    /// The parameters a value of a deciding parameter requires; empty for none.
    func payload(of discriminator: String, value: String) -> [String] {
        operation.conditionalGroups
            .filter { $0.discriminator == discriminator && $0.value == value }.flatMap(\.parameters)
    }

    /// Whether a parameter decides what others are given.
    func isDiscriminator(_ name: String) -> Bool {
        operation.conditionalGroups.contains { $0.discriminator == name }
    }

    /// The cases of an enumeration with payloads that hold a parameter's value, and whether there are other cases.
    func cases(holding member: Member) -> (
        subject: Member?, cases: [(name: String, payload: [String])], isPartial: Bool
    ) {
        switch member.storage {
        case .property: return (nil, [], false)
        case .identity:
            let holding = alternatives.filter { $0.parameters.contains(member.wireName) }
            return (nil, holding.map { ($0.name.swift, $0.parameters) }, holding.count < alternatives.count)
        case .group(let name):
            guard let discriminator = self.member(name), case .enumeration(_, let enumeration) = discriminator.wire
            else { return (nil, [], true) }
            let holding = enumeration.values.map { ($0.name.swift, payload(of: name, value: $0.name.text)) }
                .filter { $0.1.contains(member.wireName) }
            return (
                discriminator, holding.map { (name: $0.0, payload: $0.1) },
                discriminator.isOptional || holding.count < enumeration.values.count
            )
        }
    }
}
