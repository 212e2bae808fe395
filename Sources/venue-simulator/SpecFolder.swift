internal import Foundation
internal import SourceText
internal import VenueSpec

/// Reads the venues of a directory.
enum SpecFolder {
    /// The venues of all specs in a directory, sorted by file.
    ///
    /// - Throws: ``Obstacle`` if there are none or if one has errors.
    static func venues(in path: String) throws(Obstacle) -> [Venue] {
        let folder = URL(fileURLWithPath: path)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Obstacle("cannot read the directory '\(VisibleText.of(path))'; name one with --specs")
        }
        var files: [SourceFile] = []
        for name in names.filter({ $0.hasSuffix(".venue.yaml") }).sorted() {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
                throw Obstacle("cannot read '\(VisibleText.of("\(path)/\(name)"))'")
            }
            files.append(SourceFile(path: "\(path)/\(name)", bytes: Array(data)))
        }
        guard !files.isEmpty else {
            throw Obstacle("no '*.venue.yaml' in '\(VisibleText.of(path))'; name another with --specs")
        }
        let analysis = SpecAnalysis(files)
        guard !analysis.hasErrors else {
            let errors = analysis.diagnostics.filter { $0.severity == .error }
            let text = DiagnosticFormatter(colour: false, files: files, width: nil).format(errors)
            throw Obstacle("the specs have errors\n" + text)
        }
        return analysis.venues
    }
}

/// Why the command cannot do its work.
struct Obstacle: Error {
    /// What is in the way and the cure; lower case, no full stop.
    let message: String

    /// Something in the way.
    init(_ message: String) { self.message = message }
}
