internal import SourceText

/// Which faults a simulated venue plays on which requests.
///
/// A script is played first, in order of arrival; then the rules draw. A draw depends on the seed, the order and how
/// often the order was asked for, not on what else arrives in between, so that concurrent runs repeat.
public struct FaultPlan: Sendable {
    /// A fault and how often it strikes.
    public struct Rule: Sendable, Hashable {
        /// What goes wrong.
        public var fault: Fault
        /// The share of requests it strikes, from 0 to 1.
        public var share: Double

        /// Lets a fault strike a share of the requests, all of them unless said otherwise.
        public init(_ fault: Fault, share: Double = 1) {
            self.fault = fault
            self.share = share
        }
    }

    /// Faults for the first requests, in order of arrival; `nil` lets a request pass.
    public var script: [Fault?]
    /// Rules for all requests after the script; shares that add up to more than 1 leave the last rules short.
    public var rules: [Rule]
    /// What the draws start from.
    public var seed: UInt64

    /// Makes a plan; without arguments, one without faults.
    public init(script: [Fault?] = [], rules: [Rule] = [], seed: UInt64 = 0) {
        self.script = script
        self.rules = rules
        self.seed = seed
    }

    /// The fault for a request, after so many others and so many attempts on its subject; `nil` to let it pass.
    func fault(number: Int, subject: String, attempt: Int) -> Fault? {
        if script.indices.contains(number) { return script[number] }
        guard !rules.isEmpty else { return nil }
        var draw = Draw(seed: seed, subject: subject, attempt: attempt).share
        for rule in rules {
            if draw < rule.share { return rule.fault }
            draw -= rule.share
        }
        return nil
    }
}

/// A number between 0 and 1 that depends on nothing but what it is drawn for.
struct Draw {
    let share: Double

    init(seed: UInt64, subject: String, attempt: Int) {
        // SplitMix64's finaliser spreads neighbouring values over the range.
        var hash = FNV1a.hash(of: subject.utf8, seed: seed)
        hash = hash &+ UInt64(truncatingIfNeeded: attempt) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 31
        share = Double(hash >> 11) / Double(UInt64(1) << 53)
    }
}
