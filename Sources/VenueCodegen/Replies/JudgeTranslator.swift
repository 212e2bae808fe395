internal import SwiftSource
internal import VenueSpec

/// Turns the ordered outcome rules into one total function from reply to verdict.
struct JudgeTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    private var operation: CallDescription { plan.operation }
    private var kind: CallDescription.Kind { operation.kind }

    func function() -> Declaration {
        var body: Code = ["switch response {"]
        for shape in operation.responses {
            body.append(RuleTranslator(scope: scope, plan: plan, shape: shape).switchCase())
        }
        body.append(unreadable())
        body.append(undocumented())
        body.line("}")
        let position = operation.readsPositions ? ConditionTranslator.position : "_"
        return .function(
            "judge",
            [.init(label: "_", "response", "Response"), .init(label: "to", "input", "Input")]
                + (operation.batch == nil ? [] : [.init(label: "at", position, runtime.int)])
                + [.init("http", runtime.httpResponse)], access: scope.access, isStatic: true,
            returns: runtime.verdict(of: kind),
            documentation:
                "What a reply \(subject): the first rule that holds decides.",
            body: body)
    }

    /// What a reply decides.
    private var subject: String {
        switch kind {
        case .cancel: "means for the order"
        case .cancelAll: "means for every order of the scope"
        case .read: "proves of the order"
        case .login: "grants"
        }
    }

    /// Bodies that do not fit: unknown, unless the status alone is proof.
    private func unreadable() -> Code {
        let unreadable: Code = ["return \(runtime.unreadableVerdict(problem: "error", of: kind))"]
        var code = Code()
        var others: [String] = []
        for shape in operation.responses where shape.content.canBeUnreadable {
            let pattern = ".\(ReservedWords.quoted(shape.caseName))(.unreadable(let error))"
            let proofs = self.proofs(of: [shape], problem: "error")
            guard !proofs.isEmpty else {
                others.append(pattern)
                continue
            }
            code.append(.switchCase([pattern], statements(proofs, last: unreadable)))
        }
        if !others.isEmpty { code.append(.switchCase(others, unreadable)) }
        return code
    }

    /// Statuses without any readable shape keep a body that does not fit as an undocumented reply.
    private func undocumented() -> Code {
        let proven = operation.shapesByStatus.filter { $0.shapes.allSatisfy { $0.content == .none } }
            .flatMap { range, shapes in
                proofs(of: shapes, problem: nil).map { ($0.test ?? range.test, $0.verdict) }
            }
        return .switchCase(
            [".\(ResponseTranslator.undocumentedCase)"],
            statements(proven, last: ["return \(runtime.undocumentedVerdict(of: kind))"]))
    }

    /// Verdicts under their tests, up to one without; the last is that of all else.
    private func statements(_ proofs: [(test: String?, verdict: Code)], last: Code) -> Code {
        var code = Code()
        for proof in proofs {
            guard let test = proof.test else {
                code.append(proof.verdict)
                return code
            }
            code.append(.when([test], proof.verdict))
        }
        code.append(last)
        return code
    }

    /// The verdicts of statuses that are proof whatever the body, for the alternatives of a range of statuses.
    private func proofs(of shapes: [ResponseShape], problem: String?) -> [(test: String?, verdict: Code)] {
        guard let shape = shapes.first else { return [] }
        return operation.outcomes.filter(\.isProvenByStatus).flatMap { rule in
            operation.statusTests(of: rule, for: shape).compactMap { test, sample in
                guard case .fixed(let outcome) = rule.decision, rule.conditions.isEmpty else { return nil }
                let reply = runtime.judgedReply(problem.map { ["problem: \($0)"] } ?? [])
                let text = rule.evidenceText(status: sample, value: nil)
                return (test, runtime.returnVerdict(on: reply, outcome, rule: text, rule.provenance))
            }
        }
    }
}

extension CallDescription {
    /// Whether a path leads to the element at the order's place in the call.
    fileprivate var readsPositions: Bool {
        responses.contains { fieldPaths(for: $0).contains(where: \.usesPosition) }
    }

    /// How to tell whether a reply of a shape is of the statuses of a rule, each with one of them: no test where it
    /// always is, none at all where it never is.
    fileprivate func statusTests(of rule: OutcomeRule, for shape: ResponseShape) -> [(test: String?, sample: Int)] {
        let ranges = rule.statuses.filter { isAnswered($0, by: shape) }
        if ranges.contains(where: { $0.covers(shape.status) }) { return [(nil, shape.status.statuses.lowerBound)] }
        return ranges.map { ($0.test, $0.statuses.lowerBound) }
    }

    /// Every path that leads into a reply of a shape, as often as it is read.
    fileprivate func fieldPaths(for shape: ResponseShape) -> [FieldPath] {
        var paths = shape.code + shape.text
        paths += shape.quantities.all.map(\.value)
        if let path = shape.affected { paths.append(path) }
        paths += shape.echoes.map(\.path)
        for rule in outcomes where !statusTests(of: rule, for: shape).isEmpty { paths += rule.fieldPaths }
        return paths
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

/// Turns the outcome rules that concern one shape of reply into statements.
struct RuleTranslator: Translator {
    let scope: Scope
    let plan: InputPlan
    let shape: ResponseShape
    private let conditions: ConditionTranslator
    /// The rows that are read more than once, each under a name.
    private let rowNames: [(name: String, value: FieldExpression)]

    init(scope: Scope, plan: InputPlan, shape: ResponseShape) {
        (self.scope, self.plan, self.shape) = (scope, plan, shape)
        var conditions = ConditionTranslator(scope: scope, plan: plan)
        var names: [(name: String, value: FieldExpression)] = []
        if case .json(let type) = shape.content {
            let body = FieldExpression(root: "body", type: WireType(type, in: scope))
            let rows = plan.operation.fieldPaths(for: shape).compactMap(\.row)
            for row in rows where conditions.rows[row] == nil && rows.count(where: { $0 == row }) > 1 {
                guard let value = conditions.first(at: row, from: body) else { continue }
                let name = names.isEmpty ? "row" : "row\(names.count + 1)"
                names.append((name, value))
                conditions.rows[row] = value.named(name)
            }
        }
        self.conditions = conditions
        rowNames = names
    }

    /// A rule as statements under tests.
    fileprivate struct Row {
        let tests: [String]
        let decision: Code
        let isTotal: Bool
        let readsBody: Bool
    }

    /// The case of the reply and its statements: rules that can hold of the shape, up to the first that always does.
    func switchCase() -> Code {
        let (evidence, echoes) = (self.evidence(), self.echoes())
        let needsName = !evidence.isEmpty || !echoes.isEmpty || !rows(on: "reply").isOneVerdict
        let rows = rows(on: needsName ? "reply" : runtime.judgedReply([]))
        var statements = Code()
        for row in rowNames { statements.line("let \(row.name) = \(row.value.text)") }
        if needsName { statements.append(runtime.nameJudgedReply("reply", evidence)) }
        for echo in echoes { statements.append(echo) }
        for row in rows {
            if row.tests.isEmpty {
                statements.append(row.decision)
            } else {
                statements.append(.when(row.tests, row.decision))
            }
        }
        let usesBody = !evidence.isEmpty || !echoes.isEmpty || rows.contains(where: \.readsBody)
        return .switchCase([pattern(bindsBody: usesBody)], statements)
    }

    /// The pattern of a reply of the shape whose body fits.
    private func pattern(bindsBody: Bool) -> String {
        let name = ".\(ReservedWords.quoted(shape.caseName))"
        guard shape.content.canBeUnreadable else { return name }
        return bindsBody ? "\(name)(.value(let body))" : "\(name)(.value)"
    }

    /// The body as an expression; `nil` where nothing of it is declared.
    private var root: FieldExpression? {
        switch shape.content {
        case .json(let type): FieldExpression(root: "body", type: WireType(type, in: scope))
        case .text: FieldExpression(root: "body", type: .string)
        case .none, .any: nil
        }
    }

    /// The arguments that give the venue's own code and text, and the quantities of the order or how many orders it were.
    private func evidence() -> [String] {
        let texts = [("code", shape.code), ("text", shape.text)].compactMap { label, paths in
            first(of: paths).map { "\(label): \($0)" }
        }
        let quantities = shape.quantities.all.compactMap { quantity, path in
            field(at: path)?.asDecimal(in: scope).map { "\(quantity.rawValue): \($0)" }
        }
        let affected = shape.affected.flatMap { field(at: $0) }.flatMap { runtime.affected($0) }
        return texts + quantities + (affected.map { ["affected: \($0)"] } ?? [])
    }

    /// The text of the first of some fields that is there.
    private func first(of paths: [FieldPath]) -> String? {
        var texts: [String] = []
        for path in paths {
            guard let field = field(at: path), let text = field.asText(in: scope) else { continue }
            texts.append(text)
            if !field.isOptional, field.type != .any { break }
        }
        return texts.isEmpty ? nil : texts.joined(separator: " ?? ")
    }

    private func field(at path: FieldPath) -> FieldExpression? { root.flatMap { conditions.first(at: path, from: $0) } }

    /// The statements that return where a field names another order than was asked about.
    private func echoes() -> [Code] {
        let texts = TextTemplateTranslator(scope: scope, plan: plan)
        return shape.echoes.compactMap { echo in
            guard let field = field(at: echo.path)?.asText(in: scope) else { return nil }
            let parts = echo.template.compactMap { part -> RuntimeSymbols.EchoPart? in
                switch part {
                case .literal(let text): .fixed(text)
                case .parameter(let name): plan.member(name).map { .asked(texts.text(of: $0)) }
                }
            }
            return runtime.returnOtherOrder(
                on: "reply", echo, field: field, repeats: parts, of: plan.operation.kind)
        }
    }

    /// The rules that can hold of the shape, up to the first that always does.
    private func rows(on reply: String) -> [Row] {
        var rows: [Row] = []
        for rule in plan.operation.outcomes {
            let truths = rule.conditions.map { conditions.truth(of: $0, for: root) }
            guard !truths.contains(.never) else { continue }
            for (status, sample) in plan.operation.statusTests(of: rule, for: shape) {
                let decision = decision(rule, status: sample, on: reply)
                guard !decision.isEmpty else { continue }
                let tests = [status].compactMap(\.self) + truths.compactMap(\.expression)
                let isFixed: Bool = if case .fixed = rule.decision { true } else { false }
                rows.append(
                    Row(
                        tests: tests, decision: decision, isTotal: isFixed,
                        readsBody: !isFixed
                            || zip(rule.conditions, truths).contains { !$0.path.leavesBody && $1.expression != nil }))
                if isFixed, tests.isEmpty { return rows }
            }
        }
        // A valid spec ends each status in a row that always holds; without one the reply proves nothing.
        let provenance = Provenance(basis: .inferred, range: shape.provenance.range)
        let decision = runtime.returnVerdict(on: reply, .unknown(.inconclusive), rule: "no rule", provenance)
        return rows + [Row(tests: [], decision: decision, isTotal: true, readsBody: false)]
    }

    /// The statements of a rule's decision; none where the deciding field is not declared.
    private func decision(_ rule: OutcomeRule, status: Int, on reply: String) -> Code {
        switch rule.decision {
        case .fixed(let outcome):
            let text = rule.evidenceText(status: status, value: nil)
            return runtime.returnVerdict(on: reply, outcome, rule: text, rule.provenance)
        case .byValue(let path, let cases):
            guard let field = field(at: path), let text = field.asText(in: scope) else {
                return Code()
            }
            func verdict(_ item: OutcomeRule.Case) -> Code {
                let text = rule.evidenceText(status: status, value: item.value)
                return runtime.returnVerdict(on: reply, item.outcome, rule: text, item.provenance)
            }
            guard case .enumeration(_, let enumeration) = field.type else {
                // Swift's own comparison holds canonically equivalent texts equal, and a venue does not.
                return cases.reduce(into: Code()) { code, item in
                    code.append(
                        .when(
                            [runtime.test(RuntimeSymbols.TextTest.equals, text, StringLiteral.of(item.value))],
                            verdict(item)))
                }
            }
            var code: Code = ["switch \(field.text) {"]
            for item in cases {
                let value = "." + enumeration.caseExpression(item.value)
                code.append(.switchCase(["\(value)\(field.isOptional ? "?" : "")"], verdict(item)))
            }
            code.line("default: break")
            code.line("}")
            return code
        }
    }
}

extension [RuleTranslator.Row] {
    /// Whether the reply is looked at once only.
    fileprivate var isOneVerdict: Bool { count == 1 && allSatisfy { $0.isTotal && $0.tests.isEmpty } }
}
