/// What came once and must not come again: random texts, and the last of numbers that grow.
struct OneTimeValues {
    /// A value that a request has and no other may have.
    struct Value: Hashable {
        /// Its name in the spec.
        let name: String
        let text: String
        /// Whether it is greater than any before it.
        let grows: Bool
    }

    private struct Owner: Hashable {
        let user: Int
        let name: String
    }

    private var newest: [Owner: UInt64] = [:]
    private var seen: [Owner: Set<String>] = [:]

    /// Takes the values of one request of a user, all or none.
    ///
    /// - Returns: What is wrong with the first that may not come; `nil` if all were taken.
    mutating func take(_ values: [Value], of user: Int) -> RequestRefusal? {
        for value in values {
            let owner = Owner(user: user, name: value.name)
            guard value.grows else {
                if seen[owner]?.contains(value.text) == true { return .repeated(value.name) }
                continue
            }
            guard let number = Self.number(value.text) else { return .malformed(value.name) }
            if let last = newest[owner], number <= last { return .repeated(value.name) }
        }
        for value in values {
            let owner = Owner(user: user, name: value.name)
            if value.grows {
                newest[owner] = Self.number(value.text)
            } else {
                seen[owner, default: []].insert(value.text)
            }
        }
        return nil
    }

    private static func number(_ text: String) -> UInt64? {
        text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? UInt64(text) : nil
    }
}
