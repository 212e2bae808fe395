internal import VenueSpec

/// An expression for a field of a reply.
struct FieldExpression {
    /// The expression.
    let text: String
    /// What the field is on the wire.
    let type: WireType
    /// Whether the expression is an optional.
    let isOptional: Bool
    /// The expression with what a further step needs before its dot: `?` where the last step is itself an optional.
    private let chain: String

    /// A value that is always there.
    init(root text: String, type: WireType) {
        self.init(text: text, type: type, isOptional: false, isLastOptional: false)
    }

    private init(text: String, type: WireType, isOptional: Bool, isLastOptional: Bool) {
        self.text = text
        self.type = type
        self.isOptional = isOptional
        chain = isLastOptional ? text + "?" : text
    }

    /// The member of that wire name, if the field is an object that declares it.
    func member(_ name: String, in scope: Scope) -> FieldExpression? {
        guard case .object(_, let properties) = type,
            let property = properties.first(where: { $0.name.text.utf8.elementsEqual(name.utf8) })
        else { return nil }
        let member = ModelMember(property, in: scope)
        let tail = member.presence == .optionalNullable ? ".value" : ""
        let canBeMissing = member.presence != .required
        return FieldExpression(
            text: "\(chain).\(member.name)\(tail)", type: member.wire, isOptional: isOptional || canBeMissing,
            isLastOptional: canBeMissing)
    }

    /// The element at an index, if the field is an array.
    func element(at index: Int) -> FieldExpression? {
        guard case .list(let element) = type else { return nil }
        let list = index == 0 ? chain : "\(chain).dropFirst(\(index))"
        return FieldExpression(text: "\(list).first", type: element, isOptional: true, isLastOptional: true)
    }

    /// Whether an element passes a test, if the field is an array: the test of the element `$0`.
    func contains(_ test: String) -> String? {
        guard case .list = type else { return nil }
        return "\(chain).contains(where: { \(test) })" + (isOptional ? " == true" : "")
    }

    /// Whether an array has elements.
    var hasElements: String { "\(chain).isEmpty == false" }

    /// One property of the value.
    func property(_ name: String) -> String { "\(chain).\(name)" }

    /// The field a path leads to; `nil` where the type does not declare it.
    ///
    /// A step over every element leads to the first of the values it finds.
    func first(at steps: ArraySlice<FieldPath.Step>, in scope: Scope) -> FieldExpression? {
        guard let step = steps.first else { return self }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name): return member(name, in: scope)?.first(at: rest, in: scope)
        case .index(let index): return element(at: index)?.first(at: rest, in: scope)
        case .anyElement:
            guard case .list(let type) = self.type else { return nil }
            let element = FieldExpression(root: "$0", type: type)
            guard let inner = element.first(at: rest, in: scope) else { return nil }
            guard !rest.isEmpty else { return self.element(at: 0) }
            return FieldExpression(
                text: "\(chain).compactMap({ \(inner.text) }).first", type: inner.type,
                isOptional: true, isLastOptional: true)
        }
    }

    /// The value as text, `String` or `String?`; `nil` for objects and arrays.
    func asText(in scope: Scope) -> String? { scope.runtime.text(text, chain: chain, type) }

    /// The value as text if tests of strings apply to it.
    func asString(in scope: Scope) -> String? {
        switch type {
        case .string, .decimalString, .timestamp, .epoch(_, quoted: true), .textOrNumber: asText(in: scope)
        case .enumeration(_, let enumeration) where enumeration.kind == .string: asText(in: scope)
        default: nil
        }
    }
}
