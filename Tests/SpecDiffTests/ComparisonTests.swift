import SpecDiff
import TestScheduling
import Testing

/// The tables beside each other hold what both versions say.
@Suite(.bounded) struct ComparisonTests {
    /// The tables of the base spec and an edited one.
    private func rows(
        _ kind: ComparisonTable.Kind, _ edits: [(String, String)], isReversed: Bool = false
    ) throws -> [ComparisonTable.Row] {
        var text = DiffCase.base
        for (old, new) in edits {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        let (old, new) = (
            try DiffCase.venue(DiffCase.base, path: "old/base.venue.yaml"),
            try DiffCase.venue(text, path: "new/base.venue.yaml")
        )
        let difference = isReversed ? DiffCase.compare(new, old) : DiffCase.compare(old, new)
        let venue = try #require(difference.venues.first)
        return VenueComparison(venue).tables.filter { $0.kind == kind }.flatMap(\.rows)
    }

    /// The changed facts of rows as `name: label old → new`.
    private func changes(_ rows: [ComparisonTable.Row]) -> [String] {
        rows.filter { $0.change != .same }.flatMap { row in
            row.facts.filter(\.isChanged).map { fact in
                "\(row.newName ?? row.oldName ?? ""): \(fact.label) \(fact.old ?? "-") → \(fact.new ?? "-")"
            }
        }
    }

    /// The old fact of the request's method, to make some change that is a finding.
    private let other = ("POST /v1/desks", "PUT /v1/desks")

    @Test("A venue beside itself has every table and no change") func same() throws {
        let rows = try ComparisonTable.Kind.allCases.flatMap { kind -> [ComparisonTable.Row] in
            let rows = try self.rows(kind, [other])
            #expect(!rows.isEmpty, "\(kind)")
            return rows
        }
        #expect(changes(rows) == ["request line: method POST → PUT"])
    }

    @Test("A parameter shows its type, when it is needed, its limits and where it goes") func parameters() throws {
        let rows = try rows(
            .parameters, [other, ("maxLength: 20", "maxLength: 21"), ("minimum: 1, maximum: 1000000", "minimum: 1")])
        #expect(
            changes(rows) == [
                "desk: length 2 to 20 characters → 2 to 21 characters", "orderId: value 1 to 1000000 → at least 1",
            ])
        let desk = try #require(rows.first)
        #expect(desk.facts.map(\.label) == ["type", "needed", "sent in", "length", "basis"])
        #expect(
            rows.first { $0.newName == "strike" }?.facts.first { $0.label == "needed" }?.new == "when kind is OPTION")
    }

    @Test("A row that one version lacks stands after what it followed, in both directions")
    func singleRows() throws {
        let edits = [
            other, ("      429: text\n", "      404: ErrorReply\n      429: text\n"),
            ("      - { status: 429,", "      - { status: 404, then: unknownOrder }\n      - { status: 429,"),
        ]
        for isReversed in [false, true] {
            let rows = try self.rows(.replies, edits, isReversed: isReversed)
            #expect(rows.map { $0.newName ?? $0.oldName } == ["200", "400", "404", "429", "503"])
            #expect(rows.map(\.change) == [.same, .same, isReversed ? .removed : .added, .same, .same])
            let outcomes = try self.rows(.outcomes, edits, isReversed: isReversed)
            let index = try #require(outcomes.firstIndex { $0.change != .same })
            #expect(outcomes[index].newName ?? outcomes[index].oldName == "404")
            #expect(outcomes[index - 1].newName == "400" && outcomes[index + 1].newName == "429")
        }
    }

    @Test("An outcome shows what it means; a changed test stays one row") func outcomes() throws {
        let rows = try rows(
            .outcomes,
            [other, ("OPEN: pendingCancel", "OPEN: canceled"), ("contains: already final", "contains: final")])
        #expect(changes(rows) == ["200 by state = OPEN: means pendingCancel → canceled"])
        let retested = try #require(rows.first { $0.oldName != $0.newName })
        #expect(retested.oldName == "400 when message contains \"already final\"")
        #expect(retested.newName == "400 when message contains \"final\"")
        #expect(retested.change == .changed)
    }

    @Test("Rules of a status in another order show their turns") func order() throws {
        let first = "      - { status: 400, when: { message: { contains: already final } }, then: gone }\n"
        let last = "      - { status: 400, then: rejected }\n"
        let rows = try rows(.outcomes, [other, (first, ""), (last, first + last)])
        #expect(
            changes(rows) == [
                "400 by code = 100: turn 2 → 1", "400 by code = 104: turn 3 → 2",
                "400 when message contains \"already final\": turn 1 → 3",
            ])
        #expect(try changes(self.rows(.outcomes, [other])) == [])
    }

    @Test("A field shows its type and whether it may be missing or null") func fields() throws {
        let rows = try rows(
            .fields,
            [
                other, ("type: timestamp, nullable: true", "type: timestamp, required: false"),
                ("CANCELLED: Cancelled.", "CANCELLED: Cancelled.\n      EXPIRED: Over."),
                ("OPEN: pendingCancel", "OPEN: pendingCancel\n          EXPIRED: tooLate(expired)"),
            ])
        #expect(
            changes(rows) == [
                "CancelReply.at: sent always → may be missing", "CancelReply.at: null may be null → -",
                "OrderState: values OPEN, FILLED, CANCELLED → OPEN, FILLED, CANCELLED, EXPIRED",
            ])
    }

    @Test(
        "Every finding about a request, a reply or a meaning has a row that says the same",
        arguments: DiffCase.all.map(\.rule))
    func findingsHaveRows(_ rule: String) throws {
        let file = try DiffCase(file: rule + ".case")
        for section in file.failing {
            let venue = try #require(section.difference().venues.first)
            let rows = VenueComparison(venue).tables.flatMap(\.rows)
            // A recorded reply that is judged differently is an example, which no table shows.
            let listed = venue.findings.filter { $0.category != .swiftSource && $0.rule != "reply-judged-differently" }
            for finding in listed where finding.level == .error {
                let own = rows.filter { $0.isSubject(of: finding) }
                #expect(own.contains { $0.change != .same }, "\(finding.rule) \(finding.subject)")
            }
        }
    }
}
