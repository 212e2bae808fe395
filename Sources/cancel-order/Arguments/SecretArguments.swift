internal import CommandArguments

/// Refuses secrets in arguments: every process of the machine can see those, and shells keep them.
enum SecretArguments {
    /// Words that options for secrets are made of elsewhere.
    private static let suspicious: Set<String> = [
        "token", "password", "passwd", "secret", "bearer", "authorization", "auth", "apikey", "jwt", "credential",
        "key",
    ]

    /// Refuses options that would hold a secret, without showing what they hold.
    static func check(_ words: [String], of call: VenueCall) throws(UsageError) {
        let known = CommonOptions.names.union(call.parameters.map(\.name))
        let secrets = Set(call.secrets.map { WireName.kebabCase($0.secret) })
        for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("-") {
            let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" }).lowercased()
            let isSuspicious =
                secrets.contains(name) || name.split(separator: "-").contains { suspicious.contains(String($0)) }
            if isSuspicious, !known.contains(name) {
                let variables = call.secrets.map(\.name).joined(separator: ", ")
                throw UsageError(
                    "'--\(name)' is refused: every process of the machine can see a secret in an argument",
                    help:
                        "put it in \(variables.isEmpty ? "the environment" : variables), or use '--credentials <file>'",
                    command: call.command)
            }
        }
    }
}
