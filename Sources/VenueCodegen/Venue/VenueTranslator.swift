internal import SourceText
internal import SwiftSource
internal import VenueSpec

struct VenueTranslator: Translator {
    let scope: Scope

    func file() -> SwiftFile {
        let file = scope.venue.file
        let client = ClientTranslator(scope: scope)
        return SwiftFile(
            header: GeneratedHeader.lines(source: "\(file.name) (fnv1a64:\(FNV1a.hexDigits(of: file.foldedBytes)))"),
            imports: [Import(scope.access, RuntimeSymbols.module)],
            declarations: [GeneratedHeader.versionCheck(runtime), namespace()] + client.functions())
    }

    private func namespace() -> Declaration {
        let venue = scope.venue
        let facts = FactsTranslator(scope: scope)
        var members = [
            ServersTranslator(scope: scope).structure(), CredentialsTranslator(scope: scope).declaration(),
        ]
        if let limits = facts.rateLimits() { members.append(limits) }
        members += ClientTranslator(scope: scope).alias()
        members += venue.calls.map { OperationTranslator($0, in: scope).declaration() }
        members += venue.types.map(declaration)
        return .type(.enum, venue.name.swift, access: scope.access, documentation: documentation(), members: members)
    }

    private func declaration(_ type: NamedType) -> Declaration {
        switch type.definition {
        case .object(let properties): ModelTranslator(scope: scope).structure(type, properties)
        case .enumeration(let enumeration):
            OpenEnumerationTranslator(scope: scope, enumeration: enumeration).declaration(type)
        case .union(let union): UnionTranslator(scope: scope, union: union).declaration(type)
        }
    }

    /// What the venue is, where its facts come from, and its quirks.
    private func documentation() -> Documentation {
        let venue = scope.venue
        var documentation = Documentation(venue.description ?? "Cancels orders at \(venue.name.text).")
        let page = venue.docs.url.map { "\($0), read" } ?? "page read"
        documentation.append("Documentation: \(page) \(venue.docs.read), \(venue.docs.digest).")
        for source in venue.sources {
            documentation.append("Source \(source.id): \(source.title)\(source.url.map { ", \($0)" } ?? "").")
        }
        for quirk in venue.quirks {
            documentation.append(
                scope.documentation(
                    "Quirk \(quirk.id): \(quirk.docs.endingInFullStop) Decision: \(quirk.decision.endingInFullStop)",
                    fallback: "", quirk.provenance))
        }
        return documentation
    }
}

/// Gives the runtime's client a name in the venue, and for each call a function that takes its parameters.
///
/// The client is that of the venue's first call; the functions of further ones share its connection.
struct ClientTranslator: Translator {
    let scope: Scope

    private var venue: String { ReservedWords.quoted(scope.venue.name.swift) }

    /// The client's name in the venue; none for a venue without calls.
    func alias() -> [Declaration] {
        scope.venue.operations.prefix(1).map { first in
            .typeAlias(
                "Client", "\(runtime.venueClient)<\(Scope.namespace(of: first))>", access: scope.access,
                documentation: "Sends the venue's calls.")
        }
    }

    func functions() -> [Declaration] {
        scope.venue.operations.prefix(1).map { first in
            .type(
                .extension, runtime.venueClient, where: "Operation == \(venue).\(Scope.namespace(of: first))",
                members: scope.venue.operations.flatMap { functions(of: $0, isFirst: $0 == first) }
                    + scope.venue.cancelAlls.map(cancelAllFunction))
        }
    }

    private func functions(of operation: CallDescription, isFirst: Bool) -> [Declaration] {
        let fields = InputTranslator(scope: scope, plan: InputPlan(operation)).arguments()
        let deadline = Scope.fresh("deadline", avoiding: fields.map(\.name))
        let confirm = Scope.fresh("confirm", avoiding: fields.map(\.name) + [deadline])
        let isConfirmed = operation.confirmations.contains { $0.read != nil }
        let parameters =
            fields.map { FunctionDeclaration.Parameter($0.name, $0.type, defaultValue: $0.isOptional ? "nil" : nil) }
            + [.init(deadline, runtime.duration + "?", defaultValue: "nil")]
        let labels = fields.map { "\(ReservedWords.quotedArgument($0.name)): \(ReservedWords.quoted($0.name))" }
        /// A call with the input, the deadline and what else there is.
        func call(_ keywords: String, _ client: String, _ function: String, _ more: String = "") -> Code {
            // A parameter hides the client's function of that name.
            let first = client.isEmpty ? function : "client"
            let receiver = fields.contains { $0.name == first } || deadline == first ? "self." : ""
            return .list(
                "\(keywords) \(receiver)\(client)\(function)(.init(", labels,
                closing: "), deadline: \(deadline)\(more))")
        }
        let namespace = "\(venue).\(Scope.namespace(of: operation))"
        let client = isFirst ? "" : "client(for: \(namespace).self)."
        let name = operation.name.swift
        let firstReport = "cancel"
        return [
            .function(
                name == firstReport ? "send" + name.capitalized : name, parameters, access: scope.access, async: true,
                throws: runtime.callError, returns: namespace + ".Response",
                documentation: documentation(operation, "Gives the venue's own answer, or throws where there is none."),
                body: call("try await", client, "send")),
            .function(
                isFirst ? firstReport : name + "Report",
                parameters
                    + (isConfirmed ? [.init(confirm, runtime.confirmationWindow + "?", defaultValue: "nil")] : []),
                access: scope.access, async: true, returns: runtime.cancelReport,
                documentation: documentation(
                    operation,
                    isConfirmed
                        ? "Tells what came of it, and within a window what became of the order."
                        : "Tells what came of it."),
                body: call("await", client, "cancel", isConfirmed ? ", confirm: \(confirm)" : "")),
        ]
    }

    /// A function that cancels every order of a scope; none that gives the bare answer, since that does not tell how far the
    /// call came.
    private func cancelAllFunction(_ operation: CallDescription) -> Declaration {
        let fields = InputTranslator(scope: scope, plan: InputPlan(operation)).arguments()
        let deadline = Scope.fresh("deadline", avoiding: fields.map(\.name))
        let function = "cancelAll"
        let receiver = fields.contains { $0.name == function } ? "self." : ""
        let namespace = "\(venue).\(Scope.namespace(of: operation))"
        return .function(
            operation.name.swift,
            fields.map { .init($0.name, $0.type) }
                + [.init(deadline, runtime.duration + "?", defaultValue: "nil")],
            access: scope.access, async: true, returns: runtime.cancelAllReport,
            documentation: documentation(operation, "Tells what came of it, and how many orders if the venue says so."),
            body: .list(
                "await \(receiver)\(function)(\(namespace).self, .init(",
                fields.map { "\(ReservedWords.quotedArgument($0.name)): \(ReservedWords.quoted($0.name))" },
                closing: "), deadline: \(deadline))"))
    }

    private func documentation(_ operation: CallDescription, _ result: String) -> Documentation {
        Documentation(operation.description ?? "The call \(Scope.code(operation.name.text)).", result)
    }
}
