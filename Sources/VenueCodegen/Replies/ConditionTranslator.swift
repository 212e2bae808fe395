internal import SwiftSource
internal import VenueSpec

/// A condition on a reply whose type is known.
enum Truth: Hashable {
    /// It holds for every reply of the type.
    case always
    /// It holds for none.
    case never
    /// It holds where this expression is true.
    case test(String)

    /// The expression, if it takes one to tell.
    var expression: String? {
        if case .test(let expression) = self { expression } else { nil }
    }
}

/// Turns conditions of outcome rules into boolean expressions.
struct ConditionTranslator: Translator {
    let scope: Scope
    /// The plan of the input, for conditions that compare with a parameter.
    let plan: InputPlan
    /// Rows that have a name of their own in the code around.
    var rows: [FieldPath: FieldExpression] = [:]

    /// The condition for a body; `nil` stands for a body without declared fields.
    ///
    /// A field that is not declared, absent or null passes only ``Condition/Test/absent``.
    func truth(of condition: Condition, for body: FieldExpression?) -> Truth {
        if condition.test == .absent {
            return switch truth(of: Condition(path: condition.path, test: .present), for: body) {
            case .always: .never
            case .never: .always
            case .test(let present): .test(Self.negation(of: present))
            }
        }
        if let field = elsewhere(condition.path) { return truth(of: condition.test, on: field) }
        guard let body else { return .never }
        let (field, steps) = start(of: condition.path, from: body)
        return truth(of: condition.test, at: steps, from: field)
    }

    /// A header field of the reply, or a part of the input; `nil` for a path into the body.
    private func elsewhere(_ path: FieldPath) -> FieldExpression? {
        switch path.steps.first {
        case .header(let name)?:
            return FieldExpression(elsewhere: runtime.header(name), type: .string, isOptional: true, isNumeric: true)
        case .input(let name)?:
            guard let member = plan.member(name) else { return nil }
            switch member.wire {
            case .integer, .boolean, .decimalString, .decimalNumber, .list:
                return FieldExpression(
                    elsewhere: "input.\(member.name)", type: member.wire, isOptional: member.isOptional)
            default:
                let text = TextTemplateTranslator(scope: scope, plan: plan).text(of: member)
                return FieldExpression(elsewhere: text, type: .string, isOptional: member.isOptional)
            }
        default: return nil
        }
    }

    /// Where a path begins: at the row it names, if that has a name, or at the body.
    private func start(
        of path: FieldPath, from body: FieldExpression
    ) -> (field: FieldExpression, steps: ArraySlice<FieldPath.Step>) {
        guard let row = path.row, let named = rows[row] else { return (body, path.steps[...]) }
        return (named, path.steps.dropFirst(row.steps.count))
    }

    private static func negation(of expression: String) -> String {
        expression.hasSuffix(" != nil") && !expression.contains("{")
            ? expression.dropLast(" != nil".count) + " == nil" : "!(\(expression))"
    }

    private func truth(
        of test: Condition.Test, at steps: ArraySlice<FieldPath.Step>, from field: FieldExpression
    ) -> Truth {
        guard let step = steps.first else { return truth(of: test, on: field) }
        if let objects = field.objects(in: scope) {
            return Self.either(objects.map { truth(of: test, at: steps, from: $0) })
        }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name):
            return field.member(name, in: scope).map { truth(of: test, at: rest, from: $0) } ?? .never
        case .index(let index):
            return field.item(at: index).map { truth(of: test, at: rest, from: $0) } ?? .never
        case .anyElement:
            let field = field.items
            if rest.isEmpty, field.type == .list(.string), case .equals(.string(let text)) = test {
                return containment(field, StringLiteral.of(text))
            }
            if rest.isEmpty, field.type == .list(.string), case .equals(.template(let text)) = test {
                return with(text) { containment(field, $0) }
            }
            return any(of: field) { truth(of: test, at: rest, from: $0) }
        case .row(let tests):
            return row(of: field, tests).map { truth(of: test, at: rest, from: $0) } ?? .never
        case .key(let key): return value(of: field, key).map { truth(of: test, at: rest, from: $0) } ?? .never
        // Taken apart before; see ``truth(of:for:)``.
        case .header, .input: return .never
        }
    }

    /// Whether one of several conditions holds.
    private static func either(_ truths: [Truth]) -> Truth {
        if truths.contains(.always) { return .always }
        let tests = truths.compactMap(\.expression)
        guard let first = tests.first else { return .never }
        return .test(tests.count == 1 ? first : "(\(tests.joined(separator: " || ")))")
    }

    /// The first element of an array that meets all tests; `nil` where none can.
    func row(of field: FieldExpression, _ tests: [FieldPath.RowTest]) -> FieldExpression? {
        let field = field.elements
        guard case .list(let type) = field.type else { return nil }
        let element = FieldExpression(root: "$0", type: type)
        let truths = tests.map { test in
            truth(of: .equals(.template(test.value)), at: test.field.steps[...], from: element).expression
        }
        let expressions = truths.compactMap(\.self)
        return expressions.count == truths.count ? field.element(where: expressions) : nil
    }

    /// The variable that holds the order's place in the call.
    static let position = "position"

    /// The value of a map under a name, or the element of a list at the order's place; `nil` where the name is not part of
    /// every call.
    private func value(of field: FieldExpression, _ key: ComparedText) -> FieldExpression? {
        if FieldPath.isPosition(key) { return field.element(after: Self.position) }
        guard let (name, given) = expression(of: key), given.isEmpty else { return nil }
        return field.value(under: name)
    }

    /// The field a path leads to; `nil` where the type does not declare it.
    ///
    /// A step over every element leads to the first of the values it finds.
    func first(at path: FieldPath, from body: FieldExpression) -> FieldExpression? {
        let (field, steps) = start(of: path, from: body)
        return first(at: steps, from: field)
    }

    private func first(at steps: ArraySlice<FieldPath.Step>, from field: FieldExpression) -> FieldExpression? {
        guard let step = steps.first else { return field }
        if let objects = field.objects(in: scope) {
            return FieldExpression.first(of: objects.compactMap { first(at: steps, from: $0) })
        }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name): return field.member(name, in: scope).flatMap { first(at: rest, from: $0) }
        case .index(let index): return field.item(at: index).flatMap { first(at: rest, from: $0) }
        case .row(let tests): return row(of: field, tests).flatMap { first(at: rest, from: $0) }
        case .key(let key): return value(of: field, key).flatMap { first(at: rest, from: $0) }
        case .header, .input: return nil
        case .anyElement:
            let field = field.elements
            guard case .list(let type) = field.type else { return nil }
            guard !rest.isEmpty else { return field.element(at: 0) }
            return first(at: rest, from: FieldExpression(root: "$0", type: type)).map(field.firstElement)
        }
    }

    /// Whether an array has an element for which a condition holds.
    private func any(of field: FieldExpression, _ truth: (FieldExpression) -> Truth) -> Truth {
        let field = field.elements
        guard case .list(let type) = field.type else { return .never }
        switch truth(FieldExpression(root: "$0", type: type)) {
        case .never: return .never
        case .always: return .test(field.hasElements)
        case .test(let expression): return field.contains(expression).map { .test($0) } ?? .never
        }
    }

    // MARK: Tests of one value

    private func truth(of test: Condition.Test, on field: FieldExpression) -> Truth {
        switch test {
        case .equals(let constant): equality(field, constant)
        case .oneOf(let constants): membership(field, constants)
        case .contains(let text): with(text) { containment(field, $0) }
        case .hasPrefix(let text): with(text) { comparison(.hasPrefix, field.asString(in: scope), $0) }
        case .matches(let pattern): match(field, pattern)
        case .compares(let comparison, let number):
            field.asNumber(in: scope).map {
                .test(runtime.test(comparison, $0, StringLiteral.of(number.text)))
            } ?? .never
        case .counts(let comparison, let count): self.count(of: field, comparison, count)
        case .present where field.type == .any:
            .test("(\(field.text)\(field.isOptional ? " ?? .null" : "")) != \(runtime.jsonValue).null")
        case .present: field.isOptional ? .test("\(field.text) != nil") : .always
        case .absent: .never  // Taken apart before; see ``truth(of:for:)``.
        }
    }

    /// A test of how many elements a list or a map has.
    private func count(of field: FieldExpression, _ comparison: Condition.Comparison, _ bound: Int) -> Truth {
        let field = field.elements
        guard case .list = field.type else { return .never }
        let count = field.property("count")
        return .test(comparison == .equals ? "\(count) == \(bound)" : runtime.test(comparison, count, String(bound)))
    }

    private func equality(_ field: FieldExpression, _ constant: Condition.Constant) -> Truth {
        switch (field.type, constant) {
        case (.integer, .template(let text)) where integer(text) != nil:
            integer(text).map { .test("\(field.text) == input.\($0.name)") } ?? .never
        case (_, .template(let text)): with(text) { comparison(.equals, field.asText(in: scope), $0) }
        case (.enumeration(let type, let enumeration), .string(let text)) where enumeration.kind == .string:
            .test("\(field.text) == \(type).\(enumeration.caseExpression(text))")
        case (.enumeration(let type, let enumeration), .integer(let number)) where enumeration.kind == .integer:
            .test("\(field.text) == \(type).\(enumeration.caseExpression(String(number)))")
        case (.decimalNumber, .integer(let number)), (.textOrNumber, .integer(let number)):
            comparison(.equals, field.asText(in: scope), "\"\(number)\"")
        case (_, .string(let text)): comparison(.equals, field.asString(in: scope), StringLiteral.of(text))
        case (.integer, .integer(let number)): .test("\(field.text) == \(number)")
        case (.epoch(_, quoted: false), .integer(let number)):
            .test("\(field.property("count")) == \(number)")
        case (.boolean, .boolean(let flag)):
            field.isOptional ? .test("\(field.text) == \(flag)") : .test(flag ? field.text : "!\(field.text)")
        default: .never
        }
    }

    /// The parameter a text is, if it is a whole number that every call has.
    private func integer(_ text: ComparedText) -> InputPlan.Member? {
        text.bareParameter.flatMap(plan.member).flatMap { $0.wire == .integer && !$0.isOptional ? $0 : nil }
    }

    /// Whether a text has a part, or a list an element of that text.
    private func containment(_ field: FieldExpression, _ text: String) -> Truth {
        let field = field.items
        if field.type == .list(.string) { return comparison(.contains, field.text, text) }
        guard case .list = field.type else { return comparison(.contains, field.asString(in: scope), text) }
        return any(of: field) { comparison(.equals, $0.asText(in: scope), text) }
    }

    private func comparison(_ test: RuntimeSymbols.TextTest, _ field: String?, _ text: String) -> Truth {
        guard let field else { return .never }
        return .test(runtime.test(test, field, text))
    }

    private func membership(_ field: FieldExpression, _ constants: [Condition.Constant]) -> Truth {
        let texts = constants.compactMap { if case .string(let text) = $0 { text } else { nil } }
        if texts.count == constants.count, !field.type.isEnumeration, let text = field.asString(in: scope) {
            return .test(runtime.test(text, isOneOf: texts))
        }
        let tests = constants.map { equality(field, $0) }.compactMap(\.expression)
        guard let first = tests.first else { return .never }
        return .test(tests.dropFirst().reduce(first) { "\($0) || \($1)" })
    }

    /// A test with a text; a parameter that was not given fails it, and so does a list.
    private func with(_ text: ComparedText, _ truth: (String) -> Truth) -> Truth {
        guard let (expression, given) = expression(of: text) else { return .never }
        return Self.truth(truth(expression), where: given)
    }

    /// A test that names values `given0` and so on, and fails where one of them is not given.
    private static func truth(_ truth: Truth, where given: [String]) -> Truth {
        guard !given.isEmpty, case .test(let test) = truth else { return truth }
        // Parentheses, since the test may be the condition of an 'if'.
        let nested = given.enumerated().reversed().reduce(test) { test, value in
            let map = value.offset == given.count - 1 ? "map" : "flatMap"
            return "\(value.element).\(map)({ given\(value.offset) in \(test) })"
        }
        return .test("\(nested) == true")
    }

    /// A text with its parameters, and the values of those that may not be given; `nil` with a list among them.
    private func expression(of text: ComparedText) -> (text: String, given: [String])? {
        if let fixed = text.fixedText { return (StringLiteral.of(fixed), []) }
        var values: [String: String] = [:]
        var given: [String] = []
        for name in text.parameters where values[name] == nil {
            guard let member = plan.member(name) else { return nil }
            if case .list = member.wire { return nil }
            let value = TextTemplateTranslator(scope: scope, plan: plan).text(of: member)
            values[name] = member.isOptional ? "given\(given.count)" : value
            if member.isOptional { given.append(value) }
        }
        if let bare = text.bareParameter, let value = values[bare] { return (value, given) }
        let interior = text.parts.map { part in
            switch part {
            case .literal(let text): StringLiteral.interior(of: text)
            case .parameter(let name): "\\(\(values[name] ?? ""))"
            }
        }
        return ("\"\(interior.joined())\"", given)
    }

    /// A test of a regular expression, in which parameters stand for themselves.
    private func match(_ field: FieldExpression, _ pattern: ComparedText) -> Truth {
        if let fixed = pattern.fixedText {
            return comparison(.matches, field.asString(in: scope), StringLiteral.of(fixed))
        }
        guard let text = field.asString(in: scope) else { return .never }
        let texts = TextTemplateTranslator(scope: scope, plan: plan)
        var parts: [String] = []
        var given: [String] = []
        for part in pattern.parts {
            switch part {
            case .literal(let text): parts.append(".expression(\(StringLiteral.of(text)))")
            case .parameter(let name):
                guard let member = plan.member(name) else { return .never }
                if case .list = member.wire { return .never }
                let value = texts.text(of: member)
                parts.append(".text(\(member.isOptional ? "given\(given.count)" : value))")
                if member.isOptional { given.append(value) }
            }
        }
        return Self.truth(.test(runtime.match(text, of: parts)), where: given)
    }
}

extension Enumeration {
    /// The case of a value after the dot; a value that is not documented is an undocumented one.
    func caseExpression(_ text: String) -> String {
        value(text).map { ReservedWords.quoted($0.name.swift) }
            ?? "\(OpenEnumerationTranslator.undocumentedCase)(\(literal(text)))"
    }
}

struct FieldExpression {
    let text: String
    let type: WireType
    let isOptional: Bool
    /// The expression with what a further step needs before its dot: `?` where the last step is itself an optional.
    private let chain: String
    /// Whether it is text that may be a number, whatever the type.
    private var isNumericText = false

    /// A value outside of the body.
    init(elsewhere text: String, type: WireType, isOptional: Bool, isNumeric: Bool = false) {
        self.init(text: text, type: type, isOptional: isOptional, isLastOptional: isOptional)
        isNumericText = isNumeric
    }

    init(root text: String, type: WireType) {
        self.init(text: text, type: type, isOptional: false, isLastOptional: false)
    }

    /// A value by its expression; of a text that holds JSON what it holds.
    private init(text: String, type: WireType, isOptional: Bool, isLastOptional: Bool) {
        var (text, held) = (text, type)
        var chain = isLastOptional ? text + "?" : text
        while case .encoded(let inner) = held {
            (text, held) = ("\(chain).value", inner)
            chain = text
        }
        (self.text, self.type, self.isOptional, self.chain) = (text, held, isOptional, chain)
    }

    /// The member of that wire name, if the field is an object that declares it.
    func member(_ name: String, in scope: Scope) -> FieldExpression? {
        if case .map = type { return value(under: StringLiteral.of(name)) }
        guard case .object(_, let properties) = type,
            let property = properties.first(where: { $0.name.text.utf8.elementsEqual(name.utf8) })
        else { return nil }
        let member = ModelMember(property, in: scope)
        let tail = member.presence == .optionalNullable ? ".value" : ""
        let canBeMissing = member.presence != .required
        return FieldExpression(
            text: "\(chain).\(member.name)\(tail)", type: member.wire, isOptional: isOptional || canBeMissing,
            isLastOptional: canBeMissing)
    }

    /// The objects it may be, each an optional, if the field is a union.
    func objects(in scope: Scope) -> [FieldExpression]? {
        guard case .union(_, let objects) = type else { return nil }
        return objects.map { object in
            let text = "\(chain).object(\(scope.runtime.swiftType(object)).self)"
            return FieldExpression(text: text, type: object, isOptional: true, isLastOptional: true)
        }
    }

    /// The first of several optionals that has a value.
    static func first(of fields: [FieldExpression]) -> FieldExpression? {
        guard let first = fields.first, fields.count > 1 else { return fields.first }
        let text = "(\(fields.map(\.text).joined(separator: " ?? ")))"
        return FieldExpression(text: text, type: first.type, isOptional: true, isLastOptional: true)
    }

    /// The value under a name, an expression, if the field is a map.
    func value(under name: String) -> FieldExpression? {
        guard case .map(let value) = type else { return nil }
        return FieldExpression(text: "\(chain)[\(name)]", type: value, isOptional: true, isLastOptional: true)
    }

    /// The values of a map, or one value or many, as an array; any other field as it is.
    var elements: FieldExpression {
        let value: WireType
        switch type {
        case .map(let held), .oneOrMany(let held): value = held
        default: return self
        }
        return FieldExpression(
            text: "\(chain).values", type: .list(value), isOptional: isOptional, isLastOptional: false)
    }

    /// One value or many as an array; any other field as it is.
    var items: FieldExpression {
        if case .oneOrMany = type { elements } else { self }
    }

    /// The element at an index, if the field is an array or one value in place of it.
    func item(at index: Int) -> FieldExpression? { items.element(at: index) }

    /// The element at an index, if the field is an array.
    func element(at index: Int) -> FieldExpression? { element(after: index == 0 ? nil : String(index)) }

    /// The element after as many as an expression says, if the field is an array.
    func element(after count: String?) -> FieldExpression? {
        guard case .list(let element) = type else { return nil }
        let list = count.map { "\(chain).dropFirst(\($0))" } ?? chain
        return FieldExpression(text: "\(list).first", type: element, isOptional: true, isLastOptional: true)
    }

    /// Whether an element passes a test, if the field is an array: the test of the element `$0`.
    func contains(_ test: String) -> String? {
        guard case .list = type else { return nil }
        return "\(chain).contains(where: { \(test) })" + (isOptional ? " == true" : "")
    }

    /// The same value under a name of its own.
    func named(_ name: String) -> FieldExpression {
        FieldExpression(text: name, type: type, isOptional: isOptional, isLastOptional: isOptional)
    }

    /// How many elements the array has; none where it is missing.
    var count: String { isOptional || chain.hasSuffix("?") ? "\(chain).count ?? 0" : "\(chain).count" }

    var hasElements: String { "\(chain).isEmpty == false" }

    func property(_ name: String) -> String { "\(chain).\(name)" }

    /// The first element that passes all tests of the element `$0`, if the field is an array.
    func element(where tests: [String]) -> FieldExpression? {
        guard case .list(let element) = type else { return nil }
        return FieldExpression(
            text: "\(chain).first(where: { \(tests.joined(separator: " && ")) })", type: element, isOptional: true,
            isLastOptional: true)
    }

    /// The first of the values that its elements have, each `$0` in the value.
    func firstElement(_ value: FieldExpression) -> FieldExpression {
        FieldExpression(
            text: "\(chain).compactMap({ \(value.text) }).first", type: value.type, isOptional: true,
            isLastOptional: true)
    }

    /// The value as text, `String` or `String?`; `nil` for objects and arrays.
    func asText(in scope: Scope) -> String? { scope.runtime.text(text, chain: chain, type) }

    /// The value as an exact decimal, which may be an optional; `nil` for what is no number of its own.
    func asDecimal(in scope: Scope) -> String? { scope.runtime.decimal(text, isOptional: isOptional, type) }

    /// The value as text if tests of numbers apply to it.
    func asNumber(in scope: Scope) -> String? {
        switch type {
        case .integer, .decimalString, .decimalNumber, .textOrNumber, .epoch(_, quoted: false): asText(in: scope)
        case .enumeration(_, let enumeration) where enumeration.kind == .integer: asText(in: scope)
        case .string where isNumericText: text
        default: nil
        }
    }

    /// The value as text if tests of strings apply to it.
    func asString(in scope: Scope) -> String? {
        switch type {
        case .string, .decimalString, .timestamp, .epoch(_, quoted: true), .decimalEpoch(_, quoted: true),
            .textOrNumber:
            asText(in: scope)
        case .enumeration(_, let enumeration) where enumeration.kind == .string: asText(in: scope)
        default: nil
        }
    }
}
