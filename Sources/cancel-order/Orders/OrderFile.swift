internal import Foundation
internal import SourceText
internal import VenueRuntime

/// A file of orders, read once: all of what was read is checked before anything is sent, and nothing else is sent.
final class OrderFile {
    let name: String
    private let snapshot: Snapshot
    private let maker: RowMaker
    /// What the file was like before it was read; `nil` for what is no regular file.
    private let mark: FileMark?
    private let source: OrderSource
    /// What an earlier run left; `nil` in a first run.
    let resumption: Resumption?
    /// The file that is resumed, open and locked; nobody else resumes or goes on with it meanwhile.
    private let locked: Int32

    private static let shown = 20

    /// Reads a file to its end; standard input, and any other that is open already, from where it stands.
    init(path: String, request: Request) throws(Obstacle) {
        source = OrderSource(path)
        name = path == "-" ? "<stdin>" : VisibleText.of(path)
        maker = RowMaker(call: request.call, common: request.values)
        let descriptor = source.open()
        guard descriptor >= 0 else { throw Obstacle("cannot read '\(name)': \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        mark = FileMark(descriptor)
        snapshot = try Snapshot(of: descriptor, name: name)
        (resumption, locked) = (nil, -1)
    }

    /// Reads the journal or the results of an earlier run to their end.
    init(resuming path: String, request: Request) throws(Obstacle) {
        source = OrderSource(path)
        name = path == "-" ? "<stdin>" : VisibleText.of(path)
        maker = RowMaker(call: request.call, common: [])
        mark = nil
        locked = source.open(toAppend: true)
        guard locked >= 0 else { throw Obstacle("cannot read '\(name)': \(String(cString: strerror(errno)))") }
        if FileMark(locked) != nil, flock(locked, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno == EWOULDBLOCK ? "another process is busy with it" : String(cString: strerror(errno))
            throw Obstacle("cannot resume '\(name)': \(reason); nothing was sent")
        }
        snapshot = try Snapshot(of: locked, name: name)
        resumption = try Resumption(snapshot, JournalReader(maker: maker, server: request.server))
    }

    /// Whether it is a journal of this path.
    func isJournal(at path: String) -> Bool {
        let other = OrderSource.path(path).open()
        defer { if other >= 0 { close(other) } }
        return resumption?.isJournal ?? false && FileMark(other).map { $0.isSameFile(as: FileMark(locked)) } ?? false
    }

    /// Whether the file that is resumed can be written.
    var isWritable: Bool { FileMark(locked) != nil && fcntl(locked, F_GETFL) & O_ACCMODE == O_RDWR }

    /// The journal that is resumed, to go on with, beginning with a line.
    func journal(_ line: String) throws(Obstacle) -> Journal {
        guard isWritable else {
            throw Obstacle("cannot write to the journal '\(name)'; go on in a new one, by '--journal'")
        }
        return try Journal(appendingTo: locked, named: name, validSize: resumption?.validSize ?? 0, line)
    }

    var hasChanged: Bool {
        guard let mark else { return false }
        let descriptor = source.open()
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        return FileMark(descriptor) != mark
    }

    func rows() throws(Obstacle) -> OrderRows {
        if let resumption { return OrderRows(resumption, name: name) }
        return try OrderRows(snapshot, maker: maker)
    }

    /// Proves that every line is an order the call takes; their number, or an error with the malformed lines.
    @discardableResult
    func check(with client: any CancelClient) throws(Obstacle) -> Int {
        var (count, problems, bad) = (0, [String](), 0)
        var rows = try rows()
        while let result = try rows.nextResult() {
            count += 1
            guard let problem = try problem(result, client) else { continue }
            bad += 1
            if problems.count < Self.shown { problems.append("\(name):\(problem.line): error: \(problem.problem)") }
        }
        guard count > 0 else { throw Obstacle("'\(name)' holds no orders") }
        guard bad > 0 else { return count }
        if bad > problems.count { problems.append("and \(bad - problems.count) more") }
        let lines = bad == 1 ? "line is" : "lines are"
        throw Obstacle("\(bad) of \(count) \(lines) malformed; nothing was sent\n" + problems.joined(separator: "\n"))
    }

    private func problem(
        _ result: Result<OrderRow, BadRow>, _ client: any CancelClient
    ) throws(Obstacle) -> BadRow? {
        switch result {
        case .failure(let bad): return bad
        case .success(let row):
            let faults = client.faults(of: row.input)
            // What an option gives is the same on every line, and no line's fault.
            if let fault = faults.first(where: { fault in maker.common.contains { $0.name == fault.field } }) {
                throw Obstacle(fault.message(asOptionsOf: maker.call), status: .usage)
            }
            return faults.isEmpty ? nil : BadRow(line: row.line, problem: faults.map(\.message).joined(separator: "; "))
        }
    }
}

private enum OrderSource {
    case descriptor(Int32)
    case path(String)

    /// The source of a path; the names of open files, such as `/dev/stdin`, would open some of them anew, at their
    /// beginning.
    init(_ path: String) {
        let numbers = ["/dev/fd/", "/proc/self/fd/"].compactMap { folder in
            path.hasPrefix(folder) ? Int32(path.dropFirst(folder.count)) : nil
        }
        self =
            switch path {
            case "-", "/dev/stdin": .descriptor(0)
            default: numbers.first.map(OrderSource.descriptor) ?? .path(path)
            }
    }

    /// Gives a descriptor to close, also to write at the end where that is asked for and allowed; -1, and `errno`, if there
    /// is none.
    func open(toAppend: Bool = false) -> Int32 {
        switch self {
        case .descriptor(let number): return fcntl(number, F_DUPFD_CLOEXEC, 0)
        case .path(let path):
            let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
            // A pipe that this process could write would never end.
            guard toAppend, descriptor >= 0, FileMark(descriptor) != nil else { return descriptor }
            let both = Foundation.open(path, O_RDWR | O_APPEND | O_CLOEXEC)
            if both >= 0 { close(descriptor) }
            return both >= 0 ? both : descriptor
        }
    }
}

/// What tells that a regular file was written or replaced.
private struct FileMark: Equatable {
    private let values: [Int64]

    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Darwin)
            let written = status.st_mtimespec
        #else
            let written = status.st_mtim
        #endif
        let file = [
            Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino), Int64(status.st_size),
        ]
        // Only compared, so byte by byte: which module declares the parts of a time is not the same in every build.
        values = file + withUnsafeBytes(of: written) { $0.map { Int64($0) } }
    }

    func isSameFile(as other: FileMark?) -> Bool { values.prefix(2) == other?.values.prefix(2) }
}
