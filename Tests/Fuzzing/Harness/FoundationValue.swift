internal import Foundation
internal import VenueRuntime

/// A JSON value as Foundation read it: members without order, numbers as binary floating point.
indirect enum FoundationValue {
    /// An object.
    case object([String: FoundationValue])
    /// An array.
    case array([FoundationValue])
    /// A string.
    case string(String)
    /// A number, and as an integer if it was kept as one.
    case number(Double, Int64?)
    /// `true` or `false`.
    case boolean(Bool)
    /// `null`.
    case null

    /// The members of all objects.
    var memberCount: Int {
        switch self {
        case .object(let members): members.values.reduce(members.count) { $0 + $1.memberCount }
        case .array(let elements): elements.reduce(0) { $0 + $1.memberCount }
        case .string, .number, .boolean, .null: 0
        }
    }

    /// Whether our reader's value is the same, as far as Foundation keeps it.
    ///
    /// To a dictionary, names are the same when they are canonically equivalent; one of their values is left. Foundation
    /// promises nothing about digits beyond those of a `Double`.
    func isSame(as value: JSONValue) -> Bool {
        switch (self, value) {
        case (.object(let theirs), .object(let members)):
            let distinct = Set(members.map(\.name)).count
            return distinct == theirs.count
                && theirs.allSatisfy { name, other in
                    members.contains {
                        Self.isSame($0.name, name, exactly: distinct == members.count)
                            && other.isSame(as: $0.value)
                    }
                }
        case (.array(let theirs), .array(let elements)):
            return theirs.count == elements.count && zip(theirs, elements).allSatisfy { $0.isSame(as: $1) }
        case (.string(let theirs), .string(let text)): return Self.isSame(theirs, text, exactly: true)
        case (.number(let theirs, let integer), .number(let number)):
            if let integer, let exact = Int64(number.text) { return integer == exact }
            guard let nearest = Double(number.text) else { return false }
            return theirs == nearest || abs(theirs - nearest) <= abs(nearest) * 1e-14
        case (.boolean(let theirs), .boolean(let flag)): return theirs == flag
        case (.null, .null): return true
        default: return false
        }
    }

    /// Whether two texts are the same, to the byte if they must be.
    private static func isSame(_ left: String, _ right: String, exactly: Bool) -> Bool {
        exactly ? left.utf8.elementsEqual(right.utf8) : left == right
    }
}

extension FoundationValue {
    /// The value of an object of `JSONSerialization`.
    init(_ object: Any) {
        switch object {
        case let members as [String: Any]: self = .object(members.mapValues(FoundationValue.init))
        case let elements as [Any]: self = .array(elements.map(FoundationValue.init))
        case let text as String: self = .string(text)
        case let number as NSNumber where String(cString: number.objCType) == "c": self = .boolean(number.boolValue)
        case let number as NSNumber:
            self = .number(number.doubleValue, Int64(number.stringValue))
        default: self = .null
        }
    }
}

extension FoundationValue: Decodable {
    /// Reads any value from a decoder.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let elements = try? decoder.unkeyedContainer() {
            self = try .array(Self.elements(elements))
        } else if let members = try? decoder.container(keyedBy: AnyKey.self) {
            var object: [String: FoundationValue] = [:]
            for key in members.allKeys {
                object[key.stringValue] = try members.decode(FoundationValue.self, forKey: key)
            }
            self = .object(object)
        } else {
            self = .number(try container.decode(Double.self), try? container.decode(Int64.self))
        }
    }

    /// Reads all elements of an array.
    private static func elements(_ container: any UnkeyedDecodingContainer) throws -> [FoundationValue] {
        var (container, elements) = (container, [FoundationValue]())
        while !container.isAtEnd { elements.append(try container.decode(FoundationValue.self)) }
        return elements
    }

    /// A key of any name.
    private struct AnyKey: CodingKey {
        /// The name.
        let stringValue: String
        /// None; members have names.
        var intValue: Int? { nil }

        /// A key of this name.
        init(stringValue: String) { self.stringValue = stringValue }

        /// A key named by a number.
        init(intValue: Int) { stringValue = String(intValue) }
    }
}
