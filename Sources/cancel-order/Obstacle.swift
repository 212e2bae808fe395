/// What keeps the command from running though its command line is right.
struct Obstacle: Error {
    /// What is wrong; lower case, no full stop, never a secret.
    let message: String
    /// The status to end with.
    let status: ExitStatus

    /// Tells what is wrong.
    init(_ message: String, status: ExitStatus = .unreadable) {
        self.message = message
        self.status = status
    }
}
