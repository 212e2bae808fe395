import VenueRuntime

/// A body in its documented shape, whatever that is.
typealias TypedBody = JSONReadable & JSONWritable & Codable & Hashable

extension VenueOperation {
    /// The typed body of a reply; `nil` for a reply without JSON of a documented shape.
    static func typedBody(of http: HTTPResponse) -> (any TypedBody)? {
        guard let body = Mirror(reflecting: read(http)).children.first?.value,
            let value = Mirror(reflecting: body).children.first, value.label == "value"
        else { return nil }
        return value.value as? any TypedBody
    }
}
