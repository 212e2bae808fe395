internal import VenueSpec

/// What the old names in replies are called in the new version: of types, their members and their values.
struct ReplyNames: Sendable {
    private let venue: Venue
    private let types: Pairing<NamedType>
    /// What becomes of the members and values of a type, by its old name.
    private var changes: [String: TypeChange] = [:]

    init(_ venue: Venue, types: Pairing<NamedType>) { (self.venue, self.types) = (venue, types) }

    mutating func add(_ type: TypeChange) { changes[type.pair.oldName] = type }

    /// Whether a type is another under a new name.
    func isSame(_ old: ValueType, _ new: ValueType) -> Bool {
        switch (old, new) {
        case (.named(let old), .named(let new)): types.newName(old.text) == new.text
        case (.array(let old), .array(let new)), (.map(let old), .map(let new)),
            (.oneOrMany(let old), .oneOrMany(let new)), (.encoded(let old), .encoded(let new)):
            isSame(old, new)
        default: old == new
        }
    }

    /// Whether a body is another under a new name.
    func isSame(_ old: ResponseShape.Content, _ new: ResponseShape.Content) -> Bool {
        if case .json(let old) = old, case .json(let new) = new { return isSame(old, new) }
        return old == new
    }

    /// What a path into one of some old bodies is in the new version.
    func path(_ path: FieldPath, in shapes: [ResponseShape], parameter: (String) -> String) -> FieldPath {
        if case .input(let name)? = path.steps.first { return FieldPath(steps: [.input(parameter(name))]) }
        let trails = shapes.flatMap { $0.trails(of: path, in: venue) }
        guard let trail = trails.max(by: { $0.count < $1.count }) else { return path }
        var steps = path.steps
        for (index, type) in trail.enumerated() {
            switch (steps[index], type) {
            case (.member(let member), .named(let name)):
                steps[index] = .member(changes[name.text]?.properties?.newName(member) ?? member)
            case (.row(let tests), _):
                steps[index] = .row(
                    tests.map { test in
                        let row = path.steps[..<index] + [.anyElement]
                        let field = self.path(
                            FieldPath(steps: row + test.field.steps), in: shapes, parameter: parameter)
                        return FieldPath.RowTest(
                            field: FieldPath(steps: Array(field.steps.suffix(test.field.steps.count))),
                            value: ComparedText(test.value.parts.renamed(parameter)))
                    })
            case (.key(let key), _): steps[index] = .key(ComparedText(key.parts.renamed(parameter)))
            default: continue
            }
        }
        return FieldPath(steps: steps)
    }

    /// What a value of the field at a path into one of some old bodies is in the new version.
    func value(_ value: String, at path: FieldPath, in shapes: [ResponseShape]) -> String {
        guard let type = shapes.enumerationName(at: path, in: venue) else { return value }
        return changes[type]?.values?.newName(value) ?? value
    }

    /// What a row of the old table is in the new version.
    ///
    /// - Parameters:
    ///   - rule: The row.
    ///   - operation: Its call.
    ///   - parameter: What a parameter is called in the new version.
    /// - Returns: The row in the new names.
    func rule(
        _ rule: OutcomeRule, of operation: CallDescription, parameter: (String) -> String
    ) -> OutcomeRule {
        let shapes = operation.responses.filter { shape in
            rule.statuses.contains { operation.isAnswered($0, by: shape) }
        }
        /// A constant of a field in the new version.
        func translated(_ constant: Condition.Constant, at path: FieldPath) -> Condition.Constant {
            switch constant {
            case .string(let text): .string(value(text, at: path, in: shapes))
            case .template(let text): .template(translated(text))
            case .integer, .boolean: constant
            }
        }
        /// A text with parameters in the new version.
        func translated(_ text: ComparedText) -> ComparedText { ComparedText(text.parts.renamed(parameter)) }
        var result = rule
        result.conditions = rule.conditions.map { condition in
            let test: Condition.Test =
                switch condition.test {
                case .equals(let constant): .equals(translated(constant, at: condition.path))
                case .oneOf(let constants): .oneOf(constants.map { translated($0, at: condition.path) })
                case .contains(let text): .contains(translated(text))
                case .hasPrefix(let text): .hasPrefix(translated(text))
                case .matches(let text): .matches(translated(text))
                case .compares, .counts, .present, .absent: condition.test
                }
            return Condition(path: path(condition.path, in: shapes, parameter: parameter), test: test)
        }
        if case .byValue(let by, let cases) = rule.decision {
            result.decision = .byValue(
                path(by, in: shapes, parameter: parameter),
                cases.map { row in
                    var row = row
                    row.value = value(row.value, at: by, in: shapes)
                    return row
                })
        }
        return result
    }
}

extension [ResponseShape] {
    /// The name of the enumeration at a path into one of these bodies.
    func enumerationName(at path: FieldPath, in venue: Venue) -> String? {
        let names = lazy.compactMap { shape -> String? in
            guard case .named(let name)? = shape.type(at: path, in: venue),
                case .enumeration? = venue.type(named: name.text)?.definition
            else { return nil }
            return name.text
        }
        return names.first
    }
}
