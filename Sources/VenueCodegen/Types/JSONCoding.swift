internal import SwiftSource
internal import VenueSpec

/// Makes the functions that read and write an object's members one by one.
struct JSONCoding: Translator {
    let scope: Scope

    func reader(_ members: [ModelMember]) -> Declaration {
        let json = Scope.fresh("json", avoiding: members.map(\.property.name.swift))
        var body = Code(members.map { "var \($0.name): \($0.readType)" })
        let cases = members.map { (key: $0.property.name.text, statement: read($0, from: json)) }
        body.append(
            loop(cases, otherwise: "try \(json).skipValue()", json: json, names: members.map(\.property.name.swift)))
        for member in members { body.line(assignment(of: member, json)) }
        return initializer(json, body, summary: "Reads the object; members nobody declared are skipped.")
    }

    /// The reader of an array whose elements are told by their places.
    func positionReader(_ members: [ModelMember]) -> Declaration {
        let names = members.map(\.property.name.swift)
        let json = Scope.fresh("json", avoiding: names)
        let position = Scope.fresh("position", avoiding: names + [json])
        var body = Code(members.map { "var \($0.name): \($0.readType)" })
        body.line("var \(position) = 0")
        body.line("try \(json).beginArray()")
        var choice: Code = ["switch \(position) {"]
        for (index, member) in members.enumerated() {
            choice.append(.switchCase(["\(index)"], Code([read(member, from: json)])))
        }
        choice.line("default: try \(json).skipValue()")
        choice.line("}")
        choice.line("\(position) += 1")
        body.append(.block("while try \(json).nextElement() {", choice))
        for member in members { body.line(assignment(of: member, json)) }
        return initializer(json, body, summary: "Reads the array; elements after those that are declared are skipped.")
    }

    /// The writer of an array whose elements are told by their places; those that are missing at its end are left out.
    func positionWriter(_ members: [ModelMember]) -> Declaration {
        let json = Scope.fresh("json", avoiding: members.map(\.property.name.swift))
        var body: Code = ["\(json).beginArray()"]
        for (index, member) in members.enumerated() {
            let value = runtime.writable(member.name, member.wire, isOptional: member.presence != .required)
            if member.presence == .required {
                body.line("\(json).element(\(value))")
            } else if member.presence == .requiredNullable {
                body.line("\(json).element(orNull: \(value))")
            } else {
                let isThere = members[index...].map { "\($0.name) != nil" }.joined(separator: " || ")
                body.line("if \(isThere) { \(json).element(orNull: \(value)) }")
            }
        }
        body.line("\(json).endArray()")
        return writer(json, body, subject: "array")
    }

    /// The statement that keeps what was read of a member.
    private func assignment(of member: ModelMember, _ json: String) -> String {
        let key = StringLiteral.of(member.property.name.text)
        return switch member.presence {
        case .required: "self.\(member.name) = try \(json).require(\(member.name), \(key))"
        case .requiredNullable: "self.\(member.name) = try \(json).requireNullable(\(member.name), \(key))"
        case .optional, .optionalNullable: "self.\(member.name) = \(member.name)"
        }
    }

    func initializer(_ json: String, _ body: Code, summary: String) -> Declaration {
        .function(
            nil, [.init(label: json == "json" ? nil : "json", json, "inout \(runtime.jsonReader)")],
            access: scope.access, throws: runtime.jsonError, documentation: Documentation(summary), body: body)
    }

    /// The loop over an object's members.
    ///
    /// Each statement stores the member of its key; the last deals with those nobody declared.
    func loop(
        _ members: [(key: String, statement: String)], otherwise: String, json: String, names: [String]
    ) -> Code {
        var code: Code = ["try \(json).beginObject()"]
        guard !members.isEmpty else {
            code.append(.block("while try \(json).nextKey() != nil {", [otherwise]))
            return code
        }
        let key = Scope.fresh("key", avoiding: names)
        var choice = Code()
        for member in members {
            choice.append(.switchCase([StringLiteral.of(member.key)], Code([member.statement])))
        }
        choice.line("default: \(otherwise)")
        let loop: Code = ["switch \(key) {"] + choice + ["}"]
        code.append(.block("while let \(key) = try \(json).nextKey() {", loop))
        return code
    }

    private func read(_ member: ModelMember, from json: String) -> String {
        let value = runtime.read(member.wire, from: json)
        return switch (member.presence, member.wire) {
        case (.required, _), (.optional, .any): "\(member.name) = try \(value)"
        case (.optional, _): "if try !\(json).readNull() { \(member.name) = try \(value) }"
        case (.requiredNullable, _), (.optionalNullable, _):
            "\(member.name) = try \(json).readNull() ? .null : .value(\(value))"
        }
    }

    func writer(_ members: [ModelMember]) -> Declaration {
        let json = Scope.fresh("json", avoiding: members.map(\.property.name.swift))
        var body: Code = ["\(json).beginObject()"]
        for member in members { body.line(write(member, to: json)) }
        body.line("\(json).endObject()")
        return writer(json, body)
    }

    func writer(_ json: String, _ body: Code, subject: String = "object") -> Declaration {
        .function(
            "write", [.init(label: "to", json, "inout \(runtime.jsonWriter)")], access: scope.access,
            documentation: Documentation("Writes the \(subject) as one JSON value."), body: body)
    }

    private func write(_ member: ModelMember, to json: String) -> String {
        let key = StringLiteral.of(member.property.name.text)
        let value =
            member.presence == .optionalNullable
            ? runtime.writableField(member.name, member.wire)
            : runtime.writable(member.name, member.wire, isOptional: member.presence != .required)
        return switch member.presence {
        case .required: "\(json).member(\(key), \(value))"
        case .requiredNullable: "\(json).member(\(key), orNull: \(value))"
        case .optional: "\(json).member(\(key), ifPresent: \(value))"
        case .optionalNullable: "\(json).member(\(key), field: \(value))"
        }
    }
}
