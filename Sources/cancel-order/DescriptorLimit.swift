internal import Foundation

/// How many files and connections the process may have open.
enum DescriptorLimit {
    /// What a call takes at most: two connections are tried where a host has two kinds of addresses, and looking an
    /// address up takes as many; the transport counts one more.
    private static let perCall: UInt64 = 3
    /// What is needed beside calls: event queues, timers, certificates, and what the system's libraries open meanwhile;
    /// more than the transport leaves to the rest of the process.
    private static let reserve: UInt64 = 96
    /// With fewer than these no call can be made, and system libraries end the process.
    private static let least: UInt64 = 16

    /// Makes room for calls, as far as the system lets the process.
    ///
    /// - Parameter calls: The calls that are wanted at a time.
    /// - Returns: As many of them as there is room for; at least one.
    /// - Throws: ``Obstacle`` if there is room for none.
    static func makeRoom(for calls: Int) throws(Obstacle) -> Int {
        var limit = rlimit()
        #if canImport(Darwin)
            let resource = RLIMIT_NOFILE
        #else
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        guard getrlimit(resource, &limit) == 0 else { return calls }
        let open = openDescriptors(below: UInt64(limit.rlim_cur))
        let needed = open + reserve + perCall * UInt64(calls)
        if UInt64(limit.rlim_cur) < needed {
            let raised = rlimit(rlim_cur: min(limit.rlim_max, rlim_t(needed)), rlim_max: limit.rlim_max)
            if withUnsafePointer(to: raised, { setrlimit(resource, $0) }) == 0 { limit = raised }
        }
        let free = UInt64(limit.rlim_cur) - min(UInt64(limit.rlim_cur), open)
        guard free >= least else {
            throw Obstacle("the process may have \(limit.rlim_cur) files open, which is too few; raise 'ulimit -n'")
        }
        return UInt64(limit.rlim_cur) < needed ? max(1, Int((free - min(free, reserve)) / perCall)) : calls
    }

    /// How many descriptors are open, inherited ones among them.
    private static func openDescriptors(below limit: UInt64) -> UInt64 {
        UInt64((0..<Int32(min(limit, 1 << 16))).count { fcntl($0, F_GETFD) != -1 })
    }
}
