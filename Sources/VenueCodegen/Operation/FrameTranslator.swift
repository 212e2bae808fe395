internal import SwiftSource
internal import VenueSpec

/// Makes the function that turns an input into a WebSocket request frame.
struct FrameTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    /// The function; `nil` where the venue takes no cancels over WebSocket.
    func function() -> Declaration? {
        guard let webSocket = plan.operation.webSocket else { return nil }
        let runtime = scope.runtime
        let idType = webSocket.idKind == .string ? runtime.string : runtime.int64
        var body: Code = ["try input.validate()", "var json = \(runtime.jsonWriter)()"]
        var translator = JSONTemplateTranslator(scope: scope, plan: plan)
        body.append(translator.write(webSocket.frame))
        body.line("return json.text")
        var documentation = scope.documentation(
            webSocket.description, fallback: "The text frame that asks for the same over WebSocket.",
            facts: webSocket.server.map { ["Sent to the server \(Scope.code($0))."] } ?? [], webSocket.provenance)
        documentation.append("- Parameter id: The correlation id the connection chose for the request.")
        return .function(
            FunctionDeclaration(
                "frame", [.init(label: "for", "input", "Input"), .init("id", idType)], access: scope.access,
                isStatic: true, throws: runtime.invalidInput, returns: runtime.string, documentation: documentation,
                body: body))
    }
}
