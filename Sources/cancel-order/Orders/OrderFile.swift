internal import Foundation
internal import VenueRuntime

/// A file of orders, read twice: to check all of it before anything is sent, and to send.
///
/// Never in memory as a whole. A class because it closes the file.
final class OrderFile {
    /// The name in messages.
    let name: String
    /// The open file.
    private let descriptor: Int32
    /// Makes the orders.
    private let maker: RowMaker

    /// The most problems that are told.
    private static let shown = 20

    /// Opens a file; standard input that cannot be read twice is put into a temporary file first.
    init(path: String, request: Request) throws(Obstacle) {
        let isInput = path == "-"
        name = isInput ? "<stdin>" : path
        maker = RowMaker(call: request.call, common: request.values)
        let opened = isInput ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Obstacle("cannot read '\(name)': \(String(cString: strerror(errno)))") }
        var status = stat()
        if fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            descriptor = opened
        } else {
            defer { close(opened) }
            descriptor = try Self.spool(opened, name: name)
        }
    }

    deinit { close(descriptor) }

    /// The orders from the beginning.
    func rows() throws(Obstacle) -> OrderRows { try OrderRows(descriptor, name: name, maker: maker) }

    /// Proves that every line is an order the call takes.
    ///
    /// - Returns: The number of orders.
    /// - Throws: ``Obstacle`` with the malformed lines.
    @discardableResult
    func check(with client: any CancelClient) throws(Obstacle) -> Int {
        var (count, problems, bad) = (0, [String](), 0)
        var rows = try rows()
        while let result = try rows.nextResult() {
            count += 1
            guard let problem = problem(result, client) else { continue }
            bad += 1
            if problems.count < Self.shown { problems.append("\(name):\(problem.line): error: \(problem.problem)") }
        }
        guard count > 0 else { throw Obstacle("'\(name)' holds no orders") }
        guard bad > 0 else { return count }
        if bad > problems.count { problems.append("and \(bad - problems.count) more") }
        let lines = bad == 1 ? "line is" : "lines are"
        throw Obstacle("\(bad) of \(count) \(lines) malformed; nothing was sent\n" + problems.joined(separator: "\n"))
    }

    private func problem(_ result: Result<OrderRow, BadRow>, _ client: any CancelClient) -> BadRow? {
        switch result {
        case .failure(let bad): return bad
        case .success(let row):
            do throws(CallError) {
                _ = try client.curlCommand(json: row.input)
                return nil
            } catch {
                let problem = error.problem.map { "\($0)" } ?? "\(error)"
                return BadRow(line: row.line, problem: DisplayText.plain(problem))
            }
        }
    }

    /// Copies what can be read once into a file without a name.
    private static func spool(_ source: Int32, name: String) throws(Obstacle) -> Int32 {
        func failure() -> Obstacle { Obstacle("cannot read '\(name)': \(String(cString: strerror(errno)))") }
        guard let file = tmpfile() else { throw failure() }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(source, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { break }
            guard fwrite(buffer, 1, count, file) == count else { throw failure() }
        }
        guard fflush(file) == 0 else { throw failure() }
        let copy = dup(fileno(file))
        guard copy >= 0 else { throw failure() }
        return copy
    }
}
