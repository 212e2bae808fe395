internal import VenueRuntime
package import VenueSpec

/// What a request carries of the credentials that its call takes.
struct CredentialCheck {
    /// Those that travel: in a header field of their own first, then those that templates place.
    private let credentials: [Credential]
    /// The text of each that is there, by its name.
    let carried: [String: String]
    /// Why no secret could make the request a good one.
    private let flaw: RequestRefusal?
    /// Those that the request has no room for.
    private let absent: Set<String>

    /// Reads what a request carries.
    ///
    /// The scheme's name (`Bearer`) counts in any case, as RFC 9110 has it.
    init(_ call: SimulatedVenue.ServedCall, in headers: HTTPHeaderFields, _ collector: InputCollector) {
        let all = call.credentials
        credentials = all.filter(\.scheme.hasHeader) + all.filter { $0.scheme == .value }
        let due = collector.dueNames
        var carried: [String: String] = [:]
        var flaw: RequestRefusal?
        var absent: Set<String> = []
        for credential in credentials {
            let name = credential.name.text
            guard !credential.scheme.hasHeader else {
                carried[name] = Self.secret(of: credential, in: headers)
                continue
            }
            let placeholder = Credential.placeholderPrefix + name
            carried[name] = collector.computed[placeholder]
            if carried[name] == nil, !due.contains(placeholder) { absent.insert(name) }
            if collector.contradicted.contains(placeholder) { flaw = flaw ?? .contradictory(name) }
        }
        self.carried = carried
        let foreign = headers.fields.first { call.telling.foreign.contains($0.name.lowercased()) }
        self.flaw = foreign.map { .mixed($0.name) } ?? flaw
        self.absent = absent
    }

    /// What stands behind the prefix of a credential's header field.
    private static func secret(of credential: Credential, in headers: HTTPHeaderFields) -> String? {
        let length = credential.prefix.utf8.count
        guard let value = headers[credential.header]?.utf8,
            String(decoding: value.prefix(length), as: UTF8.self).lowercased() == credential.prefix.lowercased()
        else { return nil }
        return String(decoding: value.dropFirst(length), as: UTF8.self)
    }

    /// Refuses a request that lacks a credential or carries another secret than the accepted one.
    ///
    /// - Parameters:
    ///   - secrets: The accepted secrets by their credentials' names; of what is not among them any is accepted.
    ///   - given: The credentials of which no secret is accepted that is not among them.
    /// - Throws: ``RequestRefusal`` for the first that is wrong.
    func check(accepting secrets: [String: String], given: Set<String>) throws(RequestRefusal) {
        for credential in credentials where !absent.contains(credential.name.text) {
            let name = credential.name.text
            guard let text = carried[name] else { throw .missing(name) }
            if let accepted = secrets[name] {
                guard text.utf8.elementsEqual(accepted.utf8) else { throw .unaccepted(name) }
            } else if text.isEmpty {
                throw .missing(name)
            } else if given.contains(name) {
                throw .unaccepted(name)
            }
        }
        if let flaw { throw flaw }
    }

    /// What tells one user from another, for limits and for numbers that grow; never shown or kept beyond their tables.
    ///
    /// - Parameter replaced: The credentials that do not count, since a login puts others in their place.
    /// - Returns: A number that is another for each user, as far as numbers go.
    func user(without replaced: Set<String> = []) -> Int {
        var hasher = Hasher()
        for credential in credentials where !replaced.contains(credential.name.text) {
            hasher.combine(carried[credential.name.text])
        }
        return hasher.finalize()
    }
}

extension Venue {
    /// Every credential of the venue and of its logins.
    package var everyCredential: [Credential] { credentials + logins.compactMap(\.login).flatMap(\.credentials) }
}
