internal import Synchronization

/// A regular expression of the language, ready for use; matching takes a time linear in the text.
///
/// Some part of a text must match. `^` and `$` are the very start and end, `\d`, `\s` and `\w` are ASCII's, `.` is one
/// Unicode scalar that ends no line, and texts are compared scalar by scalar. What cannot be matched in one pass, such as
/// references back and lookaround, is not part of the language.
///
/// A class, since one is shared by all calls.
package final class TextPattern: Sendable {
    private let program: PatternProgram
    private let table: PatternTable?

    package init(_ pattern: String) throws(PatternProblem) {
        program = PatternProgram(try PatternReader.read(pattern))
        table = PatternTable(program)
    }

    /// The most instructions of a program without a table: with them, 1 MB of text takes about half a second at worst.
    private static let followLimit = 64

    /// Refuses what a long text could keep busy for too long; for the expressions of specs, before they are used.
    package func checkCost() throws(PatternProblem) {
        guard table == nil, size > Self.followLimit else { return }
        throw PatternProblem(
            message:
                "after some texts it could go on in too many ways at once to be matched quickly; use smaller counts, "
                + "begin it with '^', or use 'maxLength' for lengths")
    }

    package func matches(_ text: String) -> Bool { run(text).matches }

    /// Whether some part of a text matches, and how many steps it took to tell.
    ///
    /// The steps are at most some for each instruction of the program, for each scalar and the end.
    func run(_ text: String) -> (matches: Bool, steps: Int) {
        table?.run(text, program.classes) ?? follow(text)
    }

    func follow(_ text: String) -> (matches: Bool, steps: Int) {
        var run = PatternRun(program)
        var state = PatternRun.State()
        for scalar in text.unicodeScalars {
            let result = run.step(&state, program.classes.number(of: scalar))
            if result != .open { return (result == .matched, run.steps) }
        }
        return (run.step(&state, nil) == .matched, run.steps)
    }

    var size: Int { program.instructions.count }

    var hasTable: Bool { table != nil }

    // MARK: Reuse

    /// Expressions that were read before, by their text; `nil` for what is none.
    private static let known = Mutex<[String: TextPattern?]>([:])
    /// The most that are kept; specs have few, and what a caller makes up must not fill the memory.
    private static let knownLimit = 512

    /// The expression of a text, read once; `nil` if it is none.
    package static func shared(_ pattern: String) -> TextPattern? {
        known.withLock { known in
            if let found = known[pattern] { return found }
            let made = try? TextPattern(pattern)
            if known.count == knownLimit { known.removeAll(keepingCapacity: true) }
            known[pattern] = .some(made)
            return made
        }
    }
}

/// The states that a program can be in, each made once, so that a scalar costs one look into a table.
struct PatternTable: Sendable {
    /// The most steps that are spent on making it; programs that need more are followed instead.
    private static let effort = 1 << 17
    private static let matched = -1
    private static let failed = -2

    private let next: [Int32]
    private let matchesAtEnd: [Bool]

    /// The states of a program; `nil` if they are many.
    init?(_ program: PatternProgram) {
        var run = PatternRun(program)
        var states = [PatternRun.State()]
        var numbers = [states[0]: 0]
        var next: [Int32] = []
        var matchesAtEnd: [Bool] = []
        var work = 0
        while matchesAtEnd.count < states.count {
            var state = states[matchesAtEnd.count]
            for scalar in 0..<program.classes.count {
                var following = state
                switch run.step(&following, scalar) {
                case .matched: next.append(Int32(Self.matched))
                case .failed: next.append(Int32(Self.failed))
                case .open:
                    following.threads = Set(following.threads).sorted()
                    work += following.threads.count
                    let number = numbers[following] ?? states.count
                    if number == states.count {
                        numbers[following] = number
                        states.append(following)
                    }
                    next.append(Int32(truncatingIfNeeded: number))
                }
                guard run.steps + work <= Self.effort else { return nil }
            }
            matchesAtEnd.append(run.step(&state, nil) == .matched)
        }
        self.next = next
        self.matchesAtEnd = matchesAtEnd
    }

    /// Whether some part of a text matches, and how many scalars it took to tell.
    func run(_ text: String, _ classes: ScalarClasses) -> (matches: Bool, steps: Int) {
        var state = 0
        var steps = 0
        for scalar in text.unicodeScalars {
            steps += 1
            state = Int(next[state * classes.count + classes.number(of: scalar)])
            if state < 0 { return (state == Self.matched, steps) }
        }
        return (matchesAtEnd[state], steps + 1)
    }
}
