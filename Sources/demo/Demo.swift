import CompiledExamples
import Foundation
import SourceText
import VenueClients
import VenueCodegen
import VenueRuntime
import VenueSpec

/// Shows the main job on real input: specs become clients, clients make the recorded requests and judge the recorded
/// replies.
@main
enum Demo {
    static func main() {
        let root = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? ".")
        do {
            let venues = try lint(root.appendingPathComponent("Specs"))
            let isCurrent = try check(venues, against: root.appendingPathComponent("Generated/VenueClients"))
            let isAsRecorded = showExamples(of: venues)
            exit(isCurrent && isAsRecorded ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(3)
        }
    }

    /// Why the demo cannot start.
    private struct Obstacle: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads and judges the specs.
    private static func lint(_ folder: URL) throws -> [Venue] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = try names.filter { $0.hasSuffix(".venue.yaml") }.sorted().map { name in
            SourceFile(path: "Specs/\(name)", bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
        guard !files.isEmpty else {
            throw Obstacle(description: "no specs in '\(folder.path)'; run the demo in the package's folder")
        }
        let analysis = SpecAnalysis(files)
        let errors = analysis.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
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

    /// Runs every example through its compiled client and prints the table.
    private static func showExamples(of venues: [Venue]) -> Bool {
        let terminal = Terminal.standardOutput()
        var table = Table(terminal: terminal)
        var differences: [String] = []
        var count = 0
        for venue in venues {
            for operation in venue.operations {
                guard
                    let client = VenueIndex.operations.first(where: {
                        $0.venue == venue.name.text && $0.name == operation.name.text
                    })
                else {
                    differences.append("\(venue.name): no compiled client for \(operation.name)")
                    continue
                }
                let rows = ExampleRun.rows(operation, of: venue, with: client)
                count += rows.count
                table.add(venue: venue.name.text, rows)
                differences += rows.flatMap { row in row.differences.map { "\(venue.name) \(row.name): \($0)" } }
            }
        }
        print("run       \(count) examples through the compiled clients\n")
        print(table.rendered())
        if differences.isEmpty {
            print("\n\(venues.count) venues, \(count) examples: every request and outcome is as recorded")
        } else {
            print("\n\(differences.count) differences:")
            for difference in differences { print("  " + difference) }
        }
        return differences.isEmpty
    }
}
