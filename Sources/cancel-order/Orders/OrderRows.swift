/// The orders of a file of either form.
struct OrderRows {
    /// The forms.
    private enum Form {
        /// A header row and a row for each order.
        case csv(CSVRows)
        /// An object for each order.
        case json(JSONRows)
    }

    /// The file's name, for messages.
    private let name: String
    /// The form and the place in the file.
    private var form: Form

    /// The orders of a file; it is JSON lines if its first character is a brace.
    init(_ snapshot: Snapshot, maker: RowMaker) throws(Obstacle) {
        name = snapshot.name
        var bytes = ByteReader(snapshot)
        // A byte order mark is no part of the text.
        try bytes.skip([0xEF, 0xBB, 0xBF])
        var ahead = bytes
        while let byte = try ahead.peek(), " \t\r\n".utf8.contains(byte) { _ = try ahead.next() }
        let isJSON = try ahead.peek() == UInt8(ascii: "{")
        form = isJSON ? .json(JSONRows(bytes, maker: maker)) : .csv(CSVRows(bytes, maker: maker))
    }

    /// The next line that should be an order; `nil` at the end.
    mutating func nextResult() throws(Obstacle) -> Result<OrderRow, BadRow>? {
        switch form {
        case .csv(var rows):
            let result = try rows.next()
            form = .csv(rows)
            return result
        case .json(var rows):
            let result = try rows.next()
            form = .json(rows)
            return result
        }
    }

    /// The next order of a file that was checked.
    mutating func next() throws(Obstacle) -> OrderRow? {
        switch try nextResult() {
        case .success(let row): return row
        case .failure(let bad):
            throw Obstacle("\(name):\(bad.line): \(bad.problem)")
        case nil: return nil
        }
    }
}
