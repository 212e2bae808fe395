internal import Foundation
internal import SourceText
internal import VenueRuntime

/// What an earlier run left: its journal or its results, of which the last line of each order decides.
///
/// Only places are kept; the lines are read again when they are needed.
struct Resumption: Sendable {
    /// An order, and where the line is that decides.
    fileprivate struct Entry {
        let position: Int
        var offset: Int
        var line: Int
    }

    /// A report of 60 reads, each with its reply, takes some hundred thousand bytes.
    private static let lineLimit = 1 << 24

    /// Whether it is a journal: every order is planned in it, and it can be gone on with.
    let isJournal: Bool
    /// The bytes that hold whole lines.
    let validSize: Int
    /// Whether a line after them was cut off when its writer was killed.
    let isTorn: Bool
    fileprivate let snapshot: Snapshot
    fileprivate let reader: JournalReader
    fileprivate var entries: [Entry] = []
    fileprivate var bad: [BadRow] = []

    /// Finds the deciding line of each order.
    ///
    /// - Throws: ``Obstacle`` for a journal of other orders, one that is not whole, or one that goes on elsewhere. Lines
    ///   that are malformed come as rows.
    init(_ snapshot: Snapshot, _ reader: JournalReader) throws(Obstacle) {
        (self.snapshot, self.reader) = (snapshot, reader)
        var bytes = ByteReader(snapshot)
        try bytes.skip([0xEF, 0xBB, 0xBF])
        if let byte = try bytes.peek(), byte != UInt8(ascii: "{") {
            throw Obstacle("'\(snapshot.name)' is no journal and holds no results; '--orders' takes a file of orders")
        }
        var indices: [OrderFingerprint: Int] = [:]
        var (number, planned, plan) = (0, 0, Int?.none)
        var (end, isTorn, successor) = (0, false, String?.none)
        while try bytes.peek() != nil {
            let offset = bytes.offset
            number += 1
            let (text, isTooLong) = try bytes.line(limit: Self.lineLimit)
            let isWhole = isTooLong || bytes.offset - offset > text.count
            if !isWhole, plan != nil {
                isTorn = true
                break
            }
            end = bytes.offset
            if text.allSatisfy({ " \t\r".utf8.contains($0) }) { continue }
            do throws(BadRow) {
                if isTooLong { throw BadRow(line: number, problem: "a line is longer than \(Self.lineLimit) bytes") }
                switch try reader.line(text, number) {
                case .begin(let orders):
                    guard number == 1 else { throw BadRow(line: number, problem: "a journal begins here once more") }
                    plan = orders
                case .resumed: break
                case .continued(let path): successor = path
                case .order(let row, let kind):
                    let fingerprint = OrderFingerprint(row.identity)
                    if kind == .plan || plan == nil { planned += 1 }
                    switch (indices[fingerprint], kind) {
                    case (_, .plan) where plan == nil, (_, .sending) where plan == nil:
                        throw BadRow(line: number, problem: "a line of a journal whose beginning is missing")
                    case (nil, .result) where plan == nil, (nil, .plan):
                        indices[fingerprint] = entries.count
                        entries.append(Entry(position: planned, offset: offset, line: number))
                    case (nil, _): throw BadRow(line: number, problem: "an order the journal does not plan")
                    // An order that was given twice is sent once.
                    case (_?, .plan): break
                    case (let index?, _):
                        guard plan != nil else {
                            let first = entries[index].line
                            throw BadRow(line: number, problem: "repeats the order of line \(first); which counts?")
                        }
                        (entries[index].offset, entries[index].line) = (offset, number)
                    }
                }
            } catch {
                if number == 1, plan == nil, text.starts(with: #"{"journal":"#.utf8) {
                    throw Obstacle("\(snapshot.name):1: \(error.problem); nothing was sent")
                }
                bad.append(isWhole ? error : BadRow(line: number, problem: "\(error.problem); the line is cut off"))
            }
        }
        if let successor {
            throw Obstacle("'\(snapshot.name)' goes on in '\(VisibleText.of(successor))'; resume that one")
        }
        (isJournal, validSize, self.isTorn) = (plan != nil, end, isTorn)
        if let plan, bad.isEmpty, plan != planned {
            throw Obstacle("'\(snapshot.name)' plans \(planned) of its \(plan) orders; nothing was sent")
        }
    }

    /// The orders, each once, with what is known of them.
    var rows: ResumedRows { ResumedRows(self) }
}

/// The orders of an earlier run, in its order; the malformed lines come first.
struct ResumedRows: RowSequence {
    private let source: Resumption
    private var bad: ArraySlice<BadRow>
    private var entries: ArraySlice<Resumption.Entry>

    fileprivate init(_ source: Resumption) {
        (self.source, bad, entries) = (source, source.bad[...], source.entries[...])
    }

    mutating func next() throws(Obstacle) -> Result<OrderRow, BadRow>? {
        if let row = bad.popFirst() { return .failure(row) }
        guard let entry = entries.popFirst() else { return nil }
        var bytes = ByteReader(source.snapshot, at: entry.offset)
        let text = try bytes.line(limit: .max).bytes
        do throws(BadRow) {
            guard case .order(var row, let kind) = try source.reader.line(text, entry.line) else { return nil }
            row.position = entry.position
            row.decidingLine = kind == .plan ? nil : text
            return .success(row)
        } catch {
            return .failure(error)
        }
    }
}
