internal import VenueSpec

/// A request with the call it is for and what could be read of it.
struct RoutedRequest: Sendable {
    /// The call.
    let call: SimulatedVenue.Call
    /// The input; empty if the request is not one the binding makes.
    let input: [Example.InputValue]
    /// What was expected of the request and not found; lower case, no full stop.
    let mismatch: String?

    /// The order, if the input names one.
    var order: OrderKey? { mismatch == nil ? OrderKey(input, of: call.operation) : nil }

    /// The input of a request like it for another order: identifiers of the same form that end in another character.
    var inputOfAnother: [Example.InputValue] {
        let identifiers = call.operation.identifiers
        return input.map { value in
            guard identifiers.contains(value.name) else { return value }
            var other = value
            switch value.value {
            case .text(let text): other.value = .text(Self.another(text))
            case .number(let text): other.value = .number(Self.another(text))
            case .boolean, .list: break
            }
            return other
        }
    }

    /// A text that differs in its last letter or digit alone.
    private static func another(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard let index = bytes.lastIndex(where: { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }) else {
            return text + "1"
        }
        bytes[index] =
            switch bytes[index] {
            case UInt8(ascii: "1"): UInt8(ascii: "2")
            case 0x30...0x39: UInt8(ascii: "1")
            case UInt8(ascii: "a"), UInt8(ascii: "A"): bytes[index] + 1
            default: UInt8(ascii: "A") | (bytes[index] & 0x20)
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything the documentation rules out in the request, on one line; `nil` if it is as documented.
    func problem(in venue: Venue) -> String? {
        if let mismatch { return mismatch }
        do throws(InputProblems) {
            _ = try Interpreter.request(input, operation: call.operation, venue: venue)
            return nil
        } catch {
            return error.all.map(\.message).joined(separator: "; ")
        }
    }
}

extension SimulatedVenue {
    /// Finds the call a request is for; `nil` if no call of the venue has that method and path.
    func route(_ request: ReceivedRequest) -> RoutedRequest? {
        for call in calls where call.operation.http.method == request.method {
            guard let pieces = call.reading.pathPieces(request.path) else { continue }
            do throws(RequestMismatch) {
                let input = try call.reading.input(of: request, path: pieces)
                return RoutedRequest(call: call, input: input, mismatch: nil)
            } catch {
                return RoutedRequest(call: call, input: [], mismatch: error.expectation)
            }
        }
        return nil
    }
}
