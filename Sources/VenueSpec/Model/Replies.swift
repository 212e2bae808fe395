/// A documented reply of one status and shape.
package struct ResponseShape: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case json(ValueType)
        case text
        case none
        /// Content the venue does not document; kept raw, always fits.
        case any
    }

    /// The HTTP statuses it answers with, where nothing narrower is documented.
    package var status: StatusRange
    package var content: Content
    /// The Swift case name, such as `ok`, `badRequest`, `okText`.
    package var caseName: String
    /// The fields that hold the venue's own code; the first that is there does.
    package var code: [FieldPath] = []
    /// The fields that hold the venue's own text; the first that is there does.
    package var text: [FieldPath] = []
    /// The fields that tell how much was ordered, executed and not executed; the same for all alternatives of a status.
    package var quantities = PerQuantity<FieldPath>()
    /// The field that tells how many orders were cancelled; of a call that cancels all of a scope.
    package var affected: FieldPath?
    /// The fields that repeat what was asked, in spec order; the same for all alternatives of a status.
    package var echoes: [Echo] = []
    /// Header fields the venue documents, in spec order; the same for all alternatives of a status.
    package var headers: [ResponseHeader]
    package var description: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance
}

package struct ResponseKeys: Mapping {
    package typealias Model = ResponseShape
    package static let keys = KeyTable<ResponseKeys>("response", "a response")
    package init() {}

    /// A word or a type for a body, and a list of alternatives.
    static let bodyForms: [Form] = [
        .words(BodyWord.allCases), .text(.typeName),
        .list(.oneOf([.words(BodyWord.allCases), .text(.typeName), .record(TypeExpressionKeys.self)])),
    ]

    let body = Field(
        required: "body", .node(.oneOf(bodyForms + [.record(TypeExpressionKeys.self)])),
        "What the body holds; alternatives are tried in order."
    ).standingAlone
    let code = Field(
        "code", .fieldPaths, default: [], "The field with the venue's own code, or several: the first that is there.",
        to: \.code)
    let text = Field(
        "text", .fieldPaths, default: [], "The field with the venue's own text, or several: the first that is there.",
        to: \.text)
    let quantities = Field(
        "quantities", .mapping(QuantityKeys.self), "The fields that tell how much of the order was executed.")
    let affected = Field(
        "affected", .fieldPath,
        "The field that tells how many orders were cancelled: an integer, or a list or map of them.",
        to: \.affected)
    package let echoes = Field(
        "echoes", .entries(.fieldPath, .mappingAloneOrEmpty(EchoKeys.self)), default: [],
        "Fields that repeat what was asked, such as the order's identifier.")
    package let headers = Field(
        "headers", .entries(.headerName, .mappingAloneOrEmpty(ResponseHeaderKeys.self)), default: [],
        "Header fields the venue documents, which rows can test.")
    let description = Field.description(\.description)
    let provenance = Included<ResponseKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// What a reply holds where that is no type.
enum BodyWord: String, Sendable, Hashable, CaseIterable {
    case text
    case nothing = "none"
    case any
}

/// A header field of a reply.
///
/// Rows can test it; the runtime reads `Retry-After` from every reply, documented or not.
package struct ResponseHeader: Sendable, Hashable {
    package var name: String
    package var isRequired: Bool = ResponseHeaderKeys.absent(\.required)
    package var description: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance
}

struct ResponseHeaderKeys: Mapping {
    typealias Model = ResponseHeader
    static let keys = KeyTable<ResponseHeaderKeys>("responseHeader", "a response header")

    let required = Field(
        "required", .boolean, default: true, "Whether the venue always sends it; true unless stated.",
        to: \.isRequired)
    let description = Field.description(\.description).standingAlone
    let provenance = Included<ResponseHeaderKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// A path to a field of a reply: RFC 9535 (JSONPath) names and indices, and rows named by what they hold; in a test also
/// to a header field, or to a part of the input.
package struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    package enum Step: Sendable, Hashable {
        case member(String)
        case index(Int)
        /// Every element; a condition holds when it holds for one of them.
        case anyElement
        /// The first element that meets all of the tests.
        case row([RowTest])
        /// The value of a map under a name.
        case key(ComparedText)
        /// A header field of the reply; the only step of its path.
        case header(String)
        /// A parameter of the call; the only step of its path.
        case input(String)
    }

    /// What tells a row of an array from the others: a field of it has a text.
    package struct RowTest: Sendable, Hashable {
        /// The path from the row to the field; members alone.
        package var field: FieldPath
        package var value: ComparedText

        package init(field: FieldPath, value: ComparedText) { (self.field, self.value) = (field, value) }
    }

    /// The steps from the body's root; empty for the root itself, written `$`.
    package var steps: [Step]

    package init(steps: [Step]) { self.steps = steps }

    /// What the path of a header field, and that of a parameter, begins with.
    static let (headerMark, inputMark) = ("$header.", "$input.")

    /// The path as the spec writes it, such as `order.status`, `results[0].code`, `$`.
    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .member(let name): text += text.isEmpty ? name : "." + name
            case .index(let index): text += (text.isEmpty ? "$" : "") + "[\(index)]"
            case .anyElement: text += (text.isEmpty ? "$" : "") + "[*]"
            case .row(let tests):
                let tests = tests.map { "\($0.field)=\($0.value.parts.map(\.text).joined())" }
                text += (text.isEmpty ? "$" : "") + "[\(tests.joined(separator: ","))]"
            case .key(let key): text += (text.isEmpty ? "$" : "") + "[\(key.parts.map(\.text).joined())]"
            case .header(let name): text += Self.headerMark + name
            case .input(let name): text += Self.inputMark + name
            }
        }
        return text.isEmpty ? "$" : text
    }

    /// Whether it leads to a header field or to the input.
    package var leavesBody: Bool {
        switch steps.first {
        case .header?, .input?: true
        default: false
        }
    }

    /// The texts that name its rows and members of maps.
    package var names: [ComparedText] {
        steps.flatMap { step -> [ComparedText] in
            switch step {
            case .row(let tests): tests.map(\.value)
            case .key(let key): [key]
            case .member, .index, .anyElement, .header, .input: []
            }
        }
    }

    /// The path to the last row or member of a map that it names; `nil` if it names none.
    package var row: FieldPath? {
        steps.lastIndex { step in
            switch step {
            case .row, .key: true
            case .member, .index, .anyElement, .header, .input: false
            }
        }
        .map { FieldPath(steps: Array(steps[...$0])) }
    }
}

/// A field of a reply that repeats what was asked, alone or inside a text.
///
/// A reply in which it repeats something else is about another order and proves nothing about this one.
package struct Echo: Sendable, Hashable {
    /// The field; never one of several.
    package var path: FieldPath
    /// What it repeats: a parameter, or text with parameters inside.
    ///
    /// Between two parameters there always is text.
    package var template: [TemplatePart]
    /// Differences the venue holds equal, in the order of the language.
    package var ignoring: [Difference]
    package var description: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance

    /// A difference between two spellings of one identifier.
    package enum Difference: String, Sendable, Hashable, CaseIterable {
        case letterCase = "case"
        case hyphens
    }

    /// The evidence of a reply in which the field names another order.
    package var evidenceText: String { "\(path) names another order" }

    /// The template as the spec writes it, such as `order '{orderId}' not found`.
    package var text: String { template.map(\.text).joined() }
}

struct EchoKeys: Mapping {
    typealias Model = Echo
    static let keys = KeyTable<EchoKeys>("echo", "an echo")

    private static let difference: Form = .words(Echo.Difference.allCases)

    let repeats = Field(
        "repeats", .textTemplate, "The parameter in braces, perhaps with text around it; 'none' for nothing."
    ).standingAlone
    let ignoring = Field(
        "ignoring", .node(.oneOf([difference, .list(difference)])), "Differences the venue holds equal.")
    let description = Field.description(\.description)
    let provenance = Included<EchoKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

extension TemplatePart {
    package var isLiteral: Bool { if case .literal = self { true } else { false } }

    /// The fixed text; empty for a parameter.
    package var fixedText: String { if case .literal(let text) = self { text } else { "" } }

    package var text: String {
        switch self {
        case .literal(let text): text.replacing("{", with: "{{").replacing("}", with: "}}")
        case .parameter(let name): "{\(name)}"
        }
    }
}
