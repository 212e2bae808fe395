#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What a command needs of the system before it begins.
///
/// The library that runs Swift's tasks asks for a thread again and again until it gets one: without a word, for ever.
package enum SystemResources {
    /// Ends the process with a word on standard error if the system has no thread, or too little memory, to give.
    ///
    /// Called first of all.
    ///
    /// - Parameter status: The exit status.
    package static func require(orExit status: Int32) {
        guard let shortage else { return }
        let message = Array("error: the system gives this process \(shortage) to work with; see 'ulimit -a'\n".utf8)
        _ = message.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(status)
    }

    /// What there is none of; 64 MB are what a command needs beside what it starts with.
    private static var shortage: String? {
        hasRoom(64 << 20) ? hasThread() ? nil : "no thread" : "too little memory"
    }

    /// Whether the process may have so many further bytes of memory; they are asked for and given back.
    package static func hasRoom(_ size: Int) -> Bool {
        let address = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        return address != MAP_FAILED && munmap(address, size) == 0
    }

    private static func hasThread() -> Bool {
        #if canImport(Darwin)
            var thread: pthread_t?
            guard pthread_create(&thread, nil, { _ in nil }, nil) == 0, let thread else { return false }
        #else
            var thread = pthread_t()
            guard pthread_create(&thread, nil, { _ in nil }, nil) == 0 else { return false }
        #endif
        pthread_join(thread, nil)
        return true
    }
}
