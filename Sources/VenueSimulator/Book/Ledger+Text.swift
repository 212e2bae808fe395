extension Ledger.Effect: CustomStringConvertible {
    /// The effect in one word or two, such as `canceled` or `tooLate(filled)`.
    public var description: String {
        switch self {
        case .notRouted: "notRouted"
        case .unauthenticated: "unauthenticated"
        case .throttled: "throttled"
        case .invalid(let problem): "invalid: \(problem)"
        case .unknownOrder: "unknownOrder"
        case .canceled: "canceled"
        case .tooLate(let state): "tooLate(\(state.rawValue))"
        }
    }
}
