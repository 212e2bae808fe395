internal import VenueSpec

/// Which parts of a spec generated declarations are made from.
struct DeclarationOrigins {
    /// The part each declaration of the namespace is made from, by its name there.
    private var groups: [String: PlacePair] = [:]
    /// The part single declarations are made from, by their path in the namespace.
    private var members: [String: PlacePair] = [:]

    /// The parts of two versions of a venue.
    init(_ change: VenueChange) {
        groups["Server"] = PlacePair.root.at("servers")
        groups["Credentials"] = PlacePair.root.at("security")
        groups["rateLimits"] = PlacePair.root.at("rateLimits")
        groups[APISurface.client] = PlacePair.root.at("operations")
        add(change.servers, in: "Server", \.name.swift)
        add(change.credentials, in: "Credentials", \.name.swift)
        add(change.credentialSets, in: "Credentials", \.name.swift)
        for type in change.types { add(type) }
        for single in change.singleTypes { groups[single.value.name.swift] = single.places }
        for operation in change.operations { add(operation) }
        for single in change.singleOperations { groups[single.value.namespace] = single.places }
    }

    /// The one part a difference comes from, or that of the whole declaration.
    func places(of difference: APIDifference, in group: String) -> PlacePair {
        let symbols =
            difference.removed + difference.added + difference.changed.map(\.new) + difference.extended.map(\.new)
        let parts = Set(symbols.compactMap { members[$0.path] })
        if parts.count == 1, let only = parts.first { return only }
        return groups[group] ?? .root.at("venue")
    }

    /// Adds the members or values of a type.
    private mutating func add(_ type: TypeChange) {
        let name = type.pair.new.name.swift
        groups[name] = type.pair.places
        if let properties = type.properties { add(properties, in: name, \.name.swift) }
        if let values = type.values { add(values, in: name, \.name.swift) }
    }

    private mutating func add(_ operation: OperationChange) {
        let name = operation.new.namespace
        groups[name] = operation.places
        add(operation.parameters, in: "\(name).Input", \.name.swift)
        for pair in operation.parameters.pairs { addEnumeration(of: [pair.old, pair.new], pair.places, in: name) }
        for single in operation.parameters.added + operation.parameters.removed {
            addEnumeration(of: [single.value], single.places, in: name)
        }
        for version in [operation.old, operation.new] {
            for shape in version.responses {
                members["\(name).Response.\(shape.caseName)"] = operation.places.at(
                    "responses", shape.status.description)
            }
            if case .alternatives(let sets) = version.identity {
                for set in sets {
                    let type = version.kind == .cancelAll ? "Scope" : "Identity"
                    members["\(name).\(type).\(set.name.swift)"] = operation.places.at(version.setKey, set.name.text)
                }
            }
        }
        members["\(name).frame"] = operation.places.at("webSocket")
    }

    private mutating func addEnumeration(of versions: [Parameter], _ places: PlacePair, in name: String) {
        for parameter in versions {
            guard let (enumeration, type) = parameter.type.declared else { continue }
            members["\(name).\(type)"] = places
            for value in enumeration.values {
                members["\(name).\(type).\(value.name.swift)"] = places.at("enum", value.name.text)
            }
        }
    }

    /// Adds the entries of a map, each under the Swift name it has.
    private mutating func add<Element>(
        _ pairing: Pairing<Element>, in scope: String, _ name: (Element) -> String
    ) {
        for pair in pairing.pairs {
            for version in [pair.old, pair.new] { members["\(scope).\(name(version))"] = pair.places }
        }
        for single in pairing.added + pairing.removed { members["\(scope).\(name(single.value))"] = single.places }
    }
}
