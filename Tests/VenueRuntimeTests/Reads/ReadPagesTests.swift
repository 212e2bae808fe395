import TestScheduling
import Testing
import VenueRuntime

/// What the next page of a list is asked for with.
@Suite(.bounded) struct ReadPagesTests {
    @Test(
        arguments: [
            (nil, nil, nil), ("", nil, nil), ("c-2", nil, "c-2"), ("0", "0", nil), ("00", "0", "00"),
            // One accent as one scalar and as two: canonically equal, and other bytes.
            ("\u{E9}", "e\u{301}", "\u{E9}"),
        ] as [(String?, String?, String?)])
    func aCursorLeadsOnUnlessItSaysThatThisPageIsTheLast(_ cursor: String?, _ last: String?, _ next: String?) {
        #expect(ReadPages.next(cursor, last: last).map { Array($0.utf8) } == next.map { Array($0.utf8) })
    }

    @Test func rowsAreCountedUntilAPageHasFewer() {
        #expect(ReadPages.next(after: nil, from: 0, rows: 100, size: 100) == "100")
        #expect(ReadPages.next(after: "100", from: 0, rows: 100, size: 100) == "200")
        #expect(ReadPages.next(after: nil, from: 1, rows: 100, size: 100) == "101")
        #expect(ReadPages.next(after: "200", from: 0, rows: 99, size: 100) == nil)
        #expect(ReadPages.next(after: "200", from: 0, rows: 0, size: 100) == nil)
        #expect(ReadPages.next(after: String(Int.max), from: 0, rows: 100, size: 100) == nil)
    }
}
