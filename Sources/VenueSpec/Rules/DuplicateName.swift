internal import SourceText
internal import YAMLDocument

/// `duplicate-name`: every name is given once.
enum DuplicateName: DocumentRule {
    static let rule = RuleDescription(
        id: "duplicate-name",
        summary: "every name is given once",
        explanation: """
            Quirks, examples, replies and enumeration values are cited by name, in reviews and in evidence; a name
            that stands for two things cites neither. An alternative body that is listed twice is never read the
            second time, and the names of header fields are the same in upper and lower case.
            """,
        badExample: """
            quirks:
              - { id: order-id, docs: …, decision: … }
              - { id: order-id, docs: …, decision: … }
            """,
        goodExample: """
            quirks:
              - { id: order-id, docs: …, decision: … }
              - { id: order-id-case, docs: …, decision: … }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        check(document.root[\SpecKeys.quirks].compactMap { $0.node(\QuirkKeys.id) }, of: "quirk", &report)
        for type in document.types { type.enumeration.map { check($0, &report) } }
        for operation in document.operations {
            for parameter in operation.parameters { parameter.enumeration.map { check($0, &report) } }
            for response in operation.responses {
                check(response.bodies, of: "alternative", &report)
                check(headers: response.node[\ResponseKeys.headers], &report)
            }
            check(operation.examples.compactMap { $0.node(\ExampleKeys.name) }, of: "example", &report)
            let replies = operation.examples.flatMap { $0[\ExampleKeys.replies] }
            check(replies.compactMap { $0.node(\ReplyKeys.name) }, of: "reply", &report)
        }
    }

    private static func check(_ names: [Node], of kind: String, _ report: inout Report) {
        var first: [String: SourceRange] = [:]
        for node in names {
            guard let name = node.text else { continue }
            if let earlier = first[name] {
                report.add(
                    rule, "\(kind) '\(name)' is declared twice", at: node.range,
                    notes: [("first declared here", earlier)])
            } else {
                first[name] = node.range
            }
        }
    }

    private static func check(headers: [Node.Entry], _ report: inout Report) {
        var first: [String: SourceRange] = [:]
        for header in headers {
            if let earlier = first[header.key.lowercased()] {
                report.add(
                    rule, "header field '\(header.key)' is declared twice", at: header.keyRange,
                    notes: [("first declared here", earlier)])
            } else {
                first[header.key.lowercased()] = header.keyRange
            }
        }
    }

    private static func check(_ enumeration: EnumerationDeclaration, _ report: inout Report) {
        var first: [String: SourceRange] = [:]
        for value in enumeration.values {
            if let earlier = first[value.text] {
                report.add(
                    rule, "value '\(value.text)' is declared twice", at: value.range,
                    notes: [("first declared here", earlier)])
            } else {
                first[value.text] = value.range
            }
        }
    }
}
