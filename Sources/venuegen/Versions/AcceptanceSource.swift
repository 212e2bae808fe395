internal import ClientGeneration
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// Where accepted changes are written down, and the day on which they must count.
struct AcceptanceSource {
    /// The file that is read if it is there and no other is named.
    static let defaultPath = "Specs/accepted-changes.yaml"

    /// The file the command line names.
    let path: String?
    /// The day; `nil` where there is no clock to ask.
    let today: CalendarDate?

    /// The file, or `nil` if there is none and none was named.
    func file() throws(FileError) -> SourceFile? {
        if path == nil, try FileSystem.info(Self.defaultPath) == nil { return nil }
        let path = path ?? Self.defaultPath
        return SourceFile(path: path, bytes: try FileSystem.read(path, limit: SpecFiles.sizeLimit))
    }

    /// Which of these findings are accepted.
    func review(_ file: SourceFile?, of findings: [Finding]) throws(FileError) -> AcceptanceReview {
        guard let file else { return AcceptanceReview() }
        guard let today else { throw FileError("cannot read the clock; say which day it is with '--today'") }
        return AcceptanceReview(AcceptanceFile(file), of: findings, on: today)
    }
}
