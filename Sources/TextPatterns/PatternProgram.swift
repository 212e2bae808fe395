/// A regular expression as instructions that are followed side by side.
struct PatternProgram: Sendable {
    /// A step, with the index of those that follow it.
    enum Instruction: Sendable {
        /// Takes a scalar of a set whose members begin at that index.
        case take(members: Int, next: Int)
        case fork(Int, Int)
        case anchor(PatternNode.Anchor, next: Int)
        case accept
    }

    private(set) var instructions: [Instruction] = [.accept]
    private(set) var start = 0
    let classes: ScalarClasses
    let members: [Bool]
    /// For each class whether it is of word characters; told only if the expression asks for their boundaries.
    let isWord: [Bool]
    let asksForWords: Bool

    init(_ node: PatternNode) {
        var sets: [ScalarSet: Int] = [:]
        asksForWords = Self.collect(&sets, of: node)
        let listed = sets.sorted { $0.value < $1.value }.map(\.key)
        classes = ScalarClasses(telling: listed + (asksForWords ? [.wordCharacters] : []))
        members = listed.flatMap(classes.members)
        isWord = classes.members(of: .wordCharacters)
        start = emit(node, sets, next: 0)
    }

    /// Numbers the sets of an expression, and tells whether it asks for boundaries of words.
    private static func collect(_ sets: inout [ScalarSet: Int], of node: PatternNode) -> Bool {
        switch node {
        case .empty: return false
        case .one(let set):
            if sets[set] == nil { sets[set] = sets.count }
            return false
        case .anchor(let anchor): return anchor == .wordBoundary || anchor == .noWordBoundary
        case .sequence(let parts), .choice(let parts):
            return parts.reduce(false) { asks, part in collect(&sets, of: part) || asks }
        case .repeated(let part, _, _): return collect(&sets, of: part)
        }
    }

    /// Adds the instructions of a part that go on with the one of that index; returns the index of its first.
    private mutating func emit(_ node: PatternNode, _ sets: [ScalarSet: Int], next: Int) -> Int {
        switch node {
        case .empty: return next
        case .one(let set): return add(.take(members: (sets[set] ?? 0) * classes.count, next: next))
        case .anchor(let anchor): return add(.anchor(anchor, next: next))
        case .sequence(let parts):
            return parts.reversed().reduce(next) { next, part in emit(part, sets, next: next) }
        case .choice(let parts):
            let entries = parts.map { emit($0, sets, next: next) }
            return entries.dropLast().reversed().reduce(entries.last ?? next) { add(.fork($1, $0)) }
        case .repeated(let part, let minimum, let maximum):
            return emit(part, sets, minimum: minimum, maximum: maximum, next: next)
        }
    }

    private mutating func emit(
        _ part: PatternNode, _ sets: [ScalarSet: Int], minimum: Int, maximum: Int?, next: Int
    ) -> Int {
        var entry = next
        var rest = minimum
        if let maximum {
            // Each optional one can go straight to what follows them all.
            for _ in minimum..<maximum { entry = add(.fork(emit(part, sets, next: entry), next)) }
        } else {
            let fork = add(.fork(next, next))
            let body = emit(part, sets, next: fork)
            instructions[fork] = .fork(body, next)
            entry = minimum == 0 ? fork : body
            rest = max(minimum - 1, 0)
        }
        for _ in 0..<rest { entry = emit(part, sets, next: entry) }
        return entry
    }

    private mutating func add(_ instruction: Instruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }
}

/// Follows the instructions of a program over one text, all at once, so that each scalar costs at most as many steps as
/// there are instructions.
struct PatternRun {
    struct State: Hashable {
        var threads: [Int] = []
        var isAtStart = true
        /// Whether a word character was taken last; told only if the program asks for it.
        var isAfterWord = false
    }

    enum Result {
        case matched
        case failed
        case open
    }

    private let program: PatternProgram
    private let beginsAnywhere: Bool
    /// The round in which an instruction was last looked at; each is looked at once for a scalar.
    private var seen: [Int]
    /// The number of scalars so far, those of other texts included.
    private var round = 0
    private var pending: [Int] = []
    private(set) var steps = 0

    init(_ program: PatternProgram) {
        self.program = program
        seen = [Int](repeating: 0, count: program.instructions.count)
        beginsAnywhere = Self.canBeginLate(program)
    }

    /// Goes on with a scalar of a class; `nil` is the end of the text.
    mutating func step(_ state: inout State, _ scalar: Int?) -> Result {
        round += 1
        let isBeforeWord = program.asksForWords && scalar.map { program.isWord[$0] } ?? false
        swap(&pending, &state.threads)
        if state.isAtStart || beginsAnywhere { pending.append(program.start) }
        let isMatched = follow(&state, scalar, isBeforeWord: isBeforeWord)
        pending.removeAll(keepingCapacity: true)
        if isMatched { return .matched }
        state.isAtStart = false
        state.isAfterWord = isBeforeWord
        return scalar == nil || state.threads.isEmpty && !beginsAnywhere ? .failed : .open
    }

    /// Follows all that is pending; whether that ends in a match.
    ///
    /// By pointers, since checks of ownership would take most of the time.
    private mutating func follow(_ state: inout State, _ scalar: Int?, isBeforeWord: Bool) -> Bool {
        let round = round
        return program.instructions.withUnsafeBufferPointer { instructions in
            program.members.withUnsafeBufferPointer { members in
                seen.withUnsafeMutableBufferPointer { seen in
                    while let index = pending.popLast() {
                        steps += 1
                        if seen[index] == round { continue }
                        seen[index] = round
                        switch instructions[index] {
                        case .accept: return true
                        case .take(let first, let next):
                            if let scalar, members[first + scalar] { state.threads.append(next) }
                        case .fork(let next, let other):
                            pending.append(other)
                            pending.append(next)
                        case .anchor(let anchor, let next):
                            if state.isAt(anchor, isAtEnd: scalar == nil, isBeforeWord: isBeforeWord) {
                                pending.append(next)
                            }
                        }
                    }
                    return false
                }
            }
        }
    }

    /// Whether something of the program can be taken, or a match be found, after the start of a text.
    private static func canBeginLate(_ program: PatternProgram) -> Bool {
        var seen = [Bool](repeating: false, count: program.instructions.count)
        var pending = [program.start]
        while let index = pending.popLast() {
            guard !seen[index] else { continue }
            seen[index] = true
            switch program.instructions[index] {
            case .accept, .take: return true
            case .fork(let first, let second): pending += [first, second]
            case .anchor(.start, _): break
            case .anchor(_, let following): pending.append(following)
            }
        }
        return false
    }
}

extension PatternRun.State {
    fileprivate func isAt(_ anchor: PatternNode.Anchor, isAtEnd: Bool, isBeforeWord: Bool) -> Bool {
        switch anchor {
        case .start: isAtStart
        case .end: isAtEnd
        case .wordBoundary: isAfterWord != isBeforeWord
        case .noWordBoundary: isAfterWord == isBeforeWord
        }
    }
}
