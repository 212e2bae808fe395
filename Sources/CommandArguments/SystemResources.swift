internal import CLibrary

/// What a command needs of the system before it begins.
///
/// The library that runs Swift's tasks asks for a thread again and again until it gets one, without a word, for ever; the
/// one that waits for signals ends the process where it gets no file descriptor.
package enum SystemResources {
    /// Ends the process with a word on standard error if the system has no thread, too little memory or too few file
    /// descriptors to give.
    ///
    /// Called first of all.
    ///
    /// - Parameter status: The exit status.
    package static func require(orExit status: Int32) {
        guard let shortage else { return }
        let message = Array("error: \(shortage)\n".utf8)
        _ = message.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(status)
    }

    /// What there is too little of, and the cure; 64 MB and a handful of descriptors are what a command needs beside what it
    /// starts with.
    private static var shortage: String? {
        if !hasRoom(64 << 20) { return "the system gives this process too little memory to work with; see 'ulimit -a'" }
        if !hasDescriptors(8) { return tooFewDescriptors }
        return hasThread() ? nil : "the system gives this process no thread to work with; see 'ulimit -a'"
    }

    /// What to say where the process may have too few files open, and the cure.
    package static var tooFewDescriptors: String {
        let count = descriptorLimit.map { String($0.now) } ?? "no further"
        return "the process may have \(count) files open, which is too few; raise 'ulimit -n'"
    }

    /// How many files the process may have open, and how many it may let itself have; `nil` where the system does not say.
    package static var descriptorLimit: (now: UInt64, most: UInt64)? {
        var limit = rlimit()
        return getrlimit(descriptors, &limit) == 0 ? (UInt64(limit.rlim_cur), UInt64(limit.rlim_max)) : nil
    }

    /// Lets the process have more files open, up to what it may let itself have; how many that are then.
    package static func raiseDescriptorLimit(to count: UInt64) -> UInt64? {
        guard let (now, most) = descriptorLimit else { return nil }
        let raised = rlimit(rlim_cur: rlim_t(min(most, max(now, count))), rlim_max: rlim_t(most))
        return withUnsafePointer(to: raised, { setrlimit(descriptors, $0) }) == 0 ? UInt64(raised.rlim_cur) : now
    }

    #if canImport(Darwin)
        private static let descriptors = RLIMIT_NOFILE
    #else
        private static let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif

    /// Whether the process may open so many further files; they are opened and closed.
    private static func hasDescriptors(_ count: Int) -> Bool {
        let opened = (0..<count).map { _ in open("/", O_RDONLY) }
        for descriptor in opened where descriptor >= 0 { close(descriptor) }
        return opened.allSatisfy { $0 >= 0 }
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
