internal import CLibCurl
internal import VenueRuntime

/// Runs every call of a transport on one thread.
///
/// A class, because libcurl's callbacks and the loop change the same calls. It lives and dies on its thread.
final class EventLoop {
    /// What callers tell this loop.
    private let mailbox: Mailbox
    /// What was chosen.
    private let options: CurlTransport.Options
    /// The calls under way.
    private var calls: [UInt64: Call] = [:]

    /// Makes a loop that has not begun.
    init(mailbox: Mailbox, options: CurlTransport.Options) {
        self.mailbox = mailbox
        self.options = options
    }

    /// Runs until the mailbox says to stop, then ends what is left.
    func run() {
        while step() {}
        for call in calls.values { end(call, .canceledLocally) }
        mailbox.end()
    }

    /// Takes commands, lets libcurl work, reports what has ended and waits for more; whether to go on.
    private func step() -> Bool {
        let (commands, isStopping) = mailbox.take()
        for command in commands {
            switch command {
            case .send(let submission): start(submission)
            case .cancel(let id): calls[id].map { end($0, .canceledLocally) }
            }
        }
        if isStopping { return false }
        limitConnections()
        var running: Int32 = 0
        if curl_multi_perform(mailbox.multi, &running) != CURLM_OK {
            for call in calls.values { end(call, .failed(CURLE_FAILED_INIT)) }
        }
        reportEnded()
        // libcurl shortens this to its own next timeout.
        if mailbox.mayWait() { curl_multi_poll(mailbox.multi, nil, 0, Int32.max, nil) }
        return true
    }

    /// Keeps as many idle connections as was chosen, and those of the calls under way.
    ///
    /// libcurl's limit counts both: by itself, more calls at a time than that would each get a connection of their own.
    private func limitConnections() {
        let limit = options.maximumIdleConnections.addingReportingOverflow(calls.count)
        _ = venue_curl_multi_set_long(
            mailbox.multi, CURLMOPT_MAXCONNECTS, limit.overflow ? Int.max : limit.partialValue)
    }

    /// Starts a call, or reports at once why it cannot start.
    private func start(_ submission: Submission) {
        guard submission.deadline > ContinuousClock.now else { return submission.finish(.notSent(.deadline)) }
        do throws(CallSetupError) {
            let call = try Call(submission, options: options)
            guard curl_multi_add_handle(mailbox.multi, call.easy.handle) == CURLM_OK else {
                return submission.finish(.notSent(.connectionFailed), detail: "out of resources")
            }
            calls[submission.id] = call
        } catch {
            submission.finish(.notSent(error.cause), detail: error.detail)
        }
    }

    /// Reports the calls libcurl is done with.
    private func reportEnded() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(mailbox.multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let call = Call.of(message.easy_handle) else { continue }
            end(call, message.data.result == CURLE_OK ? .completed : .failed(message.data.result))
        }
    }

    /// Takes a call from libcurl and reports what became of it.
    private func end(_ call: Call, _ ending: Ending) {
        calls[call.submission.id] = nil
        // Before the handle goes: reading the report needs it, and removing it closes what is half done.
        let report = call.report(ending)
        curl_multi_remove_handle(mailbox.multi, call.easy.handle)
        call.submission.continuation.resume(returning: report)
    }
}

extension Submission {
    /// Reports a call that never began.
    fileprivate func finish(_ result: TransportReport.Result, detail: String? = nil) {
        let timings = TransportTimings(total: ContinuousClock.now - start)
        continuation.resume(returning: TransportReport(result, timings: timings, detail: detail))
    }
}
