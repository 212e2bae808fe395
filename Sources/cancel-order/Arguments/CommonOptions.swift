internal import CommandArguments

/// The options every call has.
enum CommonOptions {
    /// The options.
    static let all: [CommandDescription.Option] = [
        .init(
            name: "orders", value: "file",
            help: "Cancel the orders of a CSV or JSON-lines file; '-' for standard input."),
        .init(
            name: "concurrency", value: "number", help: "With --orders: how many at a time, 1 to 1024. (default: 16)"),
        .init(name: "server", value: "name", help: "The venue's server of this name."),
        .init(name: "host", value: "name", help: "The operator's or broker's own host, for venues that have one each."),
        .init(name: "base-url", value: "url", help: "Any other address; plain http is taken for this machine only."),
        .init(
            name: "proxy", value: "url", help: "Send everything through this HTTP proxy; the environment's is not used."
        ),
        .init(name: "ca", value: "file", help: "Trust the authorities of this PEM file instead of the system's."),
        .init(
            name: "client-certificate", value: "file",
            help: "Prove who is calling with this PEM certificate, where a server asks for it."),
        .init(
            name: "client-key", value: "file",
            help: """
                The PEM file of the certificate's private key. (default: the certificate's file) \(Connection.passphrase), \
                beside the secrets, is what it is encrypted with.
                """),
        .init(name: "credentials", value: "file", help: "Read the secrets from this file, not from the environment."),
        .init(
            name: "deadline", value: "time", help: "How long each call may take, such as 10s or 800ms. (default: 10s)"),
        .init(
            name: "dry-run", value: nil, help: "Print each request as a curl command with secrets masked; send nothing."
        ),
        .init(name: "json", value: nil, help: "Print one JSON object for each order, each on one line."),
    ]

    /// Names that parameters cannot have.
    static let names: Set<String> = [
        "orders", "concurrency", "server", "host", "base-url", "proxy", "ca", "client-certificate", "client-key",
        "credentials", "deadline", "dry-run", "json", "help", "version",
    ]
}
