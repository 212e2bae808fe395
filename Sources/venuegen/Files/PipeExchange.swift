internal import ClientGeneration

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Feeds one pipe and drains others at the same time, so that neither side waits for the other for ever.
struct PipeExchange {
    /// What came out of each pipe, in their order.
    private(set) var received: [[UInt8]]
    /// What is still to be written.
    private var rest: ArraySlice<UInt8>
    /// Where it is written; `nil` once it is closed.
    private var sink: FileDescriptor?
    /// Where bytes come from; `nil` once they have ended.
    private var sources: [FileDescriptor?]

    /// Writes up to this many bytes never wait once a pipe is ready; the least a system may grant.
    private static let chunk = 512

    /// Prepares to write to one pipe and to read from others.
    ///
    /// All of them are closed when ``run()`` returns.
    init(input: [UInt8], to sink: FileDescriptor, from sources: [FileDescriptor]) {
        rest = input[...]
        self.sink = sink
        self.sources = sources
        received = sources.map { _ in [] }
    }

    /// Goes on until everything is written, or nobody reads it any more, and all sources have ended.
    mutating func run() {
        if rest.isEmpty { closeSink() }
        while sink != nil || sources.contains(where: { $0 != nil }) {
            var waiting: [pollfd] = []
            // A negative number is one that is not waited for.
            waiting.append(pollfd(fd: sink?.number ?? -1, events: Int16(POLLOUT), revents: 0))
            waiting += sources.map { pollfd(fd: $0?.number ?? -1, events: Int16(POLLIN), revents: 0) }
            guard poll(&waiting, nfds_t(waiting.count), -1) >= 0 || errno == EINTR else { break }
            if waiting[0].revents != 0 { writeSome() }
            for (index, state) in waiting.dropFirst().enumerated() where state.revents != 0 { readSome(index) }
        }
        closeSink()
        for index in sources.indices { closeSource(index) }
    }

    /// Writes as much as surely fits.
    private mutating func writeSome() {
        guard let sink else { return }
        if sink.write(Array(rest.prefix(Self.chunk))) == 0 {
            rest = rest.dropFirst(Self.chunk)
        } else {
            rest = []
        }
        if rest.isEmpty { closeSink() }
    }

    /// Reads what has come.
    private mutating func readSome(_ index: Int) {
        guard let source = sources[index], case .success(let bytes) = source.readAvailable(), !bytes.isEmpty else {
            return closeSource(index)
        }
        received[index] += bytes
    }

    /// Tells the other side that nothing more comes.
    private mutating func closeSink() {
        sink?.close()
        sink = nil
    }

    /// Stops reading.
    private mutating func closeSource(_ index: Int) {
        sources[index]?.close()
        sources[index] = nil
    }
}
