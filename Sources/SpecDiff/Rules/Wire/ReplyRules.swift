/// The rules about documented replies.
enum ReplyRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [ResponseAdded.self]
}
