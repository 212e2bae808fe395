public import Testing

/// How tests that need much of the machine share it; all others start at once, as many as there are.
///
/// A test waits for its turn before its time limit begins, runs its cases one after the other, and does so on threads of
/// its own, where it may block.
public struct TurnTrait: SuiteTrait, TestTrait, TestScoping {
    let kind: TurnKind

    /// Whether the task is a test's that has a turn: a suite and a test in it may both have the trait.
    @TaskLocal private static var hasTurn = false

    /// A suite's trait is each of its tests'.
    public var isRecursive: Bool { true }

    /// A test function's cases share one turn; a suite has none.
    public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        test.isSuite || testCase != nil ? nil : self
    }

    /// Waits for a turn, and runs the test function in it.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        if Self.hasTurn { return try await function() }
        let kinds = test.traits.compactMap { ($0 as? TurnTrait)?.kind }
        try await TestTurns.shared.run([.alone, .long].first(where: kinds.contains) ?? .bounded) {
            try await Self.$hasTurn.withValue(true) {
                try await ParallelizationTrait.serialized.provideScope(
                    for: test, testCase: testCase, performing: function)
            }
        }
    }
}

extension Trait where Self == TurnTrait {
    /// For tests that run processes, open sockets or compute for long: only a few run at a time.
    public static var bounded: Self { TurnTrait(kind: .bounded) }

    /// For those of them that take a good part of a minute: they begin first, so that none is left to run by itself when
    /// all others are done.
    public static var long: Self { TurnTrait(kind: .long) }

    /// For tests that promise something within a time of the clock: they run last, one at a time.
    public static var alone: Self { TurnTrait(kind: .alone) }
}
