internal import SourceText
internal import YAMLDocument

/// `invalid-binding`: a request has one body, and its headers do not contradict it.
enum InvalidBinding: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-binding",
        summary: "a request has one body, and its headers do not contradict it",
        explanation: """
            A request has a JSON body, a form body or none. Its media type is stated under 'contentType', also where a
            venue wants one without a body; credentials place their own header fields, and fields that frame the message belong to the transport.
            """,
        badExample: """
            http: { request: POST /cancel, json: { orderId }, form: { orderId } }
            """,
        goodExample: """
            http: { request: POST /cancel, form: { orderId } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let credentialFields = document.credentials.map { $0.value[\CredentialKeys.header].lowercased() }
        for operation in document.operations {
            guard let http = operation.http else { continue }
            if let form = http.node(\HTTPKeys.form), http[\HTTPKeys.json] != nil {
                report.add(rule, "a request has either 'json' or 'form', not both", at: form.range)
            }
            if let type = http.node(\HTTPKeys.contentType), let text = type.text {
                do throws(SyntaxError) {
                    try HeaderText.check(mediaType: text)
                } catch {
                    report.add(rule, "invalid media type: \(error.message)", at: type.range)
                }
            }
            for entry in http[\HTTPKeys.headers] {
                let name = entry.key.lowercased()
                if name == "content-type" {
                    report.add(
                        rule, "the media type is stated under 'contentType'", at: entry.keyRange)
                } else if HeaderText.transportFields.contains(name) {
                    report.add(rule, "header '\(entry.key)' belongs to the transport", at: entry.keyRange)
                } else if credentialFields.contains(name) {
                    report.add(
                        rule, "header '\(entry.key)' is placed by a credential under 'security'", at: entry.keyRange)
                }
            }
            checkRepeats(http[\HTTPKeys.headers], &report)
        }
    }

    /// Header names are the same whatever their case.
    private static func checkRepeats(_ headers: [Node.Entry], _ report: inout Report) {
        var seen: Set<String> = []
        for entry in headers where !seen.insert(entry.key.lowercased()).inserted {
            report.add(rule, "header '\(entry.key)' is given twice; case makes no difference", at: entry.keyRange)
        }
    }
}
