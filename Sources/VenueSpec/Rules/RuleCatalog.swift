package import SourceText
internal import YAMLDocument

/// Every rule of the language, for `explain` and for reports.
package enum RuleCatalog {
    package static let all: [RuleDescription] =
        (YAMLReader.rules + structureRules + documentRules.map { $0.rule } + outcomeRules + exampleRules
        + [DuplicateVenue.rule]).sorted { $0.id < $1.id }

    package static func rule(_ id: String) -> RuleDescription? { all.first { $0.id == id } }

    static let structureRules: [RuleDescription] = [
        InvalidValue.rule, MissingKey.rule, TooManyEntries.rule, UnknownKey.rule, WrongType.rule,
    ]

    static let documentRules: [any DocumentRule.Type] = [
        ConstraintMismatch.self, DuplicateName.self, EchoUndeclared.self, ImpossibleBounds.self, InvalidBinding.self,
        InvalidCondition.self, InvalidConditionalGroup.self, InvalidCredential.self, InvalidEcho.self,
        InvalidFieldPath.self, InvalidIdentity.self,
        InvalidOutcome.self, InvalidPattern.self, InvalidQuantity.self, InvalidRequestLine.self, InvalidServer.self,
        InvalidTemplate.self,
        InvalidTypeDefinition.self, MixedRows.self, PathParameterTwice.self, PlaceholderMismatch.self,
        RecursiveType.self,
        SwiftNameClash.self, UnboundParameter.self, UndeclaredField.self, UndeclaredStatus.self,
        UnknownParameter.self, UnknownServer.self, UnknownType.self, UnsourcedFact.self, UnusedDeclaration.self,
    ]

    static let outcomeRules: [RuleDescription] = [
        ServerErrorDecided.rule, ServerErrorInferred.rule, StatusWithoutOutcome.rule, UnreachableOutcome.rule,
        ValueWithoutOutcome.rule,
    ]

    static let exampleRules: [RuleDescription] = [
        EchoWithoutExample.rule, ExampleEvidence.rule, ExampleFrame.rule, ExampleInput.rule, ExampleOutcome.rule,
        ExampleReply.rule,
        ExampleRequest.rule, MisspeltDeclaration.rule, OutcomeWithoutExample.rule, QuantityWithoutExample.rule,
        ResponseWithoutExample.rule,
        SecretInExample.rule,
    ]
}

/// A rule about one spec as written.
protocol DocumentRule: Sendable {
    static var rule: RuleDescription { get }
    /// Reports every place of the document that breaks it.
    static func check(_ document: SpecDocument, _ report: inout Report)
}
