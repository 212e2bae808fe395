/// What became of some declarations between two versions.
struct APIDifference: Sendable, Hashable {
    struct Pair: Sendable, Hashable {
        let old: APISymbol
        let new: APISymbol
    }

    private(set) var removed: [APISymbol] = []
    /// Declarations some of whose uses no longer compile.
    private(set) var changed: [Pair] = []
    private(set) var extended: [Pair] = []
    private(set) var added: [APISymbol] = []

    /// Cases of enumerations that were there before; a `switch` over one does not know them.
    var addedCases: [APISymbol] { added.filter(\.isCase) }
    var isEmpty: Bool { removed.isEmpty && changed.isEmpty && extended.isEmpty && added.isEmpty }
    /// Whether code that compiles against the old declarations may not compile against the new ones.
    var breaksSource: Bool { !removed.isEmpty || !changed.isEmpty || !addedCases.isEmpty }

    /// Compares declarations by their names; of functions that share one, by what calls they take.
    ///
    /// What is inside a type that came, went or became of another kind is not told apart.
    init(_ old: [APISymbol], _ new: [APISymbol]) {
        let same = Set(old).intersection(new)
        var rest = old.filter { !same.contains($0) }
        var come: [APISymbol] = []
        for symbol in new where !same.contains(symbol) {
            let candidates = rest.indices.filter {
                rest[$0].path == symbol.path && rest[$0].isFunction == symbol.isFunction
            }
            guard let first = candidates.first else {
                come.append(symbol)
                continue
            }
            let index = candidates.first { symbol.admitsUses(of: rest[$0]) } ?? first
            let pair = Pair(old: rest.remove(at: index), new: symbol)
            if symbol.admitsUses(of: pair.old) { extended.append(pair) } else { changed.append(pair) }
        }
        removed = rest.filter { !$0.hidesDefault }
        added = come.filter { !$0.hidesDefault }
        let retyped = changed.filter { $0.new.isType && $0.old.keyword != $0.new.keyword }
        removed = Self.outermost(removed, beside: retyped.map(\.old))
        added = Self.outermost(added, beside: retyped.map(\.new))
    }

    /// The declarations that are not inside others of the list, or of a second one.
    private static func outermost(_ symbols: [APISymbol], beside others: [APISymbol]) -> [APISymbol] {
        let types = Set((symbols + others).filter(\.isType).map { $0.scope + [$0.name] })
        return symbols.filter { symbol in
            !symbol.scope.indices.contains { types.contains(Array(symbol.scope.prefix($0 + 1))) }
        }
    }
}

extension APISymbol {
    /// Whether code that uses this declaration compiles against another one of the same name.
    ///
    /// Code calls functions, reads and sets properties, names types and matches cases; that it holds a function as a
    /// value of a type it spelt out is left aside, as Swift's own evolution does.
    func admitsUses(of old: APISymbol) -> Bool {
        switch (old.shape, shape) {
        case (.type(let before, let required, _), .type(let after, let conformances, let implied)):
            before == after && required.isSubset(of: conformances.union(implied))
        case (.alias(let before), .alias(let after)): before == after
        case (.function(let before), .function(let after)): after.admitsCalls(of: before)
        case (
            .property(let before, let wasStatic, let wasSettable, _),
            .property(let after, let isStatic, let isSettable, _)
        ):
            before == after && wasStatic == isStatic && (isSettable || !wasSettable)
        case (.enumCase(let before), .enumCase(let after)): before == after
        default: false
        }
    }
}

extension APIFunction {
    /// Whether every call of another function is one of this: its parameters are there in their order, and the
    /// further ones can be left out.
    func admitsCalls(of old: APIFunction) -> Bool {
        guard isStatic == old.isStatic, genericParameters == old.genericParameters, isAsync == old.isAsync,
            errorType == old.errorType, returnType == old.returnType
        else { return false }
        var rest = old.parameters[...]
        for parameter in parameters {
            if let before = rest.first, parameter.admitsArguments(for: before) {
                rest.removeFirst()
            } else if !parameter.hasDefault {
                return false
            }
        }
        return rest.isEmpty
    }
}

extension APIFunction.Parameter {
    /// Whether what is passed for another parameter, or its absence, fits this one.
    fileprivate func admitsArguments(for old: APIFunction.Parameter) -> Bool {
        label == old.label && (type == old.type || type == old.type + "?") && (hasDefault || !old.hasDefault)
    }
}
