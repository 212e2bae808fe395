internal import VenueRuntime

/// The orders of a CSV file (RFC 4180), whose first row names the parameters.
///
/// An empty cell is a value left out. A list is not to be had in CSV.
struct CSVRows {
    /// Makes the orders.
    private let maker: RowMaker
    /// The file.
    private var records: CSVRecords
    /// The parameters by column; empty before the first row was read.
    private var columns: [ParameterOption] = []

    /// The rows of a file.
    init(_ bytes: ByteReader, maker: RowMaker) {
        self.maker = maker
        records = CSVRecords(bytes)
    }

    /// The next order; `nil` at the end.
    ///
    /// - Returns: A failure for a row that is no order; the rows after it can be read.
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
                    line: record.line, problem: "'\(parameter.wireName)' is not \(parameter.parameter.kind.words)")
            }
            members.append(JSONValue.Member(parameter.wireName, value))
        }
        return try maker.row(members, line: record.line)
    }
}
