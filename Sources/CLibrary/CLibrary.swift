// The platform's C library, under one name wherever it is used.

#if canImport(Glibc)
    @_exported public import Glibc
#elseif canImport(Musl)
    @_exported public import Musl
#else
    @_exported public import Darwin
#endif

/// The time of day by the system's clock, in nanoseconds since 1970-01-01T00:00:00Z; 0 for a clock before 1970 or after 2262.
///
/// It stands here since a release build knows the members of C's structures only where the C library itself is imported.
public func nanosecondsSinceEpoch() -> Int64 {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
    let (scaled, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow || scaled < 0 ? 0 : scaled + Int64(time.tv_nsec)
}
