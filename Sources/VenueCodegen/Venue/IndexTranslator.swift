internal import SwiftSource
internal import VenueSpec

/// Lists every operation of every venue in one place.
struct IndexTranslator {
    /// The venues, by name.
    let venues: [Venue]
    /// The access level of generated declarations.
    let access: Access
    /// The names of the runtime as they read here.
    let runtime: RuntimeSymbols

    func file() -> SwiftFile {
        var types = Code()
        for venue in venues {
            for operation in venue.operations {
                types.line("\(ReservedWords.quoted(venue.name.swift)).\(Scope.namespace(of: operation)).self,")
            }
        }
        var value = Code()
        value.block("[", types, closing: "]")
        let operations = PropertyDeclaration(
            "operations", "[any \(runtime.cancelOperation).Type]",
            .constant(types.isEmpty ? ["[]"] : value), access: access, isStatic: true,
            documentation: Documentation("The operations, by venue, then in the order of the spec."))
        return SwiftFile(
            header: GeneratedHeader.lines(source: venues.count == 1 ? "1 spec" : "\(venues.count) specs"),
            imports: [Import(access, RuntimeSymbols.module)],
            declarations: [
                .type(
                    TypeDeclaration(
                        .enum, ClientGenerator.indexType, access: access,
                        documentation: Documentation("Every generated cancel operation."),
                        members: [.property(operations)]))
            ])
    }
}
