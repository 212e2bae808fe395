/// The keys of every mapping of the language; the one table that checking, the schema and the reference share.
package enum Grammar {
    /// The version of the language this package reads.
    static let version: Int64 = 1

    /// The keys of a kind of mapping.
    package static func record(_ name: RecordName) -> Record {
        switch name {
        case .spec: spec
        case .docs: docs
        case .source: source
        case .server: server
        case .credential: credential
        case .tokenEndpoint: tokenEndpoint
        case .rateLimit: rateLimit
        case .quirk: quirk
        case .typeDefinition: typeDefinition
        case .enumValue: enumValue
        case .typeExpression: typeExpression
        case .property: property
        case .operation: operation
        case .parameter: parameter
        case .identityAlternative: identityAlternative
        case .conditionalGroup: conditionalGroup
        case .repeatability: repeatability
        case .http: http
        case .webSocket: webSocket
        case .response: response
        case .echo: echo
        case .responseHeader: responseHeader
        case .outcomeRule: outcomeRule
        case .test: test
        case .outcomeCase: outcomeCase
        case .confirmation: confirmation
        case .example: example
        case .exampleRequest: exampleRequest
        case .exampleFrame: exampleFrame
        case .reply: reply
        }
    }

    /// The keys every fact may carry.
    static let provenance: [Key] = [
        .optional("basis", .words(["documented", "inferred", "external"]), "How the fact is known."),
        .optional("source", .text(.wireName), "The entry of 'sources' that states an external fact."),
    ]

    /// A description key.
    static let description = Key.optional("description", .text(.any), "What it is, in your own words.")

    private static let spec = Record(
        title: "the spec",
        keys: [
            .required("format", .integer(version...version), "The version of the language."),
            .required("venue", .text(.typeName), "The venue's name, which is also the Swift namespace."),
            description,
            .required("docs", .record(.docs), "The vendor page the spec was read from."),
            .optional(
                "sources", .map(.wireName, .oneOf([.text(.any), .record(.source)])),
                "Other places facts were taken from."),
            .required(
                "servers", .map(.memberName, .oneOf([.text(.serverURL), .record(.server)])), "The hosts by purpose."),
            .required(
                "security",
                .oneOf([
                    .words(["bearer", "none"]),
                    .map(.memberName, .oneOf([.words(["bearer"]), .record(.credential)])),
                ]),
                "What authorises a request; several credentials travel together."),
            .optional("rateLimits", .list(.record(.rateLimit)), "How many requests the venue takes."),
            .optional("types", .map(.typeName, .record(.typeDefinition)), "The shapes and enumerations of replies."),
            .required("operations", .map(.memberName, .record(.operation)), "The cancel calls."),
            .optional("quirks", .list(.record(.quirk)), "Contradictions of the page and the decisions taken."),
        ])

    private static let docs = Record(
        title: "'docs'",
        keys: [
            .optional("url", .text(.url), "The page's address."),
            .required("read", .text(.date), "The day it was read."),
            .required("digest", .text(.digest), "SHA-256 of its text with white space folded."),
        ])

    private static let source = Record(
        title: "a source",
        keys: [
            .required("title", .text(.any), "What the source is."),
            .optional("url", .text(.url), "Its address."),
        ])

    private static let server = Record(
        title: "a server",
        keys: [.required("url", .text(.serverURL), "Its address."), description] + provenance)

    private static let credential = Record(
        title: "a credential",
        keys: [
            .required("type", .words(["bearer", "oauth2", "header"]), "How it is obtained and placed."),
            .optional("header", .text(.headerName), "The header field it travels in."),
            .optional("prefix", .text(.content), "Text before the secret."),
            .optional("scopes", .list(.text(.any)), "OAuth 2 scopes the cancel needs."),
            .optional("tokenEndpoint", .record(.tokenEndpoint), "Where OAuth 2 tokens come from."),
            .optional(
                "lifetime", .text(.duration),
                "How long it lives; clients count it only for tokens had for a refresh token."),
            description,
        ] + provenance)

    private static let tokenEndpoint = Record(
        title: "'tokenEndpoint'",
        keys: [
            .required("url", .text(.url), "Its address."),
            .required("body", .words(["json", "form"]), "How its request body is encoded."),
            .required("grants", .list(.text(.any)), "The grant types it takes."),
        ])

    private static let rateLimit = Record(
        title: "a rate limit",
        keys: [
            .required("requests", .integer(1...1_000_000_000), "Requests allowed in the period."),
            .required("per", .text(.duration), "The period."),
            .optional("burst", .integer(1...1_000_000_000), "Requests that may come at once."),
            .required(
                "scope", .words(["user", "account", "key", "address", "session"]), "What is counted together."),
            .optional("sharedWith", .list(.text(.any)), "Other traffic that draws on the limit."),
            description,
        ] + provenance)

    private static let quirk = Record(
        title: "a quirk",
        keys: [
            .required("id", .text(.kebabName), "A stable name."),
            .required("docs", .text(.any), "What the page says or leaves open."),
            .required("decision", .text(.any), "What the spec does about it."),
        ] + provenance)

    private static let scalarTypes = [
        "string", "decimal", "number", "integer", "boolean", "timestamp", "textOrNumber", "any",
    ]

    /// The scalar types parameters can have.
    static let parameterTypes = ["string", "decimal", "number", "integer", "boolean", "timestamp"]

    /// The formats of epoch counts.
    static let epochFormats = EpochUnit.allCases.map { "epoch-" + $0.rawValue }

    private static let typeName: Form = .oneOf([.words(scalarTypes + ["array"]), .text(.typeName)])

    private static let enumeration: Form = .oneOf([
        .list(.text(.wireName)),
        .map(.wireName, .oneOf([.empty, .text(.any), .record(.enumValue)])),
    ])

    private static let typeDefinition = Record(
        title: "a type",
        keys: [
            description,
            .optional("type", .words(["object", "string", "integer"]), "The kind of an enumeration's values."),
            .optional("properties", .map(.wireName, expression(.property)), "The members of an object."),
            .optional("enum", enumeration, "The values of an enumeration."),
        ] + provenance)

    private static let enumValue = Record(
        title: "an enumeration value",
        keys: [.optional("name", .text(.swiftName), "Its Swift name."), description] + provenance)

    private static let typeKeys: [Key] = [
        .required("type", typeName, "What the value is."),
        .optional("items", expression(.typeExpression), "What an array holds."),
        .optional("format", .words(epochFormats), "What an integer or a string of digits counts."),
    ]

    private static let typeExpression = Record(title: "a type", keys: typeKeys)

    private static let property = Record(
        title: "a property",
        keys: typeKeys + [
            .optional("required", .boolean, "Whether the venue always sends it; true unless stated."),
            .optional("nullable", .boolean, "Whether null is a documented value; false unless stated."),
            .optional("deprecated", .boolean, "Whether the venue is withdrawing it."),
            .optional("name", .text(.swiftName), "Its Swift name."),
            description,
            .optional("example", .text(.content), "A sample of its value."),
        ] + provenance)

    /// A type as a word or as a mapping.
    private static func expression(_ record: RecordName) -> Form {
        .oneOf([.words(scalarTypes), .text(.typeName), .record(record)])
    }

    private static let operation = Record(
        title: "an operation",
        keys: [
            description,
            .required(
                "parameters", .map(.parameterName, .oneOf([.words(parameterTypes), .record(.parameter)])),
                "What the caller supplies."),
            .required(
                "identity",
                .oneOf([
                    .list(.text(.wireName)),
                    .map(.memberName, .oneOf([.list(.text(.wireName)), .record(.identityAlternative)])),
                ]),
                "The set or sets of parameters that identify the order."),
            .optional("conditional", .list(.record(.conditionalGroup)), "Parameters that travel together."),
            .required(
                "repeatable",
                .oneOf([.words(["safe", "unsafe", "undocumented"]), .record(.repeatability)]),
                "Whether the same cancel may be sent again."),
            .required("http", .record(.http), "Where the parameters go in an HTTP request."),
            .optional("webSocket", .record(.webSocket), "The call as a WebSocket frame."),
            .required(
                "responses",
                .map(
                    .status,
                    .oneOf([
                        .words(["text", "none", "any"]), .text(.typeName),
                        .list(.oneOf([.words(["text", "none", "any"]), .text(.typeName)])),
                        .record(.response),
                    ])),
                "The documented replies by status."),
            .required("outcomes", .list(.record(.outcomeRule)), "What replies mean; the first match decides."),
            .optional("confirm", .list(.record(.confirmation)), "How to learn the final state."),
            .required("examples", .list(.record(.example)), "Executed examples."),
        ])

    private static let parameter = Record(
        title: "a parameter",
        keys: [
            .optional("type", .words(parameterTypes + ["array"]), "What the value is; string unless stated."),
            .optional("items", .oneOf([.words(parameterTypes), .record(.parameter)]), "What a list holds."),
            .optional("enum", enumeration, "The values it may have."),
            .optional("required", .boolean, "Whether every call needs it; true unless stated."),
            .optional("default", .text(.content), "What the venue assumes when it is left out."),
            .optional("deprecated", .boolean, "Whether the venue is withdrawing it."),
            .optional("minLength", .integer(0...1_000_000), "The least number of characters."),
            .optional("maxLength", .integer(0...1_000_000), "The greatest number of characters."),
            .optional("pattern", .text(.pattern), "A regular expression a part of the text must match."),
            .optional("format", .words(TextFormat.allCases.map(\.rawValue)), "A well-known form of text."),
            .optional("minimum", .integer(.min ... .max), "The least value."),
            .optional("maximum", .integer(.min ... .max), "The greatest value."),
            .optional("not", .list(.text(.content)), "Values it must not have."),
            .optional("minItems", .integer(0...1_000_000), "The least number of elements."),
            .optional("maxItems", .integer(0...1_000_000), "The greatest number of elements."),
            .optional("name", .text(.swiftName), "Its Swift name."),
            description,
            .optional("example", .text(.content), "A sample of its value."),
        ] + provenance)

    private static let identityAlternative = Record(
        title: "an identity",
        keys: [.required("parameters", .list(.text(.wireName)), "The parameters of the set.")] + provenance)

    private static let conditionalGroup = Record(
        title: "a conditional group",
        keys: [
            .required("when", .map(.wireName, .text(.constant)), "The enumeration parameter and its value."),
            .required("require", .list(.text(.wireName)), "The parameters given exactly then."),
        ] + provenance)

    private static let repeatability = Record(
        title: "'repeatable'",
        keys: [
            .required("is", .words(["safe", "unsafe", "undocumented"]), "The verdict."),
            description,
        ] + provenance)

    private static let fields: Form = .map(.wireName, .oneOf([.empty, .text(.constant)]))

    private static let http = Record(
        title: "'http'",
        keys: [
            .required("request", .text(.requestLine), "Method and path with {placeholders}."),
            .optional("query", fields, "Query fields."),
            .optional("headers", .map(.headerName, .oneOf([.empty, .text(.constant)])), "Header fields."),
            .optional("json", .template, "A JSON body."),
            .optional("form", fields, "A form body."),
            .optional("contentType", .text(.any), "The media type, where it is not the body's usual one."),
        ] + provenance)

    private static let webSocket = Record(
        title: "'webSocket'",
        keys: [
            .optional("server", .text(.memberName), "The entry of 'servers' that takes the connection."),
            .required("frame", .template, "The frame; '{$id}' is the correlation id."),
            .required("id", .words(["string", "integer"]), "The kind of the correlation id."),
            description,
        ] + provenance)

    private static let response = Record(
        title: "a response",
        keys: [
            .required(
                "body",
                .oneOf([
                    .words(["text", "none", "any"]), .text(.typeName),
                    .list(.oneOf([.words(["text", "none", "any"]), .text(.typeName)])),
                    .record(.typeExpression),
                ]),
                "What the body holds; alternatives are tried in order."),
            .optional("code", .text(.fieldPath), "The field with the venue's own code."),
            .optional("text", .text(.fieldPath), "The field with the venue's own text."),
            .optional(
                "echoes", .map(.fieldPath, .oneOf([.empty, .text(.any), .record(.echo)])),
                "Fields that repeat what was asked, such as the order's identifier."),
            .optional(
                "headers", .map(.headerName, .oneOf([.empty, .text(.any), .record(.responseHeader)])),
                "Header fields the venue documents; documentation only."),
            description,
        ] + provenance)

    private static let differences = Echo.Difference.allCases.map(\.rawValue)

    private static let echo = Record(
        title: "an echo",
        keys: [
            .optional(
                "repeats", .text(.any), "The parameter in braces, perhaps with text around it; 'none' for nothing."),
            .optional(
                "ignoring", .oneOf([.words(differences), .list(.words(differences))]),
                "Differences the venue holds equal."),
            description,
        ] + provenance)

    private static let responseHeader = Record(
        title: "a response header",
        keys: [
            .optional("required", .boolean, "Whether the venue always sends it; true unless stated."), description,
        ] + provenance)

    private static let constants: Form = .list(.text(.constant))

    private static let outcomeRule = Record(
        title: "an outcome rule",
        keys: [
            .required(
                "status", .oneOf([.text(.status), .list(.text(.status))]), "The status or statuses it applies to."),
            .optional(
                "when", .map(.fieldPath, .oneOf([.text(.constant), constants, .record(.test)])),
                "What must hold of the body."),
            .optional("by", .text(.fieldPath), "The enumeration field that decides."),
            .required(
                "then",
                .oneOf([
                    .text(.outcome), .map(.wireName, .oneOf([.text(.outcome), .record(.outcomeCase)])),
                ]),
                "The outcome, or with 'by' an outcome for each value."),
            .optional("proof", .words(["body", "status"]), "Whether the status proves it whatever the body is."),
            description,
        ] + provenance)

    private static let test = Record(
        title: "a test",
        keys: [
            .optional("equals", .text(.constant), "The value is this."),
            .optional("oneOf", constants, "The value is one of these."),
            .optional("contains", .text(.any), "The text, or the array, contains this."),
            .optional("prefix", .text(.any), "The text starts with this."),
            .optional("matches", .text(.pattern), "The text contains a match."),
            .optional("present", .boolean, "Whether the field is there and not null."),
        ])

    private static let outcomeCase = Record(
        title: "an outcome",
        keys: [.required("then", .text(.outcome), "The outcome.")] + provenance)

    private static let confirmation = Record(
        title: "a confirmation",
        keys: [
            .required("call", .text(.any), "The venue's name for the call or stream."),
            description,
            .optional("statuses", .map(.wireName, .text(.outcome)), "Order statuses and what each proves."),
        ] + provenance)

    private static let example = Record(
        title: "an example",
        keys: [
            .required("name", .text(.kebabName), "Its name."),
            description,
            .required(
                "input", .map(.wireName, .oneOf([.text(.content), .list(.text(.content))])),
                "The parameters' values."),
            .required("request", .record(.exampleRequest), "The request they make, exactly."),
            .optional("frame", .record(.exampleFrame), "The WebSocket frame they make, exactly."),
            .optional("replies", .list(.record(.reply)), "Replies and their outcomes."),
        ] + provenance)

    private static let exampleRequest = Record(
        title: "an example's request",
        keys: [
            .required("line", .text(.any), "Method and target."),
            .optional("headers", .map(.headerName, .text(.content)), "Every header field, in order."),
            .optional("body", .text(.content), "The body; left out for none."),
        ])

    private static let exampleFrame = Record(
        title: "an example's frame",
        keys: [
            .required("id", .text(.any), "The correlation id."),
            .required("text", .text(.any), "The frame."),
        ])

    private static let reply = Record(
        title: "a reply",
        keys: [
            .required("name", .text(.kebabName), "Its name."),
            .required("status", .integer(100...599), "The HTTP status."),
            .optional("headers", .map(.headerName, .text(.content)), "Header fields."),
            .optional("body", .text(.content), "The body; empty unless stated."),
            .optional("fits", .boolean, "Whether it fits the documentation; true unless stated."),
            .required("outcome", .text(.recordedOutcome), "What it means."),
            .optional("code", .text(.content), "The venue's own code in the evidence."),
            .optional("text", .text(.content), "The venue's own text in the evidence."),
            description,
        ] + provenance)
}
