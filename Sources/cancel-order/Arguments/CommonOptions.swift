internal import CommandArguments
internal import CurlTransport
internal import Foundation
internal import VenueRuntime

enum CommonOptions {
    static let all: [CommandDescription.Option] = [
        .init(
            name: "orders", value: "file",
            help: "Cancel the orders of a CSV or JSON-lines file; '-' for standard input."),
        .init(
            name: "journal", value: "file",
            help: """
                Write down in a new file what is about to be sent and what came of it, so that a run that is killed can be \
                resumed. It outlives the process, not the machine.
                """),
        .init(
            name: "resume", value: "file",
            help: """
                Go on with the orders of a journal, or of the --json results of an earlier run ('-': standard input). \
                What is proven is told again, what is open is read, for 30s or as --confirm says, and nothing is sent again that \
                may not be.
                """),
        .init(
            name: "concurrency", value: "number",
            help: "Of several orders: how many at a time, 1 to 1024. (default: 16)"),
        .init(name: "server", value: "name", help: "The venue's server of this name."),
        .init(name: "host", value: "name", help: "The operator's or broker's own host, for venues that have one each."),
        .init(name: "base-url", value: "url", help: "Any other address; plain http is taken for this machine only."),
        .init(
            name: "proxy", value: "url",
            help: """
                Send everything through this HTTP proxy; the environment's is not used. \(ConnectionOptions.proxyCredentials), \
                beside the secrets, is the 'name:password' it wants.
                """),
        .init(name: "ca", value: "file", help: "Trust the authorities of this PEM file instead of the system's."),
        .init(
            name: "client-certificate", value: "file",
            help: "Prove who is calling with this PEM certificate, where a server asks for it."),
        .init(
            name: "client-key", value: "file",
            help: """
                The PEM file of the certificate's private key. (default: the certificate's file) \(ConnectionOptions.passphrase), \
                beside the secrets, is what it is encrypted with.
                """),
        .init(
            name: "credentials", value: "file",
            help: """
                Read the secrets from this file, not from the environment. In both, NAME_FILE in place of NAME is a file that \
                holds the secret alone, such as a key.
                """),
        .init(
            name: "deadline", value: "time", help: "How long each call may take, such as 10s or 800ms. (default: 10s)"),
        .init(
            name: "confirm", value: "time",
            help: """
                Where a reply does not prove the order's end, read the order for this long, such as 30s; many orders once all \
                cancels are over.
                """),
        .init(
            name: "state", value: nil,
            help: "Tell what became of the orders, by reading them; cancel nothing."),
        .init(
            name: "dry-run", value: nil,
            help: """
                Print each request as a curl command with secrets masked, and send nothing; where a secret is missing, end \
                as the run itself would.
                """
        ),
        .init(name: "json", value: nil, help: "Print one JSON object for each order, each on one line."),
    ]

    static let names = Set((all + AllOrders.options).map(\.name)).union(["help", "version"])
}

/// How a command line wants connections made.
struct ConnectionOptions {
    /// The variable of what the client's key is encrypted with.
    static let passphrase = "CANCEL_ORDER_KEY_PASSPHRASE"
    /// The variable of the name and the password for the proxy.
    static let proxyCredentials = "CANCEL_ORDER_PROXY_CREDENTIALS"

    private let proxy: BaseURL?
    private let authorities: String?
    private let certificate: String?
    private let key: String?

    /// Reads the arguments of a call to a server; an error never quotes a proxy, which may hold a password.
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
                help: "put 'name:password' in \(proxyCredentials), or in the file of '--credentials'", command: command)
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

    /// The transport's options; a file that cannot be read is an error here, as it would only show as a refused
    /// connection.
    func options(_ source: SecretSource) throws(Obstacle) -> CurlTransport.Options {
        var options = CurlTransport.Options()
        options.proxy = proxy
        options.proxyCredentials = try proxyCredentials(source)
        options.certificateAuthorities = authorities
        for file in [authorities, certificate, key].compactMap(\.self) where access(file, R_OK) != 0 {
            throw Obstacle("cannot read '\(file)': \(String(cString: strerror(errno)))")
        }
        if let certificate, let key {
            let passphrase = try secret(Self.passphrase, source)
            options.clientCertificate = .init(certificate: certificate, key: key, passphrase: passphrase)
        }
        return options
    }

    private func secret(_ name: String, _ source: SecretSource) throws(Obstacle) -> Secret? {
        try source.lookUp([SecretVariable(name: name)]).secrets[name]
    }

    private func proxyCredentials(_ source: SecretSource) throws(Obstacle) -> CurlTransport.ProxyCredentials? {
        guard proxy != nil, let pair = try secret(Self.proxyCredentials, source)?.expose() else { return nil }
        let parts = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty,
            !pair.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { throw Obstacle("\(Self.proxyCredentials) is no 'name:password'", status: .usage) }
        return .init(name: parts[0], password: Secret(parts[1]))
    }

    /// The same as options of `curl`, for a command that is shown; the password is not among them.
    func curlOptions(_ options: CurlTransport.Options) -> [(name: String, value: String)] {
        [
            ("--proxy", proxy?.description),
            ("--proxy-user", options.proxyCredentials.map { "\($0.name):<redacted>" }), ("--cacert", authorities),
            ("--cert", certificate), ("--key", key),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
