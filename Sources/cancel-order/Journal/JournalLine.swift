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

/// What a run that is resumed does about an order, by what the earlier run knew of it at last.
enum Intent: String, CaseIterable {
    /// Nothing the earlier run did can act on it: it is sent as in a first run.
    case send
    /// Nothing proves what became of it, and the spec says that a repeat is safe.
    case sendAgain
    /// The same where the venue has reads: what these do not prove is sent again.
    case readThenSendAgain
    /// A cancel was taken, did not find it, or may have reached it: it is read, and never sent again.
    case read
    /// Its end is proven, the venue refused the call, or there is nothing more to learn.
    case leave

    init(after report: CancelReport, at call: VenueCall) {
        let canRead = !call.reads.isEmpty
        switch report.outcome {
        case .canceled, .tooLate: self = .leave
        case .pendingCancel, .alreadyPending, .unknownOrder, .gone: self = canRead ? .read : .leave
        case .notSent, .throttled(_, .notProcessed), .rejected(.authentication): self = .send
        case .rejected: self = .leave
        case .unknown, .throttled(_, .unknown):
            switch (canRead, call.isRepeatable) {
            case (true, true): self = .readThenSendAgain
            case (true, false): self = .read
            case (false, true): self = .sendAgain
            case (false, false): self = .leave
            }
        }
    }

    var phrase: String {
        switch self {
        case .send: "to send"
        case .sendAgain: "to send again"
        case .readThenSendAgain: "to read, and to send again unless their ends are proven"
        case .read: "to read"
        case .leave: "to leave as they are"
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
            row.earlier = value["earlier"]?.scalarText.map { UnknownCause(rawValue: $0) ?? .inconclusive }
            return .order(row, .plan)
        case "sending":
            let row = try order(value, number)
            let report = call.lostReport(
                of: row.input, .interrupted, follows: false,
                because: "the run that sent it ended before it could tell what came of it")
            return .order(known(row, report), .sending)
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
            guard let cause = earlier.earlier else { return row }
            let because = "an earlier run left it unknown, and the last did not send it"
            return known(row, call.lostReport(of: row.input, cause, follows: true, because: because))
        }
        let report: CancelReport
        do throws(JSONError) { report = try CancelReport(jsonBytes: text) } catch {
            throw BadRow(line: line, problem: "not a result: \(VisibleText.of("\(error)"))")
        }
        let isSaidOfTheLastCallAlone = [.rejected, .throttled, .notSent].contains(report.outcome.outcomeClass)
        let follows = report.followsUnknownAttempt && isSaidOfTheLastCallAlone
        return known(row, follows ? report.following(.inconclusive) : report)
    }

    private func known(_ row: OrderRow, _ report: CancelReport) -> OrderRow {
        var row = row
        row.intent = Intent(after: report, at: call)
        row.report = row.intent == .send ? nil : report
        return row
    }
}
