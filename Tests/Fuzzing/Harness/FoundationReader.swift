internal import Foundation

/// The readers of JSON that Foundation has.
enum FoundationReader: CaseIterable {
    /// `JSONSerialization`, which reads everything at once.
    case serialization
    /// `JSONDecoder`, which reads what it is asked for.
    case decoder

    /// Reads any value.
    func read(_ bytes: [UInt8]) throws -> FoundationValue {
        switch self {
        case .serialization:
            let object = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            return FoundationValue(object)
        case .decoder: return try JSONDecoder().decode(FoundationValue.self, from: Data(bytes))
        }
    }
}
