/// A rule about one spec as written.
protocol DocumentRule: Sendable {
    /// Reports every place of the document that breaks it.
    static func check(_ document: SpecDocument, _ report: inout Report)
}

extension SpecDocument {
    /// The rules that a document as written is held against.
    static let rules: [any DocumentRule.Type] = [
        ConstraintMismatch.self, DuplicateName.self, EchoUndeclared.self, ImpossibleBounds.self, InvalidBatch.self,
        InvalidBinding.self,
        InvalidComputed.self, InvalidCondition.self, InvalidConditionalGroup.self, InvalidConfirmation.self,
        InvalidCredential.self,
        InvalidEcho.self,
        InvalidFieldPath.self, InvalidIdentity.self, InvalidLogin.self, InvalidOutcome.self, InvalidPattern.self,
        InvalidQuantity.self,
        InvalidRead.self,
        InvalidRequestLine.self, InvalidServer.self, InvalidSharing.self, InvalidTemplate.self,
        InvalidTypeDefinition.self, MixedRows.self,
        PathParameterTwice.self, PlaceholderMismatch.self, RecursiveType.self, SwiftNameClash.self,
        UnboundParameter.self, UnconfirmedCancel.self, UndeclaredField.self, UndeclaredStatus.self,
        UnknownParameter.self, UnknownServer.self,
        UnknownType.self, UnsourcedFact.self, UnusedDeclaration.self,
    ]
}
