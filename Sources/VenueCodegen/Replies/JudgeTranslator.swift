internal import SwiftSource
internal import VenueSpec

/// Turns the ordered outcome rules into one total function from reply to verdict.
struct JudgeTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    private var operation: CancelOperation { plan.operation }
    /// The names of the runtime.
    private var runtime: RuntimeSymbols { scope.runtime }

    func function() -> Declaration {
        var body: Code = ["switch response {"]
        for shape in operation.responses {
            body.append(RuleTranslator(scope: scope, plan: plan, shape: shape).switchCase())
        }
        body.append(unreadable())
        body.append(undocumented())
        body.line("}")
        return .function(
            FunctionDeclaration(
                "judge",
                [
                    .init(label: "_", "response", "Response"), .init(label: "to", "input", "Input"),
                    .init("http", runtime.httpResponse),
                ], access: scope.access, isStatic: true, returns: runtime.verdict,
                documentation: Documentation("What a reply means for the order: the first rule that holds decides."),
                body: body))
    }

    /// Bodies that do not fit: unknown, unless the status alone is proof.
    private func unreadable() -> Code {
        var code = Code()
        var others: [String] = []
        for shape in operation.responses where shape.content.canBeUnreadable {
            let pattern = ".\(ReservedWords.quoted(shape.caseName))(.unreadable(let error))"
            if let proof = proof(of: shape.status, problem: "error") {
                code.switchCase([pattern], proof)
            } else {
                others.append(pattern)
            }
        }
        if !others.isEmpty { code.switchCase(others, ["return \(runtime.unreadableVerdict(problem: "error"))"]) }
        return code
    }

    /// Statuses without any readable shape keep a body that does not fit as an undocumented reply.
    private func undocumented() -> Code {
        var statements = Code()
        for (status, shapes) in operation.shapesByStatus where shapes.allSatisfy({ $0.content == .none }) {
            if let proof = proof(of: status, problem: nil) { statements.when(["http.status == \(status)"], proof) }
        }
        statements.line("return \(runtime.undocumentedVerdict)")
        var code = Code()
        code.switchCase([".\(ResponseTranslator.undocumentedCase)"], statements)
        return code
    }

    /// The verdict of a status that is proof whatever the body.
    private func proof(of status: Int, problem: String?) -> Code? {
        for rule in operation.outcomes where rule.isProvenByStatus && rule.statuses.contains(status) {
            guard case .fixed(let outcome) = rule.decision, rule.conditions.isEmpty else { continue }
            let reply = runtime.judgedReply(problem.map { ["problem: \($0)"] } ?? [])
            let text = rule.evidenceText(status: status, value: nil)
            return runtime.returnVerdict(on: reply, outcome, rule: text, rule.provenance)
        }
        return nil
    }
}

extension ResponseShape.Content {
    /// Whether a body can fail to be of it and is then kept beside the reason.
    var canBeUnreadable: Bool {
        switch self {
        case .json, .text: true
        case .none, .any: false
        }
    }
}
