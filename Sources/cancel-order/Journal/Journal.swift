internal import Foundation
internal import SourceText
internal import Synchronization
internal import VenueRuntime

/// The file that tells, whenever the process is killed, which orders may have been sent and what came of them.
///
/// A line stands in it before a request leaves, and one once its result is known; each is written at once and whole, or
/// not at all, so that the file survives the death of the process, though not that of the machine. Once a line cannot be
/// written, nothing more is sent.
///
/// A class because everyone who sends shares it; it holds the file, and with it the lock, until the process ends.
final class Journal: Sendable {
    private struct State {
        /// The bytes of whole lines.
        var size: Int
        /// Why a line could not be written; of the first.
        var problem: String?
        /// Whether a part of a line stands at its end and cannot be taken away: nothing may follow it.
        var isTorn = false
        var whenBroken: (@Sendable (String) -> Void)?
    }

    let name: String
    private let descriptor: Int32
    private let state: Mutex<State>

    /// Goes on with a journal that is open and locked, with a line; what is cut off at its end is taken away.
    init(appendingTo descriptor: Int32, named name: String, validSize: Int, _ line: String) throws(Obstacle) {
        (self.name, self.descriptor) = (name, descriptor)
        state = Mutex(State(size: validSize))
        guard ftruncate(descriptor, off_t(validSize)) == 0 else {
            throw Obstacle("cannot write to the journal '\(name)': \(String(cString: strerror(errno)))")
        }
        try require(line)
    }

    /// Makes a journal: the file comes into being once it holds every line of the plan.
    init(
        creating path: String, plan: (_ add: (String) throws(Obstacle) -> Void) throws(Obstacle) -> Void
    ) throws(Obstacle) {
        name = VisibleText.of(path)
        let exists = "the journal '\(name)' exists; name another file, or go on with it by '--resume \(name)'"
        guard access(path, F_OK) != 0 else { throw Obstacle(exists) }
        var draft = Array("\(path).XXXXXX".utf8CString)
        descriptor = mkstemp(&draft)
        state = Mutex(State(size: 0))
        guard descriptor >= 0 else { throw Self.obstacle(name, errno) }
        defer { unlink(draft) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_APPEND)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Self.obstacle(name, errno) }
        var text = ""
        try plan { line throws(Obstacle) in
            text += line
            guard text.utf8.count >= 1 << 16 else { return }
            try require(text)
            text = ""
        }
        try require(text)
        // Unlike a rename, this leaves alone what came into being meanwhile.
        guard link(draft, path) == 0 else { throw errno == EEXIST ? Obstacle(exists) : Self.obstacle(name, errno) }
    }

    private static func obstacle(_ name: String, _ code: Int32) -> Obstacle {
        Obstacle("cannot write the journal '\(name)': \(String(cString: strerror(code))); nothing was sent")
    }

    private func require(_ lines: String) throws(Obstacle) {
        let problem = state.withLock { state in
            append(lines, &state)
            return state.problem
        }
        if let problem { throw Obstacle("cannot write the journal '\(name)': \(problem); nothing was sent") }
    }

    /// What it has to say where a line could not be written; `nil` if all could.
    var problem: String? {
        state.withLock(\.problem).map { "cannot write to the journal '\(name)': \($0); no further order is sent" }
    }

    /// Records what to do once a line cannot be written.
    func whenBroken(_ act: @escaping @Sendable (String) -> Void) { state.withLock { $0.whenBroken = act } }

    /// Notes that an order's request is about to leave; whether it may.
    func noteSending(_ input: JSONValue) -> Bool {
        write { state in
            if state.problem == nil { append(JournalText.sending(input), &state) }
            return state.problem == nil
        }
    }

    /// Notes what came of an order.
    func record(_ report: CancelReport, position: Int?) {
        write { state in append(ReportJSON.line(report, position: position), &state) }
    }

    /// Notes what came of an order, unless it is what an earlier run told.
    func record(_ event: MassCancelEvent) {
        switch event {
        case .unconfirmed(let position, let report, _): record(report, position: position)
        case .finished(let result, _):
            guard case .reported(let report) = result.fate, report != result.order.known else { return }
            record(report, position: result.position)
        case .duplicate, .clientStopped: return
        }
    }

    private func write<Value>(_ act: (inout State) -> Value) -> Value {
        let (value, broken) = state.withLock { state in
            let before = state.problem
            let value = act(&state)
            return (value, before == nil && state.problem != nil ? state.whenBroken : nil)
        }
        if let broken, let problem { broken(problem) }
        return value
    }

    /// Writes whole lines, or none of them.
    private func append(_ lines: String, _ state: inout State) {
        if state.isTorn { return }
        var text = lines
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if written > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                } else if written == 0 || errno != EINTR {
                    state.problem = state.problem ?? String(cString: strerror(written == 0 ? EIO : errno))
                    // What follows a part of a line would be taken for the rest of it.
                    state.isTorn = ftruncate(descriptor, off_t(state.size)) != 0
                    return
                }
            }
            state.size += bytes.count
        }
    }
}

/// A client whose cancels a journal knows of before they are sent.
struct JournaledClient: CancelClient {
    /// The order whose cancel the task is busy with; none while it only reads.
    @TaskLocal fileprivate static var order: JSONValue?

    let client: any CancelClient
    let journal: Journal

    var venue: String { client.venue }
    var operation: String { client.operation }
    var callLimit: Int? { client.callLimit }

    func cancel(json: JSONValue, deadline: Duration?) async -> CancelReport {
        await Self.$order.withValue(json) { await client.cancel(json: json, deadline: deadline) }
    }

    func cancel(json: JSONValue, deadline: Duration?, confirm window: ConfirmationWindow?) async -> CancelReport {
        let report = await cancel(json: json, deadline: deadline)
        journal.record(report, position: nil)
        guard let window, window.covers(report) else { return report }
        let confirmed = await client.confirm(report, window)
        journal.record(confirmed, position: nil)
        return confirmed
    }

    func orderState(json: JSONValue, deadline: Duration?) async -> OrderRead {
        await client.orderState(json: json, deadline: deadline)
    }

    func confirm(
        _ reports: [CancelReport], _ window: ConfirmationWindow, concurrency: Int,
        settled: @escaping @Sendable (_ index: Int, CancelReport) async -> Void
    ) async {
        await client.confirm(reports, window, concurrency: concurrency, settled: settled)
    }

    func curlCommand(json: JSONValue) throws(CallError) -> String { try client.curlCommand(json: json) }

    func shutdown() async { await client.shutdown() }
}

/// A transport that sends a cancel only once its journal says so.
///
/// Only here it is known that the request leaves now: before that it waits for its turn under a rate limit.
struct JournaledTransport: Transport {
    let transport: any Transport
    let journal: Journal

    var callLimit: Int? { transport.callLimit }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        if let order = JournaledClient.order, !journal.noteSending(order) {
            return TransportReport(.notSent(.interrupted), detail: journal.problem)
        }
        return await transport.send(request, to: server, deadline: deadline, observer: observer)
    }

    func discard(_ connection: TransportConnection) { transport.discard(connection) }

    func shutdown() async { await transport.shutdown() }
}
