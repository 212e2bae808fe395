internal import CommandArguments
internal import SourceText
internal import VenueRuntime

/// The orders of a file of either form.
struct OrderRows {
    private let name: String
    private var rows: any RowSequence

    /// The orders of a file; it is JSON lines if its first character is a brace.
    init(_ snapshot: Snapshot, maker: RowMaker) throws(Obstacle) {
        name = snapshot.name
        var bytes = ByteReader(snapshot)
        // A byte order mark is no part of the text.
        try bytes.skip([0xEF, 0xBB, 0xBF])
        var ahead = bytes
        while let byte = try ahead.peek(), " \t\r\n".utf8.contains(byte) { _ = try ahead.next() }
        let isJSON = try ahead.peek() == UInt8(ascii: "{")
        rows = isJSON ? JSONRows(bytes, maker: maker) : CSVRows(bytes, maker: maker)
    }

    /// The orders of a run that is resumed.
    init(_ resumption: Resumption, name: String) {
        self.name = name
        rows = resumption.rows
    }

    mutating func nextResult() throws(Obstacle) -> Result<OrderRow, BadRow>? { try rows.next() }

    mutating func next() throws(Obstacle) -> OrderRow? {
        switch try nextResult() {
        case .success(let row): return row
        case .failure(let bad):
            throw Obstacle("\(name):\(bad.line): \(bad.problem)")
        case nil: return nil
        }
    }
}

/// The orders of a file of one form, from its beginning.
protocol RowSequence: Sendable {
    /// The next order; a failure for a row that is none, after which rows can be read; `nil` at the end.
    mutating func next() throws(Obstacle) -> Result<OrderRow, BadRow>?
}

struct OrderRow {
    let line: Int
    /// The input of the call, its members in spec order.
    let input: JSONValue
    let identity: JSONValue
    /// What an earlier run left open; `nil` if the line is not of one, or told the order's end.
    var earlier: UnknownCause?
    /// What is done about it.
    var intent = Intent.send
    /// What an earlier run knew of it at last; `nil` if it is to be sent as in a first run.
    var report: CancelReport?
    /// Its place in the input, where that is not its place among the rows.
    var position: Int?
    /// The line that tells ``report``; `nil` where an order is only planned.
    var decidingLine: [UInt8]?
}

/// A line of a file that is no order.
struct BadRow: Error {
    let line: Int
    let problem: String
}

/// The orders of a file with one JSON object to a line: its members are named as the parameters are, or it is the line an
/// earlier run told of an order.
struct JSONRows: RowSequence {
    private let maker: RowMaker
    private var bytes: ByteReader
    private var line = 1

    init(_ bytes: ByteReader, maker: RowMaker) {
        self.maker = maker
        self.bytes = bytes
    }

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

/// Makes the orders of a file from names and values.
struct RowMaker {
    let call: VenueCall
    let common: [JSONValue.Member]

    func parameter(_ name: String, line: Int) throws(BadRow) -> ParameterOption {
        guard let parameter = call.parameter(name) else {
            let hint = suggestion(for: name, among: call.parameters.map(\.wireName))
            throw BadRow(line: line, problem: "unknown parameter '\(VisibleText.of(name))'\(hint)")
        }
        guard !common.contains(where: { $0.name == name }) else {
            throw BadRow(line: line, problem: "'\(name)' is also given by '--\(parameter.name)'")
        }
        return parameter
    }

    func row(_ result: EarlierResult, line: Int) throws(BadRow) -> OrderRow {
        guard result.venue == call.venue else {
            throw BadRow(line: line, problem: "a result of \(VisibleText.of(result.venue)), not of \(call.venue)")
        }
        if let operation = result.operation, operation != call.operationName {
            throw BadRow(
                line: line, problem: "a result of \(VisibleText.of(operation)), not of \(call.operationName)")
        }
        // What an option gave then is in the line, and is given again where the same command is run again.
        let isRepeated = { (member: JSONValue.Member) in common.contains(member) }
        for member in result.input where !isRepeated(member) { _ = try parameter(member.name, line: line) }
        var row = try row(result.input.filter { $0.value != .null && !isRepeated($0) }, line: line)
        row.earlier = result.earlier
        return row
    }

    func row(_ members: [JSONValue.Member], line: Int) throws(BadRow) -> OrderRow {
        let given = Dictionary((common + members).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for parameter in call.parameters where parameter.parameter.presence == .required {
            guard given[parameter.wireName] != nil else {
                throw BadRow(line: line, problem: "'\(parameter.wireName)' is missing")
            }
        }
        for parameter in call.parameters {
            if let flaw = given[parameter.wireName].flatMap({ parameter.flaw(of: $0.value) }) {
                throw BadRow(line: line, problem: "'\(parameter.wireName)' \(flaw)")
            }
        }
        let ordered = call.parameters.compactMap { given[$0.wireName] }
        let identifying = call.parameters.filter(\.parameter.identifies).compactMap { given[$0.wireName] }
        return OrderRow(line: line, input: .object(ordered), identity: .object(identifying))
    }
}

/// What an earlier run told of an order, as a line of its results.
struct EarlierResult {
    let venue: String
    let operation: String?
    let input: [JSONValue.Member]
    /// What the earlier call left open; `nil` if nothing of it can have acted on the order any more.
    let earlier: UnknownCause?

    init?(_ members: [JSONValue.Member], of call: VenueCall) {
        func text(_ name: String) -> String? {
            if case .string(let text) = members.first(where: { $0.name == name })?.value { text } else { nil }
        }
        guard call.parameter("input") == nil, let venue = text("venue"),
            case .object(let input) = members.first(where: { $0.name == "input" })?.value
        else { return nil }
        self.venue = venue
        self.input = input
        operation = text("operation")
        let isOpen = members.contains { $0.name == "followsUnknownAttempt" && $0.value == .boolean(true) }
        earlier = text("outcome").flatMap(Self.cause) ?? (isOpen ? .inconclusive : nil)
    }

    /// What an outcome in words leaves open: an acknowledged cancel may act at any time, as may one nobody heard of.
    private static func cause(_ outcome: String) -> UnknownCause? {
        if let cause = UnknownCause.allCases.first(where: { outcome == CancelOutcome.unknown($0).description }) {
            return cause
        }
        let words = [
            "unknown", "pendingCancel", "alreadyPending",
            CancelOutcome.throttled(retryAfter: nil, processing: .unknown).description,
        ]
        return words.contains { outcome.hasPrefix($0) } && !outcome.hasPrefix("unknownOrder") ? .inconclusive : nil
    }
}
