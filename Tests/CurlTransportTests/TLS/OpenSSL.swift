import Foundation
import Synchronization

/// The `openssl` command, which makes certificates and serves TLS here.
enum OpenSSL {
    /// Why a test of TLS could not run.
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    /// A process of the command, not yet running.
    static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// A certificate that vouches for itself, with its key, in PEM files of a folder.
    static func makeCertificate(_ name: String, alternatives: String, in folder: URL) throws -> Certificate {
        let certificate = Certificate(
            file: folder.appending(path: "\(name).pem").path, key: folder.appending(path: "\(name).key").path)
        let process = process([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2", "-subj",
            "/CN=\(name)",
            "-addext", "subjectAltName=\(alternatives)", "-passout", "pass:\(Certificate.passphrase)", "-keyout",
            certificate.key, "-out", certificate.file,
        ])
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(description: "the tests of TLS need the command 'openssl', version 1.1.1 or later")
        }
        return certificate
    }
}

/// A certificate and its key.
struct Certificate: Sendable {
    /// What the keys of these tests are encrypted with.
    static let passphrase = "planted-passphrase"

    let file: String
    let key: String
}

/// A folder that goes with its holder.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }
}
