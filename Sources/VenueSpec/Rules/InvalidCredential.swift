internal import SourceText
internal import YAMLDocument

/// `invalid-credential`: every credential says where it goes and where it comes from.
enum InvalidCredential: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-credential",
        summary: "every credential says where it goes and where it comes from",
        explanation: """
            A 'header' credential names its field, an 'oauth2' credential its token endpoint, and no two credentials
            share a header field.
            """,
        badExample: """
            security: { key: { type: header } }
            """,
        goodExample: """
            security: { key: { type: header, header: X-Api-Key } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        var fields: Set<String> = []
        for credential in document.credentials {
            let node = credential.node
            let type = node.text ?? node["type"]?.text
            if type == "header", node["header"] == nil {
                report.add(
                    rule,
                    "credential '\(credential.name)' of type 'header' needs the name of its header field under "
                        + "'header'", at: credential.nameRange)
                continue
            }
            if type == "oauth2", node["tokenEndpoint"] == nil {
                report.add(
                    rule, "credential '\(credential.name)' of type 'oauth2' needs a 'tokenEndpoint'",
                    at: credential.nameRange)
            }
            if type != "oauth2", let endpoint = node["tokenEndpoint"] {
                report.add(rule, "'tokenEndpoint' belongs to type 'oauth2'", at: endpoint.range)
            }
            let field = node["header"]?.text ?? "Authorization"
            if !fields.insert(field.lowercased()).inserted {
                report.add(
                    rule, "two credentials share the header field '\(field)'",
                    at: node["header"]?.range ?? credential.nameRange)
            }
        }
    }
}
