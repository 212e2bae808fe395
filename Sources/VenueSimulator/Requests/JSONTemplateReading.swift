internal import VenueRuntime
internal import VenueSpec

/// Reads JSON that a template made back into parameters.
enum JSONTemplateReading {
    /// Takes the parameters of a value; members the template does not have are skipped.
    static func read(
        _ json: JSONValue, by template: JSONTemplate, at place: String, into collector: inout InputCollector
    ) throws(RequestMismatch) {
        switch (template, json) {
        case (.parameter(let name), _): try collector.take(json: json, for: name)
        case (.object(let members), .object):
            for member in members {
                let inner = place.isEmpty ? member.name : "\(place).\(member.name)"
                if let value = json[member.name] {
                    try read(value, by: member.value, at: inner, into: &collector)
                } else if member.value.isAlwaysThere {
                    throw RequestMismatch(expectation: "expected the member '\(inner)'")
                }
            }
        case (.array(let templates), .array(let elements)) where templates.count == elements.count:
            for (index, (template, element)) in zip(templates, elements).enumerated() {
                try read(element, by: template, at: "\(place)[\(index)]", into: &collector)
            }
        case (.text(let parts), .string(let text)):
            guard let pieces = TemplateMatch.pieces(of: Substring(text), by: parts[...]) else {
                throw RequestMismatch(expectation: "expected another form of '\(place)'")
            }
            for piece in pieces { try collector.take(text: String(piece.text), for: piece.parameter) }
        case (.encoded(let inner), .string(let text)):
            guard let json = try? JSONValue(jsonBytes: Array(text.utf8)) else {
                throw RequestMismatch(expectation: "expected JSON in the string '\(place)'")
            }
            try read(json, by: inner, at: place, into: &collector)
        case (.string(let constant), .string(let text)) where constant == text: collector.takeConstant()
        case (.number(let constant), .number(let number)) where constant == number.text: collector.takeConstant()
        case (.boolean(let constant), .boolean(let flag)) where constant == flag: collector.takeConstant()
        case (.null, .null): collector.takeConstant()
        default: throw RequestMismatch(expectation: "expected another value in '\(place.isEmpty ? "$" : place)'")
        }
    }
}

extension JSONTemplate {
    /// Whether the member is sent whatever the input.
    ///
    /// A parameter may be optional; whether it had to be given is checked with the whole input.
    fileprivate var isAlwaysThere: Bool { if case .parameter = self { false } else { true } }
}
