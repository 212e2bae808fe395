/// The rules about requests.
enum RequestRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [MethodChanged.self, ParameterMoved.self, ParameterRenamed.self]
}
