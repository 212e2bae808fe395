internal import CommandArguments
internal import Foundation
internal import SourceText
internal import VenueRuntime

enum SecretSource {
    case environment
    /// A file of `NAME=VALUE` lines.
    case file(String)

    /// The venue's own secrets, or where they are not all there those of a login that is made in their place.
    func secrets(for call: VenueCall) throws(Obstacle) -> (login: VenueLogin?, secrets: [String: Secret]) {
        let (secrets, missing) = try lookUp(call.secrets)
        if missing.isEmpty { return (nil, secrets) }
        for login in call.logins {
            let found = try lookUp(login.secrets)
            if found.missing.isEmpty { return (login, found.secrets) }
            // Who gives some of what a login takes means it.
            if !found.secrets.isEmpty { throw absence(of: found.missing) }
        }
        throw absence(of: missing, logins: call.logins)
    }

    /// The secrets that are there and the variables that are not, for who only wants to look.
    func lookUp(_ variables: [SecretVariable]) throws(Obstacle) -> (secrets: [String: Secret], missing: [String]) {
        let values: [String: String] =
            switch self {
            case .environment: ProcessInfo.processInfo.environment
            case .file(let path): try CredentialFile.read(path)
            }
        var secrets: [String: Secret] = [:]
        var missing: [String] = []
        for variable in variables {
            let value = try value(of: variable, in: values)
            if let value, !value.isEmpty {
                secrets[variable.secret] = Secret(value)
            } else {
                missing.append(variable.name)
            }
        }
        return (secrets, missing)
    }

    /// A secret as it is given: by itself, or as the name of a file that holds nothing else.
    private func value(
        of variable: SecretVariable, in values: [String: String]
    ) throws(Obstacle) -> String? {
        let value = try values[variable.name].map { value throws(Obstacle) in try unquoted(value, variable.name) }
        let fileName = try values[variable.fileName].map { value throws(Obstacle) in
            try unquoted(value, variable.fileName)
        }
        guard let fileName, !fileName.isEmpty else { return value }
        guard value?.isEmpty ?? true else {
            throw Obstacle(
                "\(variable.name) and \(variable.fileName) are both set; leave one of them out", status: .usage)
        }
        return try CredentialFile.secret(fileName)
    }

    /// A value without the quotes that a shell would have taken off, and that files and container tools leave on.
    private func unquoted(_ value: String, _ name: String) throws(Obstacle) -> String {
        let quotes: Set<Unicode.Scalar> = ["\"", "'", "`", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"]
        let scalars = value.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, quotes.contains(first) || quotes.contains(last) else {
            return value
        }
        let inner = scalars.dropFirst().dropLast()
        guard scalars.count > 1, first == last, first == "\"" || first == "'", inner.first.map(quotes.contains) != true,
            inner.last.map(quotes.contains) != true
        else {
            let place =
                switch self {
                case .environment: "the environment"
                case .file(let path): "'\(path)'"
                }
            throw Obstacle("\(name) in \(place) has quotes that do not match around its value; leave them out")
        }
        return String(String.UnicodeScalarView(inner))
    }

    /// What is said of variables that are not there.
    func absence(of names: [String], logins: [VenueLogin] = []) -> Obstacle {
        let list = names.joined(separator: " and ")
        let verb = names.count == 1 ? "is" : "are"
        let others = logins.map { login in
            "; or give what the login '\(login.name)' takes: \(login.secrets.map(\.name).joined(separator: ", "))"
        }.joined()
        return switch self {
        case .environment:
            Obstacle(
                "\(list) \(verb) not set; set it in the environment, or use '--credentials <file>'\(others)",
                status: .usage)
        case .file(let path): Obstacle("\(list) \(verb) not in '\(VisibleText.of(path))'\(others)")
        }
    }
}

/// A secret of a venue and the variable it comes in.
struct SecretVariable {
    let secret: String
    let name: String
    /// The variable that names a file with the secret in it.
    var fileName: String { name + "_FILE" }

    init(venue: String, secret: String) {
        self.secret = secret
        name = "\(venue.uppercased())_\(WireName.screamingCase(secret))"
    }

    init(name: String) {
        secret = name
        self.name = name
    }
}

/// Refuses secrets in arguments: every process of the machine can see those, and shells keep them.
enum SecretArguments {
    /// Words that options for secrets are made of elsewhere.
    private static let suspicious: Set<String> = [
        "token", "password", "passwd", "secret", "bearer", "authorization", "auth", "apikey", "jwt", "credential",
        "key",
    ]

    /// Refuses options that would hold a secret, without showing what they hold.
    static func check(_ commandLine: [String], of call: VenueCall) throws(UsageError) {
        let known = CommonOptions.names.union(call.parameters.map(\.name))
        let secrets = Set((call.secrets + call.logins.flatMap(\.secrets)).map { WireName.kebabCase($0.secret) })
        for word in commandLine.prefix(while: { $0 != "--" }) where word.hasPrefix("-") {
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
