internal import SwiftSource
internal import VenueSpec

/// Makes what a read has beyond what every call has: how its pages follow one another, and which one names the order.
struct ReadTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    private var operation: CallDescription { plan.operation }

    /// The variable that holds what a page is asked for with.
    static let page = "page"

    /// The functions; none for a read whose reply is all there is.
    func functions(_ pages: PageDescription?) -> [Declaration] {
        guard let pages else { return [] }
        return [
            .property(
                "pageLimit", runtime.int, .constant(["\(pages.atMost)"]), access: scope.access, isStatic: true,
                hidesDefault: true, documentation: "How many pages are read at most."),
            .function(
                "prepare", [.init(label: "_", "input", "Input")], access: scope.access, isStatic: true,
                throws: runtime.invalidInput, returns: runtime.preparedRequest,
                documentation: "The request for the first page.", body: ["try prepare(input, page: nil)"]),
            following(pages), naming(),
        ]
    }

    /// What the next page is asked for with.
    private func following(_ pages: PageDescription) -> Declaration {
        switchFunction(
            "nextPage", [.init(label: "after", "response", "Response"), .init("page", "\(runtime.string)?")],
            returns: "\(runtime.string)?", "What the next page is asked for with; `nil` after the last one.",
            otherwise: "nil"
        ) { body, conditions in
            if let next = pages.next {
                return conditions.first(at: next, from: body)?.asText(in: scope).map { cursor in
                    "\(runtime.readPages).next(\(cursor)"
                        + (pages.last.map { ", last: \(StringLiteral.of($0))" } ?? "") + ")"
                }
            }
            guard let rows = pages.rows.flatMap({ conditions.first(at: $0, from: body) }),
                let size = pages.size
            else { return nil }
            let first = pages.first.flatMap { Int($0) } ?? 0
            return "\(runtime.readPages).next(after: page, from: \(first), rows: \(rows.elements.count), size: \(size))"
        }
    }

    /// Whether a page holds the order that was asked about.
    private func naming() -> Declaration {
        let paths = operation.outcomes.flatMap(\.fieldPaths).compactMap(\.row)
        return switchFunction(
            "names", [.init(label: "_", "response", "Response"), .init(label: "_", "input", "Input")],
            returns: runtime.bool, "Whether a reply holds the order that was asked about.", otherwise: "false"
        ) { body, conditions in
            var tests: [String] = []
            for path in paths {
                let truth = conditions.truth(of: Condition(path: path, test: .present), for: body)
                if let test = truth.expression, !tests.contains(test) { tests.append(test) }
            }
            return tests.isEmpty ? nil : tests.joined(separator: " || ")
        }
    }

    /// A function that looks into every body of JSON in which something can be found.
    private func switchFunction(
        _ name: String, _ parameters: [FunctionDeclaration.Parameter], returns type: String, _ documentation: String,
        otherwise: String, _ value: (FieldExpression, ConditionTranslator) -> String?
    ) -> Declaration {
        let conditions = ConditionTranslator(scope: scope, plan: plan)
        var body: Code = ["switch response {"]
        for shape in operation.responses {
            guard case .json(let type) = shape.content,
                let value = value(FieldExpression(root: "body", type: WireType(type, in: scope)), conditions)
            else { continue }
            body.line("case .\(ReservedWords.quoted(shape.caseName))(.value(let body)): return \(value)")
        }
        body.line("default: return \(otherwise)")
        body.line("}")
        return .function(
            name, parameters, access: scope.access, isStatic: true, returns: type,
            documentation: Documentation(documentation), body: body)
    }
}

/// Makes the list of reads that tell what became of a cancel.
struct ReadersTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    private var operation: CallDescription { plan.operation }

    /// The property; `nil` where no read is named.
    func property() -> Declaration? {
        let readers = operation.confirmations.compactMap { advice in
            advice.read.flatMap { run in
                scope.venue.reads.first { $0.name.text == run.name }.map { reader(run, of: $0) }
            }
        }
        guard !readers.isEmpty else { return nil }
        var items = Code()
        for reader in readers { items.append(reader) }
        return .property(
            "readers", "[\(runtime.orderReader)<\(Scope.namespace(of: operation))>]",
            .constant(.block("[", items, closing: "]")), access: scope.access, isStatic: true, hidesDefault: true,
            documentation: "The reads that tell what became of an order, best first.")
    }

    private func reader(_ run: RunnableRead, of read: CallDescription) -> Code {
        let pace = [
            "after: \(run.after.expression)", "every: \(run.every.expression)", "atMost: \(run.atMost)",
        ].joined(separator: ", ")
        let readPlan = InputPlan(read)
        var bindings: [String] = []
        var arguments: [String] = []
        var statements = Code()
        var (usesReply, tellers) = (false, 0)
        for member in readPlan.members {
            let origin =
                run.arguments.first { $0.name == member.wireName }?.origin ?? .parameter(member.wireName)
            let (value, isOptional): (String, Bool)
            switch origin {
            case .parameter(let name):
                guard let given = plan.member(name) else { continue }
                (value, isOptional) = (converted(given, to: member), given.isOptional)
            case .reply(let path):
                usesReply = true
                tellers += 1
                let variable = "told\(tellers)"
                statements.append(told(path, as: member, named: variable))
                (value, isOptional) = (variable, true)
            }
            if isOptional, !member.isOptional {
                let variable = "given\(bindings.count)"
                bindings.append("let \(variable) = \(value)")
                arguments.append("\(ReservedWords.quotedArgument(member.parameter.name.swift)): \(variable)")
            } else {
                arguments.append("\(ReservedWords.quotedArgument(member.parameter.name.swift)): \(value)")
            }
        }
        let namespace = Scope.namespace(of: read)
        if !bindings.isEmpty { statements.append(.unless(bindings, ["return nil"])) }
        statements.append(.list("return \(namespace).Input(", arguments, closing: ")"))
        return .block(
            "\(runtime.orderReader)(\(namespace).self, pace: \(runtime.readPace)(\(pace))) { input, "
                + "\(usesReply ? "reply" : "_") in", statements, closing: "},")
    }

    /// A parameter's value as another one takes it: unchanged, or as the text it is.
    private func converted(_ given: InputPlan.Member, to member: InputPlan.Member) -> String {
        if given.wire == member.wire { return "input.\(given.name)" }
        return TextTemplateTranslator(scope: scope, plan: plan).text(of: given)
    }

    /// Statements that find a field of the cancel's reply.
    private func told(_ path: FieldPath, as member: InputPlan.Member, named variable: String) -> Code {
        let conditions = ConditionTranslator(scope: scope, plan: plan)
        var code: Code = ["let \(variable): \(runtime.swiftType(member.wire))?"]
        code.line("switch reply {")
        for shape in operation.responses {
            guard case .json(let type) = shape.content,
                let field = conditions.first(
                    at: path, from: FieldExpression(root: "body", type: WireType(type, in: scope))),
                let value = field.type == member.wire ? field.text : field.asText(in: scope)
            else { continue }
            code.line("case .\(ReservedWords.quoted(shape.caseName))(.value(let body)): \(variable) = \(value)")
        }
        code.line("default: \(variable) = nil")
        code.line("}")
        return code
    }
}
