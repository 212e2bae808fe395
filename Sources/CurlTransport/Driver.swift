internal import CLibCurl
internal import CSocketEvents
internal import VenueRuntime

/// Drives libcurl: starts calls, goes on with them when their sockets are ready, and reports those that ended.
///
/// A class, because libcurl's callbacks reach it by its address. One thread at a time uses it; ``EventLoop`` sees to that.
final class Driver {
    /// libcurl's side; `nil` once closed.
    private var multi: UnsafeMutableRawPointer?
    private let poller: SocketPoller
    private let options: CurlTransport.Options
    private var transfers: [UInt64: Transfer] = [:]
    /// Whether the newest call started while others were under way.
    private var isCrowded = false
    /// The connections that are open; libcurl's side closes them through it.
    private let connections: ConnectionTable
    private var handles: [EasyHandle] = []
    /// When libcurl has to be called at the latest, whatever sockets do; `nil` for never.
    private var due: ContinuousClock.Instant?
    /// The instant the loop's thread waits for; `nil` for none.
    private var waitEnd: ContinuousClock.Instant?

    init(poller: SocketPoller, options: CurlTransport.Options) throws(CurlTransportError) {
        connections = try ConnectionTable(after: poller.newestDescriptor)
        guard let multi = curl_multi_init() else { throw CurlTransportError(.outOfResources) }
        self.multi = multi
        self.poller = poller
        self.options = options
        // Unowned: libcurl's side is gone before this is.
        let me = Unmanaged.passUnretained(self).toOpaque()
        venue_curl_multi_set_socket_watcher(multi, me) { _, socket, interest, driver, _ in
            let (reads, writes) = (interest & CURL_POLL_IN != 0, interest & CURL_POLL_OUT != 0)
            let isForgotten = interest == CURL_POLL_REMOVE
            let poller = Driver.at(driver)?.poller
            return poller?.watch(socket, reads: reads && !isForgotten, writes: writes && !isForgotten) == true ? 0 : -1
        }
        // Calls beyond it wait for a connection, and are not sent if none is free in time.
        _ = venue_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections.capacity)
        venue_curl_multi_set_timer(multi, me) { _, milliseconds, driver in
            Driver.at(driver)?.due = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
            return 0
        }
    }

    deinit { close() }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> Driver? {
        pointer.map { Unmanaged<Driver>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: Going on

    /// Does what a caller asks for; a call for a driver that is closed ends here.
    func perform(_ command: LoopCommand) {
        switch command {
        case .start(let submission): start(submission)
        case .cancel(let id): transfers[id].map { end($0, .interrupted) }
        }
    }

    /// Goes on as far as sockets and time allow, and reports what has ended.
    func advance(_ ready: [SocketPoller.Event] = []) {
        guard let multi else { return }
        for event in ready {
            // Of a socket in trouble, libcurl finds out by itself.
            let flags = (event.is_readable ? CURL_CSELECT_IN : 0) | (event.is_writable ? CURL_CSELECT_OUT : 0)
            act(multi, event.socket, flags)
        }
        while let due, due <= .now {
            // Libcurl says when it is due again if it did anything at all; if not, its clock is behind.
            self.due = .now + .milliseconds(1)
            act(multi, CURL_SOCKET_TIMEOUT, 0)
        }
        reportEnded(multi)
    }

    /// Lets libcurl go on with a socket, or with what is due.
    private func act(_ multi: UnsafeMutableRawPointer, _ socket: curl_socket_t, _ flags: Int32) {
        var running: Int32 = 0
        if curl_multi_socket_action(multi, socket, flags, &running) != CURLM_OK {
            for transfer in transfers.values { end(transfer, .failed(CURLE_FAILED_INIT)) }
        }
    }

    var capacity: Int { connections.capacity }

    /// Whether no call is under way, and the last one had none beside it.
    var isQuiet: Bool { transfers.isEmpty && !isCrowded }

    // MARK: Waiting

    /// Whether the loop's thread would wait for too long.
    var isDueBeforeWait: Bool { due.map { due in waitEnd.map { due < $0 } ?? true } ?? false }

    /// Settles how long the loop's thread waits.
    ///
    /// An end once set stays until it comes: most calls end long before their deadline, and the next one's is later, so
    /// that nobody has to wake the thread to tell it.
    ///
    /// - Returns: When the wait ends; `nil` for never.
    func beginWait() -> ContinuousClock.Instant? {
        if let end = waitEnd, end <= .now { waitEnd = nil }
        if isDueBeforeWait { waitEnd = due }
        return waitEnd
    }

    // MARK: Calls

    private func start(_ submission: Submission) {
        guard let multi else { return submission.refuse() }
        guard submission.deadline > ContinuousClock.now else { return submission.finish(.deadline) }
        do throws(CallSetupError) {
            let transfer = try Transfer(submission, on: try handle(), connections: connections, options: options)
            guard curl_multi_add_handle(multi, transfer.easy.handle) == CURLM_OK else {
                return submission.finish(.connectionFailed, detail: "out of resources")
            }
            isCrowded = !transfers.isEmpty
            transfers[submission.id] = transfer
            limitConnections(multi)
        } catch {
            submission.finish(error.cause, detail: error.detail)
        }
    }

    private func handle() throws(CallSetupError) -> EasyHandle {
        if let recycled = handles.popLast() { return recycled }
        do throws(CurlFailure) {
            return try EasyHandle(options, connections: connections)
        } catch {
            throw CallSetupError(error)
        }
    }

    /// Keeps as many idle connections as was chosen, and those of the calls under way.
    ///
    /// libcurl's limit counts both: by itself, more calls at a time than that would each get a connection of their own.
    private func limitConnections(_ multi: UnsafeMutableRawPointer) {
        let limit = options.maximumIdleConnections.addingReportingOverflow(transfers.count)
        _ = venue_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limit.overflow ? Int.max : limit.partialValue)
    }

    private func reportEnded(_ multi: UnsafeMutableRawPointer) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let transfer = Transfer.of(message.easy_handle) else { continue }
            if transfer.startsOver {
                startOver(transfer, multi)
            } else {
                end(transfer, message.data.result == CURLE_OK ? .completed : .failed(message.data.result))
            }
        }
    }

    /// Starts a call again of which nothing has left, or reports why it cannot be.
    private func startOver(_ transfer: Transfer, _ multi: UnsafeMutableRawPointer) {
        guard transfer.submission.deadline > .now else { return end(transfer, .failed(CURLE_OPERATION_TIMEDOUT)) }
        curl_multi_remove_handle(multi, transfer.easy.handle)
        do throws(CurlFailure) {
            try transfer.startOver()
            let isAdded = curl_multi_add_handle(multi, transfer.easy.handle) == CURLM_OK
            try transfer.easy.check(isAdded ? CURLE_OK : CURLE_OUT_OF_MEMORY)
        } catch {
            end(transfer, .failed(error.code))
        }
    }

    /// Lets no further request go over a connection; a call that waits for its reply there, and would be given the next
    /// one whatever it answers, ends.
    func discard(_ number: UInt64) {
        guard let connection = connections.connection(number) else { return }
        connection.discard()
        if connection.isMultiplexed { return }
        for transfer in transfers.values where transfer.connection === connection {
            end(transfer, .connectionDiscarded)
        }
    }

    private func end(_ transfer: Transfer, _ ending: Ending) {
        transfers[transfer.submission.id] = nil
        // Before the handle goes: reading the report needs it, and removing it closes what is half done.
        let report = transfer.report(ending)
        if case .completed = ending, transfer.easy.number(CURLINFO_HTTP_VERSION) >= Int(CURL_HTTP_VERSION_2_0) {
            transfer.connection?.isMultiplexed = true
        }
        if let multi { curl_multi_remove_handle(multi, transfer.easy.handle) }
        if let connection = transfer.connection {
            if !isSound(transfer, ending) { connection.discard() }
            connection.end()
        }
        if case .completed = ending, handles.count < options.maximumIdleConnections, transfer.easy.recycle() {
            handles.append(transfer.easy)
        }
        transfer.submission.continuation.resume(returning: report)
    }

    /// Whether another request may follow a call on its connection, as far as can be told now.
    ///
    /// What follows a reply, came in its stead or lies about its own length is the work of a server that has lost count.
    private func isSound(_ transfer: Transfer, _ ending: Ending) -> Bool {
        switch (ending, transfer.fault) {
        case (_, .early), (_, .unreadable): false
        case (.completed, _):
            transfer.gapInReply() == nil && transfer.framing.map { !$0.isChunked || $0.length == nil } != false
                && (transfer.connection?.isMultiplexed == true || transfer.connection?.isSilent == true)
        default: true
        }
    }

    func close() {
        for transfer in transfers.values { end(transfer, .interrupted) }
        handles = []
        if let multi { curl_multi_cleanup(multi) }
        multi = nil
    }
}
