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
