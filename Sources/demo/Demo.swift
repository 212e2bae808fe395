import CompiledExamples
import CurlTransport
import Foundation
import SourceText
import VenueClients
import VenueCodegen
import VenueRuntime
import VenueSpec

/// Shows the main job on real input: specs become clients, clients make the recorded requests and judge the recorded
/// replies, and cancel orders at simulated venues over real sockets.
@main
enum Demo {
    static func main() async {
        let root = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? ".")
        do {
            let venues = try lint(root.appendingPathComponent("Specs"))
            let isCurrent = try check(venues, against: root.appendingPathComponent("Generated/VenueClients"))
            let isAsRecorded = showExamples(of: venues)
            let isAsExpected = try await showWire(venues)
            exit(isCurrent && isAsRecorded && isAsExpected ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(3)
        }
    }

    private struct Obstacle: Error, CustomStringConvertible {
        let description: String
    }

    private static func lint(_ folder: URL) throws -> [Venue] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = try names.filter { $0.hasSuffix(".venue.yaml") }.sorted().map { name in
            SourceFile(path: "Specs/\(name)", bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
        guard !files.isEmpty else {
            throw Obstacle(description: "no specs in '\(folder.path)'; run the demo in the package's folder")
        }
        let analysis = SpecAnalysis(files)
        guard !analysis.hasErrors else {
            let formatter = DiagnosticFormatter(colour: false, files: files, width: nil)
            throw Obstacle(description: "the specs have errors\n" + formatter.format(analysis.diagnostics))
        }
        print("lint      \(files.count) specs, \(analysis.diagnostics.count) findings")
        return analysis.venues
    }

    /// Generates in memory and compares with what is committed.
    private static func check(_ venues: [Venue], against folder: URL) throws -> Bool {
        let files = ClientGenerator(access: .public).files(for: venues)
        let lines = files.map { $0.text.utf8.count { $0 == 0x0A } }.reduce(0, +)
        print("generate  \(files.count) files, \(lines) lines")
        let stale = files.filter { file in
            (try? Data(contentsOf: folder.appendingPathComponent(file.name))) != Data(file.text.utf8)
        }
        print("check     " + (stale.isEmpty ? "as committed" : "differs: " + stale.map(\.name).joined(separator: ", ")))
        return stale.isEmpty
    }

    private static func showExamples(of venues: [Venue]) -> Bool {
        let terminal = Terminal.standardOutput()
        var table =
            terminal.isWide
            ? Table(
                ["venue", "request", "reply", "outcome", "evidence"], flexible: [1, 2, 4], outcomeColumn: 3,
                terminal: terminal)
            : Table(["  reply", "outcome", "evidence"], flexible: [0, 2], outcomeColumn: 1, terminal: terminal)
        var differences: [String] = []
        var count = 0
        for venue in venues {
            for operation in venue.operations {
                guard let client = VenueIndex.operations.first(where: { $0.isGenerated(from: operation, of: venue) })
                else {
                    differences.append("\(venue.name): no compiled client for \(operation.name)")
                    continue
                }
                let rows = ExampleRun.rows(operation, of: venue, with: client)
                count += rows.count
                add(rows, of: venue, to: &table)
                differences += rows.flatMap { row in row.differences.map { "\(venue.name) \(row.name): \($0)" } }
            }
        }
        print("run       \(count) examples through the compiled clients\n")
        print(table.rendered())
        if differences.isEmpty {
            print("\n\(venues.count) venues, \(count) examples: every request and outcome is as recorded")
        } else {
            print("\n\(differences.count) differences:")
            for difference in differences { print("  " + VisibleText.of(difference)) }
        }
        return differences.isEmpty
    }

    /// Adds the rows of a venue; a venue and a request that repeat are left blank.
    ///
    /// Where the width is short, both stand on a line of their own.
    private static func add(_ rows: [ExampleRow], of venue: Venue, to table: inout Table) {
        var lastRequest = ""
        for (index, row) in rows.enumerated() {
            guard table.terminal.isWide else {
                if row.requestLine != lastRequest { table.addHeading("\(venue.name)  \(row.requestLine)") }
                lastRequest = row.requestLine
                if !row.reply.isEmpty {
                    table.add(["  " + row.reply, row.outcome, row.evidence], isExpected: row.differences.isEmpty)
                }
                continue
            }
            let isRepeat = row.requestLine == lastRequest
            lastRequest = row.requestLine
            if isRepeat, row.reply.isEmpty { continue }
            table.add(
                [
                    index == 0 ? venue.name.text : "", isRepeat ? "" : row.requestLine, row.reply, row.outcome,
                    row.evidence,
                ], isExpected: row.differences.isEmpty)
        }
    }

    /// Cancels orders at simulated venues over loopback sockets, reads some of them back, and prints the tables.
    private static func showWire(_ venues: [Venue]) async throws -> Bool {
        let transport = try CurlTransport()
        let run = WireRun(transport: transport)
        print("\nOver loopback sockets, each venue simulated from its spec:\n")
        let rows = try await run.rows(venues)
        show(rows, ["situation", "outcome", "evidence", "sent", "seen"], flexible: [2], outcomeColumn: 1) { row in
            let earlier = row.report.followsUnknownAttempt ? "; an earlier attempt may have cancelled it" : ""
            return [
                row.situation, row.report.outcome.description, evidence(row.report) + earlier,
                String(row.report.attempts.count), String(row.received),
            ]
        }
        print("\nWhat became of orders that were filled in part, read back until their ends are proven:\n")
        let ends = try await run.confirmedRows(venues)
        await transport.shutdown()
        show(ends, ["order", "cancel", "known at last", "filled", "last read"], flexible: [1, 2], outcomeColumn: 2) {
            row in
            let quantities = row.report.quantities
            return [
                row.situation, row.report.cancelOutcome.description, row.report.outcome.description,
                (quantities?.filled?.text ?? "?") + (quantities?.ordered.map { " of \($0)" } ?? ""),
                row.report.lastRead?.description ?? "none",
            ]
        }
        let surprises = (rows + ends).count { !$0.isExpected }
        print(
            "\n\(rows.count + ends.count) situations"
                + (surprises == 0 ? ", none a surprise" : ", \(surprises) surprises"))
        return surprises == 0
    }

    private static func evidence(_ report: CancelReport) -> String {
        report.evidence?.rule ?? report.problem.map { "\($0)" } ?? "no answer"
    }

    /// Prints rows by venue; where the width is short, its name stands on a line of its own.
    private static func show(
        _ rows: [WireRun.Row], _ titles: [String], flexible: [Int], outcomeColumn: Int,
        cells: (WireRun.Row) -> [String]
    ) {
        let terminal = Terminal.standardOutput()
        let isWide = terminal.isWide
        var table = Table(
            isWide ? ["venue"] + titles : ["  " + titles[0]] + titles.dropFirst(),
            flexible: flexible.map { $0 + (isWide ? 1 : 0) }, outcomeColumn: outcomeColumn + (isWide ? 1 : 0),
            terminal: terminal
        )
        var lastVenue = ""
        for row in rows {
            let isFirst = row.venue != lastVenue
            lastVenue = row.venue
            if isFirst, !isWide { table.addHeading(row.venue) }
            let cells = cells(row)
            table.add(
                isWide ? [isFirst ? row.venue : ""] + cells : ["  " + cells[0]] + cells.dropFirst(),
                isExpected: row.isExpected)
        }
        print(table.rendered())
    }
}
