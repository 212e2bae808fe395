internal import SourceText

enum MisspeltDeclaration {
    /// Reports every declared name that only an undeclared one like it is shown of.
    static func check(_ venue: Venue, _ executed: [ExecutedExamples], _ report: inout Report) {
        let shown = ShownNames(in: venue, executed)
        for type in venue.types {
            switch type.definition {
            case .object(let properties):
                let declared = properties.map { (name: $0.name.text, range: $0.provenance.range) }
                check(declared, shown.names(of: type), &report)
            case .enumeration(let enumeration) where enumeration.kind == .string:
                let declared = enumeration.values.map { (name: $0.name.text, range: $0.provenance.range) }
                check(declared, shown.names(of: type), &report)
            case .union(let union):
                let declared = union.alternatives.map { (name: $0.value.name.text, range: $0.value.provenance.range) }
                check(declared, shown.names(of: type), &report)
            case .enumeration: break
            }
        }
    }

    /// Compares the names one type declares with those the examples show of it.
    private static func check(
        _ declared: [(name: String, range: SourceRange)], _ shown: Set<String>, _ report: inout Report
    ) {
        let undeclared = shown.subtracting(declared.map(\.name)).sorted()
        for (name, range) in declared where !shown.contains(name) {
            guard NearestName.nearest(to: name, in: undeclared) != nil else { continue }
            report.addUnknown(
                .misspeltDeclaration, "no example shows '\(name)', but one shows an undeclared name like it",
                name: name, known: undeclared, at: range)
        }
    }
}

/// The members and values that the bodies of examples show, by the declared type they are read as.
private struct ShownNames {
    private var byType: [String: Set<String>] = [:]
    private let venue: Venue

    init(in venue: Venue, _ executed: [ExecutedExamples]) {
        self.venue = venue
        for call in executed {
            for (reply, judgement) in call.replies { visit(reply, judgement, of: call.operation) }
        }
    }

    func names(of type: NamedType) -> Set<String> { byType[type.name.text] ?? [] }

    /// Visits the body of a reply, if it fits a documented shape.
    ///
    /// One that should fit and does not may lack a misspelt member; it is visited as every shape it could have.
    private mutating func visit(_ reply: Example.Reply, _ judgement: Judgement, of operation: CallDescription) {
        guard reply.fits, let body = try? JSONTreeParser.parse(reply.body) else { return }
        for shape in operation.responses(to: reply.status) {
            if case .json(let type) = shape.content, !judgement.fits || shape.caseName == judgement.caseName {
                visit(body, as: type)
            }
        }
    }

    private mutating func visit(_ value: JSONTree, as type: ValueType) {
        switch (type, value) {
        case (.array(let element), .array(let values)): for value in values { visit(value, as: element) }
        case (.oneOrMany(let element), .array(let values)): for value in values { visit(value, as: element) }
        case (.oneOrMany(let element), _): visit(value, as: element)
        case (.encoded(let held), .string(let text)):
            if let tree = try? JSONTreeParser.parse(Array(text.utf8)) { visit(tree, as: held) }
        case (.map(let element), .object(let members)): for member in members { visit(member.value, as: element) }
        case (.named(let name), .array(let values)):
            guard case .object(let positions)? = venue.type(named: name.text)?.definition else { return }
            for (position, value) in zip(positions, values) {
                byType[name.text, default: []].insert(position.name.text)
                visit(value, as: position.type)
            }
        case (.named(let name), .string(let text)): byType[name.text, default: []].insert(text)
        case (.named(let name), .object(let members)):
            if let (teller, alternative) = venue.type(named: name.text)?.union?.alternative(of: value) {
                byType[name.text, default: []].insert(teller)
                alternative.map { visit(value, as: .named($0.type)) }
            }
            guard case .object(let properties)? = venue.type(named: name.text)?.definition else { return }
            for member in members {
                byType[name.text, default: []].insert(member.name)
                if let property = properties.first(where: { $0.name.text == member.name }) {
                    visit(member.value, as: property.type)
                }
            }
        default: break
        }
    }
}
