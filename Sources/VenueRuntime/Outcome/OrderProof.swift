/// What the outcome of a cancel and the states read after it prove together.
///
/// Only a final state is proof, and it is proof whatever the cancel said. No other state changes the outcome:
/// - An order that works after a lost cancel can still be reached by it.
/// - An order on which a cancel is pending after a lost cancel may be so by another's doing, and what is pending can be
///   refused: the outcome stays unknown.
/// - "Not found" after an acknowledgement may come from a place the order was never in, or is not in any more.
///
/// An order that was not found by the cancel and is read alive is both: the outcome is unknown until an end is read. A final
/// state never turns back.
struct OrderProof {
    private(set) var outcome: CancelOutcome
    /// The read that proved ``outcome``; `nil` if the cancel's own reply did, or nothing.
    private(set) var deciding: Int?
    /// The first two of the venue's words that cannot both be true, in the order they came.
    private(set) var contradiction: String?
    /// A contradiction that an end read later explains: the cancel came first, or the read was behind.
    private var doubt: String?

    init(_ cancel: CancelOutcome, _ states: [OrderState]) {
        outcome = cancel
        for (index, state) in states.enumerated() { add(state, index) }
        guard let doubt else { return }
        contradiction = doubt
        outcome = .unknown(.inconclusive)
    }

    private mutating func add(_ state: OrderState, _ index: Int) {
        let end = state.end
        if outcome.isProven {
            switch (outcome, end) {
            case (_, nil): if state.isAlive { note(state) }
            case (.tooLate, .tooLate(.unspecified)): break
            case (.tooLate(.unspecified), .tooLate?): (outcome, deciding) = (end ?? outcome, index)
            case (_, let end?): if end != outcome { note(state) }
            }
        } else if let end {
            (outcome, deciding, doubt) = (end, index, nil)
        } else if state.isAlive, outcome == .unknownOrder || outcome == .gone {
            doubt = doubt ?? "\(outcome), then \(state)"
        }
    }

    private mutating func note(_ state: OrderState) {
        contradiction = contradiction ?? "\(outcome), then \(state)"
    }
}

extension CancelOutcome {
    /// Whether the order's end is proven: nothing that is read later changes it.
    public var isProven: Bool {
        switch self {
        case .canceled, .tooLate: true
        case .pendingCancel, .unknownOrder, .gone, .alreadyPending, .rejected, .throttled, .notSent, .unknown: false
        }
    }
}

extension OrderState {
    /// What it proves of a cancel; `nil` for one that is not final.
    fileprivate var end: CancelOutcome? {
        switch self {
        case .canceled: .canceled
        case .tooLate(let status): .tooLate(status)
        case .working, .pendingCancel, .unknownOrder, .gone, .unknown: nil
        }
    }
}
