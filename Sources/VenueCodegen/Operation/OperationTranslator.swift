internal import SwiftSource
internal import VenueSpec

/// Turns one cancel call into the namespace that holds its types and functions.
struct OperationTranslator {
    /// The place: inside the operation.
    let scope: Scope
    let plan: InputPlan

    /// The operation of a venue, in the venue's scope.
    init(_ operation: CancelOperation, in scope: Scope) {
        plan = InputPlan(operation)
        self.scope = scope.inside(plan)
    }

    /// The namespace.
    func declaration() -> Declaration {
        let operation = plan.operation
        let response = ResponseTranslator(scope: scope, operation: operation)
        var members = FactsTranslator(scope: scope).operationFacts(operation)
        members.append(ParametersTranslator(scope: scope, plan: plan).property())
        members.append(InputTranslator(scope: scope, plan: plan).structure())
        if let identity = IdentityTranslator(scope: scope, plan: plan).enumeration() { members.append(identity) }
        members += RequestEnumerationTranslator(scope: scope, plan: plan).enumerations()
        members += [response.enumeration(), RequestTranslator(scope: scope, plan: plan).function()]
        if let frame = FrameTranslator(scope: scope, plan: plan).function() { members.append(frame) }
        members += [response.reader(), JudgeTranslator(scope: scope, plan: plan).function()]
        return .type(
            TypeDeclaration(
                .enum, Scope.namespace(of: operation),
                inherits: [
                    operation.webSocket == nil ? scope.runtime.cancelOperation : scope.runtime.framedCancelOperation
                ],
                implied: operation.webSocket == nil ? [] : [scope.runtime.cancelOperation],
                access: scope.access,
                documentation: scope.documentation(
                    operation.description, fallback: "The call \(Scope.code(operation.name.text)).",
                    facts: ["\(operation.http.method) \(operation.http.pathText)."], operation.provenance),
                members: members))
    }
}

extension HTTPBinding {
    /// The path as the spec writes it.
    fileprivate var pathText: String {
        path.map { part in
            switch part {
            case .literal(let text): text
            case .parameter(let name): "{\(name)}"
            }
        }.joined()
    }
}
