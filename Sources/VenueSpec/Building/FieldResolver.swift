internal import YAMLDocument

/// Finds the types a field path can lead to in the documented bodies of some statuses.
struct FieldResolver {
    /// The document that declares the types.
    let document: SpecDocument
    /// The bodies as written, one for each alternative.
    let bodies: [Node]

    /// The type at the path in each body that declares it; plain text counts as a string at `$`.
    func types(at path: FieldPath) -> [ValueType] {
        bodies.compactMap { type(at: path, in: $0) }
    }

    /// The type at the path in one body.
    private func type(at path: FieldPath, in body: Node) -> ValueType? {
        let builder = VenueBuilder(document: document)
        switch builder.content(body) {
        case .text: return path.steps.isEmpty ? .string : nil
        case .json(let root):
            return path.steps.reduce(ValueType?.some(root)) { type, next in
                type.flatMap { step(next, from: $0, builder) }
            }
        case .none?, .any, nil: return nil
        }
    }

    /// The type one step further.
    private func step(_ step: FieldPath.Step, from type: ValueType, _ builder: VenueBuilder) -> ValueType? {
        switch (step, type) {
        case (.member(let name), .named(let typeName)):
            document.type(named: typeName.text)?.properties?.first { $0.name == name }
                .flatMap { builder.valueType($0.type) }
        case (.index, .array(let element)), (.anyElement, .array(let element)): element
        default: nil
        }
    }

    /// The member names that exist along a path, for suggestions: those of the object the first unknown step is taken in.
    func knownMembers(for path: FieldPath) -> [String] {
        for length in stride(from: path.steps.count - 1, through: 0, by: -1) {
            let parents = types(at: FieldPath(steps: Array(path.steps.prefix(length))))
            let names = parents.flatMap { type -> [String] in
                guard case .named(let name) = type else { return [] }
                return document.type(named: name.text)?.properties?.map(\.name) ?? []
            }
            if !names.isEmpty { return names }
        }
        return []
    }
}
