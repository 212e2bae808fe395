import SwiftSource

@testable import SpecDiff

/// Code that uses everything a venue's client declares, as a careful consumer might: it names every type, reads and
/// sets every property, matches and makes every case, and calls every function with and without what may be left out.
struct ConsumerSource {
    /// The venue's namespace.
    private let venue: String
    /// The functions so far.
    private var lines: [String] = []

    /// The code for the public declarations of a venue.
    static func text(_ surface: APISurface, venue: String) -> String {
        var source = ConsumerSource(venue: venue)
        for symbol in surface.symbols { source.use(symbol) }
        let cases = Dictionary(grouping: surface.symbols.filter(\.isCase), by: \.scope)
        for (scope, cases) in cases.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            source.match(cases, of: scope)
        }
        return (["import API", "import VenueRuntime", ""] + source.lines).joined(separator: "\n") + "\n"
    }

    private init(venue: String) { self.venue = venue }

    /// A path in the namespace as code writes it.
    private func full(_ path: [String]) -> String {
        ([venue] + path).map(ReservedWords.quoted).joined(separator: ".")
    }

    /// Adds a function with a name of its own.
    private mutating func add(_ parameters: [String], generic: String? = nil, _ body: [String]) {
        let head = "func use\(venue)\(lines.count)\(generic.map { "<\($0)>" } ?? "")"
        lines.append("\(head)(\(parameters.joined(separator: ", "))) async throws {")
        lines += body.map { "    " + $0 }
        lines.append("}")
    }

    /// Uses one declaration.
    private mutating func use(_ symbol: APISymbol) {
        let owner = full(symbol.scope)
        /// A type as it reads outside.
        func outside(_ type: String) -> String { type == "Self" ? owner : type }
        switch symbol.shape {
        case .type(_, let conformances, _):
            for name in conformances.sorted() where name != "String" {
                add(
                    [],
                    ["func conforms<T: \(name)>(_: T.Type) {}", "conforms(\(full(symbol.scope + [symbol.name])).self)"])
            }
        case .alias(let type):
            add(["_ value: \(full(symbol.scope + [symbol.name]))"], ["let _: \(type) = value"])
        case .property(let type, isStatic: true, _, _):
            add([], ["let _: \(outside(type)) = \(owner).\(ReservedWords.quoted(symbol.name))"])
        case .property(let type, isStatic: false, let isSettable, _):
            let member = "value.\(ReservedWords.quoted(symbol.name))"
            add(
                ["_ value: inout \(owner)", "_ other: \(outside(type))"],
                ["let _: \(outside(type)) = \(member)"] + (isSettable ? ["\(member) = other"] : []))
        case .function(let function):
            call(function, symbol, with: function.parameters, owner)
            let needed = function.parameters.filter { !$0.hasDefault }
            if needed != function.parameters { call(function, symbol, with: needed, owner) }
        case .enumCase(let payload):
            let parameters = payload.enumerated().map { "_ p\($0.offset): \($0.element.type)" }
            let arguments = arguments(payload)
            add(
                parameters,
                [
                    "let _: \(owner) = \(owner).\(ReservedWords.quoted(symbol.name))"
                        + (arguments.isEmpty ? "" : "(\(arguments))")
                ])
        }
    }

    /// Calls a function with some of its parameters.
    private mutating func call(
        _ function: APIFunction, _ symbol: APISymbol, with parameters: [APIFunction.Parameter], _ owner: String
    ) {
        let isInitializer = symbol.name == "init"
        let name =
            isInitializer
            ? owner : (function.isStatic ? owner : "value") + "." + ReservedWords.quoted(symbol.name)
        let result = isInitializer ? owner : function.returnType.map { $0 == "Self" ? owner : $0 } ?? "Void"
        let own = isInitializer || function.isStatic ? [] : ["_ value: \(owner)"]
        add(
            own + parameters.enumerated().map { "_ p\($0.offset): \($0.element.type)" },
            generic: function.genericParameters,
            parameters.enumerated().filter { $0.element.type.hasPrefix("inout ") }.map {
                "var p\($0.offset) = p\($0.offset)"
            }
                + ["let _: \(result) = try await \(name)(\(arguments(parameters)))"])
    }

    /// The arguments of a call.
    private func arguments(_ parameters: [APIFunction.Parameter]) -> String {
        parameters.enumerated().map { index, parameter in
            let label = parameter.label == "_" ? "" : ReservedWords.quotedArgument(parameter.label) + ": "
            return label + (parameter.type.hasPrefix("inout ") ? "&" : "") + "p\(index)"
        }.joined(separator: ", ")
    }

    /// Matches every case of an enumeration and no other.
    private mutating func match(_ cases: [APISymbol], of scope: [String]) {
        var body = ["switch value {"]
        for symbol in cases {
            guard case .enumCase(let payload) = symbol.shape else { continue }
            let bindings = payload.indices.map { "let p\($0)" }.joined(separator: ", ")
            let pattern = ".\(ReservedWords.quoted(symbol.name))" + (payload.isEmpty ? "" : "(\(bindings))")
            body.append("case \(pattern):")
            body +=
                payload.isEmpty
                ? ["    break"] : payload.enumerated().map { "    let _: \($0.element.type) = p\($0.offset)" }
        }
        add(["_ value: \(full(scope))"], body + ["}"])
    }
}
