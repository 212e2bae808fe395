extension Example {
    /// The input as one flat JSON object, each parameter under its wire name: what a generated input type decodes.
    public var inputJSON: String {
        JSONTree.object(input.map { JSONTree.Member(name: $0.name, value: Self.tree($0.value)) }).compactText
    }

    /// A parameter's value as JSON.
    private static func tree(_ value: InputScalar) -> JSONTree {
        switch value {
        case .text(let text): .string(text)
        case .number(let text): .number(text)
        case .boolean(let flag): .boolean(flag)
        case .list(let elements): .array(elements.map(tree))
        }
    }
}
