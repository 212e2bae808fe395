internal import SourceText

enum DuplicateName: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        check(document.root[\SpecKeys.quirks].compactMap { $0.node(\QuirkKeys.id) }, of: "quirk", &report)
        for type in document.types { type.enumeration.map { check($0, &report) } }
        for operation in document.operations {
            for parameter in operation.parameters { parameter.enumeration.map { check($0, &report) } }
            for response in operation.responses {
                check(response.bodies, of: "alternative", &report)
                let headers = response.node[\ResponseKeys.headers]
                check(headers.map { ($0.key, $0.keyRange) }, of: "header field", key: { $0.lowercased() }, &report)
            }
            check(operation.examples.compactMap { $0.node(\ExampleKeys.name) }, of: "example", &report)
            let replies = operation.examples.flatMap { $0[\ExampleKeys.replies] }
            check(replies.compactMap { $0.node(\ReplyKeys.name) }, of: "reply", &report)
        }
    }

    private static func check(_ enumeration: EnumerationDeclaration, _ report: inout Report) {
        check(enumeration.values.map { ($0.text, $0.range) }, of: "value", &report)
    }

    private static func check(_ nodes: [SpecNode], of kind: String, _ report: inout Report) {
        check(nodes.compactMap { node in node.text.map { ($0, node.range) } }, of: kind, &report)
    }

    /// Reports each name whose key an earlier one has.
    private static func check(
        _ names: [(text: String, range: SourceRange)], of kind: String, key: (String) -> String = { $0 },
        _ report: inout Report
    ) {
        var first: [String: SourceRange] = [:]
        for name in names {
            if let earlier = first[key(name.text)] {
                report.add(
                    .duplicateName, "\(kind) '\(name.text)' is declared twice", at: name.range,
                    notes: [("first declared here", earlier)])
            } else {
                first[key(name.text)] = name.range
            }
        }
    }
}

enum DuplicateVenue {
    /// Reports every document that names a venue another has named before.
    static func check(_ documents: [SpecDocument]) -> [Diagnostic] {
        var first: [String: (name: String, path: String, range: SourceRange)] = [:]
        var found: [Diagnostic] = []
        for document in documents {
            guard let node = document.venue, let name = node.text else { continue }
            if let earlier = first[name.lowercased()] {
                let note = Diagnostic.Note(
                    message: "'\(earlier.name)' is described here", path: earlier.path, range: earlier.range)
                found.append(
                    LanguageRule.duplicateVenue.finding(
                        "venue '\(name)' is described twice; each venue has one spec", in: document.file.path,
                        at: node.range, notes: [note]))
            } else {
                first[name.lowercased()] = (name, document.file.path, node.range)
            }
        }
        return found
    }
}

enum SwiftNameClash: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        let builder = VenueBuilder(document: document)
        var typeNames = Dictionary(
            document.types.map { ($0.name, $0.nameRange) }, uniquingKeysWith: { first, _ in first })
        for operation in document.operations {
            let name = operation.name.prefix(1).uppercased() + operation.name.dropFirst()
            if let earlier = typeNames[name] {
                report.add(
                    .swiftNameClash, "operation '\(operation.name)' becomes '\(name)', which is a type",
                    at: operation.nameRange, notes: [("the type is here", earlier)])
            }
            typeNames[name] = operation.nameRange
        }
        for type in document.types {
            check(
                (type.properties ?? []).map { ($0.name, $0.nameRange, $0.node.node(\PropertyKeys.name)) }, builder,
                &report)
            check(
                type.alternatives.map { ($0.name, $0.nameRange, $0.node.node(\UnionAlternativeKeys.name)) }, builder,
                &report)
            type.enumeration.map { check($0, builder, &report) }
        }
        for operation in document.operations {
            check(
                operation.parameters.map { ($0.name, $0.nameRange, $0.node.node(\ParameterKeys.name)) }, builder,
                &report)
            for parameter in operation.parameters { parameter.enumeration.map { check($0, builder, &report) } }
            let sets = operation.identities.filter { $0.name != nil }
            check(sets.map { ($0.name ?? "", $0.range, nil) }, cure: "rename it", builder, &report)
            guard operation.kind == .login else { continue }
            check(
                document.credentials(of: operation).map { ($0.key, $0.keyRange, nil) }, cure: "rename it", builder,
                &report)
        }
        check(document.credentials.map { ($0.key, $0.keyRange, nil) }, cure: "rename it", builder, &report)
    }

    private static func check(_ enumeration: EnumerationDeclaration, _ builder: VenueBuilder, _ report: inout Report) {
        check(enumeration.values.map { ($0.text, $0.range, $0.detail?.node(\EnumValueKeys.name)) }, builder, &report)
    }

    private static func check(
        _ names: [(wire: String, range: SourceRange, chosen: SpecNode?)], cure: String = "choose another with 'name'",
        _ builder: VenueBuilder, _ report: inout Report
    ) {
        var first: [String: (wire: String, range: SourceRange)] = [:]
        for name in names {
            let swift = builder.memberIdentifier(name.wire, chosen: name.chosen?.text).swift
            let range = name.chosen?.range ?? name.range
            if swift.isEmpty {
                report.add(
                    .swiftNameClash, "'\(name.wire)' has nothing a Swift name can be made of; choose one with 'name'",
                    at: range)
            } else if let earlier = first[swift], earlier.wire != name.wire {
                report.add(
                    .swiftNameClash, "'\(earlier.wire)' and '\(name.wire)' both become '\(swift)' in Swift; \(cure)",
                    at: range, notes: [("'\(earlier.wire)' is here", earlier.range)])
            } else {
                first[swift] = (name.wire, name.range)
            }
        }
    }
}
