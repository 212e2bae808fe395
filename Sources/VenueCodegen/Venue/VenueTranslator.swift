internal import SourceText
internal import SwiftSource
internal import VenueSpec

/// Turns one venue into one file.
struct VenueTranslator {
    /// The place.
    let scope: Scope

    func file() -> SwiftFile {
        let file = scope.venue.file
        let client = ClientTranslator(scope: scope)
        return SwiftFile(
            header: GeneratedHeader.lines(source: "\(file.name) (fnv1a64:\(FNV1a.hexDigits(of: file.foldedBytes)))"),
            imports: [Import(scope.access, RuntimeSymbols.module)],
            declarations: [GeneratedHeader.versionCheck(scope.runtime), namespace()] + client.functions())
    }

    /// The venue's namespace with all it holds.
    private func namespace() -> Declaration {
        let venue = scope.venue
        let facts = FactsTranslator(scope: scope)
        var members = [
            ServersTranslator(scope: scope).structure(), CredentialsTranslator(scope: scope).declaration(),
        ]
        if let limits = facts.rateLimits() { members.append(limits) }
        members += ClientTranslator(scope: scope).alias()
        members += venue.operations.map { OperationTranslator($0, in: scope).declaration() }
        members += venue.types.map(declaration)
        return .type(
            TypeDeclaration(
                .enum, venue.name.swift, access: scope.access, documentation: documentation(), members: members))
    }

    private func declaration(_ type: NamedType) -> Declaration {
        switch type.definition {
        case .object(let properties): ModelTranslator(scope: scope).structure(type, properties)
        case .enumeration(let enumeration):
            OpenEnumerationTranslator(scope: scope, enumeration: enumeration).declaration(type)
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
