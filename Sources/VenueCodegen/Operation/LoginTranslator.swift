internal import SwiftSource
internal import VenueSpec

/// Makes what a login has beyond what every call has: what it gives, and the way to it from a reply.
struct LoginTranslator: Translator {
    let scope: Scope
    let plan: InputPlan
    let login: LoginDescription

    private var venue: String { ReservedWords.quoted(scope.venue.name.swift) }

    /// The variable that holds what the login took.
    private static let taken = "credentials"
    /// The variable that holds what the next login takes.
    private static let next = "next"

    func members() -> [Declaration] {
        [
            .typeAlias(
                "GrantedCredentials", "\(venue).Credentials", access: scope.access, documentation: sessionDocumentation)
        ] + replaced() + [grant()]
    }

    /// Which of its own credentials a reply replaces; none where that is what the runtime takes for granted.
    private func replaced() -> [Declaration] {
        let own = login.credentials.map(\.name.text)
        let names = login.gives.map(\.credential).filter(own.contains)
        guard !names.isEmpty else { return [] }
        return [
            .property(
                "replacedCredentials", "[\(runtime.string)]",
                .computed(["[\(names.map(StringLiteral.of).joined(separator: ", "))]"]), access: scope.access,
                isStatic: true, hidesDefault: true, documentation: "What of it a reply takes the place of.")
        ]
    }

    /// What the login gives, and what is known of how long it lasts and where it is good.
    private var sessionDocumentation: Documentation {
        var sentences = ["What the login gives."]
        switch login.expiry {
        case .after(let period): sentences.append("Good for \(period).")
        case .period(let path, let unit):
            sentences.append("Good for as many \(unit.rawValue) as \(Scope.code("\(path)")) says.")
        case .instant(let path): sentences.append("Good until \(Scope.code("\(path)")).")
        case nil: sentences.append("Good until it is refused.")
        }
        switch login.bond {
        case .address: sentences.append("Bound to the network address that asked for it.")
        case .socket: sentences.append("Bound to the connection on which it was obtained.")
        case nil: break
        }
        return Documentation(sentences.joined(separator: " "))
    }

    private func grant() -> Declaration {
        var body: Code = ["switch response {"]
        var reads = false
        for shape in plan.operation.responses {
            guard let statements = statements(shape) else { continue }
            reads = true
            let name = ".\(ReservedWords.quoted(shape.caseName))"
            let pattern =
                !shape.content.canBeUnreadable ? name : readsBody ? "\(name)(.value(let body))" : "\(name)(.value)"
            body.append(.switchCase([pattern], statements))
        }
        body.line("default: return nil")
        body.line("}")
        return .function(
            "grant",
            [
                .init(label: "of", "response", "Response"), .init("http", runtime.httpResponse),
                .init(label: "to", Self.taken, "Credentials"),
            ], access: scope.access, isStatic: true,
            returns: "\(runtime.loginGrant)<\(Scope.namespace(of: plan.operation))>?",
            documentation: "What a reply that grants the login holds; `nil` for one that does not hold all of it.",
            body: reads ? body : ["return nil"])
    }

    /// Whether something is read from the body.
    private var readsBody: Bool {
        login.gives.contains { if case .field = $0.place { true } else { false } }
            || login.expiry?.path != nil
    }

    /// The statements that gather what a reply of a shape gives; `nil` where it does not declare all of it.
    private func statements(_ shape: ResponseShape) -> Code? {
        let conditions = ConditionTranslator(scope: scope, plan: plan)
        var root: FieldExpression?
        if case .json(let type) = shape.content {
            root = FieldExpression(root: "body", type: WireType(type, in: scope))
        }
        if shape.content == .text { root = FieldExpression(root: "body", type: .string) }
        func field(_ path: FieldPath) -> FieldExpression? { root.flatMap { conditions.first(at: path, from: $0) } }
        let given = login.gives.map(\.credential)
        let taken = Self.variables(avoiding: given)
        let own = Set(login.credentials.map(\.name.text))
        var bindings: [String] = []
        var renewals: [(credential: String, binding: String)] = []
        for item in login.gives {
            let text: String
            switch item.place {
            case .field(let path):
                guard let found = field(path)?.asText(in: scope) else { return nil }
                text = found
            case .header(let name): text = "http.headers[\(StringLiteral.of(name))]"
            }
            let binding = "let \(taken[item.credential] ?? "given") = \(runtime.loginGrantSecret)(\(text))"
            if own.contains(item.credential) {
                renewals.append((item.credential, binding))
            } else {
                bindings.append(binding)
            }
        }
        guard !bindings.isEmpty else { return nil }
        var arguments: [String] = []
        let session = scope.venue.credentials.map { credential in
            let label = ReservedWords.quotedArgument(credential.name.swift)
            return "\(label): \(value(of: credential, given: taken[credential.name.text]))"
        }
        arguments.append(".init(\(session.joined(separator: ", ")))")
        switch login.expiry {
        case .after(let period): arguments.append("expires: .after(\(period.expression))")
        case .period(let path, let unit):
            guard let text = field(path)?.asText(in: scope) else { return nil }
            arguments.append("expires: .period(\(text), .\(unit.rawValue))")
        case .instant(let path):
            guard let time = field(path) else { return nil }
            arguments.append("expires: .at(\(time.text))")
        case nil: break
        }
        var code = Code.unless(bindings, ["return nil"])
        if !renewals.isEmpty {
            code.line("var \(Self.next): Credentials?")
            for (name, binding) in renewals {
                guard let credential = login.credentials.first(where: { $0.name.text == name }) else { continue }
                let member = ReservedWords.quoted(credential.name.swift)
                let value = value(of: credential, given: taken[name])
                code.append(
                    .when(
                        [binding],
                        [
                            "\(Self.next) = \(Self.next) ?? \(Self.taken)", "\(Self.next)?.\(member) = \(value)",
                        ]))
            }
            arguments.append("next: \(Self.next)")
        }
        return code + .list("return \(runtime.loginGrant)(", arguments, closing: ")")
    }

    /// A credential: given by the reply, or as the login took it.
    private func value(of credential: Credential, given variable: String?) -> String {
        guard let variable else { return "\(Self.taken).\(ReservedWords.quoted(credential.name.swift))" }
        return credential.scheme == .key ? "\(runtime.signingKey)(\(variable))" : variable
    }

    /// The variables of what is given, by credential.
    private static func variables(avoiding given: [String]) -> [String: String] {
        let reserved = ["response", "http", taken, next, "body"]
        return Dictionary(
            given.map { ($0, Scope.fresh($0, avoiding: reserved)) }, uniquingKeysWith: { first, _ in first }
        ).mapValues { ReservedWords.quoted($0) }
    }
}
