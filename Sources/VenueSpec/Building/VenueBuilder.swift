internal import SourceText
internal import YAMLDocument

/// Resolves a document into a venue.
///
/// Parts that rules have refused are left out, so a venue is only good for use when the document has no errors.
struct VenueBuilder {
    /// The document being resolved.
    let document: SpecDocument

    /// The venue, unless not even its name can be read.
    func venue() -> Venue? {
        guard let name = document.venue?.text else { return nil }
        let docs = document.root["docs"]
        return Venue(
            name: SwiftIdentifier(text: name, swift: name),
            description: document.root["description"]?.text,
            docs: DocumentationPage(
                url: docs?["url"]?.text, read: docs?["read"]?.text ?? "", digest: docs?["digest"]?.text ?? ""),
            sources: document.sources.map(source),
            servers: document.servers.compactMap(server),
            credentials: document.credentials.compactMap(credential),
            rateLimits: (document.root["rateLimits"]?.elements ?? []).compactMap(rateLimit),
            types: document.types.compactMap(namedType),
            operations: document.operations.compactMap(operation),
            quirks: document.quirks.map { node in
                Quirk(
                    id: node["id"]?.text ?? "", docs: node["docs"]?.text ?? "", decision: node["decision"]?.text ?? "",
                    provenance: provenance(node))
            },
            file: document.file, outline: SpecOutline(document.root))
    }

    /// How a fact is known and where it stands.
    func provenance(_ node: Node, at range: SourceRange? = nil) -> Provenance {
        Provenance(
            basis: (node["basis"]?.text).flatMap(Basis.init) ?? .documented, source: node["source"]?.text,
            range: range ?? node.range)
    }

    /// The Swift name of a member, or the one its author chose.
    func memberIdentifier(_ wire: String, chosen: Node?) -> SwiftIdentifier {
        SwiftIdentifier(text: wire, swift: chosen?.text ?? SwiftNaming.memberName(wire))
    }

    private func source(_ entry: Declaration) -> Source {
        Source(
            id: entry.name, title: entry.node.text ?? entry.node["title"]?.text ?? "", url: entry.node["url"]?.text)
    }

    private func server(_ entry: Declaration) -> Server? {
        guard let text = entry.node.text ?? entry.node["url"]?.text,
            let address = try? ServerAddress(parsing: text)
        else { return nil }
        return Server(
            name: SwiftIdentifier(text: entry.name, swift: entry.name), scheme: address.scheme, host: address.host,
            basePath: address.basePath, description: entry.node["description"]?.text,
            provenance: provenance(entry.node, at: entry.nameRange))
    }

    private func credential(_ entry: Declaration) -> Credential? {
        guard let scheme = (entry.node.text ?? entry.node["type"]?.text).flatMap(Credential.Scheme.init) else {
            return nil
        }
        let node = entry.node
        let endpoint = node["tokenEndpoint"].flatMap { endpoint -> TokenEndpoint? in
            guard let url = endpoint["url"]?.text,
                let body = (endpoint["body"]?.text).flatMap(TokenEndpoint.RequestBody.init)
            else { return nil }
            return TokenEndpoint(
                url: url, requestBody: body, grants: (endpoint["grants"]?.elements ?? []).compactMap(\.text))
        }
        return Credential(
            name: memberIdentifier(entry.name, chosen: nil), scheme: scheme,
            header: node["header"]?.text ?? "Authorization",
            prefix: node["prefix"]?.scalar?.text ?? (scheme == .header ? "" : "Bearer "),
            scopes: (node["scopes"]?.elements ?? []).compactMap(\.text), tokenEndpoint: endpoint,
            lifetime: (node["lifetime"]?.text).flatMap(DurationText.parse), description: node["description"]?.text,
            provenance: provenance(node, at: entry.nameRange))
    }

    private func rateLimit(_ node: Node) -> RateLimit? {
        guard let requests = node["requests"]?.integer.flatMap({ Int(exactly: $0) }),
            let period = (node["per"]?.text).flatMap(DurationText.parse), let scope = node["scope"]?.text
        else { return nil }
        return RateLimit(
            requests: requests, period: period, burst: node["burst"]?.integer.flatMap { Int(exactly: $0) },
            scope: scope, sharedWith: (node["sharedWith"]?.elements ?? []).compactMap(\.text),
            description: node["description"]?.text, provenance: provenance(node))
    }
}
