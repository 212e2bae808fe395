/// One kind of change between two versions of a spec: its documentation and how it is found.
///
/// A rule that states one plain fact is a row of its subject's table: which parts of a spec it looks at, and what it says
/// of one of them. A rule that reasons is handed the whole change, and the report so far.
struct DiffRule: Sendable {
    let description: DiffRuleDescription
    /// What may become of orders by its errors and warnings, unless a change says otherwise.
    let risk: Finding.Risk?
    let check: @Sendable (_ change: VenueChange, _ report: inout DiffReport) -> Void

    /// A change that a rule reports, before its places are looked up in the two files.
    struct Change {
        var level: Finding.Level?
        let message: String
        /// Where the fact stands, or would stand, in both versions.
        let places: PlacePair
        /// What the versions say; `nil` for nothing.
        let (old, new): (String?, String?)
        let symbols: [String]
        /// The rows of the outcome table it touches.
        let outcomes: [String]
        /// What may become of orders, where that depends on the change.
        let risk: Finding.Risk?

        init(
            level: Finding.Level? = nil, _ message: String, at places: PlacePair, old: String? = nil,
            new: String? = nil,
            symbols: [String] = [], outcomes: [String] = [], risk: Finding.Risk? = nil
        ) {
            self.level = level
            self.message = message
            self.places = places
            (self.old, self.new) = (old, new)
            self.symbols = symbols
            self.outcomes = outcomes
            self.risk = risk
        }
    }
}

/// A part of a spec, of both versions or of one, with what every rule says of it alike.
protocol ChangedPart {
    var places: PlacePair { get }
    /// The declarations generated from it.
    var symbols: [String] { get }
    /// The rows of the outcome table it decides.
    var rows: [String] { get }
}

extension ChangedPart {
    var rows: [String] { [] }

    /// What a rule reports of the part, or of what stands in it under some keys.
    func told(
        level: Finding.Level? = nil, _ message: String, at keys: String..., old: String? = nil, new: String? = nil,
        rows: [String]? = nil, risk: Finding.Risk? = nil
    ) -> DiffRule.Change {
        DiffRule.Change(
            level: level, message, at: places.at(keys), old: old, new: new, symbols: symbols,
            outcomes: rows ?? self.rows, risk: risk)
    }
}

extension Pairing.Single {
    /// What a rule reports of a part that came or went, with what its version says.
    func told(
        level: Finding.Level? = nil, _ message: String, _ text: String, rows: [String] = [], risk: Finding.Risk? = nil
    ) -> DiffRule.Change {
        told(
            level: level, message, old: isAdded ? nil : text, new: isAdded ? text : nil, rows: rows, risk: risk)
    }
}

extension Pairing.Pair {
    /// What a rule reports of a part that has another name.
    func renamed(
        level: Finding.Level? = nil, _ message: String, rows: [String] = [], risk: Finding.Risk? = nil
    ) -> DiffRule.Change {
        DiffRule.Change(
            level: level, message, at: places, old: oldName, new: newName, symbols: oldSymbols + symbols,
            outcomes: rows, risk: risk)
    }
}

extension DiffRule {
    init(
        _ id: String, _ category: Finding.Category, _ levels: Finding.Level..., risk: Finding.Risk? = nil,
        summary: String, explanation: String, before: String, after: String,
        check: @escaping @Sendable (VenueChange, inout DiffReport) -> Void
    ) {
        description = DiffRuleDescription(
            id: id, category: category, levels: levels, summary: summary, explanation: explanation, before: before,
            after: after)
        self.risk = risk
        self.check = check
    }

    /// A rule about each of some parts, which says nothing of one by `nil`.
    init<Part>(
        _ id: String, _ category: Finding.Category, _ levels: Finding.Level..., risk: Finding.Risk? = nil,
        summary: String, explanation: String, before: String, after: String,
        each parts: @escaping @Sendable (VenueChange) -> [Part],
        tell: @escaping @Sendable (Part, VenueChange) -> Change?
    ) {
        description = DiffRuleDescription(
            id: id, category: category, levels: levels, summary: summary, explanation: explanation, before: before,
            after: after)
        self.risk = risk
        check = { change, report in
            for part in parts(change) {
                if let told = tell(part, change) { report.add(told) }
            }
        }
    }

    /// A rule about each of some parts of greater ones, such as the values of parameters.
    init<Whole, Part>(
        _ id: String, _ category: Finding.Category, _ levels: Finding.Level..., risk: Finding.Risk? = nil,
        summary: String, explanation: String, before: String, after: String,
        of wholes: @escaping @Sendable (VenueChange) -> [Whole],
        each parts: @escaping @Sendable (Whole) -> [Part],
        tell: @escaping @Sendable (Part, Whole, VenueChange) -> Change?
    ) {
        description = DiffRuleDescription(
            id: id, category: category, levels: levels, summary: summary, explanation: explanation, before: before,
            after: after)
        self.risk = risk
        check = { change, report in
            for whole in wholes(change) {
                for part in parts(whole) {
                    if let told = tell(part, whole, change) { report.add(told) }
                }
            }
        }
    }
}

/// Every rule of the diff, for `explain` and for reports.
package enum DiffRuleCatalog {
    package static let all: [DiffRuleDescription] = rules.map(\.description).sorted { $0.id < $1.id }

    package static func rule(_ id: String) -> DiffRuleDescription? { all.first { $0.id == id } }

    /// The tables in the order in which findings of one level are listed; the last look at what the others found.
    static let rules: [DiffRule] = [
        DiffRule.venues, DiffRule.servers, DiffRule.credentials, DiffRule.computed,
        DiffRule.operations, DiffRule.parameters, DiffRule.parameterValues,
        DiffRule.parameterLimits, DiffRule.parameterTreatment, DiffRule.identities,
        DiffRule.requestFields, DiffRule.frames,
        DiffRule.responses, DiffRule.replyFields, DiffRule.replyValues,
        DiffRule.acknowledgements, DiffRule.wireForms, DiffRule.errorCodes, DiffRule.outcomes, DiffRule.echoes,
        DiffRule.quantities, DiffRule.cancelAlls,
        DiffRule.afterwards, DiffRule.reads, DiffRule.logins, DiffRule.rateLimits, DiffRule.provenance, DiffRule.quirks,
        DiffRule.webSockets,
        [.replyJudgedDifferently], DiffRule.declarations, DiffRule.documentation,
        [.pageChangedAlone, .generatedCodeDiffers],
    ].flatMap(\.self)
}
