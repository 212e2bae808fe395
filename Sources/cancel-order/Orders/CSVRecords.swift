/// The records of a CSV file: cells with commas between them, in quotes where they hold commas, quotes or line ends.
struct CSVRecords {
    /// One record.
    struct Record {
        /// The line it begins on.
        let line: Int
        /// Its cells.
        let cells: [String]
    }

    /// The most bytes of a record.
    static let limit = 1 << 20

    /// The file.
    private var bytes: ByteReader
    /// The line the next byte is on.
    private var line = 1
    /// Whether nothing more is read.
    private var isStopped = false

    /// The records of a file.
    init(_ bytes: ByteReader) { self.bytes = bytes }

    /// Reads nothing more.
    mutating func stop() { isStopped = true }

    /// The next record that is not an empty line; `nil` at the end.
    ///
    /// - Returns: A failure for a record that is malformed; nothing is read after it, for its end is not known.
    mutating func next() throws(Obstacle) -> Result<Record, BadRow>? {
        while !isStopped {
            guard try bytes.peek() != nil else { return nil }
            let start = line
            let cells: [[UInt8]]
            switch try record() {
            case .success(let found): cells = found
            case .failure(let error):
                isStopped = true
                return .failure(error)
            }
            if cells.count == 1, cells.allSatisfy(\.isEmpty) { continue }
            let texts = cells.compactMap { String(validating: $0, as: UTF8.self) }
            guard texts.count == cells.count else { return .failure(BadRow(line: start, problem: "not UTF-8")) }
            return .success(Record(line: start, cells: texts))
        }
        return nil
    }

    private mutating func record() throws(Obstacle) -> Result<[[UInt8]], BadRow> {
        let start = line
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var size = 0
        /// Whether the cell had quotes, and whether they are still open.
        var (wasQuoted, isOpen) = (false, false)
        while let byte = try bytes.next() {
            size += 1
            guard size <= Self.limit else {
                return .failure(BadRow(line: start, problem: "a record is larger than \(Self.limit) bytes"))
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch byte {
            case UInt8(ascii: "\"") where isOpen:
                if try bytes.peek() == UInt8(ascii: "\"") {
                    _ = try bytes.next()
                    cell.append(byte)
                } else {
                    isOpen = false
                }
            case _ where isOpen: cell.append(byte)
            case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (wasQuoted, isOpen) = (true, true)
            case UInt8(ascii: ","):
                cells.append(cell)
                (cell, wasQuoted) = ([], false)
            case UInt8(ascii: "\n"): return .success(cells + [cell])
            case UInt8(ascii: "\r"):
                guard let next = try bytes.peek(), next != UInt8(ascii: "\n") else { continue }
                return .failure(BadRow(line: start, problem: "a carriage return without a line feed"))
            default:
                guard !wasQuoted else { return .failure(BadRow(line: start, problem: "text after a closing quote")) }
                guard byte != UInt8(ascii: "\"") else {
                    return .failure(BadRow(line: start, problem: "a quote inside a cell that does not begin with one"))
                }
                cell.append(byte)
            }
        }
        return isOpen ? .failure(BadRow(line: start, problem: "a quote is not closed")) : .success(cells + [cell])
    }
}
