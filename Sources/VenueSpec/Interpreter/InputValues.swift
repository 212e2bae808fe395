/// The values of one call by parameter name.
///
/// The first of a repeated name counts.
struct InputValues {
    private let values: [String: Example.InputScalar]

    /// Collects the values.
    init(_ input: [Example.InputValue]) {
        values = Dictionary(input.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The value of a parameter, if given.
    subscript(name: String) -> Example.InputScalar? { values[name] }
}

extension Example.InputScalar {
    /// The value as text; `nil` for a list.
    var text: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .boolean(let flag): String(flag)
        case .list: nil
        }
    }
}
