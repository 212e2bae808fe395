internal import ClientGeneration
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// Where accepted changes are written down, and the day on which they must count.
struct AcceptanceSource {
    /// The file that is read if it is there and no other is named.
    static let defaultPath = "Specs/accepted-changes.yaml"

    /// The file the command line names.
    private let path: String?
    /// The day; `nil` where there is no clock to ask.
    let today: CalendarDate?

    init(path: String?, today: CalendarDate?) { (self.path, self.today) = (path, today) }

    /// The file, or `nil` if there is none, and none was named that must be there.
    func file(isToBeWritten: Bool) throws(FileError) -> SourceFile? {
        let isNeeded = path != nil && !isToBeWritten
        let path = path ?? Self.defaultPath
        if !isNeeded, try FileSystem.info(path) == nil { return nil }
        return SourceFile(path: path, bytes: try FileSystem.read(path, limit: SpecFiles.sizeLimit))
    }

    /// Writes entries into the file, which is made if it is not there; all of them or none.
    ///
    /// - Returns: The file as it is now.
    func add(_ changes: [AcceptedChange], to file: SourceFile?) throws(FileError) -> SourceFile {
        let path = path ?? Self.defaultPath
        let text: String
        do throws(AcceptanceAddition.Refusal) {
            text = try AcceptanceAddition(changes).text(addedTo: file ?? SourceFile(path: path, bytes: []))
        } catch {
            throw FileError(error.message)
        }
        try SpecRewriter.write([(path, file?.bytes, text)])
        return SourceFile(path: path, text: text)
    }

    func review(_ file: SourceFile?, of findings: [Finding]) throws(FileError) -> AcceptanceReview {
        guard let file else { return AcceptanceReview() }
        guard let today else { throw FileError("cannot read the clock; say which day it is with '--today'") }
        return AcceptanceReview(AcceptanceFile(file), of: findings, on: today)
    }
}
