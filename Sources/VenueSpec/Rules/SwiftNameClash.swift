internal import SourceText
internal import YAMLDocument

/// `swift-name-clash`: names stay apart and usable when they become Swift.
enum SwiftNameClash: DocumentRule {
    static let rule = RuleDescription(
        id: "swift-name-clash",
        summary: "names stay apart and usable when they become Swift",
        explanation: """
            Names on the wire that differ only in case or punctuation can become one Swift name, and some Swift names
            are taken by what is generated around them. 'name' chooses another spelling; the wire keeps its own.
            """,
        badExample: """
            properties: { order_id: string, orderId: string }
            """,
        goodExample: """
            properties: { order_id: string, orderId: { type: string, name: legacyOrderID } }
            """)

    /// Names that generated types in a venue's namespace, or types of the runtime and the standard library, already have.
    private static let takenTypes: Set<String> = [
        "Any", "Array", "Basis", "Body", "Bool", "CancelOperation", "CancelOutcome", "Client", "Credentials",
        "Decoder", "Encoder", "Error", "Evidence", "ExactDecimal", "EpochTimestamp", "Field", "FrameID", "HTTPResponse",
        "Identity", "Input", "Int", "Int64", "InvalidInput", "JSONModel", "JSONReader", "JSONValue", "JSONWriter",
        "Never", "Optional", "PreparedRequest", "Protocol", "Response", "Result", "Secret", "Self", "Sendable",
        "Server", "String", "TextOrNumber", "Timestamp", "Type", "Venue", "Verdict", "Void",
    ]

    /// Names members of generated types already have.
    private static let takenMembers: Set<String> = [
        "allCases", "documented", "hash", "hashValue", "init", "json", "rawValue", "self", "undocumented", "validate",
        "violations", "wireValue", "write",
    ]

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let builder = VenueBuilder(document: document)
        for type in document.types where takenTypes.contains(type.name) || type.name == document.venue?.text {
            report.add(
                rule,
                "the Swift name '\(type.name)' is taken; choose another, such as '\(document.venue?.text ?? "")\(type.name)'",
                at: type.nameRange)
        }
        var typeNames = Dictionary(
            document.types.map { ($0.name, $0.nameRange) }, uniquingKeysWith: { first, _ in first })
        for operation in document.operations {
            let name = operation.name.prefix(1).uppercased() + operation.name.dropFirst()
            if let earlier = typeNames[name] {
                report.add(
                    rule, "operation '\(operation.name)' becomes '\(name)', which is a type", at: operation.nameRange,
                    notes: [("the type is here", earlier)])
            }
            typeNames[name] = operation.nameRange
        }
        for type in document.types {
            check(
                (type.properties ?? []).map { ($0.name, $0.nameRange, $0.node.node(\PropertyKeys.name)) }, builder,
                &report)
            type.enumeration.map { check($0, builder, &report) }
        }
        for operation in document.operations {
            check(
                operation.parameters.map { ($0.name, $0.nameRange, $0.node.node(\ParameterKeys.name)) }, builder,
                &report)
            for parameter in operation.parameters { parameter.enumeration.map { check($0, builder, &report) } }
            checkEnumerationTypes(operation, builder, &report)
            let sets = operation.identities.filter { $0.name != nil }
            check(sets.map { ($0.name ?? "", $0.range, nil) }, cure: "rename it", builder, &report)
        }
        check(document.credentials.map { ($0.key, $0.keyRange, nil) }, cure: "rename it", builder, &report)
    }

    /// An enumeration of a parameter becomes a type of its own beside those every operation has.
    private static func checkEnumerationTypes(
        _ operation: OperationDeclaration, _ builder: VenueBuilder, _ report: inout Report
    ) {
        for parameter in operation.parameters where parameter.enumeration != nil {
            let name = SwiftNaming.typeName(parameter.node[\ParameterKeys.name] ?? parameter.name)
            guard takenTypes.contains(name) else { continue }
            report.add(
                rule, "the Swift type '\(name)' of parameter '\(parameter.name)' is taken; choose another with 'name'",
                at: parameter.node.node(\ParameterKeys.name)?.range ?? parameter.nameRange)
        }
    }

    private static func check(_ enumeration: EnumerationDeclaration, _ builder: VenueBuilder, _ report: inout Report) {
        check(enumeration.values.map { ($0.text, $0.range, $0.detail?.node(\EnumValueKeys.name)) }, builder, &report)
    }

    private static func check(
        _ names: [(wire: String, range: SourceRange, chosen: Node?)], cure: String = "choose another with 'name'",
        _ builder: VenueBuilder, _ report: inout Report
    ) {
        var first: [String: (wire: String, range: SourceRange)] = [:]
        for name in names {
            let swift = builder.memberIdentifier(name.wire, chosen: name.chosen?.text).swift
            let range = name.chosen?.range ?? name.range
            if swift.isEmpty {
                report.add(
                    rule, "'\(name.wire)' has nothing a Swift name can be made of; choose one with 'name'", at: range)
            } else if takenMembers.contains(swift) {
                report.add(
                    rule, "the Swift name '\(swift)' of '\(name.wire)' is taken; \(cure)", at: range)
            } else if let earlier = first[swift], earlier.wire != name.wire {
                report.add(
                    rule,
                    "'\(earlier.wire)' and '\(name.wire)' both become '\(swift)' in Swift; \(cure)",
                    at: range, notes: [("'\(earlier.wire)' is here", earlier.range)])
            } else {
                first[swift] = (name.wire, name.range)
            }
        }
    }
}
