internal import SourceText

enum InvalidCredential: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        if document.credentialSets.isEmpty { check(document.credentials, &report) }
        for set in document.credentialSets { check(set[\CredentialSetKeys.credentials], &report) }
        checkSets(document, &report)
        for login in document.operations where login.kind == .login {
            let others = document.credentials(of: login).dropLast(login.credentials.count)
            let placed = others.filter { $0.value[\CredentialKeys.type]?.hasHeader ?? true }
            check(login.credentials, beside: placed.map { $0.value[\CredentialKeys.header] }, &report)
        }
    }

    private static func check(
        _ credentials: [SpecNode.Entry], beside others: [String] = [], _ report: inout Report
    ) {
        var fields = Set(others.map { $0.lowercased() })
        for credential in credentials {
            let node = credential.value
            let type = node[\CredentialKeys.type]
            checkKind(credential, type, &report)
            if type == .header, node.node(\CredentialKeys.header) == nil {
                report.add(
                    .invalidCredential,
                    "credential '\(credential.key)' of type 'header' needs the name of its header field under "
                        + "'header'", at: credential.keyRange)
                continue
            }
            if type == .oauth2, node[\CredentialKeys.tokenEndpoint] == nil {
                report.add(
                    .invalidCredential, "credential '\(credential.key)' of type 'oauth2' needs a 'tokenEndpoint'",
                    at: credential.keyRange)
            }
            if type != .oauth2, let endpoint = node[\CredentialKeys.tokenEndpoint] {
                report.add(.invalidCredential, "'tokenEndpoint' belongs to type 'oauth2'", at: endpoint.range)
            }
            guard type?.hasHeader ?? true else { continue }
            checkConstants(node, &report)
            let field = node[\CredentialKeys.header]
            let place = node.node(\CredentialKeys.header)?.range ?? credential.keyRange
            if HeaderText.transportFields.contains(field.lowercased()) {
                report.add(.invalidCredential, "header '\(field)' belongs to the transport", at: place)
            } else if field.lowercased() == "content-type" {
                report.add(.invalidCredential, "header '\(field)' states the body's media type", at: place)
            }
            if !fields.insert(field.lowercased()).inserted {
                report.add(.invalidCredential, "two credentials share the header field '\(field)'", at: place)
            }
        }
    }

    /// Holds sets of credentials apart: names, what calls carry of each, and which one each example shows.
    private static func checkSets(_ document: SpecDocument, _ report: inout Report) {
        let sets = document.credentialSets
        let names = sets.compactMap { $0[\CredentialSetKeys.as] }
        for operation in document.operations where operation.kind != .login {
            for example in operation.examples { checkSet(of: example, names, &report) }
        }
        guard !sets.isEmpty else { return }
        if sets.count == 1 {
            report.add(
                .invalidCredential, "one set is no choice; name its credentials under 'security' themselves",
                at: sets[0].range)
        }
        var seen: Set<String> = []
        for set in sets {
            if let name = set.node(\CredentialSetKeys.as), let text = name.text, !seen.insert("as " + text).inserted {
                report.add(.invalidCredential, "two sets of credentials are called '\(text)'", at: name.range)
            }
            for credential in set[\CredentialSetKeys.credentials] where !seen.insert(credential.key).inserted {
                report.add(
                    .invalidCredential,
                    "'\(credential.key)' is in two sets of credentials; give it another name in one",
                    at: credential.keyRange)
            }
        }
        if let login = document.operations.first(where: { $0.kind == .login }) {
            report.add(
                .invalidCredential, "logins beside sets of credentials are out of reach in format 1",
                at: login.nameRange)
        }
        checkFields(document, &report)
    }

    /// Says which set an example shows, where there are any.
    private static func checkSet(of example: SpecNode, _ names: [String], _ report: inout Report) {
        guard let shown = example.node(\ExampleKeys.as), let text = shown.text else {
            if !names.isEmpty {
                report.add(
                    .invalidCredential,
                    "the example does not say which credentials it shows; 'as' is one of "
                        + names.map { "'\($0)'" }.joined(separator: ", "), at: example.range)
            }
            return
        }
        if !names.contains(text) {
            report.addUnknown(
                .invalidCredential, "no credentials are called '\(text)'", name: text, known: names, at: shown.range)
        }
    }

    /// Refuses fields of calls that only some can send; under `requests` they are left out where they cannot be made.
    private static func checkFields(_ document: SpecDocument, _ report: inout Report) {
        var owners: [String: Set<Int>] = [:]
        for (index, set) in document.credentialSets.enumerated() {
            for credential in set[\CredentialSetKeys.credentials] { owners[credential.key] = [index] }
        }
        let builder = VenueBuilder(document: document)
        let shared = document.root[\SpecKeys.computed].map { builder.computedValue($0) }
        /// The sets that a name depends on, through what is computed for every call.
        func sets(of names: [String]) -> Set<Int> {
            var (found, open, seen) = (Set<Int>(), names, Set<String>())
            while let name = open.popLast() {
                guard seen.insert(name).inserted else { continue }
                if let credential = Credential.name(inPlaceholder: name) { found.formUnion(owners[credential] ?? []) }
                guard let value = shared.first(where: { "$" + $0.name.text == name }) else { continue }
                if let key = value.step?.key { found.formUnion(owners[key] ?? []) }
                open += value.placeholders
            }
            return found
        }
        for value in shared where sets(of: ["$" + value.name.text]).count > 1 {
            report.add(
                .invalidCredential,
                "'\(value.name.text)' is computed from credentials of two sets, which never travel together",
                at: value.provenance.range)
        }
        for operation in document.parts {
            for placeholder in operation.placeholders where !sets(of: [placeholder.name]).isEmpty {
                report.add(
                    .invalidCredential,
                    "'\(placeholder.name)' depends on one set of credentials; put what holds it under 'requests', which "
                        + "leaves it out for the others", at: placeholder.range)
            }
            for entry in operation.http?[\HTTPKeys.computed] ?? [] {
                guard let key = entry.value[\ComputedKeys.key], owners[key] != nil else { continue }
                report.add(
                    .invalidCredential,
                    "'\(entry.key)' is computed with a key of one set of credentials; compute it for every call",
                    at: entry.keyRange)
            }
        }
    }

    /// Refuses what says nothing of a credential of its type.
    private static func checkKind(_ credential: SpecNode.Entry, _ type: Credential.Scheme?, _ report: inout Report) {
        guard let type else { return }
        let own = ["encoding", "bytes"]
        let others = ["header", "prefix", "scopes", "lifetime"]
        for entry in credential.value.entries {
            if type != .key, own.contains(entry.key) {
                report.add(.invalidCredential, "'\(entry.key)' belongs to type 'key'", at: entry.keyRange)
            }
            if !type.hasHeader, others.contains(entry.key) {
                let place = type == .key ? "never travels" : "stands where templates name it"
                report.add(
                    .invalidCredential, "'\(entry.key)' says nothing of type '\(type.rawValue)', which \(place)",
                    at: entry.keyRange)
            }
        }
    }

    /// Holds the constants of a credential to the grammar of the places they travel to.
    private static func checkConstants(_ node: SpecNode, _ report: inout Report) {
        if let prefix = node.node(\CredentialKeys.prefix), let text = prefix.text {
            do throws(SyntaxError) {
                try HeaderText.check(prefix: text)
            } catch {
                report.add(.invalidCredential, "invalid prefix: \(error.message)", at: prefix.range)
            }
        }
        if let url = node[\CredentialKeys.tokenEndpoint]?.node(\TokenEndpointKeys.url), let text = url.text {
            do throws(SyntaxError) {
                try ServerAddress.check(tokenEndpoint: text)
            } catch {
                report.add(.invalidCredential, "invalid token endpoint: \(error.message)", at: url.range)
            }
        }
    }
}

enum InvalidServer: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for server in document.servers {
            if let node = server.value.node(\ServerKeys.url), let fault = node.fault {
                report.add(.invalidServer, "invalid server '\(server.key)': \(fault.message)", at: node.range)
            }
            checkHeaders(of: server, document, &report)
            let known = document.credentialSets.compactMap { $0[\CredentialSetKeys.as] }
            for set in server.value.node(\ServerKeys.security)?.elements ?? [] where !known.contains(set.text ?? "") {
                report.addUnknown(
                    .invalidServer,
                    known.isEmpty
                        ? "'security' of a server names sets of credentials, of which there are none"
                        : "unknown set of credentials '\(set.text ?? "")'", name: set.text ?? "", known: known,
                    at: set.range)
            }
        }
    }

    /// Refuses header fields that something else places, or that cannot be sent.
    private static func checkHeaders(of server: SpecNode.Entry, _ document: SpecDocument, _ report: inout Report) {
        let headers = server.value[\ServerKeys.headers]
        if let first = headers.first, server.value[\ServerKeys.url]?.scheme == "wss" {
            report.add(
                .invalidServer, "'headers' are of HTTP requests, and '\(server.key)' takes frames", at: first.keyRange)
        }
        let credentials = document.credentials + document.operations.flatMap(\.credentials)
        let placed = credentials.filter { $0.value[\CredentialKeys.type]?.hasHeader ?? true }
            .map { $0.value[\CredentialKeys.header].lowercased() }
        let common = document.root[\SpecKeys.requests]?[\CommonFieldKeys.headers] ?? []
        let own = (common + document.requests.flatMap { $0.http?[\HTTPKeys.headers] ?? [] }).map { $0.key.lowercased() }
        var seen: Set<String> = []
        for header in headers {
            let name = header.key.lowercased()
            let problem: String? =
                if name == "content-type" {
                    "states the body's media type"
                } else if HeaderText.transportFields.contains(name) {
                    "belongs to the transport"
                } else if placed.contains(name) {
                    "is placed by a credential"
                } else if own.contains(name) {
                    "is given by a request, too"
                } else if !seen.insert(name).inserted { "is given twice; case makes no difference" } else { nil }
            if let problem {
                report.add(.invalidServer, "header '\(header.key)' \(problem)", at: header.keyRange)
            }
            do throws(SyntaxError) { try HeaderText.check([.literal(header.value.text ?? "")]) } catch {
                report.add(.invalidServer, "invalid header '\(header.key)': \(error.message)", at: header.value.range)
            }
        }
    }
}
