internal import SourceText

/// A value of a reply read as its declared type: what the declaration does not name is gone, `null` is absence.
indirect enum FittedValue: Sendable, Hashable {
    /// A string, a timestamp in a string, or a value of a string enumeration.
    case text(String)
    /// A decimal in a string.
    case decimal(String)
    /// A whole number, an epoch count, or a value of an integer enumeration.
    case integer(Int64)
    case number(String)
    /// A string or a number, as written without quotes.
    case textOrNumber(String)
    /// `true` or `false`.
    case boolean(Bool)
    /// An object's declared members that are there and not null.
    case object([Member])
    case map([Member])
    case array([FittedValue])
    /// A value of type `any`, as received. Field paths do not look inside: its members are not declared.
    case any(JSONTree)

    struct Member: Sendable, Hashable {
        var name: String
        var value: FittedValue
    }

    /// The value as text, for evidence and for comparing with parameters; `nil` for objects and arrays.
    var text: String? {
        switch self {
        case .text(let text), .decimal(let text), .number(let text), .textOrNumber(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        case .any(.string(let text)), .any(.number(let text)): text
        case .any(.boolean(let flag)): String(flag)
        case .object, .map, .array, .any: nil
        }
    }

    /// The number it is, if it is read as one.
    var number: ExactNumber? {
        switch self {
        case .integer(let number): ExactNumber(number)
        case .decimal(let text), .number(let text), .textOrNumber(let text): ExactNumber(text)
        default: nil
        }
    }

    /// How many orders it says were cancelled: a number of them, or as many as it has elements.
    var affected: Int? {
        if case .integer(let number) = self { return number < 0 ? nil : Int(exactly: number) }
        return count
    }

    /// How many elements it has, if it is a list or a map.
    var count: Int? {
        switch self {
        case .array(let elements): elements.count
        case .map(let members): members.count
        default: nil
        }
    }

    /// Every value but null that the path leads to, rows named by what was asked; none where a step is missing.
    func values(at path: FieldPath, asked input: InputValues) -> [FittedValue] {
        path.steps.reduce([self]) { values, step in values.flatMap { $0.values(after: step, input) } }
            .filter { $0 != .any(.null) }
    }

    private func values(after step: FieldPath.Step, _ input: InputValues) -> [FittedValue] {
        switch (step, self) {
        case (.member(let name), .object(let members)), (.member(let name), .map(let members)):
            members.filter { $0.name.isExactly(name) }.map(\.value)
        case (.index(let index), .array(let elements)): elements.indices.contains(index) ? [elements[index]] : []
        case (.key(let key), .array(let elements)) where FieldPath.isPosition(key):
            input.filled(key).flatMap { Int($0) }.flatMap { elements.indices.contains($0) ? [elements[$0]] : nil } ?? []
        case (.anyElement, .array(let elements)): elements
        case (.anyElement, .map(let members)): members.map(\.value)
        case (.key(let key), .map(let members)) where !FieldPath.isPosition(key):
            input.filled(key).map { key in members.filter { $0.name.isExactly(key) }.map(\.value) } ?? []
        case (.row(let tests), .array(let elements)): row(of: elements, tests, input)
        case (.row(let tests), .map(let members)): row(of: members.map(\.value), tests, input)
        default: []
        }
    }

    /// The first of some elements that meets all tests.
    private func row(
        of elements: [FittedValue], _ tests: [FieldPath.RowTest], _ input: InputValues
    ) -> [FittedValue] {
        let row = elements.first { row in
            tests.allSatisfy { test in
                guard let expected = input.filled(test.value) else { return false }
                return row.values(at: test.field, asked: input).first?.text?.isExactly(expected) == true
            }
        }
        return row.map { [$0] } ?? []
    }
}

/// The first place where a reply is not what its type says.
struct Mismatch: Error, Hashable {
    /// The place as a field path, `$` for the whole body.
    var path: FieldPath
    /// What was expected and found; lower case, no full stop.
    var problem: String

    /// One line for messages: `order.status: expected a string, found a number`.
    var description: String { "\(path): \(problem)" }
}

extension ResponseShape {
    /// The declared type of the field a path leads to in a reply of this shape; `nil` where the shape has no such field.
    ///
    /// A value of type `any` has no declared members; a text that holds JSON is what it holds. Of a union, whichever object has the field tells.
    ///
    /// - Parameters:
    ///   - path: The path from the body's root.
    ///   - venue: The venue whose types names refer to.
    /// - Returns: The type, which may be a name of the venue's types.
    package func type(at path: FieldPath, in venue: Venue) -> ValueType? {
        let root: ValueType
        switch content {
        case .json(let type): root = type.opened
        case .text: root = .string
        case .none, .any: return nil
        }
        return root.type(at: path.steps[...], in: venue)
    }
}

extension ResponseShape {
    /// The ways a path leads, as far as declared: the body's type, then that after each step but the last; in place of a
    /// union each object of it that leads on.
    package func trails(of path: FieldPath, in venue: Venue) -> [[ValueType]] {
        switch content {
        case .json(let root): root.opened.trails(of: path.steps[...], in: venue)
        case .text, .none, .any: [[]]
        }
    }

    /// The path in the body as it travels: a member that is told by its place is an element there.
    package func wirePath(_ path: FieldPath, in venue: Venue) -> FieldPath {
        guard case .json(let root) = content else { return path }
        return root.opened.wirePath(path, in: venue)
    }
}

extension ValueType {
    /// The path from a value of the type as it travels.
    fileprivate func wirePath(_ path: FieldPath, in venue: Venue) -> FieldPath {
        let trail = trails(of: path.steps[...], in: venue).max { $0.count < $1.count } ?? []
        let steps = zip(path.steps.indices, path.steps).map { index, step -> FieldPath.Step in
            let type = trail.indices.contains(index) ? trail[index] : nil
            switch (step, type) {
            case (.member(let member), .named(let name)?):
                guard let positional = venue.type(named: name.text), positional.isPositional,
                    case .object(let positions) = positional.definition,
                    let index = positions.firstIndex(where: { $0.name.text.isExactly(member) })
                else { return step }
                return .index(index)
            case (.row(let tests), let list?):
                guard let row = list.type(after: step, in: venue) else { return step }
                return .row(
                    tests.map { .init(field: row.wirePath($0.field, in: venue), value: $0.value) })
            default: return step
            }
        }
        return FieldPath(steps: steps)
    }

    /// The type at the end of some steps; of several that the objects of a union have the first.
    fileprivate func type(at steps: ArraySlice<FieldPath.Step>, in venue: Venue) -> ValueType? {
        guard let step = steps.first else { return self }
        return alternatives(in: venue).lazy.compactMap { type in
            type.type(after: step, in: venue)?.type(at: steps.dropFirst(), in: venue)
        }.first
    }

    /// The objects of a union; any other type alone.
    fileprivate func alternatives(in venue: Venue) -> [ValueType] {
        guard case .named(let name) = self, let union = venue.type(named: name.text)?.union else { return [self] }
        return union.types
    }

    /// The ways some steps lead, as far as declared: this type, then that after each step but the last; in place of a
    /// union each object of it that leads on.
    fileprivate func trails(of steps: ArraySlice<FieldPath.Step>, in venue: Venue) -> [[ValueType]] {
        guard let step = steps.first else { return [[]] }
        let trails = alternatives(in: venue).flatMap { type in
            type.type(after: step, in: venue).map { next in
                next.trails(of: steps.dropFirst(), in: venue).map { [type] + $0 }
            } ?? []
        }
        return trails.isEmpty ? [[]] : trails
    }

    /// Whether it is an array, or one value in place of it.
    var isList: Bool {
        switch self {
        case .array, .oneOrMany: true
        default: false
        }
    }

    func enumeration(in venue: Venue) -> Enumeration? {
        guard case .named(let name) = self,
            case .enumeration(let enumeration)? = venue.type(named: name.text)?.definition
        else { return nil }
        return enumeration
    }

    fileprivate func type(after step: FieldPath.Step, in venue: Venue) -> ValueType? {
        heldType(after: step, in: venue)?.opened
    }

    private func heldType(after step: FieldPath.Step, in venue: Venue) -> ValueType? {
        switch (step, self) {
        case (.member(let member), .named(let name)):
            guard case .object(let properties)? = venue.type(named: name.text)?.definition else { return nil }
            return properties.first { $0.name.text.isExactly(member) }?.type
        case (.index, .array(let element)), (.anyElement, .array(let element)), (.row, .array(let element)),
            (.member, .map(let element)), (.anyElement, .map(let element)), (.row, .map(let element)),
            (.index, .oneOrMany(let element)), (.anyElement, .oneOrMany(let element)),
            (.row, .oneOrMany(let element)):
            return element
        case (.key(let key), .array(let element)): return FieldPath.isPosition(key) ? element : nil
        case (.key(let key), .map(let element)): return FieldPath.isPosition(key) ? nil : element
        default: return nil
        }
    }
}
