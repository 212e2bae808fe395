import SpecDiff
import Testing
import VenueCodegen

@Suite struct VenueTests {
    @Test("a venue of one version only is one finding, an error if it is gone")
    func singleVenues() throws {
        let venue = try DiffCase.venue(DiffCase.base, path: "base.venue.yaml")
        let declarations = ClientGenerator().declarations
        let added = SpecDiff.compare(old: [], new: [venue], declarations: declarations)
        #expect(added.findings.map(\.rule) == ["venue-added"])
        #expect(added.findings.map(\.level) == [.info])
        let removed = SpecDiff.compare(old: [venue], new: [], declarations: declarations)
        #expect(removed.findings.map(\.rule) == ["venue-removed"])
        #expect(removed.findings.map(\.level) == [.error])
    }

    @Test("a spec compared with itself gives nothing")
    func same() throws {
        let venue = try DiffCase.venue(DiffCase.base, path: "base.venue.yaml")
        let difference = SpecDiff.compare(old: [venue], new: [venue], declarations: ClientGenerator().declarations)
        #expect(difference.venues.isEmpty)
        #expect(difference.unchangedCount == 1)
    }
}
