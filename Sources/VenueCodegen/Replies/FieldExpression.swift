internal import VenueSpec

/// An expression for a field of a reply.
struct FieldExpression {
    /// The expression.
    let text: String
    /// What the field is on the wire.
    let type: WireType
    /// Whether the expression is an optional.
    let isOptional: Bool

    /// The expression one more step must be added to.
    private var chain: String { isOptional ? text + "?" : text }

    /// The member of that wire name, if the field is an object that declares it.
    func member(_ name: String, in scope: Scope) -> FieldExpression? {
        guard case .object(_, let properties) = type,
            let property = properties.first(where: { $0.name.text.utf8.elementsEqual(name.utf8) })
        else { return nil }
        let member = ModelMember(property, in: scope)
        let tail = member.presence == .optionalNullable ? ".value" : ""
        return FieldExpression(
            text: "\(chain).\(member.name)\(tail)", type: member.wire,
            isOptional: isOptional || member.presence != .required)
    }

    /// The element at an index, if the field is an array.
    func element(at index: Int) -> FieldExpression? {
        guard case .list(let element) = type else { return nil }
        let list = index == 0 ? chain : "\(chain).dropFirst(\(index))"
        return FieldExpression(text: "\(list).first", type: element, isOptional: true)
    }

    /// The field a path leads to; `nil` where the type does not declare it. A step over every element leads to the
    /// first of the values it finds.
    func first(at steps: ArraySlice<FieldPath.Step>, in scope: Scope) -> FieldExpression? {
        guard let step = steps.first else { return self }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name): return member(name, in: scope)?.first(at: rest, in: scope)
        case .index(let index): return element(at: index)?.first(at: rest, in: scope)
        case .anyElement:
            guard case .list(let type) = self.type else { return nil }
            let element = FieldExpression(text: "element", type: type, isOptional: false)
            guard let inner = element.first(at: rest, in: scope) else { return nil }
            guard !rest.isEmpty else { return self.element(at: 0) }
            let signature = "(element: \(scope.runtime.swiftType(type))) -> \(scope.runtime.swiftType(inner.type))?"
            return FieldExpression(
                text: "\(chain).compactMap({ \(signature) in \(inner.text) }).first", type: inner.type,
                isOptional: true)
        }
    }

    /// The value as text, `String` or `String?`; `nil` for objects and arrays.
    func asText(in scope: Scope) -> String? { scope.runtime.text(text, type, isOptional: isOptional) }

    /// The value as text if tests of strings apply to it.
    func asString(in scope: Scope) -> String? {
        switch type {
        case .string, .decimalString, .timestamp, .epoch(_, quoted: true), .textOrNumber: asText(in: scope)
        case .enumeration(_, let enumeration) where enumeration.kind == .string: asText(in: scope)
        default: nil
        }
    }

    /// Whether a path is declared from here on.
    func declares(_ path: FieldPath, in scope: Scope) -> Bool { first(at: path.steps[...], in: scope) != nil }
}
