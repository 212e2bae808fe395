internal import SourceText
internal import VenueRuntime
internal import VenueSimulator
internal import VenueSpec

enum SimulatorReport {
    static func table(_ servers: [LoopbackServer]) -> String {
        var rows = [["venue", "address", "call"]]
        for server in servers {
            for operation in server.venue.spec.calls.flatMap(\.variants) {
                let line = operation.http.path.map(\.text).joined()
                rows.append([server.venue.spec.name.text, server.address, "\(operation.http.method) \(line)"])
            }
        }
        return aligned(rows)
    }

    /// Where each venue is and what it takes, as one line of JSON.
    static func json(_ servers: [LoopbackServer]) -> String {
        line([
            .init(
                "venues",
                .array(
                    servers.map { server in
                        let spec = server.venue.spec
                        return .object([
                            .init("name", .string(spec.name.text)),
                            .init("url", .string(server.address)),
                            .init("credentials", .array(spec.credentials.map(credential))),
                            .init("calls", .array(spec.operations.map(call))),
                            .init("cancelAlls", .array(spec.cancelAlls.map(call))),
                            .init("reads", .array(spec.reads.map(call))),
                            .init("logins", .array(spec.logins.map(call))),
                        ])
                    }))
        ])
    }

    static func summary(_ servers: [LoopbackServer]) -> String {
        var rows = [["venue", "requests", "of them reads", "logins", "orders canceled", "open", "otherwise ended"]]
        for venue in servers.map(\.venue) {
            let ledger = venue.ledger
            let open = ledger.orders.count { !$0.state.isTerminal }
            let canceled = ledger.orders.count { $0.state == .canceled }
            rows.append(
                [venue.spec.name.text]
                    + [
                        ledger.requests.count, ledger.requests.count(where: \.isRead),
                        ledger.requests.count(where: \.isLogin),
                        canceled, open, ledger.orders.count - open - canceled,
                    ].map { String($0) })
        }
        return aligned(rows)
    }

    /// What each venue received, as one line of JSON for each request.
    static func ledgers(_ servers: [LoopbackServer]) -> [String] {
        servers.map(\.venue).flatMap { venue in
            venue.ledger.requests.map { request in
                let order = request.order.flatMap(venue.order)
                return line([
                    .init("venue", .string(venue.spec.name.text)),
                    .init("number", .number(JSONNumber(Int64(request.number)))),
                    .init("request", .string(request.line)),
                    .init("order", request.order.map { .string($0.description) } ?? .null),
                    .init("read", .boolean(request.isRead)),
                    .init("login", .boolean(request.isLogin)),
                    .init("fault", request.fault.map { .string($0.description) } ?? .null),
                    .init("duplicate", .boolean(request.isDuplicate)),
                    .init("effect", request.effect.map { .string($0.description) } ?? .null),
                    .init("refusal", request.refusal.map { .string($0) } ?? .null),
                    .init("told", request.told.map { .string($0) } ?? .null),
                    .init("state", order.map { .string($0.state.rawValue) } ?? .null),
                    .init("ordered", order.map { .string($0.ordered.text) } ?? .null),
                    .init("filled", order.map { .string($0.filled.text) } ?? .null),
                ])
            }
        }
    }

    private static func credential(_ credential: Credential) -> JSONValue {
        let field: [JSONValue.Member] = [
            .init("header", .string(credential.header)), .init("prefix", .string(credential.prefix)),
        ]
        return .object(
            [.init("name", .string(credential.name.text)), .init("type", .string(credential.scheme.rawValue))]
                + (credential.scheme.hasHeader ? field : []))
    }

    private static func call(_ operation: CallDescription) -> JSONValue {
        .object([
            .init("name", .string(operation.name.text)), .init("method", .string(operation.http.method)),
            .init("path", .string(operation.http.path.map(\.text).joined())),
        ])
    }

    private static func line(_ members: [JSONValue.Member]) -> String {
        VisibleText.json(JSONValue.object(members).description)
    }

    private static func aligned(_ rows: [[String]]) -> String {
        let rows = rows.map { $0.map(VisibleText.of) }
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                column == row.count - 1 ? cell.0 : cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
