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
