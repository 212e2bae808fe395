/// The rules about documented replies.
enum ReplyRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [
        ResponseAdded.self,
        ResponseRemoved.self,
        ResponseBodyChanged.self,
        ResponseEvidenceChanged.self,
        ResponseHeaderAdded.self,
        ResponseHeaderRemoved.self,
        ResponseHeaderBecameOptional.self,
        ResponseHeaderBecameRequired.self,
        ResponseFieldAdded.self,
        ResponseFieldRemoved.self,
        ResponseFieldRenamed.self,
        ResponseFieldBecameNullable.self,
        ResponseFieldNoLongerNullable.self,
        ResponseFieldBecameOptional.self,
        ResponseFieldBecameRequired.self,
        ResponseFieldDeprecated.self,
        ResponseFieldNoLongerDeprecated.self,
        ResponseFieldTypeChanged.self,
        ResponseValueAdded.self,
        ResponseValueRemoved.self,
        ResponseValueRenamed.self,
        ResponseValuesKindChanged.self,
    ]
}
