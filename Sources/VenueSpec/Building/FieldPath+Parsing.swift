extension FieldPath {
    /// Parses `order.status`, `results[0].code`, `ids[*]`, `$` or `$[0].x`.
    init(parsing text: String) throws(SyntaxError) {
        var steps: [Step] = []
        // Marks count whatever combines with them.
        var rest = Substring(text).unicodeScalars
        if rest.first == "$" {
            rest.removeFirst()
            if rest.first == "." {
                try Self.takeDot(from: &rest)
            } else if let next = rest.first, next != "[" {
                throw SyntaxError("'$' is the whole body; a member follows after a dot, as in '$.status'")
            }
        } else if rest.first == "[" || rest.isEmpty {
            throw SyntaxError("expected \(TextForm.fieldPath.expectation)")
        }
        while !rest.isEmpty {
            if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]") else { throw SyntaxError("'[' without a closing ']'") }
                let index = String(rest[rest.index(after: rest.startIndex)..<end])
                rest = rest[rest.index(after: end)...]
                if index == "*" {
                    steps.append(.anyElement)
                } else if let number = Int(index), number >= 0, number <= 1000, String(number) == index {
                    steps.append(.index(number))
                } else {
                    let filter = index.contains { "?=@{".contains($0) } ? "; filters are out of reach in format 1" : ""
                    throw SyntaxError("invalid index '[\(index)]'; expected '[0]' to '[1000]' or '[*]'\(filter)")
                }
            } else {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                if name.first == "{", name.last == "}" {
                    throw SyntaxError(
                        "'\(Substring(name))' would be a member named like a value; maps keyed by ids are out of reach "
                            + "in format 1")
                }
                if name.isEmpty { throw SyntaxError("empty member name; a path has one dot between members") }
                steps.append(.member(String(name)))
                rest = rest.dropFirst(name.count)
            }
            if rest.first == "." {
                try Self.takeDot(from: &rest)
            } else if let next = rest.first, next != "[" {
                throw SyntaxError("expected '.' or '[' before '\(next)'")
            }
        }
        self.init(steps: steps)
    }

    /// Takes a dot, after which a member's name must follow.
    private static func takeDot(from rest: inout Substring.UnicodeScalarView) throws(SyntaxError) {
        rest.removeFirst()
        if rest.isEmpty { throw SyntaxError("the path ends in a dot") }
        if rest.first == "[" { throw SyntaxError("no dot stands before '['") }
    }
}
