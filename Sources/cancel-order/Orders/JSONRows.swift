internal import SourceText
internal import VenueRuntime

/// The orders of a file with one JSON object to a line: its members are named as the parameters are, or it is the line an
/// earlier run told of an order.
struct JSONRows {
    /// Makes the orders.
    private let maker: RowMaker
    /// The file.
    private var bytes: ByteReader
    /// The line the next byte is on.
    private var line = 1

    /// The rows of a file.
    init(_ bytes: ByteReader, maker: RowMaker) {
        self.maker = maker
        self.bytes = bytes
    }

    /// The next order; `nil` at the end.
    ///
    /// - Returns: A failure for a line that is no order; the lines after it can be read.
    mutating func next() throws(Obstacle) -> Result<OrderRow, BadRow>? {
        while try bytes.peek() != nil {
            let number = line
            let (text, isTooLong) = try bytes.line(limit: CSVRecords.limit)
            line += 1
            if isTooLong {
                return .failure(BadRow(line: number, problem: "a line is longer than \(CSVRecords.limit) bytes"))
            }
            if text.allSatisfy({ " \t\r".utf8.contains($0) }) { continue }
            do throws(BadRow) { return .success(try row(text, number)) } catch { return .failure(error) }
        }
        return nil
    }

    private func row(_ text: [UInt8], _ line: Int) throws(BadRow) -> OrderRow {
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(jsonBytes: text) } catch {
            throw BadRow(line: line, problem: VisibleText.of("\(error)"))
        }
        guard case .object(let members) = value else { throw BadRow(line: line, problem: "expected a JSON object") }
        if let earlier = EarlierResult(members, of: maker.call) { return try maker.row(earlier, line: line) }
        for member in members { _ = try maker.parameter(member.name, line: line) }
        return try maker.row(members.filter { $0.value != .null }, line: line)
    }
}
