import Foundation

/// Runs a program of the system to its end.
enum Tool {
    /// What a program said.
    struct Result: Sendable {
        /// Its exit status.
        var status: Int32
        /// What it wrote to standard output.
        var output: String
        /// What it wrote to standard error.
        var error: String
    }

    /// Runs a program found on the path; it is ended after thirty seconds.
    static func run(_ words: [String], input: String = "") async throws -> Result {
        // On a thread of its own: waiting here would take a thread from the tests that run meanwhile.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Swift.Result { try wait(words, input) })
            }
        }
    }

    private static func wait(_ words: [String], _ input: String) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        let (standardInput, output, error) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (standardInput, output, error)
        try process.run()
        let limit = DispatchWorkItem { [process] in process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 30, execute: limit)
        defer { limit.cancel() }
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let problem = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: text, error: problem)
    }
}
