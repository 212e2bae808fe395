/// Reads regular expressions, as far as they can be matched in one pass over a text.
struct PatternReader {
    /// The greatest number of instructions of an expression; with it, matching one scalar takes a bounded time.
    static let sizeLimit = 1_000
    static let lengthLimit = 2_000
    static let countLimit = 1_000
    static let depthLimit = 50

    private var rest: Substring.UnicodeScalarView
    private let ignoresCase: Bool
    private var depth = 0

    private init(_ pattern: String) {
        let flag = "(?i)"
        ignoresCase = pattern.unicodeScalars.starts(with: flag.unicodeScalars)
        rest = pattern.unicodeScalars.dropFirst(ignoresCase ? flag.unicodeScalars.count : 0)
    }

    static func read(_ pattern: String) throws(PatternProblem) -> PatternNode {
        guard pattern.unicodeScalars.prefix(lengthLimit + 1).count <= lengthLimit else {
            throw PatternProblem(message: "it is longer than \(lengthLimit) characters; use several tests")
        }
        var reader = PatternReader(pattern)
        let node = try reader.choice()
        guard reader.rest.isEmpty else {
            throw PatternProblem(message: #"a ')' has no '('; write '\)' for the character"#)
        }
        guard node.size <= sizeLimit else {
            throw PatternProblem(
                message:
                    "with its counts written out it takes more than \(sizeLimit) steps, optional ones counted twice; "
                    + "use smaller counts, and 'maxLength' for lengths")
        }
        return node
    }

    // MARK: Structure

    /// Alternatives, up to the end of the group.
    private mutating func choice() throws(PatternProblem) -> PatternNode {
        var alternatives = [try sequence()]
        while take("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" { parts.append(try counted(try element())) }
        return switch parts.count {
        case 0: .empty
        case 1: parts[0]
        default: .sequence(parts)
        }
    }

    private mutating func element() throws(PatternProblem) -> PatternNode {
        guard let scalar = rest.popFirst() else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[": return .one(try bracketed())
        case "\\": return try escaped()
        case ".": return .one(ScalarSet.lineEnds.inverted)
        case "^": return .anchor(.start)
        case "$": return .anchor(.end)
        case "*", "+", "?":
            throw PatternProblem(message: "'\(scalar)' has nothing to repeat; write '\\\(scalar)' for the character")
        case "{":
            throw PatternProblem(
                message: #"'{' begins no count of an element, such as '{8}' or '{1,20}'; write '\{' for the character"#)
        default: return .one(cased(ScalarSet(scalar)))
        }
    }

    private mutating func group() throws(PatternProblem) -> PatternNode {
        if take("?") {
            let kind = String(String.UnicodeScalarView(rest.prefix(2)))
            if !take(":") { throw Self.problem(ofGroup: kind) }
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw PatternProblem(message: "groups stand more than \(Self.depthLimit) deep in one another; use fewer")
        }
        let node = try choice()
        guard take(")") else {
            throw PatternProblem(message: #"a '(' has no ')'; close it, or write '\(' for the character"#)
        }
        return node
    }

    /// Why a group that begins with `(?` and this is none of the language.
    private static func problem(ofGroup kind: String) -> PatternProblem {
        let message =
            switch kind.unicodeScalars.first {
            case "=", "!": lookaround("(?\(kind.prefix(1))")
            case "<" where kind == "<=" || kind == "<!": lookaround("(?\(kind)")
            case "<", "P", "'": "groups have no names; write '(…)'"
            case ">": "an atomic group '(?>…)' cannot be matched in one pass over the text; write '(?:…)'"
            default: "'(?\(kind.prefix(1))' is not part of the language; of flags only '(?i)' at the very start is"
            }
        return PatternProblem(message: message)
    }

    private static func lookaround(_ sign: String) -> String {
        "'\(sign)…)' looks around, which one pass over the text cannot; say what the text has to be, "
            + "or test the field in a row of its own"
    }

    // MARK: Counts

    private mutating func counted(_ node: PatternNode) throws(PatternProblem) -> PatternNode {
        let sign = rest
        let range: (minimum: Int, maximum: Int?)
        if take("?") {
            range = (0, 1)
        } else if take("*") {
            range = (0, nil)
        } else if take("+") {
            range = (1, nil)
        } else if take("{") {
            range = try braced()
        } else {
            return node
        }
        // Whether a match is as short as can be makes no difference to whether there is one.
        if !take("?"), take("+") {
            let count = String(sign[..<rest.startIndex])
            throw PatternProblem(
                message: "the count '\(count)' gives nothing back, which one pass over the text cannot; "
                    + "write '\(count.dropLast())'")
        }
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) {
            throw PatternProblem(message: "'\(next)' repeats a count; put the element and its first count into '(…)'")
        }
        if case .anchor = node {
            throw PatternProblem(message: "an anchor such as '^' or '$' cannot be repeated; leave out the count")
        }
        return .repeated(node, minimum: range.minimum, maximum: range.maximum)
    }

    private mutating func braced() throws(PatternProblem) -> (minimum: Int, maximum: Int?) {
        let text = String(String.UnicodeScalarView(rest.prefix { $0 != "}" }.prefix(24)))
        let problem = PatternProblem(
            message: "'{\(text)}' is no count such as '{8}', '{1,20}' or '{1,}', and no parameter can stand here; "
                + "write '\\{' for the character")
        guard let minimum = try number() else { throw problem }
        var maximum: Int? = minimum
        if take(",") { maximum = rest.first == "}" ? nil : try number() ?? -1 }
        guard take("}") else { throw problem }
        if let maximum, maximum < minimum {
            throw PatternProblem(
                message: maximum < 0
                    ? problem.message : "the count '{\(text)}' ends before it begins; write '{\(maximum),\(minimum)}'")
        }
        return (minimum, maximum)
    }

    private mutating func number() throws(PatternProblem) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        guard let number = Int(String(String.UnicodeScalarView(digits))), number <= Self.countLimit else {
            throw PatternProblem(
                message: "a count is more than \(Self.countLimit); use a smaller one, and 'maxLength' for lengths")
        }
        return number
    }

    // MARK: Characters

    private mutating func escaped() throws(PatternProblem) -> PatternNode {
        if take("b") { return .anchor(.wordBoundary) }
        if take("B") { return .anchor(.noWordBoundary) }
        return .one(cased(try escapedSet().set))
    }

    /// The characters that a backslash and what follows it stand for, and the one character if they are one.
    private mutating func escapedSet() throws(PatternProblem) -> (set: ScalarSet, scalar: Unicode.Scalar?) {
        guard let scalar = rest.popFirst() else {
            throw PatternProblem(message: #"a '\' ends it; write '\\' for the character"#)
        }
        func one(_ scalar: Unicode.Scalar) -> (ScalarSet, Unicode.Scalar?) { (ScalarSet(scalar), scalar) }
        switch scalar {
        case "d": return (.digits, nil)
        case "D": return (ScalarSet.digits.inverted, nil)
        case "s": return (.spaces, nil)
        case "S": return (ScalarSet.spaces.inverted, nil)
        case "w": return (.wordCharacters, nil)
        case "W": return (ScalarSet.wordCharacters.inverted, nil)
        case "t": return one("\t")
        case "n": return one("\n")
        case "r": return one("\r")
        case "f": return one("\u{C}")
        case "x": return one(try hexadecimal(after: "\\x", digits: 2))
        case "u": return one(try hexadecimal(after: "\\u", digits: 4))
        case _ where scalar.isASCII && !ScalarSet.wordCharacters.contains(scalar.value), "_": return one(scalar)
        default: throw Self.problem(ofEscape: scalar)
        }
    }

    /// Why a backslash with this after it is nothing of the language.
    private static func problem(ofEscape scalar: Unicode.Scalar) -> PatternProblem {
        let message =
            switch scalar {
            case "1"..."9", "k", "g":
                "'\\\(scalar)' refers back to a group, which one pass over the text cannot; "
                    + "write out what may stand there"
            case "A": #"'\A' is not part of the language; write '^', which is the very start"#
            case "z", "Z": "'\\\(scalar)' is not part of the language; write '$', which is the very end"
            case "p", "P": "'\\\(scalar)' is not part of the language; write a class such as '[A-Za-zà-ü]'"
            case "Q", "E": "'\\\(scalar)' is not part of the language; put a '\\' before each special character"
            case "0", "a", "e", "v":
                "'\\\(scalar)' is not part of the language; write the character by its number, such as '\\x0B'"
            default: "'\\\(scalar)' is not part of the language; write '\\d', '\\s', '\\w' or the character itself"
            }
        return PatternProblem(message: message)
    }

    /// The character whose number follows, as so many digits or as any number of them in braces.
    private mutating func hexadecimal(after sign: String, digits count: Int) throws(PatternProblem) -> Unicode.Scalar {
        let isBraced = take("{")
        let digits = rest.prefix { $0.properties.isASCIIHexDigit }.prefix(isBraced ? 8 : count)
        rest = rest.dropFirst(digits.count)
        guard isBraced ? take("}") : digits.count == count,
            let scalar = UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
        else {
            let example = count == 2 ? "\\x2F" : "\\u00E9"
            throw PatternProblem(message: "'\(sign)' needs the number of a character, such as '\(example)'")
        }
        return scalar
    }

    private mutating func bracketed() throws(PatternProblem) -> ScalarSet {
        let isInverted = take("^")
        var set = ScalarSet([])
        var isFirst = true
        while let next = rest.first {
            if take("]") {
                if isFirst { throw PatternProblem(message: #"a class begins with ']'; write '\]' for the character"#) }
                let all = cased(set)
                return isInverted ? all.inverted : all
            }
            if !isFirst, next == "-", rest.dropFirst().first != "]" {
                throw PatternProblem(message: #"a '-' stands between no two characters of a class; write '\-' for it"#)
            }
            set = set.union(try member())
            isFirst = false
        }
        throw PatternProblem(message: #"a '[' has no ']'; close it, or write '\[' for the character"#)
    }

    /// The next character, escape or range of a class.
    private mutating func member() throws(PatternProblem) -> ScalarSet {
        let (set, first) = try bound()
        guard rest.first == "-", let after = rest.dropFirst().first, after != "]" else { return set }
        rest = rest.dropFirst()
        if after == "-" { throw Self.problem(ofSetOperation: after) }
        let (_, last) = try bound()
        guard let first, let last else {
            throw PatternProblem(
                message: #"a range of a class ends in another class; write '\-' for the character '-'"#)
        }
        guard first <= last else {
            throw PatternProblem(
                message: "the range '\(first)-\(last)' ends before it begins; write '\(last)-\(first)'")
        }
        return ScalarSet([first.value...last.value])
    }

    /// The next character or escape of a class.
    private mutating func bound() throws(PatternProblem) -> (set: ScalarSet, scalar: Unicode.Scalar?) {
        guard let scalar = rest.popFirst() else { return (ScalarSet([]), nil) }
        switch scalar {
        case "\\": return try escapedSet()
        case "[":
            throw PatternProblem(message: #"a '[' stands inside of a class; write '\[' for the character"#)
        case "&" where rest.first == "&", "~" where rest.first == "~", "-" where rest.first == "-":
            throw Self.problem(ofSetOperation: scalar)
        default: return (ScalarSet(scalar), scalar)
        }
    }

    /// Why two of these signs are none of a class: other dialects cut and subtract sets with them.
    private static func problem(ofSetOperation sign: Unicode.Scalar) -> PatternProblem {
        PatternProblem(
            message: "'\(sign)\(sign)' inside of a class is not part of the language; "
                + "write the characters out, or '\\\(sign)' for the character")
    }

    /// The set, with both cases of ASCII's letters where the expression asks for it.
    private func cased(_ set: ScalarSet) -> ScalarSet { ignoresCase ? set.inBothCases : set }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest = rest.dropFirst()
        return true
    }
}
