internal import VenueRuntime

/// The orders of a CSV file (RFC 4180), whose first row names the parameters.
///
/// An empty cell is a value left out. A list is not to be had in CSV.
struct CSVRows: RowSequence {
    private let maker: RowMaker
    private var records: CSVRecords
    private var columns: [ParameterOption] = []

    init(_ bytes: ByteReader, maker: RowMaker) {
        self.maker = maker
        records = CSVRecords(bytes)
    }

    mutating func next() throws(Obstacle) -> Result<OrderRow, BadRow>? {
        if columns.isEmpty {
            guard let header = try records.next() else { return nil }
            do throws(BadRow) {
                columns = try columns(header.get())
            } catch {
                records.stop()
                return .failure(error)
            }
        }
        guard let record = try records.next() else { return nil }
        do throws(BadRow) { return .success(try row(record.get())) } catch { return .failure(error) }
    }

    private func columns(_ header: CSVRecords.Record) throws(BadRow) -> [ParameterOption] {
        var columns: [ParameterOption] = []
        for cell in header.cells {
            let parameter = try maker.parameter(cell, line: header.line)
            guard !columns.contains(where: { $0.wireName == cell }) else {
                throw BadRow(line: header.line, problem: "two columns are named '\(cell)'")
            }
            guard !parameter.parameter.kind.isList else {
                throw BadRow(line: header.line, problem: "'\(cell)' is a list; use JSON lines")
            }
            columns.append(parameter)
        }
        return columns
    }

    private func row(_ record: CSVRecords.Record) throws(BadRow) -> OrderRow {
        guard record.cells.count == columns.count else {
            throw BadRow(
                line: record.line,
                problem: "expected \(columns.count) cells as in the first row, found \(record.cells.count)")
        }
        var members: [JSONValue.Member] = []
        for (parameter, cell) in zip(columns, record.cells) where !cell.isEmpty {
            guard let value = parameter.value([cell]) else {
                throw BadRow(
                    line: record.line, problem: "'\(parameter.wireName)' is not \(parameter.parameter.kind.phrase)")
            }
            members.append(JSONValue.Member(parameter.wireName, value))
        }
        return try maker.row(members, line: record.line)
    }
}

/// The records of a CSV file: cells with commas between them, in quotes where they hold commas, quotes or line ends.
struct CSVRecords {
    struct Record {
        let line: Int
        let cells: [String]
    }

    static let limit = 1 << 20

    private var bytes: ByteReader
    private var line = 1
    private var isStopped = false

    init(_ bytes: ByteReader) { self.bytes = bytes }

    mutating func stop() { isStopped = true }

    /// The next record that is not an empty line; nothing is read after a malformed one, for its end is not known.
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
