/// The rules about requests.
enum RequestRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] =
        operations + parameters + identities + fields + [
            FrameFieldChanged.self, CorrelationIDChanged.self, FrameServerChanged.self,
        ]

    /// The rules about calls, their request lines and bodies.
    private static let operations: [any DiffRule.Type] = [
        OperationAdded.self, OperationRemoved.self, OperationRenamed.self, MethodChanged.self, PathChanged.self,
        RequestBodyAdded.self, RequestBodyRemoved.self, RequestMediaTypeChanged.self,
    ]

    /// The rules about what the caller supplies.
    private static let parameters: [any DiffRule.Type] = [
        ParameterAdded.self, ParameterRemoved.self, ParameterRenamed.self, ParameterMoved.self,
        ParameterBecameRequired.self, ParameterBecameOptional.self, ParameterTypeChanged.self,
        ParameterBecameEnum.self, ParameterNoLongerEnum.self, ParameterValueAdded.self, ParameterValueRemoved.self,
        ParameterValueRenamed.self, TextFormatChanged.self, PatternChanged.self, LengthLimitsTightened.self,
        LengthLimitsWidened.self, ValueLimitsTightened.self, ValueLimitsWidened.self, ItemLimitsTightened.self,
        ItemLimitsWidened.self, VenueDefaultChanged.self, ParameterDeprecated.self,
        ParameterNoLongerDeprecated.self,
    ]

    /// The rules about which parameters go together.
    private static let identities: [any DiffRule.Type] = [
        IdentityAdded.self, IdentityRemoved.self, IdentityChanged.self,
        ConditionalGroupAdded.self, ConditionalGroupRemoved.self, ConditionalGroupChanged.self,
    ]

    /// The rules about where values go.
    private static let fields: [any DiffRule.Type] = [
        RequestFieldRenamed.self, RequestFieldAdded.self, RequestFieldRemoved.self, RequestFieldValueChanged.self,
        RequestFieldTextChanged.self, ListStyleChanged.self, RequestNestingChanged.self, JSONEncodingChanged.self,
        RequestOrderChanged.self, RequestConstantAdded.self, RequestConstantChanged.self,
        RequestConstantRemoved.self,
    ]
}
