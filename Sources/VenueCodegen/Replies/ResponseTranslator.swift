internal import SwiftSource
internal import VenueSpec

/// Turns the documented replies into the `Response` enumeration and the function that reads it.
struct ResponseTranslator: Translator {
    let scope: Scope
    let operation: CallDescription

    /// The case for replies outside the documentation.
    static let undocumentedCase = "undocumented"

    func enumeration() -> Declaration {
        let cases = operation.responses.map { shape in
            let status = shape.description == nil ? [] : ["Status \(shape.status)."]
            return Declaration.enumCase(
                shape.caseName, payload(shape.content).map { [.init($0)] } ?? [],
                documentation: scope.documentation(
                    shape.description, fallback: "A reply with status \(shape.status).",
                    facts: status + shape.headers.map(\.fact), shape.provenance))
        }
        let undocumented = Declaration.enumCase(
            Self.undocumentedCase, [.init(runtime.httpResponse)],
            documentation: "A reply outside the documentation, as received.")
        return .type(
            .enum, "Response", inherits: [runtime.hashable, runtime.sendable], access: scope.access,
            documentation: "What the venue answered.", members: cases + [undocumented])
    }

    /// What a case carries; `nil` for nothing.
    private func payload(_ content: ResponseShape.Content) -> String? {
        switch content {
        case .json(let type): "\(runtime.body)<\(runtime.swiftType(WireType(type, in: scope)))>"
        case .text: "\(runtime.body)<\(runtime.string)>"
        case .any: runtime.httpResponse
        case .none: nil
        }
    }

    func reader() -> Declaration {
        var body: Code = ["switch http.status {"]
        for (range, shapes) in operation.shapesByStatus { body.append(statusCase(range, shapes)) }
        body.line("default: return .\(Self.undocumentedCase)(http)")
        body.line("}")
        return .function(
            "read", [.init(label: "_", "http", runtime.httpResponse)], access: scope.access, isStatic: true,
            returns: "Response", documentation: "The documented reply an HTTP response is.", body: body)
    }

    /// Shapes are tried in spec order; the first that fits is the reply's.
    ///
    /// A body that fits none is an unreadable one of the first shape with content.
    private func statusCase(_ range: StatusRange, _ shapes: [ResponseShape]) -> Code {
        var tries = Code()
        var firstReadable: (shape: ResponseShape, expression: String)?
        var isTotal = false
        for (index, shape) in shapes.enumerated() where !isTotal {
            let name = ReservedWords.quoted(shape.caseName)
            let isLast = index == shapes.count - 1
            switch shape.content {
            case .any:
                tries.line("return .\(name)(http)")
                isTotal = true
            case .none:
                tries.append(.when(["http.body.isEmpty"], ["return .\(name)"]))
            case .json, .text:
                let expression = read(shape.content)
                if firstReadable == nil, isLast {
                    tries.line("return .\(name)(\(expression))")
                    isTotal = true
                } else if firstReadable == nil {
                    firstReadable = (shape, "body")
                    tries.line("let body = \(expression)")
                    tries.append(.when(["case .value = body"], ["return .\(name)(body)"]))
                } else {
                    tries.append(.when(["case .value(let value) = \(expression)"], ["return .\(name)(.value(value))"]))
                }
            }
        }
        if !isTotal {
            tries.line(
                firstReadable.map { "return .\(ReservedWords.quoted($0.shape.caseName))(\($0.expression))" }
                    ?? "return .\(Self.undocumentedCase)(http)")
        }
        return .switchCase([range.pattern], tries)
    }

    private func read(_ content: ResponseShape.Content) -> String {
        guard case .json(let type) = content else { return runtime.textBody }
        return runtime.jsonBody(WireType(type, in: scope))
    }
}

extension CallDescription {
    /// The documented shapes of each range of statuses, the narrowest first.
    var shapesByStatus: [(range: StatusRange, shapes: [ResponseShape])] {
        Set(responses.map(\.status)).sorted().map { range in (range, responses.filter { $0.status == range }) }
    }
}

extension StatusRange {
    /// The pattern its statuses match.
    var pattern: String { isSingle ? "\(statuses.lowerBound)" : "\(statuses.lowerBound)...\(statuses.upperBound)" }

    /// The test whether the reply at hand is one of them.
    var test: String { isSingle ? "http.status == \(pattern)" : "\(pattern) ~= http.status" }
}
