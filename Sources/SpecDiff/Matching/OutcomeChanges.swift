internal import VenueSpec

/// How the tests of a row compare with its old ones.
enum Retest {
    /// Every reply fits both or neither.
    case equal
    /// What fitted before still does.
    case widened
    /// What fits now did before.
    case narrowed
    /// Neither holds whenever the other does.
    case changed
}

extension OutcomeLines {
    /// Lines that mean something else, those of one edit together: of one rule, with one value and the same outcomes.
    var changedOutcomes: [[Pair]] {
        common.filter { $0.old.outcome != $0.new.outcome }.grouped { pair in
            [
                String(pair.old.index), String(pair.new.index), pair.new.value?.value, pair.old.outcome.word,
                pair.new.outcome.word,
            ]
        }
    }

    /// Lines with other tests, those of one rule together.
    var retestedRows: [[Pair]] { retested.grouped { [$0.old.index, $0.new.index] } }

    /// What replies that fit a new line meant before, as far as rows below it tell.
    func displaced(by line: OutcomeLine) -> [Outcome] {
        let before = Dictionary(common.map { ($0.new, $0.old.outcome) }, uniquingKeysWith: { first, _ in first })
        return new.filter { $0.index > line.index && !$0.excludes(line) }.through { line.implies($0) }
            .map { before[$0] ?? $0.outcome }
    }

    /// What replies that fitted an old line mean now.
    func heirs(of line: OutcomeLine) -> [Outcome] {
        let above = Set(common.filter { $0.old.index < line.index }.map(\.new))
        return new.filter { !above.contains($0) && !$0.excludes(line) }.through { line.implies($0) }.map(\.outcome)
    }
}

extension OperationChange {
    /// New lines of statuses and values that both versions have, those of one rule together.
    var addedRows: [[Pairing<OutcomeLine>.Single]] {
        let statuses = Set(responses.added.map(\.value.status))
        return lines.added.filter { line in
            !statuses.contains(line.value.status) && !newValues.contains { line.value.isDecided(by: $0.1, of: $0.0) }
        }.grouped { $0.value.index }
    }

    func rowPlaces(of pair: OutcomeLines.Pair) -> PlacePair {
        let table = places.at(old.table)
        return PlacePair(
            old: table.old.at(pair.old.index, named: pair.old.rowEvidence),
            new: table.new.at(pair.new.index, named: pair.new.rowEvidence))
    }

    /// Where the tests of a row that has others stand: under `when`, and at the one field whose test differs.
    func testPlaces(of pair: OutcomeLines.Pair) -> PlacePair {
        let places = rowPlaces(of: pair).at("when")
        let (old, new) = (pair.old.rule.conditions, pair.new.rule.conditions)
        let paths = Set((Set(old).symmetricDifference(new)).map(\.path))
        guard let path = paths.first?.description, paths.count == 1 else { return places }
        return places.at(path)
    }
}

extension VenueChange {
    /// Old lines that are gone though the status, the fields and the value they are about are not, those of one rule
    /// together.
    func removedRows(of operation: OperationChange) -> [[Pairing<OutcomeLine>.Single]] {
        let statuses = Set(operation.responses.removed.map(\.value.status))
        let deadRows = Set(
            types.flatMap { type in
                (type.properties?.removed ?? []).flatMap {
                    uses.old.rows(reading: .init(type: type.pair.old.name.text, name: $0.value.name.text))
                }
            })
        return operation.lines.removed.filter { line in
            !statuses.contains(line.value.status) && !deadRows.contains(line.value.text)
                && !operation.oldValues.contains { line.value.isDecided(by: $0.1, of: $0.0) }
        }.grouped { $0.value.index }
    }
}

extension Pairing<OutcomeLine>.Pair {
    /// How the new tests compare with the old ones.
    var retest: Retest {
        switch (old.implies(new), new.implies(old)) {
        case (true, true): .equal
        case (true, false): .widened
        case (false, true): .narrowed
        case (false, false): .changed
        }
    }

    /// Whether an accepted cancel ended the order in one version only.
    var isAcknowledgementChange: Bool {
        guard let before = old.outcome.isFinal, let after = new.outcome.isFinal else { return false }
        return before != after
    }
}

extension [OutcomeLines.Pair] {
    /// What replies are judged by, as evidence names it.
    var evidence: String { map(\.new.evidence).joined(separator: "', '") }

    /// What the lines mean, each outcome once.
    var meanings: String { Set(map(\.new.outcome.word)).sorted().joined(separator: " or ") }

    /// Both versions of the lines, as findings list them.
    var texts: [String] { map(\.old.text) + map(\.new.text) }
}

extension [Pairing<OutcomeLine>.Single] {
    /// What the lines mean, each outcome once.
    var meanings: String { Set(map(\.value.outcome.word)).sorted().joined(separator: " or ") }
}

extension Sequence {
    /// The elements with the same key together, in the order of the first of each.
    func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
        var groups: [[Element]] = []
        var indices: [Key: Int] = [:]
        for element in self {
            let key = key(element)
            if let index = indices[key] {
                groups[index].append(element)
            } else {
                indices[key] = groups.count
                groups.append([element])
            }
        }
        return groups
    }

    /// The elements up to and including the first of a kind.
    fileprivate func through(_ isLast: (Element) -> Bool) -> [Element] {
        var result: [Element] = []
        for element in self {
            result.append(element)
            if isLast(element) { break }
        }
        return result
    }
}

/// What an outcome proves about the order, whatever the reason.
enum Proof: Hashable {
    case canceled
    /// A cancel was accepted, and how it ends is open.
    case pending
    case over
    /// The venue does not know it.
    case notKnown
    /// It is not known or has ended.
    case gone
    /// An earlier cancel is under way.
    case alreadyPending
    case untouched
    /// It is alive, and no cancel is under way.
    case alive
    /// A login gave what it gives.
    case granted
    case none
}

extension Outcome {
    /// What it proves about the order.
    var proof: Proof {
        switch self {
        case .canceled: .canceled
        case .pendingCancel: .pending
        case .tooLate: .over
        case .unknownOrder: .notKnown
        case .gone: .gone
        case .alreadyPending: .alreadyPending
        case .rejected, .throttled(.notProcessed): .untouched
        case .working: .alive
        case .granted: .granted
        case .throttled(.unknown), .unknown: .none
        }
    }

    /// Whether a caller can rest: what became of the order is proven.
    var isSettled: Bool {
        switch proof {
        case .canceled, .over, .notKnown, .gone, .untouched: true
        case .pending, .alreadyPending, .alive, .granted, .none: false
        }
    }

    /// Whether an accepted cancel ended the order, of outcomes that speak of an accepted one; `nil` for all others.
    var isFinal: Bool? {
        switch self {
        case .canceled, .tooLate, .gone: true
        case .pendingCancel, .alreadyPending: false
        default: nil
        }
    }
}
