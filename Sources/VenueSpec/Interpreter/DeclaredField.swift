extension ResponseShape {
    /// The declared type of the field a path leads to in a reply of this shape; `nil` where the shape has no such field.
    ///
    /// A value of type `any` has no declared members.
    ///
    /// - Parameters:
    ///   - path: The path from the body's root.
    ///   - venue: The venue whose types names refer to.
    /// - Returns: The type, which may be a name of the venue's types.
    public func type(at path: FieldPath, in venue: Venue) -> ValueType? {
        let root: ValueType
        switch content {
        case .json(let type): root = type
        case .text: root = .string
        case .none, .any: return nil
        }
        return path.steps.reduce(root) { type, step in type.flatMap { $0.type(after: step, in: venue) } }
    }
}

extension ValueType {
    /// The enumeration this type is, if it is one.
    func enumeration(in venue: Venue) -> Enumeration? {
        guard case .named(let name) = self,
            case .enumeration(let enumeration)? = venue.type(named: name.text)?.definition
        else { return nil }
        return enumeration
    }

    /// The type one step further.
    fileprivate func type(after step: FieldPath.Step, in venue: Venue) -> ValueType? {
        switch (step, self) {
        case (.member(let member), .named(let name)):
            guard case .object(let properties)? = venue.type(named: name.text)?.definition else { return nil }
            return properties.first { $0.name.text.isExactly(member) }?.type
        case (.index, .array(let element)), (.anyElement, .array(let element)): return element
        default: return nil
        }
    }
}
