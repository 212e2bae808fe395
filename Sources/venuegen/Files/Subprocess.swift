@preconcurrency internal import CLibrary
internal import ClientGeneration

/// A program that was run to its end, never through a shell.
struct Subprocess {
    /// Its exit status; a signal's number and 128 if one ended it, as shells have it.
    let status: Int32
    let output: [UInt8]
    let error: String

    /// Runs a program that is looked up in `PATH`, with these bytes as its standard input.
    ///
    /// It gets this process's environment, but speaks English, so that what it says of its failures fits the rest.
    static func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws(FileError) -> Subprocess {
        let pipes = try (Pipe(), Pipe(), Pipe())
        var process: pid_t = 0
        let code = spawn(program, arguments, pipes, &process)
        for end in [pipes.0.reading, pipes.1.writing, pipes.2.writing] { end.close() }
        guard code == 0 else {
            for end in [pipes.0.writing, pipes.1.reading, pipes.2.reading] { end.close() }
            throw FileError("cannot run '\(program)'", code: code)
        }
        var exchange = PipeExchange(input: input, to: pipes.0.writing, from: [pipes.1.reading, pipes.2.reading])
        exchange.run()
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return Subprocess(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: exchange.received[0],
            error: String(decoding: exchange.received[1], as: UTF8.self))
    }

    /// Starts the program with the far ends of the pipes as its streams; returns the system's error number.
    private static func spawn(
        _ program: String, _ arguments: [String], _ pipes: (Pipe, Pipe, Pipe), _ process: inout pid_t
    ) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, end) in [pipes.0.reading, pipes.1.writing, pipes.2.writing].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end.number, Int32(number))
        }
        // This process ignores broken pipes; another program may count on being ended by one.
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        sigaddset(&signals, SIGXFSZ)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = []
        var entry = environ
        while let variable = entry.pointee {
            if !String(cString: variable).hasPrefix("LC_ALL=") { variables.append(strdup(variable)) }
            entry += 1
        }
        variables += [strdup("LC_ALL=C"), nil]
        defer { for text in argv + variables { free(text) } }
        return posix_spawnp(&process, program, &actions, &attributes, &argv, &variables)
    }
}

/// The two ends of a pipe; programs started later do not inherit them.
struct Pipe {
    /// What is written to the other end comes out here.
    let reading: FileDescriptor
    /// What is written here comes out at the other end.
    let writing: FileDescriptor

    init() throws(FileError) {
        var numbers: (Int32, Int32) = (0, 0)
        let result = withUnsafeMutableBytes(of: &numbers) { pipe($0.assumingMemoryBound(to: Int32.self).baseAddress) }
        guard result == 0 else { throw FileError("cannot make a pipe", code: errno) }
        reading = FileDescriptor(number: numbers.0)
        writing = FileDescriptor(number: numbers.1)
        for number in [numbers.0, numbers.1] { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    }
}

/// Feeds one pipe and drains others at the same time, so that neither side waits for the other for ever.
struct PipeExchange {
    /// What came out of each pipe, in their order.
    private(set) var received: [[UInt8]]
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

    private mutating func closeSource(_ index: Int) {
        sources[index]?.close()
        sources[index] = nil
    }
}
