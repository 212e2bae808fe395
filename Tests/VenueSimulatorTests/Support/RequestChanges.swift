import VenueRuntime
import VenueSimulator

/// The requests that differ from one in a single byte.
enum RequestChanges {
    /// The request with one letter or digit changed, in every place, and what was changed.
    static func all(of request: ReceivedRequest) -> [(place: String, request: ReceivedRequest)] {
        var changes = changes(of: Array(request.target.utf8)).map { index, bytes in
            var copy = request
            copy.target = String(decoding: bytes, as: UTF8.self)
            return ("target at \(index)", copy)
        }
        changes += Self.changes(of: request.body).map { index, bytes in
            var copy = request
            copy.body = bytes
            return ("body at \(index)", copy)
        }
        // These only carry the request.
        let carriage = ["accept", "content-type", "host", "user-agent"]
        for (number, field) in request.headers.fields.enumerated() where !carriage.contains(field.name.lowercased()) {
            changes += Self.changes(of: Array(field.value.utf8)).map { index, bytes in
                var copy = request
                copy.headers = HTTPHeaderFields(
                    received: request.headers.fields.enumerated().map { other, field in
                        (field.name, other == number ? String(decoding: bytes, as: UTF8.self) : field.value)
                    })
                return ("\(field.name) at \(index)", copy)
            }
        }
        return changes
    }

    /// The bytes with one letter or digit changed into another, in every place.
    private static func changes(of bytes: [UInt8]) -> [(index: Int, bytes: [UInt8])] {
        bytes.indices.compactMap { index in
            var copy = bytes
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): copy[index] = (bytes[index] - 0x30 + 1) % 10 + 0x30
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): copy[index] = bytes[index] == 0x41 ? 0x42 : 0x41
            case UInt8(ascii: "a")...UInt8(ascii: "z"): copy[index] = bytes[index] == 0x61 ? 0x62 : 0x61
            default: return nil
            }
            return (index, copy)
        }
    }
}
