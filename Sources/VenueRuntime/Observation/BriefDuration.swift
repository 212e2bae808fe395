extension Duration {
    /// The duration as people read it, such as `12.3 ms` or `4.5 s`: cut after a tenth of the unit.
    var brief: String {
        let (seconds, attoseconds) = components
        if seconds == 0 {
            let microseconds = attoseconds / 1_000_000_000_000
            return "\(microseconds / 1000).\(abs(microseconds / 100 % 10)) ms"
        }
        return "\(seconds).\(abs(attoseconds / 100_000_000_000_000_000)) s"
    }
}
