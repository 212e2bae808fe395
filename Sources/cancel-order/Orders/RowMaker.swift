internal import CommandArguments
internal import SourceText
internal import VenueRuntime

/// Makes the orders of a file from names and values.
struct RowMaker {
    /// The call.
    let call: VenueCall
    /// The values that hold for every order.
    let common: [JSONValue.Member]

    /// The parameter of a name in the file.
    func parameter(_ name: String, line: Int) throws(BadRow) -> ParameterOption {
        guard let parameter = call.parameter(name) else {
            let hint = suggestion(for: name, among: call.parameters.map(\.wireName))
            throw BadRow(line: line, problem: "unknown parameter '\(VisibleText.of(name))'\(hint)")
        }
        guard !common.contains(where: { $0.name == name }) else {
            throw BadRow(line: line, problem: "'\(name)' is also given by '--\(parameter.name)'")
        }
        return parameter
    }

    /// The order of an earlier result.
    func row(_ result: EarlierResult, line: Int) throws(BadRow) -> OrderRow {
        guard result.venue == call.venue else {
            throw BadRow(line: line, problem: "a result of \(VisibleText.of(result.venue)), not of \(call.venue)")
        }
        if let operation = result.operation, operation != call.operationName {
            throw BadRow(
                line: line, problem: "a result of \(VisibleText.of(operation)), not of \(call.operationName)")
        }
        // What an option gave then is in the line, and is given again where the same command is run again.
        let isRepeated = { (member: JSONValue.Member) in common.contains(member) }
        for member in result.input where !isRepeated(member) { _ = try parameter(member.name, line: line) }
        var row = try row(result.input.filter { $0.value != .null && !isRepeated($0) }, line: line)
        row.earlier = result.earlier
        return row
    }

    /// The order of a line.
    func row(_ members: [JSONValue.Member], line: Int) throws(BadRow) -> OrderRow {
        let given = Dictionary((common + members).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for parameter in call.parameters where parameter.parameter.presence == .required {
            guard given[parameter.wireName] != nil else {
                throw BadRow(line: line, problem: "'\(parameter.wireName)' is missing")
            }
        }
        for parameter in call.parameters {
            if let flaw = given[parameter.wireName].flatMap({ parameter.flaw(of: $0.value) }) {
                throw BadRow(line: line, problem: "'\(parameter.wireName)' \(flaw)")
            }
        }
        let ordered = call.parameters.compactMap { given[$0.wireName] }
        let identifying = call.parameters.filter(\.parameter.identifies).compactMap { given[$0.wireName] }
        return OrderRow(line: line, input: .object(ordered), identity: .object(identifying))
    }
}
