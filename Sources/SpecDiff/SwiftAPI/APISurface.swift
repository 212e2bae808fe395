internal import SwiftSource

/// The public declarations of a venue's client, one beside the other.
struct APISurface: Sendable {
    private(set) var symbols: [APISymbol] = []
    private let names: TypeNames

    /// The name the functions of the runtime's client are listed under: the venue's own name for it.
    static let client = "Client"

    /// The surface of some of a venue's declarations, with the names of all.
    init(_ declarations: [Declaration], names: TypeNames) {
        self.names = names
        for case .type(let type) in declarations {
            let scope = type.kind == .extension ? [Self.client] : []
            for member in type.members { add(member, in: scope, isPublic: type.access == .public) }
        }
    }

    /// The paths of all types, from the venue's namespace.
    static func types(in declarations: [Declaration], venue: String) -> Set<[String]> {
        var paths: Set<[String]> = []
        /// Adds the types of a list of members.
        func collect(_ members: [Declaration], _ scope: [String]) {
            for member in members {
                switch member {
                case .type(let type):
                    paths.insert(scope + [type.name])
                    collect(type.members, scope + [type.name])
                case .typeAlias(let alias): paths.insert(scope + [alias.name])
                default: break
                }
            }
        }
        for case .type(let type) in declarations where type.name == venue { collect(type.members, []) }
        return paths
    }

    /// Adds a declaration and what is inside.
    ///
    /// Cases have the access of their enumeration.
    private mutating func add(_ declaration: Declaration, in scope: [String], isPublic: Bool) {
        /// The names of generic parameters, such as `Failure` of `Failure: Error`.
        let generic: Set<String> =
            if case .function(let function) = declaration {
                Set((function.genericParameters ?? "").split(separator: ",").map { String($0.prefix { $0 != ":" }) })
            } else { [] }
        func full(_ type: String) -> String { names.resolved(type, in: scope, beside: generic) }
        func add(_ name: String, _ shape: APISymbol.Shape) {
            symbols.append(APISymbol(scope: names.renamed(scope), name: name, shape: shape))
        }
        switch declaration {
        case .type(let type) where type.access == .public:
            let shape = APISymbol.Shape.type(
                keyword: type.kind.rawValue, conformances: Set(type.inherits.map(full)),
                implied: Set(type.implied.map(full)))
            let name = names.renamed(scope + [type.name]).last ?? type.name
            add(name, shape)
            for member in type.members { self.add(member, in: scope + [type.name], isPublic: true) }
        case .typeAlias(let alias) where alias.access == .public: add(alias.name, .alias(full(alias.type)))
        case .function(let function) where function.access == .public:
            let parameters = function.parameters.map { parameter in
                APIFunction.Parameter(
                    label: parameter.label ?? parameter.name, type: full(parameter.type),
                    hasDefault: parameter.defaultValue != nil)
            }
            let signature = APIFunction(
                isStatic: function.isStatic, genericParameters: function.genericParameters.map(full),
                parameters: parameters, isAsync: function.isAsync, errorType: function.errorType.map(full),
                returnType: function.returnType.map(full))
            add(function.name ?? "init", .function(signature))
        case .property(let property) where property.access == .public:
            let shape = APISymbol.Shape.property(
                type: full(property.type), isStatic: property.isStatic, isSettable: property.content == .variable,
                hidesDefault: property.hidesDefault)
            add(property.name, shape)
        case .enumCase(let enumCase) where isPublic:
            add(
                enumCase.name,
                .enumCase(enumCase.payload.map { .init(label: $0.label ?? "_", type: full($0.type)) }))
        default: break
        }
    }
}
