package import SourceText

/// Every rule of the language by its id; `explain` has their texts.
package enum LanguageRule: String, CaseIterable, DiagnosticRule {
    case constraintMismatch = "constraint-mismatch"
    case credentialsWithoutExample = "credentials-without-example"
    case duplicateName = "duplicate-name"
    case duplicateVenue = "duplicate-venue"
    case echoUndeclared = "echo-undeclared"
    case echoWithoutExample = "echo-without-example"
    case exampleComputed = "example-computed"
    case exampleEvidence = "example-evidence"
    case exampleFrame = "example-frame"
    case exampleInput = "example-input"
    case exampleOutcome = "example-outcome"
    case exampleReply = "example-reply"
    case exampleRequest = "example-request"
    case impossibleBounds = "impossible-bounds"
    case invalidBatch = "invalid-batch"
    case invalidBinding = "invalid-binding"
    case invalidComputed = "invalid-computed"
    case invalidCondition = "invalid-condition"
    case invalidConditionalGroup = "invalid-conditional-group"
    case invalidConfirmation = "invalid-confirmation"
    case invalidCredential = "invalid-credential"
    case invalidEcho = "invalid-echo"
    case invalidFieldPath = "invalid-field-path"
    case invalidIdentity = "invalid-identity"
    case invalidLogin = "invalid-login"
    case invalidOutcome = "invalid-outcome"
    case invalidPattern = "invalid-pattern"
    case invalidQuantity = "invalid-quantity"
    case invalidRead = "invalid-read"
    case invalidRequestLine = "invalid-request-line"
    case invalidServer = "invalid-server"
    case invalidSharing = "invalid-sharing"
    case invalidTemplate = "invalid-template"
    case invalidTypeDefinition = "invalid-type-definition"
    case invalidValue = "invalid-value"
    case missingKey = "missing-key"
    case misspeltDeclaration = "misspelt-declaration"
    case mixedRows = "mixed-rows"
    case outcomeWithoutExample = "outcome-without-example"
    case pathParameterTwice = "path-parameter-twice"
    case placeholderMismatch = "placeholder-mismatch"
    case quantityWithoutExample = "quantity-without-example"
    case recursiveType = "recursive-type"
    case responseWithoutExample = "response-without-example"
    case secretInExample = "secret-in-example"
    case serverErrorDecided = "server-error-decided"
    case serverErrorInferred = "server-error-inferred"
    case statusWithoutOutcome = "status-without-outcome"
    case swiftNameClash = "swift-name-clash"
    case tooManyEntries = "too-many-entries"
    case unboundParameter = "unbound-parameter"
    case unconfirmedCancel = "unconfirmed-cancel"
    case undeclaredField = "undeclared-field"
    case undeclaredStatus = "undeclared-status"
    case unknownKey = "unknown-key"
    case unknownParameter = "unknown-parameter"
    case unknownServer = "unknown-server"
    case unknownType = "unknown-type"
    case unreachableOutcome = "unreachable-outcome"
    case unsourcedFact = "unsourced-fact"
    case unusedDeclaration = "unused-declaration"
    case valueWithoutOutcome = "value-without-outcome"
    case wrongType = "wrong-type"

    package var severity: Diagnostic.Severity {
        switch self {
        case .credentialsWithoutExample, .echoWithoutExample, .outcomeWithoutExample, .quantityWithoutExample,
            .responseWithoutExample,
            .serverErrorInferred, .unconfirmedCancel, .unusedDeclaration:
            .warning
        default: .error
        }
    }
}
