internal import SwiftSource
internal import VenueSpec

/// Turns the ordered outcome rules into one total function from reply to verdict.
struct JudgeTranslator {
    /// The place.
    let scope: Scope
    /// The plan of the input.
    let plan: InputPlan

    private var operation: CancelOperation { plan.operation }
    private var runtime: RuntimeSymbols { scope.runtime }
    private var conditions: ConditionTranslator { ConditionTranslator(scope: scope, plan: plan) }

    /// The function.
    func function() -> Declaration {
        var body: Code = ["switch response {"]
        for shape in operation.responses { body.append(fitting(shape)) }
        for shape in operation.responses where shape.content.canBeUnreadable { body.append(unreadable(shape)) }
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

    // MARK: Replies that fit

    private func fitting(_ shape: ResponseShape) -> Code {
        let root = root(of: shape)
        var usesBody = false
        var statements = Code()
        let code = evidence(shape.code, from: root)
        let text = evidence(shape.text, from: root)
        let arguments = [code.map { "code: \($0)" }, text.map { "text: \($0)" }].compactMap { $0 }
        usesBody = !arguments.isEmpty
        statements.list("let reply = \(runtime.judgedReply)(", ["http"] + arguments, closing: ")", width: 104)
        var isTotal = false
        for rule in operation.outcomes where !isTotal && rule.statuses.contains(shape.status) {
            let truths = rule.conditions.map { conditions.truth(of: $0, for: root) }
            guard !truths.contains(.never) else { continue }
            let tests = truths.compactMap { if case .test(let expression) = $0 { expression } else { nil } }
            let decision = decision(rule, status: shape.status, root: root)
            guard !decision.isEmpty else { continue }
            if case .byValue = rule.decision { usesBody = true }
            if tests.isEmpty {
                statements.append(decision)
                if case .fixed = rule.decision { isTotal = true }
            } else {
                usesBody = true
                statements.append(conditional(tests, decision))
            }
        }
        if !isTotal {
            let inconclusive = verdict(
                .unknown(.inconclusive), "no rule", Provenance(basis: .inferred, range: shape.provenance.range))
            statements.line(inconclusive)
        }
        var result = Code()
        result.line("case .\(pattern(shape, usesBody: usesBody)):")
        result.indented(statements)
        return result
    }

    /// The body as an expression; `nil` where nothing of it is declared.
    private func root(of shape: ResponseShape) -> FieldExpression? {
        switch shape.content {
        case .json(let type): FieldExpression(text: "body", type: WireType(type, in: scope), isOptional: false)
        case .text: FieldExpression(text: "body", type: .string, isOptional: false)
        case .none, .any: nil
        }
    }

    private func pattern(_ shape: ResponseShape, usesBody: Bool) -> String {
        let name = ReservedWords.quoted(shape.caseName)
        guard shape.content.canBeUnreadable else { return name }
        return "\(name)(.value\(usesBody ? "(let body)" : ""))"
    }

    private func evidence(_ path: FieldPath?, from root: FieldExpression?) -> String? {
        guard let path, let field = root?.first(at: path.steps[...], in: scope) else { return nil }
        return field.asText(in: scope)
    }

    private func conditional(_ tests: [String], _ decision: Code) -> Code {
        var code = Code()
        let head = "if " + tests.joined(separator: ", ") + " {"
        if let only = decision.lines.first, decision.lines.count == 1, head.count + only.count + 3 <= 104 {
            code.line("\(head) \(only) }")
        } else if head.count <= 104 {
            code.block(head, decision)
        } else {
            code.line("if \(tests.first ?? "true")" + (tests.count > 1 ? "," : ""))
            for (index, test) in tests.enumerated().dropFirst() {
                code.line("    \(test)" + (index < tests.count - 1 ? "," : ""))
            }
            code.line("{")
            code.indented(decision)
            code.line("}")
        }
        return code
    }

    // MARK: Decisions

    /// The statements of a rule's decision; none where the deciding field is not declared.
    private func decision(_ rule: OutcomeRule, status: Int, root: FieldExpression?) -> Code {
        switch rule.decision {
        case .fixed(let outcome):
            return [verdict(outcome, rule.evidenceText(status: status, value: nil), rule.provenance)]
        case .byValue(let path, let cases):
            guard let field = root?.first(at: path.steps[...], in: scope) else { return Code() }
            var code = Code()
            let mark = field.isOptional ? "?" : ""
            if case .enumeration(_, let enumeration) = field.type {
                code.line("switch \(field.text) {")
                for item in cases {
                    code.switchCase(
                        "case .\(enumeration.caseExpression(item.value))\(mark)", [verdict(item, of: rule, status)])
                }
            } else {
                guard let text = field.asText(in: scope) else { return Code() }
                code.line("switch \(text) {")
                for item in cases {
                    code.switchCase(
                        "case \(StringLiteral.of(item.value))\(mark)", [verdict(item, of: rule, status)])
                }
            }
            code.line("default: break")
            code.line("}")
            return code
        }
    }

    private func verdict(_ item: OutcomeRule.Case, of rule: OutcomeRule, _ status: Int) -> String {
        verdict(item.outcome, rule.evidenceText(status: status, value: item.value), item.provenance)
    }

    private func verdict(_ outcome: Outcome, _ rule: String, _ provenance: Provenance) -> String {
        "return " + runtime.verdict(on: "reply", outcome, rule: rule, provenance)
    }

    // MARK: Replies that do not fit

    private func unreadable(_ shape: ResponseShape) -> Code {
        let name = ReservedWords.quoted(shape.caseName)
        var code = Code()
        code.switchCase(
            "case .\(name)(.unreadable(let error))",
            [proof(of: shape.status, problem: "error") ?? "return \(runtime.unreadableVerdict(problem: "error"))"])
        return code
    }

    /// The verdict of a status that is proof whatever the body.
    private func proof(of status: Int, problem: String?) -> String? {
        for rule in operation.outcomes where rule.isProvenByStatus && rule.statuses.contains(status) {
            guard case .fixed(let outcome) = rule.decision, rule.conditions.isEmpty else { continue }
            let reply = runtime.judgedReply + "(http" + (problem.map { ", problem: \($0)" } ?? "") + ")"
            return "return "
                + runtime.verdict(
                    on: reply, outcome, rule: rule.evidenceText(status: status, value: nil), rule.provenance)
        }
        return nil
    }

    /// Statuses without any readable shape keep a body that does not fit as an undocumented reply.
    private func undocumented() -> Code {
        let bare = operation.shapesByStatus.filter { $0.shapes.allSatisfy { $0.content == .none } }
        let proofs = bare.compactMap { item in proof(of: item.status, problem: nil).map { (item.status, $0) } }
        var statements = Code()
        for (status, proof) in proofs {
            statements.block("if http.status == \(status) {", [proof])
        }
        statements.line("return \(runtime.undocumentedVerdict)")
        var code = Code()
        code.switchCase("case .\(ResponseTranslator.undocumentedCase)", statements)
        return code
    }
}

extension ResponseShape.Content {
    /// Whether a body can fail to be of it and is then kept beside the reason.
    fileprivate var canBeUnreadable: Bool {
        switch self {
        case .json, .text: true
        case .none, .any: false
        }
    }
}
