internal import SourceText

/// Reads JSON as the types of one venue.
///
/// A value that fits is what the generated client decodes; a value that does not is what it refuses.
struct ShapeFitting {
    /// The venue whose types names refer to.
    let venue: Venue

    func fit(body: [UInt8], as type: ValueType) throws(Mismatch) -> FittedValue {
        let tree: JSONTree
        do {
            tree = try JSONTreeParser.parse(body)
        } catch {
            throw Mismatch(path: FieldPath(steps: []), problem: "\(error.problem) at byte \(error.offset)")
        }
        return try fit(tree, as: type, at: FieldPath(steps: []))
    }

    /// Reads a value that stands at a path.
    private func fit(_ tree: JSONTree, as type: ValueType, at path: FieldPath) throws(Mismatch) -> FittedValue {
        switch (type, tree) {
        case (.string, .string(let text)): return .text(text)
        case (.decimalString, .string(let text)):
            guard DecimalGrammar.isDecimal(text) else {
                throw Mismatch(path: path, problem: "expected a decimal in the string")
            }
            return .decimal(text)
        case (.timestamp, .string(let text)):
            guard TimestampGrammar.isTimestamp(text) else {
                throw Mismatch(path: path, problem: "expected an RFC 3339 timestamp in the string")
            }
            return .text(text)
        case (.decimalNumber, .number(let text)): return .number(text)
        case (.integer, .number(let text)), (.epoch(_, quoted: false), .number(let text)):
            return .integer(try integer(text, at: path))
        case (.epoch(_, quoted: true), .string(let text)):
            _ = try integer(text, at: path)
            return .text(text)
        case (.decimalEpoch(_, quoted: false), .number(let text)):
            try checkCount(text, at: path)
            return .number(text)
        case (.decimalEpoch(_, quoted: true), .string(let text)):
            try checkCount(text, at: path)
            return .text(text)
        case (.boolean, .boolean(let flag)): return .boolean(flag)
        case (.textOrNumber, .string(let text)), (.textOrNumber, .number(let text)): return .textOrNumber(text)
        case (.any, _): return .any(tree)
        case (.named(let name), _): return try fit(tree, asTypeNamed: name.text, at: path)
        case (.array(let element), .array(let trees)): return .array(try fit(trees, asArrayOf: element, at: path))
        case (.oneOrMany(let element), .array(let trees)): return .array(try fit(trees, asArrayOf: element, at: path))
        case (.oneOrMany(let element), _): return .array([try fit(tree, as: element, at: path)])
        case (.map(let element), .object(let members)):
            return .map(try fit(members, asMapOf: element, at: path))
        case (.encoded(let held), .string(let text)):
            let tree: JSONTree
            do {
                tree = try JSONTreeParser.parse(Array(text.utf8))
            } catch {
                throw Mismatch(path: path, problem: "expected JSON in the string: \(error.problem)")
            }
            return try fit(tree, as: held, at: path)
        default: throw Mismatch(path: path, problem: "expected \(type.expectation), found \(tree.kind)")
        }
    }

    private func fit(
        _ tree: JSONTree, asTypeNamed name: String, at path: FieldPath
    ) throws(Mismatch) -> FittedValue {
        let type = venue.type(named: name)
        switch (type?.definition, tree) {
        case (.object(let properties)?, .object(let members)) where type?.isPositional == false:
            return .object(try fit(members, as: properties, at: path))
        case (.object(let positions)?, .array(let elements)) where type?.isPositional == true:
            let members = zip(positions, elements).map { JSONTree.Member(name: $0.name.text, value: $1) }
            return .object(try fit(members, as: positions, at: path))
        case (.union(let union)?, .object):
            guard let (_, alternative) = union.alternative(of: tree) else {
                let teller = FieldPath(steps: path.steps + [.member(union.discriminator)])
                throw Mismatch(path: teller, problem: "expected a string or a number that tells what the object is")
            }
            guard let alternative else { return .any(tree) }
            return try fit(tree, asTypeNamed: alternative.type.text, at: path)
        case (.enumeration(let enumeration)?, .string(let text)) where enumeration.kind == .string:
            return .text(text)
        case (.enumeration(let enumeration)?, .number(let text)) where enumeration.kind == .integer:
            return .integer(try integer(text, at: path))
        case (let definition?, _):
            let expected = type?.isPositional == true ? "an array" : definition.expectation
            throw Mismatch(path: path, problem: "expected \(expected), found \(tree.kind)")
        case (nil, _): throw Mismatch(path: path, problem: "expected a declared type, found the name '\(name)'")
        }
    }

    /// Reads the declared members of an object; others are ignored.
    private func fit(
        _ members: [JSONTree.Member], as properties: [Property], at path: FieldPath
    ) throws(Mismatch) -> [FittedValue.Member] {
        var fitted: [FittedValue.Member] = []
        for property in properties {
            let name = property.name.text
            let place = FieldPath(steps: path.steps + [.member(name)])
            guard let member = members.first(where: { $0.name.isExactly(name) }) else {
                if property.isRequired { throw Mismatch(path: place, problem: "expected the member to be there") }
                continue
            }
            if member.value == .null, property.isNullable || !property.isRequired || property.type == .any { continue }
            fitted.append(
                FittedValue.Member(name: name, value: try fit(member.value, as: property.type, at: place)))
        }
        return fitted
    }

    private func fit(
        _ trees: [JSONTree], asArrayOf element: ValueType, at path: FieldPath
    ) throws(Mismatch) -> [FittedValue] {
        var fitted: [FittedValue] = []
        for (index, tree) in trees.enumerated() {
            fitted.append(try fit(tree, as: element, at: FieldPath(steps: path.steps + [.index(index)])))
        }
        return fitted
    }

    private func fit(
        _ members: [JSONTree.Member], asMapOf element: ValueType, at path: FieldPath
    ) throws(Mismatch) -> [FittedValue.Member] {
        var fitted: [FittedValue.Member] = []
        for member in members {
            let place = FieldPath(steps: path.steps + [.member(member.name)])
            fitted.append(
                FittedValue.Member(name: member.name, value: try fit(member.value, as: element, at: place)))
        }
        return fitted
    }

    /// Refuses what is no count of units with or without a fraction.
    private func checkCount(_ text: String, at path: FieldPath) throws(Mismatch) {
        guard DecimalGrammar.isCount(text) else {
            throw Mismatch(
                path: path, problem: "expected a count of 64 bits with or without a fraction, and no exponent")
        }
    }

    /// Reads the text of a 64-bit integer.
    private func integer(_ text: String, at path: FieldPath) throws(Mismatch) -> Int64 {
        guard let integer = DecimalGrammar.integer(text) else {
            throw Mismatch(path: path, problem: "expected an integer of 64 bits without fraction or exponent")
        }
        return integer
    }
}

extension ValueType {
    /// What a value of the type is on the wire, with its article.
    fileprivate var expectation: String {
        switch self {
        case .string, .decimalString, .timestamp, .epoch(_, quoted: true), .decimalEpoch(_, quoted: true), .encoded:
            "a string"
        case .decimalNumber, .integer, .epoch(_, quoted: false), .decimalEpoch(_, quoted: false): "a number"
        case .boolean: "a boolean"
        case .textOrNumber: "a string or a number"
        case .any: "any value"
        case .named(let name): "a '\(name.text)'"
        case .array: "an array"
        case .map: "an object"
        case .oneOrMany(let element): "\(element.expectation) or an array"
        }
    }
}

extension NamedType.Definition {
    /// What a value of the type is on the wire, with its article.
    fileprivate var expectation: String {
        switch self {
        case .object, .union: "an object"
        case .enumeration(let enumeration): enumeration.kind == .string ? "a string" : "a number"
        }
    }
}

extension NamedType {
    /// The objects it is one of, if it is a union.
    package var union: Union? {
        if case .union(let union) = definition { union } else { nil }
    }
}

extension Union {
    /// The value that tells what an object is, and what that is if it is documented; `nil` where nothing tells.
    func alternative(of tree: JSONTree) -> (teller: String, alternative: Alternative?)? {
        guard case .object(let members) = tree else { return nil }
        switch members.first(where: { $0.name.isExactly(discriminator) })?.value {
        case .string(let text)?, .number(let text)?: return (text, alternative(of: text))
        default: return nil
        }
    }

    /// The documented object of a value that tells.
    package func alternative(of teller: String) -> Alternative? {
        alternatives.first { $0.value.name.text.isExactly(teller) }
    }
}
