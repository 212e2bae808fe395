/// A venue's call that only reads what became of an order.
///
/// It may be sent again after any failure.
public protocol ReadOperation: VenueOperation where Meaning == OrderState {
    /// The most pages that are followed; 1 for a read that has no pages.
    static var pageLimit: Int { get }

    /// Makes the request for a page.
    ///
    /// - Parameters:
    ///   - input: What is asked about.
    ///   - page: The page, as ``nextPage(after:page:)`` names it; `nil` for the first.
    /// - Returns: The request, without credentials.
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func prepare(_ input: Input, page: String?) throws(InvalidInput) -> PreparedRequest

    /// Makes the request of one attempt for a page, with its computed values.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func prepare(
        _ input: Input, page: String?, with values: inout RequestValues
    ) throws(InvalidInput) -> PreparedRequest

    /// The page after a response; `nil` if the response is of the last page, or of none.
    static func nextPage(after response: Response, page: String?) -> String?

    /// Whether a row of the response is about the order.
    ///
    /// A response that does not name it is judged only where it is the last page's.
    static func names(_ response: Response, _ input: Input) -> Bool
}

extension ReadOperation {
    /// One page.
    public static var pageLimit: Int { 1 }

    /// The same request for every page: there is one.
    public static func prepare(_ input: Input, page: String?) throws(InvalidInput) -> PreparedRequest {
        try prepare(input)
    }

    /// The same request for every page: there is one, or it holds no computed values.
    public static func prepare(
        _ input: Input, page: String?, with values: inout RequestValues
    ) throws(InvalidInput) -> PreparedRequest {
        isComputed ? try prepare(input, with: &values) : try prepare(input, page: page)
    }

    /// None: the response is of the last page.
    public static func nextPage(after response: Response, page: String?) -> String? { nil }

    /// Always: the response is about one order.
    public static func names(_ response: Response, _ input: Input) -> Bool { true }
}

/// How often an order is read after a cancel.
public struct ReadPace: Hashable, Sendable {
    /// How long after the cancel the first read is made.
    public let after: Duration
    /// The time between the first and the second read; after that the time is twice as long.
    ///
    /// A quarter of it at most is added by chance, and whatever the venue asks for.
    public let every: Duration
    /// The most reads of the order, refused ones included.
    public let atMost: Int

    /// States a pace as a spec does.
    public init(after: Duration, every: Duration, atMost: Int) {
        self.after = after
        self.every = every
        self.atMost = atMost
    }
}

/// A read that tells what became of a cancel: its pace, and the way from the cancel to its input.
public struct OrderReader<Cancel: CancelOperation>: Sendable {
    /// The read's name in the spec, such as `getOrder`.
    public let name: String
    /// How often it is made.
    public let pace: ReadPace
    /// The read of the order of a cancel.
    let bind: @Sendable (Cancel.Input, Cancel.Response?) -> (any OrderQuery)?

    /// Makes a read a way to learn what became of a cancel, at a pace.
    ///
    /// The closure makes the read's input of the cancel's input and of the reply to it, if there was one; it gives `nil`
    /// where the read cannot be made, since a member of a reply is missing.
    public init<Read: ReadOperation>(
        _: Read.Type, pace: ReadPace, input: @escaping @Sendable (Cancel.Input, Cancel.Response?) -> Read.Input?
    ) where Read.Server == Cancel.Server, Read.Credentials == Cancel.Credentials {
        name = Read.name
        self.pace = pace
        bind = { cancel, reply in input(cancel, reply).map { BoundQuery<Read>(input: $0) } }
    }
}

/// A read with its input, whatever the operation.
protocol OrderQuery: Sendable {
    var operation: String { get }
    var pageLimit: Int { get }
    /// How many requests it counts as under the rate limits.
    var weight: Int { get }
    func request(page: String?) throws(InvalidInput) -> PreparedRequest
    /// What makes the request of each attempt; `nil` where all send the same.
    func computation(page: String?) -> RequestComputation?
    /// The response of a reply, for the functions that take one; once for all orders that share the reply.
    func read(_ http: HTTPResponse) -> any Sendable
    func nextPage(after response: any Sendable, page: String?) -> String?
    func isNamed(in response: any Sendable) -> Bool
    func judge(_ response: any Sendable, http: HTTPResponse) -> StateVerdict
}

struct BoundQuery<Read: ReadOperation>: OrderQuery {
    let input: Read.Input

    var operation: String { Read.name }
    var pageLimit: Int { max(1, Read.pageLimit) }
    var weight: Int { Read.weight(ofOrders: 1) }

    func request(page: String?) throws(InvalidInput) -> PreparedRequest { try Read.prepare(input, page: page) }

    func computation(page: String?) -> RequestComputation? {
        guard Read.isComputed else { return nil }
        return RequestComputation(takesNonces: Read.takesNonces) { values throws(InvalidInput) in
            try Read.prepare(input, page: page, with: &values)
        }
    }

    func read(_ http: HTTPResponse) -> any Sendable { Read.read(http) }

    func nextPage(after response: any Sendable, page: String?) -> String? {
        (response as? Read.Response).flatMap { Read.nextPage(after: $0, page: page) }
    }

    func isNamed(in response: any Sendable) -> Bool {
        (response as? Read.Response).map { Read.names($0, input) } ?? false
    }

    func judge(_ response: any Sendable, http: HTTPResponse) -> StateVerdict {
        Read.judge(response as? Read.Response ?? Read.read(http), to: input, http: http)
    }
}

/// How the pages of a list follow one another, for generated reads.
public enum ReadPages {
    /// What the next page is asked for with, where a page names it.
    ///
    /// - Parameters:
    ///   - cursor: What the page names; nothing or empty text means that it is the last.
    ///   - last: What it names besides on the last page.
    /// - Returns: `nil` on the last page.
    public static func next(_ cursor: String?, last: String? = nil) -> String? {
        guard let cursor, !cursor.isEmpty, !FieldMatch.equals(cursor, last ?? "") else { return nil }
        return cursor
    }

    /// What the next page is asked for with, where that is the number of rows before it.
    ///
    /// - Parameters:
    ///   - page: What the page itself was asked for with; `nil` for the first.
    ///   - first: What the first page is counted from.
    ///   - rows: The rows it has.
    ///   - size: The rows a page has that is not the last.
    /// - Returns: `nil` on the last page.
    public static func next(after page: String?, from first: Int, rows: Int, size: Int) -> String? {
        let before = page.flatMap { Int($0) } ?? first
        let (next, overflow) = before.addingReportingOverflow(rows)
        return rows < size || overflow ? nil : String(next)
    }
}
