internal import SourceText

/// Fills a JSON template with an input that has been checked.
struct JSONRendering {
    let operation: CallDescription
    let input: InputValues
    /// The correlation id of a frame and its JSON type; `nil` in a request body.
    let correlation: (id: String, kind: Enumeration.Kind)?

    /// The parameter name that stands for the correlation id.
    static let correlationName = "$id"

    /// The template's JSON; `nil` for a bare parameter that is not given, which leaves its member or element out.
    func tree(_ template: JSONTemplate) -> JSONTree? {
        switch template {
        case .object(let members):
            .object(
                members.compactMap { member in
                    tree(member.value).map { JSONTree.Member(name: member.name, value: $0) }
                })
        case .array(let elements):
            if let element = operation.elementOfEachOrder(elements) {
                .array(
                    input.orders.compactMap { order in
                        JSONRendering(operation: operation, input: input.about(order), correlation: correlation)
                            .tree(element)
                    })
            } else {
                .array(elements.compactMap(tree))
            }
        case .parameter(Self.correlationName):
            correlation.map { $0.kind == .integer ? .number($0.id) : .string($0.id) }
        case .parameter(let name): input[name].map(\.tree)
        case .parameterOrNull(let name): input[name].map(\.tree) ?? .null
        case .text(let parts): text(parts).map(JSONTree.string)
        case .string(let text): .string(text)
        case .number(let text): .number(text)
        case .boolean(let flag): .boolean(flag)
        case .null: .null
        case .encoded(let inner): tree(inner).map { .string($0.compactText) }
        }
    }

    /// A text template's text, in which the correlation id may stand.
    private func text(_ parts: [TemplatePart]) -> String? {
        input.text(
            of: parts.map { part in
                if let correlation, part == .parameter(Self.correlationName) { return .literal(correlation.id) }
                return part
            })
    }
}

extension Example.InputScalar {
    /// The value in its own JSON type.
    var tree: JSONTree {
        switch self {
        case .text(let text): .string(text)
        case .number(let text): .number(text)
        case .boolean(let flag): .boolean(flag)
        case .list(let values): .array(values.map(\.tree))
        }
    }
}
