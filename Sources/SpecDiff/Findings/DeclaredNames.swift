internal import SwiftSource

extension [Declaration] {
    /// Whether a declaration of that qualified name, such as `Meridian.Credentials.token`, is among them.
    func contains(symbol: String) -> Bool {
        let parts = symbol.split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first else { return false }
        return contains { declaration in
            guard declaration.name == first else { return false }
            guard let rest = parts.dropFirst().first else { return true }
            guard case .type(let type) = declaration else { return false }
            return type.members.contains(symbol: rest)
        }
    }
}

extension Declaration {
    /// Its name without back-ticks; `nil` for an initializer.
    fileprivate var name: String? {
        switch self {
        case .type(let type): type.name
        case .function(let function): function.name
        case .property(let property): property.name
        case .enumCase(let enumCase): enumCase.name
        case .typeAlias(let alias): alias.name
        }
    }
}
