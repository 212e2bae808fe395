internal import SourceText
internal import VenueRuntime

/// The lines a journal has beside results, which are those of `--json`.
enum JournalText {
    /// The form of journals; one of another form is not resumed.
    static let format: Int64 = 1

    /// The first line: whose orders, and how many plans of them follow.
    static func begin(_ request: Request, orders: Int) -> String {
        line("begin") { json in
            json.member("format", format)
            ReportJSON.stamp(&json)
            json.member("venue", request.call.venue)
            json.member("operation", request.call.operationName)
            json.member("server", request.server.description)
            json.member("orders", Int64(orders))
        }
    }

    /// An order as it was read and checked, with what a call before the run left open.
    static func planned(_ input: JSONValue, position: Int, following earlier: UnknownCause? = nil) -> String {
        line("planned") { json in
            json.member("position", Int64(position))
            json.member("input", input)
            json.member("earlier", ifPresent: earlier?.rawValue)
        }
    }

    /// The request of an order is about to leave.
    static func sending(_ input: JSONValue) -> String {
        line("sending") { json in
            ReportJSON.stamp(&json)
            json.member("input", input)
        }
    }

    /// Another run goes on.
    static func resumed() -> String { line("resumed") { ReportJSON.stamp(&$0) } }

    /// Another run goes on in another journal.
    static func continued(in path: String) -> String {
        line("continued") { json in
            ReportJSON.stamp(&json)
            json.member("in", path)
        }
    }

    private static func line(_ kind: String, _ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("journal", kind)
        write(&json)
        json.endObject()
        return VisibleText.json(json.text) + "\n"
    }
}

/// A line of a journal, or of an earlier run's results.
enum JournalLine {
    case begin(orders: Int)
    /// An order, with what the line tells of it.
    case order(OrderRow, Kind)
    case resumed
    case continued(in: String)

    enum Kind {
        case plan
        case sending
        case result
    }
}

/// What an earlier run knew of an order at last, and with it what the next does.
enum Standing: Sendable {
    /// Nothing the earlier run did can act on it: it is sent as in a first run.
    case unsent
    /// Its end is proven, or the venue refused the call: it is told as it stands.
    case told(CancelReport)
    /// The venue took the cancel, or did not find the order: it is read, and never sent again.
    case open(CancelReport)
    /// Nothing proves what became of it: it is read, and sent again where the spec says that a repeat is safe.
    case unknown(CancelReport)

    /// What a report leaves to do.
    init(_ report: CancelReport) {
        if report.followsUnknownAttempt, [.rejected, .throttled, .notSent].contains(report.outcome.outcomeClass) {
            // That is said of the last call alone.
            self = .unknown(report.following(.inconclusive))
            return
        }
        self =
            switch report.outcome {
            case .canceled, .tooLate: .told(report)
            case .pendingCancel, .alreadyPending, .unknownOrder, .gone: .open(report)
            case .unknown, .throttled(_, .unknown): .unknown(report)
            case .notSent, .throttled(_, .notProcessed), .rejected(.authentication): .unsent
            case .rejected: .told(report)
            }
    }

    var report: CancelReport? {
        switch self {
        case .unsent: nil
        case .told(let report), .open(let report), .unknown(let report): report
        }
    }
}

/// Reads the lines of journals and of results, each by itself.
struct JournalReader {
    let maker: RowMaker
    let server: BaseURL

    private var call: VenueCall { maker.call }

    /// - Throws: ``BadRow`` for a line that is none, or is of another venue, call or server.
    func line(_ text: [UInt8], _ number: Int) throws(BadRow) -> JournalLine {
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(jsonBytes: text) } catch {
            throw BadRow(line: number, problem: VisibleText.of("\(error)"))
        }
        guard case .object(let members) = value else { throw BadRow(line: number, problem: "expected a JSON object") }
        switch value["journal"]?.scalarText {
        case nil: return .order(try result(members, value, text, number), .result)
        case "begin": return .begin(orders: try begin(value, number))
        case "planned":
            var row = try order(value, number)
            row.standing = .unsent
            row.earlier = value["earlier"]?.scalarText.map { UnknownCause(rawValue: $0) ?? .inconclusive }
            return .order(row, .plan)
        case "sending":
            var row = try order(value, number)
            let report = call.lostReport(
                of: row.input, .interrupted, follows: false,
                because: "the run that sent it ended before it could tell what came of it")
            row.standing = .unknown(report)
            return .order(row, .sending)
        case "resumed": return .resumed
        case "continued": return .continued(in: value["in"]?.scalarText ?? "")
        case let kind?:
            throw BadRow(line: number, problem: "unknown line '\(VisibleText.of(kind))' of a journal")
        }
    }

    private func begin(_ value: JSONValue, _ line: Int) throws(BadRow) -> Int {
        func text(_ name: String) -> String { VisibleText.of(value[name]?.scalarText ?? "none") }
        guard text("format") == "\(JournalText.format)" else {
            throw BadRow(line: line, problem: "a journal of format \(text("format")), not \(JournalText.format)")
        }
        for (name, own) in [
            ("venue", call.venue), ("operation", call.operationName), ("server", server.description),
        ] where text(name) != own {
            let cure = name == "server" ? "; give '--base-url \(text(name))', or the options it was named by" : ""
            throw BadRow(line: line, problem: "a journal of the \(name) \(text(name)), not of \(own)\(cure)")
        }
        guard let orders = Int(text("orders")) else { throw BadRow(line: line, problem: "'orders' is no number") }
        return orders
    }

    private func order(_ value: JSONValue, _ line: Int) throws(BadRow) -> OrderRow {
        guard case .object(let input)? = value["input"] else {
            throw BadRow(line: line, problem: "'input' is missing")
        }
        for member in input { _ = try maker.parameter(member.name, line: line) }
        return try maker.row(input.filter { $0.value != .null }, line: line)
    }

    private func result(
        _ members: [JSONValue.Member], _ value: JSONValue, _ text: [UInt8], _ line: Int
    ) throws(BadRow) -> OrderRow {
        guard let earlier = EarlierResult(members, of: call) else {
            throw BadRow(line: line, problem: "not a line of a journal, nor a result: 'venue' and 'input' are missing")
        }
        var row = try maker.row(earlier, line: line)
        row.earlier = nil
        if value["skipped"] != nil {
            // It was not given to its client, so there is no report; what an earlier call left open is.
            row.standing = .unsent
            if let cause = earlier.earlier {
                let because = "an earlier run left it unknown, and the last did not send it"
                row.standing = .unknown(call.lostReport(of: row.input, cause, follows: true, because: because))
            }
            return row
        }
        do throws(JSONError) { row.standing = Standing(try CancelReport(jsonBytes: text)) } catch {
            throw BadRow(line: line, problem: "not a result: \(VisibleText.of("\(error)"))")
        }
        return row
    }
}
