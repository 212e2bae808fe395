internal import Foundation
internal import VenueRuntime

/// Where secrets come from.
enum SecretSource {
    /// Variables of the environment.
    case environment
    /// A file of `NAME=VALUE` lines.
    case file(String)

    /// The secrets of variables, by the secrets' names.
    ///
    /// - Throws: ``Obstacle``, which never quotes a secret.
    func secrets(_ variables: [SecretVariable]) throws(Obstacle) -> [String: Secret] {
        let values: [String: String] =
            switch self {
            case .environment: ProcessInfo.processInfo.environment
            case .file(let path): try CredentialFile.read(path)
            }
        var secrets: [String: Secret] = [:]
        var missing: [String] = []
        for variable in variables {
            if let value = values[variable.name], !value.isEmpty {
                secrets[variable.secret] = Secret(value)
            } else {
                missing.append(variable.name)
            }
        }
        guard missing.isEmpty else { throw absence(of: missing) }
        return secrets
    }

    private func absence(of names: [String]) -> Obstacle {
        let list = names.joined(separator: " and ")
        let verb = names.count == 1 ? "is" : "are"
        return switch self {
        case .environment:
            Obstacle(
                "\(list) \(verb) not set; set it in the environment, or use '--credentials <file>'", status: .usage)
        case .file(let path): Obstacle("\(list) \(verb) not in '\(path)'")
        }
    }
}
