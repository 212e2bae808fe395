/// One public declaration of a venue's client as those who use it see it: no body, no documentation, every type by its
/// full name.
struct APISymbol: Sendable, Hashable {
    enum Shape: Sendable, Hashable {
        /// A structure or an enumeration, with everything it conforms to and what of that is not written.
        case type(keyword: String, conformances: Set<String>, implied: Set<String>)
        case alias(String)
        case function(APIFunction)
        /// A property, and whether a protocol would give the type one without it.
        case property(type: String, isStatic: Bool, isSettable: Bool, hidesDefault: Bool)
        case enumCase([APIFunction.Parameter])
    }

    /// The names of the types it is in, from the venue's namespace.
    let scope: [String]
    /// Its own name, without back-ticks; `init` for an initializer.
    let name: String
    let shape: Shape

    /// The names from the venue's namespace, such as `CancelOrder.Input.orderID`.
    var path: String { (scope + [name]).joined(separator: ".") }

    var top: String { scope.first ?? name }

    /// Whether it is a type or a name for one.
    var isType: Bool { keyword != nil }

    /// The keyword of a type or of a name for one.
    var keyword: String? {
        switch shape {
        case .type(let keyword, _, _): keyword
        case .alias: "typealias"
        default: nil
        }
    }

    /// Whether it is a function or an initializer, of which several can share a name.
    var isFunction: Bool {
        if case .function = shape { true } else { false }
    }

    var isCase: Bool {
        if case .enumCase = shape { true } else { false }
    }

    /// Whether a protocol gives the type one where this is missing.
    var hidesDefault: Bool {
        if case .property(_, _, _, let hidesDefault) = shape { hidesDefault } else { false }
    }

    /// The declaration in a line, such as `var Input.orderID: Int64`, with its names from the second on.
    var signature: String {
        let name = scope.isEmpty ? name : (scope.dropFirst() + [name]).joined(separator: ".")
        switch shape {
        case .type(let keyword, let conformances, _):
            let list = conformances.sorted().joined(separator: ", ")
            return "\(keyword) \(name)" + (list.isEmpty ? "" : ": \(list)")
        case .alias(let type): return "typealias \(name) = \(type)"
        case .function(let function): return function.signature(name)
        case .property(let type, let isStatic, _, _): return "\(isStatic ? "static " : "")var \(name): \(type)"
        case .enumCase(let payload):
            let list = payload.map(\.text).joined(separator: ", ")
            return "case \(name)" + (list.isEmpty ? "" : "(\(list))")
        }
    }
}

/// The signature of a function or an initializer.
struct APIFunction: Sendable, Hashable {
    /// One parameter, or one associated value of a case.
    struct Parameter: Sendable, Hashable {
        /// The label in a call; `_` for none.
        let label: String
        let type: String
        var hasDefault = false

        var text: String { (label == "_" ? "" : label + ": ") + type + (hasDefault ? " = …" : "") }
    }

    let isStatic: Bool
    let genericParameters: String?
    let parameters: [Parameter]
    /// Whether it is `async`.
    let isAsync: Bool
    let errorType: String?
    let returnType: String?

    func signature(_ name: String) -> String {
        let isInitializer = name == "init" || name.hasSuffix(".init")
        var text = (isStatic ? "static " : "") + (isInitializer ? "" : "func ") + name
        text += (genericParameters.map { "<\($0)>" } ?? "") + "(\(parameters.map(\.text).joined(separator: ", ")))"
        if isAsync { text += " async" }
        if let errorType { text += " throws(\(errorType))" }
        if let returnType { text += " -> \(returnType)" }
        return text
    }
}
