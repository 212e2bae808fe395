import SourceText
import SpecDiff
import TestScheduling
import Testing
import VenueSpec

@Suite(.bounded) struct PlaceTests {
    /// What stands at the places of the wire findings of one edit of the base, as `rule: old | new`.
    private func texts(_ removed: String, _ added: String) throws -> [String] {
        var section = DiffCase.Section(base: DiffCase.base)
        section.edits = [([removed], [added])]
        let (old, new) = try section.venues()
        /// The text of a place in a version.
        func text(_ side: Finding.Side?, in file: SourceFile) -> String {
            guard let range = side?.range, let line = file.line(range.start.line),
                range.start.line == range.end.line
            else { return "" }
            return String(line.dropFirst(range.start.column - 1).prefix(range.end.column - range.start.column))
        }
        return DiffCase.compare(old, new).findings.filter { $0.category == .wire }.map {
            "\($0.rule): \(text($0.old, in: old.file)) | \(text($0.new, in: new.file))"
        }
    }

    @Test("a limit's place is the limit, in both versions")
    func limits() throws {
        let line = "      desk: { type: string, minLength: 2, maxLength: 20, description: The desk that trades. }"
        let edited = line.replacing("20", with: "21")
        #expect(try texts(line, edited) == ["length-limits-widened: 20 | 21"])
    }

    @Test("a value of a list has a place of its own")
    func listedValues() throws {
        let line = "      kind: { enum: [SPOT, OPTION], description: What is traded. }"
        let edited = line.replacing("OPTION]", with: "OPTION, FUTURE]")
        #expect(try texts(line, edited) == ["parameter-value-added: enum | FUTURE"])
    }

    @Test("a value of a map has a place of its own")
    func mappedValues() throws {
        let line = "      side: { enum: { BUY: Buys., SELL: Sells. }, required: false, description: The side. }"
        let edited = line.replacing(", SELL: Sells.", with: "")
        #expect(try texts(line, edited) == ["parameter-value-removed: Sells. | enum"])
    }

    @Test("a member of a body has a place of its own")
    func members() throws {
        let line = "        reason: user"
        #expect(try texts(line, "        reason: desk") == ["request-constant-changed: user | desk"])
    }
}
