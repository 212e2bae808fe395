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

    /// The first member along a path that no body declares, with the names that would lead on in its place; `nil`
    /// where the path fails at something else.
    func unknownMember(of path: FieldPath) -> (name: String, known: [String])? {
        let failing = path.steps.indices.first { types(at: path.prefix($0 + 1)).isEmpty }
        guard let failing, case .member(let name) = path.steps[failing] else { return nil }
        let known = types(at: path.prefix(failing)).flatMap(members).filter { candidate in
            var steps = path.steps
            steps[failing] = .member(candidate)
            return !types(at: FieldPath(steps: steps)).isEmpty
        }
        return (name, known)
    }

    /// The names of an object's members.
    private func members(of type: ValueType) -> [String] {
        guard case .named(let name) = type else { return [] }
        return document.type(named: name.text)?.properties?.map(\.name) ?? []
    }
}

extension FieldPath {
    /// The path's first steps.
    fileprivate func prefix(_ count: Int) -> FieldPath { FieldPath(steps: Array(steps.prefix(count))) }
}
