internal import SwiftSource
internal import VenueSpec

/// Every name of the runtime library that generated code uses.
///
/// Generator and runtime meet here and nowhere else.
///
/// A name that the file's own declarations would hide is written with its module.
struct RuntimeSymbols {
    static let module = "VenueRuntime"

    /// The names declared by the generated files of the module.
    let hidden: Set<String>
    /// Whether every name is written with its module.
    var qualifiesAll = false

    private func type(_ name: String) -> String { isHidden(name) ? "\(Self.module).\(name)" : name }
    private func standard(_ name: String) -> String { isHidden(name) ? "Swift.\(name)" : name }
    private func isHidden(_ name: String) -> Bool { qualifiesAll || hidden.contains(name) }

    // Types of the standard library.
    var string: String { standard("String") }
    var int: String { standard("Int") }
    var int64: String { standard("Int64") }
    var bool: String { standard("Bool") }
    var hashable: String { standard("Hashable") }
    var error: String { standard("Error") }
    var sendable: String { standard("Sendable") }

    // Compatibility.
    var version: String { type("VenueRuntimeVersion") + ".V2" }

    // JSON.
    var jsonModel: String { type("JSONModel") }
    var jsonReader: String { type("JSONReader") }
    var jsonWriter: String { type("JSONWriter") }
    var jsonError: String { type("JSONError") }
    var jsonValue: String { type("JSONValue") }
    var jsonMap: String { type("JSONMap") }
    var oneOrMany: String { type("OneOrMany") }
    var encodedJSON: String { type("EncodedJSON") }
    var field: String { type("Field") }
    var openEnumeration: String { type("OpenEnumeration") }
    var openUnion: String { type("OpenUnion") }
    var closedEnumeration: String { type("ClosedEnumeration") }

    // Exact values.
    var exactDecimal: String { type("ExactDecimal") }
    var timestamp: String { type("Timestamp") }
    var epochTimestamp: String { type("EpochTimestamp") }
    var decimalEpochTimestamp: String { type("DecimalEpochTimestamp") }
    var textOrNumber: String { type("TextOrNumber") }

    // Requests.
    var baseURL: String { type("BaseURL") }
    var hostName: String { type("HostName") }
    var secret: String { type("Secret") }
    var venueCredentials: String { type("VenueCredentials") }
    var noCredentials: String { type("NoCredentials") }
    var credentialField: String { type("CredentialField") }
    var inputCheck: String { type("InputCheck") }
    var invalidInput: String { type("InvalidInput") }
    var requestTarget: String { type("RequestTarget") }
    var formBody: String { type("FormBody") }
    var headerFields: String { type("HTTPHeaderFields") }
    var preparedRequest: String { type("PreparedRequest") }

    // Computed values.
    var requestValues: String { type("RequestValues") }
    var requestMessage: String { type("RequestMessage") }
    var sortedFields: String { type("SortedFields") }
    var computedNumber: String { type("ComputedNumber") }
    var signingKey: String { type("SigningKey") }
    var signingMaterial: String { type("SigningMaterial") }

    // Clients.
    var venueClient: String { type("VenueClient") }
    /// It refines ``venueCredentials``.
    var refreshTokenCredentials: String { type("RefreshTokenCredentials") }
    var tokenEndpoint: String { type("TokenEndpoint") }
    var venueServer: String { type("VenueServer") }
    var namedServer: String { type("NamedServer") }
    var callError: String { type("CallError") }
    var cancelAllReport: String { type("CancelAllReport") }
    var cancelReport: String { type("CancelReport") }
    var confirmationWindow: String { type("ConfirmationWindow") }

    // Replies and outcomes.
    var httpResponse: String { type("HTTPResponse") }
    var body: String { type("Body") }
    var readPages: String { type("ReadPages") }
    var fieldMatch: String { type("FieldMatch") }

    // Operations and facts.
    var cancelOperation: String { type("CancelOperation") }
    var cancelAllOperation: String { type("CancelAllOperation") }
    var cancelScope: String { type("CancelScope") }
    var duration: String { standard("Duration") }
    var readOperation: String { type("ReadOperation") }
    var loginOperation: String { type("LoginOperation") }
    var preconditionOperation: String { type("PreconditionOperation") }
    var loginGrant: String { type("LoginGrant") }
    /// The function that makes a secret of what a reply gives.
    var loginGrantSecret: String { type("LoginOutcome") + ".secret" }
    var noInput: String { type("NoInput") }
    var orderReader: String { type("OrderReader") }
    var readPace: String { type("ReadPace") }
    var inputParameter: String { type("InputParameter") }
    var repeatability: String { type("Repeatability") }
    var rateLimit: String { type("RateLimit") }
    var confirmation: String { type("Confirmation") }
}

// MARK: - Operations

extension RuntimeSymbols {
    /// The protocols of calls of a kind; that of framed cancels refines ``cancelOperation``.
    func operations(_ call: CallDescription) -> [String] {
        switch call.kind {
        case .cancel:
            (call.batch == nil ? [] : [type("BatchCancelOperation")])
                + (call.webSocket == nil
                    ? (call.batch == nil ? [cancelOperation] : []) : [type("FramedCancelOperation")])
        case .cancelAll: [cancelAllOperation] + (call.webSocket == nil ? [] : [type("FramedOperation")])
        case .read: [readOperation]
        case .login:
            [call.isPrecondition ? preconditionOperation : loginOperation]
                + (call.webSocket == nil ? [] : [type("FramedOperation")])
        }
    }
}

// MARK: - Values

extension RuntimeSymbols {
    func swiftType(_ type: WireType) -> String {
        switch type {
        case .string: string
        case .decimalString, .decimalNumber: exactDecimal
        case .integer: int64
        case .boolean: bool
        case .timestamp: timestamp
        case .epoch: epochTimestamp
        case .decimalEpoch: decimalEpochTimestamp
        case .textOrNumber: textOrNumber
        case .any: jsonValue
        case .enumeration(let name, _), .object(let name, _), .union(let name, _): name
        case .list(let element): "[\(swiftType(element))]"
        case .map(let element): "\(jsonMap)<\(swiftType(element))>"
        case .oneOrMany(let element): "\(oneOrMany)<\(swiftType(element))>"
        case .encoded(let held): "\(encodedJSON)<\(swiftType(held))>"
        }
    }

    /// An error about parameters that do not go together, thrown by a reader.
    func combinationError(_ json: String, _ message: String) -> String {
        "\(json).error(.invalidCombination(\(StringLiteral.of(message))))"
    }

    /// An error about a value outside a closed set, thrown by a reader.
    func valueError(_ json: String) -> String { "\(json).error(.notListed)" }

    /// An error about a member that is no parameter, thrown by a reader.
    func memberError(_ json: String) -> String { "\(json).error(.unknownMember)" }

    /// An expression that reads a value; it throws.
    func read(_ type: WireType, from json: String) -> String {
        switch type {
        case .string: "\(json).string()"
        case .decimalString: "\(json).decimalString()"
        case .decimalNumber: "\(json).decimalNumber()"
        case .integer: "\(json).integer()"
        case .boolean: "\(json).boolean()"
        case .timestamp: "\(json).timestamp()"
        case .epoch(let unit, let quoted): "\(json).epoch(.\(unit.rawValue), quoted: \(quoted))"
        case .decimalEpoch(let unit, let quoted): "\(json).decimalEpoch(.\(unit.rawValue), quoted: \(quoted))"
        case .textOrNumber: "\(json).textOrNumber()"
        case .any: "\(json).value()"
        case .enumeration(let name, _), .object(let name, _), .union(let name, _): "\(json).decode(\(name).self)"
        case .list(let element) where element.readsItself, .map(let element) where element.readsItself,
            .oneOrMany(let element) where element.readsItself, .encoded(let element) where element.readsItself:
            "\(json).decode(\(swiftType(type)).self)"
        case .list(let element): "\(json).array(\(reader(of: element)))"
        case .map(let element): "\(json).map(\(reader(of: element)))"
        case .oneOrMany(let element): "\(json).oneOrMany(\(reader(of: element)))"
        case .encoded(let held): "\(json).encoded(\(reader(of: held)))"
        }
    }

    private func reader(of element: WireType) -> String {
        "{ (json: inout \(jsonReader)) throws(\(jsonError)) in try \(read(element, from: "json")) }"
    }

    /// A value in the form that writes itself as it was received: a decimal that is a JSON number needs to say so.
    func writable(_ expression: String, _ type: WireType, isOptional: Bool) -> String {
        switch type {
        case .decimalNumber:
            "\(expression)\(isOptional ? "?" : "").number"
        case .list(let element) where element.holdsNumbers, .map(let element) where element.holdsNumbers,
            .oneOrMany(let element) where element.holdsNumbers, .encoded(let element) where element.holdsNumbers:
            "\(expression)\(isOptional ? "?" : "").map({ \(writable("$0", element, isOptional: false)) })"
        default: expression
        }
    }

    /// A member that may be absent, null or a value, in the form that writes itself as it was received.
    func writableField(_ expression: String, _ type: WireType) -> String {
        type.holdsNumbers ? "\(expression).map({ \(writable("$0", type, isOptional: false)) })" : expression
    }

    /// A value as text; `nil` for what is not one piece of text.
    ///
    /// - Parameters:
    ///   - expression: The value.
    ///   - chain: The same, with `?` behind it if it is an optional.
    ///   - type: What it is on the wire.
    /// - Returns: An expression of the type `String`, or `String?` if the value is an optional.
    func text(_ expression: String, chain: String, _ type: WireType) -> String? {
        switch type {
        case .string: return expression
        case .decimalString, .decimalNumber, .timestamp, .decimalEpoch, .textOrNumber: return "\(chain).text"
        case .integer, .boolean: return "\(chain).description"
        case .epoch: return "\(chain).count.description"
        case .any: return "\(chain).scalarText"
        case .enumeration(_, let enumeration):
            return enumeration.kind == .string ? "\(chain).wireValue" : "\(chain).wireValue.description"
        case .object, .union, .list, .map, .oneOrMany, .encoded: return nil
        }
    }
}

extension WireType {
    /// Whether the Swift type alone says how the value is read.
    var readsItself: Bool {
        switch self {
        case .decimalNumber, .epoch, .decimalEpoch: false
        case .list(let element), .map(let element), .oneOrMany(let element), .encoded(let element): element.readsItself
        default: true
        }
    }

    fileprivate var holdsNumbers: Bool {
        switch self {
        case .decimalNumber: true
        case .list(let element), .map(let element), .oneOrMany(let element), .encoded(let element): element.holdsNumbers
        default: false
        }
    }
}

// MARK: - Servers

extension RuntimeSymbols {
    /// The base address of a server, at the given host or at its own.
    func baseURL(of server: Server, host: String?, sets: [String]) -> String {
        var arguments = host.map { ["https: \($0)"] } ?? Self.hostArguments(server.host ?? "")
        if !server.basePath.isEmpty { arguments.append("basePath: \(StringLiteral.of(server.basePath))") }
        if !server.headers.isEmpty {
            let fields = server.headers.map { "\(StringLiteral.of($0.name)): \(StringLiteral.of($0.value))" }
            arguments.append("headerFields: [\(fields.joined(separator: ", "))]")
        }
        if !sets.isEmpty {
            arguments.append("credentialSets: [\(sets.map(StringLiteral.of).joined(separator: ", "))]")
        }
        return "\(baseURL)(\(arguments.joined(separator: ", ")))"
    }

    /// The base address of a host that may have a port.
    func baseURL(https host: String) -> String {
        "\(baseURL)(\(Self.hostArguments(host).joined(separator: ", ")))"
    }

    private static func hostArguments(_ host: String) -> [String] {
        let parts = host.split(separator: ":", maxSplits: 1)
        return ["https: \(StringLiteral.of(parts.first.map(String.init) ?? ""))"]
            + parts.dropFirst().map { "port: \($0)" }
    }
}

// MARK: - Input checks

extension RuntimeSymbols {
    /// The places a text goes to that ask for more than a body or a query does.
    enum TextUse: String {
        case identity, path, segment, header
    }

    func textArguments(_ parameter: Parameter, uses: [TextUse]) -> [String] {
        let constraints = parameter.constraints
        var arguments: [String] = []
        if let only = uses.first {
            arguments.append(
                "use: " + (uses.count == 1 ? ".\(only)" : "[\(uses.map { ".\($0)" }.joined(separator: ", "))]"))
        }
        arguments += limits(of: parameter, .string)
        if let pattern = constraints.pattern { arguments.append("pattern: \(StringLiteral.of(pattern))") }
        if let format = constraints.format { arguments.append("format: .\(format.rawValue)") }
        if !constraints.not.isEmpty {
            arguments.append("not: [\(constraints.not.map(StringLiteral.of).joined(separator: ", "))]")
        }
        return arguments
    }

    func integerArguments(_ parameter: Parameter) -> [String] {
        var arguments = limits(of: parameter, .integer)
        let not = parameter.constraints.not.compactMap { Int64($0) }
        if !not.isEmpty { arguments.append("not: [\(not.map(String.init).joined(separator: ", "))]") }
        return arguments
    }

    /// The arguments of a check of a decimal number.
    func decimalArguments(_ parameter: Parameter) -> [String] {
        limits(of: parameter, .decimal, text: StringLiteral.of)
    }

    /// The arguments of a check of a list's length.
    func countArguments(_ parameter: Parameter) -> [String] {
        limits(of: parameter, .array) { $0.isUpper ? "maximum" : "minimum" }
    }

    /// The limits of values of a type as arguments, named as their keys are unless said otherwise.
    private func limits(
        of parameter: Parameter, _ type: TypeWord, label: (ValueLimit) -> String = \.key,
        text: (String) -> String = \.self
    ) -> [String] {
        ValueLimit.all.filter { $0.measure.types.contains(type) }.compactMap { limit in
            limit.value(parameter).map { "\(label(limit)): \(text($0.text))" }
        }
    }
}

// MARK: - Replies and outcomes

extension RuntimeSymbols {
    enum TextTest: String {
        case equals, contains, hasPrefix, matches
    }

    /// A test of a field's text, which may be an optional.
    func test(_ test: TextTest, _ field: String, _ text: String) -> String {
        "\(fieldMatch).\(test.rawValue)(\(field), \(text))"
    }

    /// A test whether a field's text has a match of an expression made of parts.
    func match(_ field: String, of parts: [String]) -> String {
        "\(fieldMatch).matches(\(field), [\(parts.joined(separator: ", "))])"
    }

    /// A test whether a number, or a count, compares so with another.
    func test(_ comparison: Condition.Comparison, _ field: String, _ bound: String) -> String {
        let name =
            switch comparison {
            case .equals: "equals"
            case .above: "isAbove"
            case .below: "isBelow"
            case .atLeast: "isAtLeast"
            case .atMost: "isAtMost"
            }
        return "\(fieldMatch).\(name)(\(field), \(bound))"
    }

    /// The header field of a name of the reply at hand, an optional.
    func header(_ name: String) -> String { "http.headers[\(StringLiteral.of(name))]" }

    /// A test whether a field's text is one of several.
    func test(_ field: String, isOneOf texts: [String]) -> String {
        "\(fieldMatch).equals(\(field), oneOf: [\(texts.map(StringLiteral.of).joined(separator: ", "))])"
    }

    /// A value as an exact decimal; `nil` for what is no number of its own.
    func decimal(_ expression: String, isOptional: Bool, _ type: WireType) -> String? {
        switch type {
        case .decimalString, .decimalNumber: expression
        case .integer: isOptional ? "(\(expression)).map({ \(exactDecimal)($0) })" : "\(exactDecimal)(\(expression))"
        default: nil
        }
    }

    /// A number of orders as the evidence takes it: what a number says, or how many elements a list has.
    func affected(_ field: FieldExpression) -> String? {
        let field = field.elements
        switch field.type {
        case .list: return field.property("count")
        case .integer where field.isOptional: return "(\(field.text)).flatMap({ \(int)(exactly: $0) })"
        case .integer: return "\(int)(exactly: \(field.text))"
        default: return nil
        }
    }

    /// An expression that reads a body as JSON of a type.
    func jsonBody(_ type: WireType) -> String {
        if type.readsItself { return "http.json(\(swiftType(type)).self)" }
        return "http.json({ (json: inout \(jsonReader)) throws(\(jsonError)) in try \(read(type, from: "json")) })"
    }

    /// An expression that reads a body as text.
    var textBody: String { "http.text()" }

    /// An outcome in a place where its type is known.
    func outcome(_ outcome: Outcome, retryAfter: String) -> String {
        switch outcome {
        case .canceled: ".canceled"
        case .pendingCancel: ".pendingCancel"
        case .tooLate(let status): ".tooLate(.\(status.rawValue))"
        case .unknownOrder: ".unknownOrder"
        case .gone: ".gone"
        case .alreadyPending: ".alreadyPending"
        case .rejected(let reason): ".rejected(.\(reason.rawValue))"
        case .throttled(let processing):
            ".throttled(retryAfter: \(retryAfter), processing: .\(processing.rawValue))"
        case .unknown(let cause): ".unknown(.\(cause.rawValue))"
        case .working: ".working"
        case .granted: ".granted"
        }
    }

    /// A reply under judgement, with what its evidence shows.
    func judgedReply(_ evidence: [String]) -> String {
        "\(type("JudgedReply"))(\((["http"] + evidence).joined(separator: ", ")))"
    }

    /// A statement that names a reply under judgement.
    func nameJudgedReply(_ name: String, _ evidence: [String]) -> Code {
        return .list("let \(name) = \(type("JudgedReply"))(", ["http"] + evidence, closing: ")")
    }

    /// A statement that returns the verdict of a rule on a judged reply.
    func returnVerdict(on reply: String, _ outcome: Outcome, rule: String, _ provenance: Provenance) -> Code {
        let arguments =
            [self.outcome(outcome, retryAfter: "http.retryAfter"), StringLiteral.of(rule)] + basis(provenance)
        return .list("return \(reply).verdict(", arguments, closing: ")")
    }

    /// The argument that says how a fact is known; none for one that is documented.
    private func basis(_ provenance: Provenance) -> [String] {
        switch provenance.basis {
        case .documented: []
        case .inferred: [".inferred"]
        case .external: [".external(source: \(provenance.source.map(StringLiteral.of) ?? "nil"))"]
        }
    }

    /// A part of what a field repeats: fixed text, or an expression for what was asked.
    enum EchoPart {
        case fixed(String), asked(String)
    }

    /// A statement that returns where a field of a judged reply names another order.
    func returnOtherOrder(
        on reply: String, _ echo: Echo, field: String, repeats parts: [EchoPart], of kind: CallDescription.Kind
    ) -> Code {
        let repeated: String =
            if parts.count == 1, case .asked(let text)? = parts.first { text } else {
                "["
                    + parts.map { part in
                        switch part {
                        case .fixed(let text): StringLiteral.of(text)
                        case .asked(let text): ".asked(\(text))"
                        }
                    }.joined(separator: ", ") + "]"
            }
        var arguments = [StringLiteral.of(echo.path.description), field, "repeats: \(repeated)"]
        let ignored = echo.ignoring.map { $0 == .letterCase ? ".letterCase" : ".hyphens" }
        if let only = ignored.first, ignored.count == 1 { arguments.append("ignoring: \(only)") }
        if ignored.count > 1 { arguments.append("ignoring: [\(ignored.joined(separator: ", "))]") }
        arguments += basis(echo.provenance)
        let type = [.cancel, .cancelAll].contains(kind) ? "" : ": \(verdict(of: kind))"
        return .list("if let other\(type) = \(reply).otherOrder(", arguments, closing: ") { return other }")
    }

    /// The verdict of a call on a reply.
    func verdict(of kind: CallDescription.Kind) -> String {
        switch kind {
        case .cancel, .cancelAll: type("Verdict")
        case .read: type("StateVerdict")
        case .login: type("LoginVerdict")
        }
    }

    /// The verdict on a body that does not fit.
    func unreadableVerdict(problem: String, of kind: CallDescription.Kind) -> String {
        "\(verdict(of: kind)).unreadable(http, \(problem))"
    }

    /// The verdict on a status nobody documented.
    func undocumentedVerdict(of kind: CallDescription.Kind) -> String { "\(verdict(of: kind)).undocumented(http)" }
}
