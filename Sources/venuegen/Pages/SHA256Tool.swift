internal import ClientGeneration

/// SHA-256 by a program of the system.
///
/// The tool links libyaml and nothing else, because everyone who uses the plugin compiles it; and a hash of our own would
/// be one more thing to trust. The programs asked are those that come with Linux, macOS and OpenSSL.
enum SHA256Tool {
    /// The command lines, best first.
    private static let commands: [(program: String, arguments: [String])] = [
        ("sha256sum", []), ("shasum", ["-a", "256"]), ("openssl", ["dgst", "-sha256", "-r"]),
    ]

    /// `sha256:` and the 64 hex digits of a text's digest.
    static func digest(of text: String) throws(FileError) -> String {
        for (program, arguments) in commands {
            // One that cannot be run is as good as one that is not there.
            guard let run = try? Subprocess.run(program, arguments, input: Array(text.utf8)) else { continue }
            let digits = run.output.prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            guard run.status == 0, digits.count == 64 else {
                throw FileError(
                    "'\(program)' computed no SHA-256 digest: \(run.error.isEmpty ? "no reason given" : run.error)")
            }
            return "sha256:" + String(decoding: digits, as: UTF8.self)
        }
        let names = commands.map { "'\($0.program)'" }.joined(separator: ", ")
        throw FileError("cannot compute the page's digest: none of \(names) is in PATH; install one of them")
    }
}
