public import VenueRuntime
internal import VenueSpec

/// A request with the call it is for and what could be read of it.
struct RoutedRequest: Sendable {
    let call: SimulatedVenue.ServedCall
    /// The input; empty if the request is not one the binding makes.
    let input: [Example.InputValue]
    let order: OrderKey?
    /// The inputs of further orders of the call; empty if the request is not one the binding makes.
    let furtherInputs: [[Example.InputValue]]
    /// Everything the documentation rules out in the request, on one line, lower case, no full stop; `nil` if it is as
    /// documented.
    let problem: String?
    /// What the page of a list is asked for with; `nil` for the first.
    var page: String? { problem == nil ? collector.page : nil }
    /// Everything that could be read, also of a request that is not one the binding makes.
    let collector: InputCollector
    fileprivate var fit: Fit

    /// Whether it reads a list that holds other orders, too.
    var isReadOfMany: Bool { call.read?.isOfMany == true }

    /// The input as text, by name.
    var texts: [String: String] { input.texts }

    /// The input of a request like it for another order: identifiers of the same form that end in another character.
    var inputOfAnother: [Example.InputValue] { another(input) }

    /// The input of a request like it for another order than that of an input.
    func another(_ input: [Example.InputValue]) -> [Example.InputValue] {
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

    /// How well a call fits a request; the greater fits better.
    fileprivate struct Fit: Comparable {
        /// How many segments of the path are fixed text: `/orders/all` is not the order `all`.
        var fixedSegments: Int
        /// Whether the binding can have made the request.
        var isReadable = true
        var isDocumented = true
        /// Whether it has header fields of the call's own set of credentials.
        var isTold = false
        /// How many parameters and constants of the binding the request has.
        var matches = 0

        static func < (first: Fit, second: Fit) -> Bool { first.order.lexicographicallyPrecedes(second.order) }

        private var order: [Int] { [fixedSegments, isReadable ? 1 : 0, isDocumented ? 1 : 0, isTold ? 1 : 0, matches] }
    }

    /// Reads a request as one of a call whose path it has.
    fileprivate init(
        _ request: ReceivedRequest, path pieces: [TemplateMatch.Piece], for call: SimulatedVenue.ServedCall,
        of venue: Venue
    ) {
        self.call = call
        fit = Fit(fixedSegments: call.reading.fixedSegments)
        fit.isTold = request.headers.fields.contains { call.telling.own.contains($0.name.lowercased()) }
        let (collector, mismatch) = call.reading.read(request, path: pieces)
        self.collector = collector
        if let mismatch {
            (input, furtherInputs, order, problem) = ([], [], nil, mismatch.expectation)
            (fit.isReadable, fit.isDocumented) = (false, false)
            return
        }
        input = collector.input
        furtherInputs = collector.furtherInputs
        order = call.login == nil && call.operation.kind != .cancelAll ? OrderKey(input, of: call.operation) : nil
        fit.matches = collector.matches
        do throws(InputProblems) {
            _ = try Interpreter.request(
                about: [input + (call.read?.unasked ?? [])] + furtherInputs, operation: call.operation, venue: venue)
            problem = nil
        } catch {
            // What a frame alone carries is in no HTTP request.
            let problems = error.all.filter { found in
                found.problem != .missing || call.operation.parameter(named: found.parameter)?.only != .webSocket
            }
            problem = problems.isEmpty ? nil : problems.map(\.message).joined(separator: "; ")
            fit.isDocumented = problems.isEmpty
        }
    }
}

extension SimulatedVenue {
    /// Finds the call a request is for; `nil` if no call of the venue has that method and path.
    ///
    /// Calls may share both: a venue that identifies orders in two ways is described by two, which differ in the form of
    /// the path, in the query or in the body. Of those that fit equally well it is the first of the spec.
    func route(_ request: ReceivedRequest) -> RoutedRequest? {
        var best: RoutedRequest?
        for call in calls where call.operation.http.method == request.method {
            guard let pieces = call.reading.pathPieces(request.path) else { continue }
            let routed = RoutedRequest(request, path: pieces, for: call, of: spec)
            if best.map({ $0.fit < routed.fit }) ?? true { best = routed }
        }
        return best
    }
}

/// A request as it reached a venue, from whatever client.
///
/// It holds secrets and is therefore never described or kept.
public struct ReceivedRequest: Sendable {
    /// The method, such as `DELETE`.
    public var method: String
    /// Path and query, percent-encoded, as in the request line.
    public var target: String
    /// The header fields, secrets included.
    public var headers: HTTPHeaderFields
    /// The body's bytes; empty for none.
    public var body: [UInt8]

    /// States a request as it was received.
    public init(method: String, target: String, headers: HTTPHeaderFields = HTTPHeaderFields(), body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    var path: Substring { Substring(target.unicodeScalars.prefix { $0 != "?" }) }

    /// What follows the path's `?`, percent-encoded; empty for none.
    var query: Substring { Substring(target.unicodeScalars.drop { $0 != "?" }.dropFirst()) }
}
