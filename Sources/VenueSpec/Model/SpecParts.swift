// The plain facts of the parts of a spec, for whoever compares two versions of them.

extension Venue: SpecPart { package static let plainFacts: [PlainFact<Venue>] = SpecKeys.keys.facts }
extension DocumentationPage: SpecPart {
    package static let plainFacts: [PlainFact<DocumentationPage>] = DocsKeys.keys.facts
}
extension Source: SpecPart { package static let plainFacts: [PlainFact<Source>] = SourceKeys.keys.facts }
extension Server: SpecPart { package static let plainFacts: [PlainFact<Server>] = ServerKeys.keys.facts }
extension Credential: SpecPart { package static let plainFacts: [PlainFact<Credential>] = CredentialKeys.keys.facts }
extension TokenEndpoint: SpecPart {
    package static let plainFacts: [PlainFact<TokenEndpoint>] = TokenEndpointKeys.keys.facts
}
extension RateLimit: SpecPart { package static let plainFacts: [PlainFact<RateLimit>] = RateLimitKeys.keys.facts }
extension Quirk: SpecPart { package static let plainFacts: [PlainFact<Quirk>] = QuirkKeys.keys.facts }
extension NamedType: SpecPart { package static let plainFacts: [PlainFact<NamedType>] = TypeDefinitionKeys.keys.facts }
extension Property: SpecPart { package static let plainFacts: [PlainFact<Property>] = PropertyKeys.keys.facts }
extension Enumeration.Value: SpecPart {
    package static let plainFacts: [PlainFact<Enumeration.Value>] = EnumValueKeys.keys.facts
}
extension CancelOperation: SpecPart {
    package static let plainFacts: [PlainFact<CancelOperation>] = OperationKeys.keys.facts
}
extension Parameter: SpecPart { package static let plainFacts: [PlainFact<Parameter>] = ParameterKeys.keys.facts }
extension IdentityAlternative: SpecPart {
    package static let plainFacts: [PlainFact<IdentityAlternative>] = IdentityAlternativeKeys.keys.facts
}
extension ConditionalGroup: SpecPart {
    package static let plainFacts: [PlainFact<ConditionalGroup>] = ConditionalGroupKeys.keys.facts
}
extension Repeatability: SpecPart {
    package static let plainFacts: [PlainFact<Repeatability>] = RepeatabilityKeys.keys.facts
}
extension HTTPBinding: SpecPart { package static let plainFacts: [PlainFact<HTTPBinding>] = HTTPKeys.keys.facts }
extension WebSocketBinding: SpecPart {
    package static let plainFacts: [PlainFact<WebSocketBinding>] = WebSocketKeys.keys.facts
}
extension ResponseShape: SpecPart {
    package static let plainFacts: [PlainFact<ResponseShape>] = ResponseKeys.keys.facts
}
extension ResponseHeader: SpecPart {
    package static let plainFacts: [PlainFact<ResponseHeader>] = ResponseHeaderKeys.keys.facts
}
extension Echo: SpecPart { package static let plainFacts: [PlainFact<Echo>] = EchoKeys.keys.facts }
extension OutcomeRule: SpecPart { package static let plainFacts: [PlainFact<OutcomeRule>] = OutcomeRuleKeys.keys.facts }
extension OutcomeRule.Case: SpecPart {
    package static let plainFacts: [PlainFact<OutcomeRule.Case>] = OutcomeCaseKeys.keys.facts
}
extension Confirmation: SpecPart {
    package static let plainFacts: [PlainFact<Confirmation>] = ConfirmationKeys.keys.facts
}
extension Example: SpecPart { package static let plainFacts: [PlainFact<Example>] = ExampleKeys.keys.facts }
extension Example.Reply: SpecPart { package static let plainFacts: [PlainFact<Example.Reply>] = ReplyKeys.keys.facts }
