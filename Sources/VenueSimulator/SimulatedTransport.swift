internal import Synchronization
public import VenueRuntime

/// Carries requests to a simulated venue in this process and reports what a good transport would report.
///
/// Keeps the contract of `Transport`; a fault that a network would play shows as the report that a network's fault
/// leads to. A class, since callers share it and ``shutdown()`` ends the calls of all of them.
public final class SimulatedTransport: Transport {
    /// The venue that receives every request.
    public let venue: SimulatedVenue
    private let bodyLimit: Int
    private let calls = Mutex(WaitingCalls())
    private var clock: any CallClock { venue.conduct.clock }

    /// A transport to a venue.
    ///
    /// - Parameters:
    ///   - venue: The venue that receives everything.
    ///   - bodyLimit: The largest body that is accepted, in bytes.
    public init(to venue: SimulatedVenue, bodyLimit: Int = 1 << 20) {
        self.venue = venue
        self.bodyLimit = bodyLimit
    }

    /// Hands a request to the venue and waits for the answer as a client of a network would.
    public func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let start = clock.now
        if Task.isCancelled { return TransportReport(.notSent(.interrupted)) }
        guard start < deadline else { return TransportReport(.notSent(.deadline)) }
        guard calls.withLock({ $0.begin() }) else {
            return TransportReport(.notSent(.interrupted), detail: "the transport is shut down")
        }
        var timings = TransportTimings(resolved: .zero, connected: .zero, sent: start.duration(to: clock.now))
        observer(.sent)
        // As HTTP/1.1 has it; venues may sign it.
        var headers = HTTPHeaderFields()
        headers.append(name: "Host", value: server.host + (server.port.map { ":\($0)" } ?? ""))
        headers.append(request.exposedHeaders())
        let delivery = venue.receive(
            ReceivedRequest(
                method: request.method, target: server.path + request.target, headers: headers, body: request.body ?? []
            ))
        let result = await carry(delivery, until: deadline) {
            timings.firstByte = start.duration(to: clock.now)
            observer(.firstByte)
        }
        timings.total = start.duration(to: clock.now)
        for waiting in calls.withLock({ $0.end() }) { waiting.resume() }
        return TransportReport(result, timings: timings)
    }

    /// Ends every call that is under way, as if the client had given up, and refuses further ones.
    public func shutdown() async {
        for wait in calls.withLock({ $0.close() }) { wait.cancel() }
        await withCheckedContinuation { continuation in
            calls.withLock { $0.whenEmpty(continuation) }?.resume()
        }
    }

    private func carry(
        _ delivery: Delivery, until deadline: ContinuousClock.Instant, firstByte: () -> Void
    ) async -> TransportReport.Result {
        let before = await wait(delivery.delayBefore, until: deadline)
        let answer = delivery.answer()
        if let before { return .unknown(before) }
        if let after = await wait(delivery.delayAfter, until: deadline) { return .unknown(after) }
        if answer.course == .dropped { return .unknown(.connectionLost) }
        firstByte()
        if let travel = await wait(answer.travelTime, until: deadline) { return .unknown(travel) }
        if case .cut = answer.course { return .unknown(.connectionLost) }
        if answer.response.body.count > bodyLimit { return .unknown(.oversized) }
        return .answered(answer.response)
    }

    /// Waits; tells why the call must end now, if it must.
    private func wait(_ time: Duration, until deadline: ContinuousClock.Instant) async -> UnknownCause? {
        if time > .zero {
            let end = min(clock.now + time, deadline)
            let sleep = Task { [clock] in _ = try? await clock.sleep(until: end, tolerance: nil) }
            guard let number = calls.withLock({ $0.add(sleep) }) else {
                sleep.cancel()
                return .interrupted
            }
            await withTaskCancellationHandler {
                await sleep.value
            } onCancel: {
                sleep.cancel()
            }
            calls.withLock { $0.remove(number) }
        }
        if Task.isCancelled || calls.withLock({ $0.isClosed }) { return .interrupted }
        return clock.now < deadline ? nil : .timeout
    }
}

/// The calls of a transport that are under way.
private struct WaitingCalls {
    private(set) var isClosed = false
    private var count = 0
    private var sleeps: [Int: Task<Void, Never>] = [:]
    private var next = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Counts a call in, unless the transport is shut down.
    mutating func begin() -> Bool {
        guard !isClosed else { return false }
        count += 1
        return true
    }

    /// Counts a call out; those who waited for the last one are returned once.
    mutating func end() -> [CheckedContinuation<Void, Never>] {
        count -= 1
        guard count == 0 else { return [] }
        defer { waiting = [] }
        return waiting
    }

    /// Keeps a sleep so that it can be ended; `nil` if the transport is shut down.
    mutating func add(_ sleep: Task<Void, Never>) -> Int? {
        guard !isClosed else { return nil }
        next += 1
        sleeps[next] = sleep
        return next
    }

    mutating func remove(_ number: Int) { sleeps[number] = nil }

    /// Takes no further calls; the sleeps under way are returned.
    mutating func close() -> [Task<Void, Never>] {
        isClosed = true
        return Array(sleeps.values)
    }

    /// Keeps who waits for the last call; returned at once where none is under way.
    mutating func whenEmpty(_ continuation: CheckedContinuation<Void, Never>) -> CheckedContinuation<Void, Never>? {
        guard count > 0 else { return continuation }
        waiting.append(continuation)
        return nil
    }
}
