internal import CommandArguments
internal import CurlTransport
internal import Foundation
internal import VenueRuntime

/// How a command line wants connections made.
struct Connection {
    /// The variable of what the client's key is encrypted with.
    static let passphrase = "CANCEL_ORDER_KEY_PASSPHRASE"

    /// The proxy; `nil` for none.
    private let proxy: BaseURL?
    /// The file of authorities; `nil` for the system's.
    private let authorities: String?
    /// The file of the client's certificate; `nil` for none.
    private let certificate: String?
    /// The file of its key.
    private let key: String?

    /// Reads the arguments of a call to a server.
    ///
    /// - Throws: `UsageError`, which never quotes a proxy: it may hold a password.
    init(_ options: [String: String], to server: BaseURL, _ command: CommandDescription) throws(UsageError) {
        proxy = try options["proxy"].map { text throws(UsageError) in try Self.proxy(text, to: server, command) }
        authorities = options["ca"]
        certificate = options["client-certificate"]
        key = options["client-key"] ?? certificate
        if certificate == nil, key != nil {
            throw UsageError("'--client-key' is given without '--client-certificate'", command: command)
        }
    }

    private static func proxy(
        _ text: String, to server: BaseURL, _ command: CommandDescription
    ) throws(UsageError) -> BaseURL {
        if text.utf8.contains(UInt8(ascii: "@")) {
            throw UsageError(
                "'--proxy' is refused: every process of the machine can see a name or password in an argument",
                help: "proxies that ask for one are out of reach", command: command)
        }
        // What goes to a venue through a proxy is encrypted for the venue.
        let isEncrypted = server.scheme == "https"
        let proxy: BaseURL
        do throws(InvalidBaseURL) { proxy = try BaseURL(text, allowInsecure: isEncrypted) } catch {
            throw UsageError("'--proxy': \(error)", command: command)
        }
        guard proxy.path.isEmpty else { throw UsageError("'--proxy' takes no path", command: command) }
        return proxy
    }

    /// The transport's options.
    ///
    /// - Throws: ``Obstacle`` for a file that cannot be read, which would only show as a refused connection.
    func options(_ source: SecretSource) throws(Obstacle) -> CurlTransport.Options {
        var options = CurlTransport.Options()
        options.proxy = proxy
        options.certificateAuthorities = authorities
        for file in [authorities, certificate, key].compactMap(\.self) where access(file, R_OK) != 0 {
            throw Obstacle("cannot read '\(file)': \(String(cString: strerror(errno)))")
        }
        if let certificate, let key {
            let variable = SecretVariable(name: Self.passphrase)
            let passphrase = try source.lookUp([variable]).secrets[variable.secret]
            options.clientCertificate = .init(certificate: certificate, key: key, passphrase: passphrase)
        }
        return options
    }

    /// The same as options of `curl`, for a command that is shown.
    var curlOptions: [(name: String, value: String)] {
        [
            ("--proxy", proxy?.description), ("--cacert", authorities), ("--cert", certificate), ("--key", key),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
