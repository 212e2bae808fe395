import Foundation
import Testing

extension Workspace {
    /// Runs git with an identity and without anybody's configuration.
    @discardableResult
    func git(_ arguments: String...) throws -> Run {
        let words = arguments.map { "'\($0)'" }.joined(separator: " ")
        let run = try shell(
            """
            export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
            exec git -c user.name=Test -c user.email=test@example.com -c init.defaultBranch=main \(words)
            """)
        #expect(run.status == 0, "git \(words): \(run.error)")
        return run
    }

    /// Commits everything there is.
    func commitAll(_ message: String) throws {
        try git("add", "--all")
        try git("commit", "--quiet", "--message", message)
    }
}
