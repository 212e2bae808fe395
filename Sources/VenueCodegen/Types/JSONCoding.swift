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
        for member in members {
            let key = StringLiteral.of(member.property.name.text)
            switch member.presence {
            case .required: body.line("self.\(member.name) = try \(json).require(\(member.name), \(key))")
            case .requiredNullable:
                body.line("self.\(member.name) = try \(json).requireNullable(\(member.name), \(key))")
            case .optional, .optionalNullable: body.line("self.\(member.name) = \(member.name)")
            }
        }
        return initializer(json, body, summary: "Reads the object; members nobody declared are skipped.")
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

    func writer(_ json: String, _ body: Code) -> Declaration {
        .function(
            "write", [.init(label: "to", json, "inout \(runtime.jsonWriter)")], access: scope.access,
            documentation: "Writes the object as one JSON value.", body: body)
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
