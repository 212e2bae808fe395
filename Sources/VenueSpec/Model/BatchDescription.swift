/// What a cancel has whose request can name several orders, each with a verdict of its own in the reply.
///
/// A call about one order is one with one order in it.
package struct BatchDescription: Sendable, Hashable {
    /// How many orders one call names at most.
    package var limit: Int
    /// Parameters that are one for all orders of a call; the others are each order's own.
    package var same: [String] = []
    /// How many requests each order of a call counts as under the rate limits; `nil` for none beside the call's own.
    package var weight: Int?
    package var description: String?
    package var provenance: Provenance

    /// The placeholder for an order's place in the call, from 0, in a field path.
    package static let position = "$index"
}

package struct BatchKeys: Mapping {
    package typealias Model = BatchDescription
    package static let keys = KeyTable<BatchKeys>("batch", "'batch'")
    package init() {}

    package let limit = Field(
        required: "limit", .count(2...10_000), "How many orders one call names at most.")
    package let same = Field(
        "same", .elements(.text(.wireName)), default: [], "The parameters that are one for all orders of a call.")
    let weight = Field(
        "weight", .count(1...100_000), "How many requests each order counts as under the rate limits.", to: \.weight)
    let description = Field.description(\.description)
    let provenance = Included<BatchKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

extension CallDescription {
    /// Whether each order of one call has a value of its own for a parameter.
    package func isOfEachOrder(_ name: String) -> Bool {
        guard let batch else { return false }
        return parameter(named: name) != nil && !batch.same.contains(name)
    }

    /// The element that a list of a template has for each order of a call; `nil` for a list that stands as it is.
    package func elementOfEachOrder(_ elements: [JSONTemplate]) -> JSONTemplate? {
        guard batch != nil, elements.count == 1, let element = elements.first,
            element.placeholders.contains(where: { isOfEachOrder($0.name) })
        else { return nil }
        return element
    }
}

extension FieldPath {
    /// Whether a key stands for the order's place in a batch.
    package static func isPosition(_ key: ComparedText) -> Bool { key.bareParameter == BatchDescription.position }

    /// Whether a step leads to the element at the order's place in the call.
    package var usesPosition: Bool {
        steps.contains { if case .key(let key) = $0 { Self.isPosition(key) } else { false } }
    }
}
