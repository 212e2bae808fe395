/// A venue's call that obtains credentials for all others: a session, or a token for some time.
///
/// It is made by a ``CredentialSource`` when credentials are needed, before they end, and once after a refusal.
public protocol LoginOperation: VenueOperation where Meaning == LoginOutcome, Input == NoInput {
    /// What authorises the venue's other calls.
    associatedtype GrantedCredentials: VenueCredentials

    /// The names of those of its own credentials that a reply can take the place of; who makes the login must keep what it
    /// is told then, as the old one may be worthless.
    static var replacedCredentials: [String] { get }

    /// What a reply that grants the login holds; `nil` for one that does not hold all of it.
    static func grant(of response: Response, http: HTTPResponse, to credentials: Credentials) -> LoginGrant<Self>?
}

extension LoginOperation {
    /// None: what the login takes is good for the next one, too.
    public static var replacedCredentials: [String] { [] }
}

/// What a reply to a login means.
public enum LoginOutcome: Hashable, Sendable {
    /// It holds what the login gives.
    case granted
    /// The venue refused. Its own code and text are in the evidence.
    case rejected(RejectionReason)
    /// A rate limit refused the request.
    case throttled(retryAfter: RetryAfter?, processing: Processing)
    /// Nothing proves that anything was granted.
    case unknown(UnknownCause)

    /// The text of a reply as a secret; `nil` where there is none, or an empty one.
    public static func secret(_ text: String?) -> Secret? { text.flatMap { $0.isEmpty ? nil : Secret($0) } }
}

extension LoginOutcome: ReplyMeaning, CustomStringConvertible {
    /// The outcome in the words specs use, such as `rejected(authentication)`.
    public var description: String {
        switch self {
        case .granted: "granted"
        case .rejected(let reason): "rejected(\(reason.rawValue))"
        case .throttled(_, let processing): "throttled(\(processing.rawValue))"
        case .unknown(let cause): "unknown(\(cause.rawValue))"
        }
    }
}

/// What a reply to a login means and what that rests on.
public typealias LoginVerdict = ReplyVerdict<LoginOutcome>

/// What a login gives.
public struct LoginGrant<Login: LoginOperation>: Sendable {
    /// What authorises the venue's other calls.
    public let session: Login.GrantedCredentials
    /// How long that is good for.
    public let expires: LoginExpiry
    /// What the next login takes, where the reply put something in the place of what this one took.
    public let next: Login.Credentials?

    /// States what a reply gives.
    public init(_ session: Login.GrantedCredentials, expires: LoginExpiry = .refused, next: Login.Credentials? = nil) {
        self.session = session
        self.expires = expires
        self.next = next
    }
}

/// How long what a login gives is good for, counted from when it was asked for.
public struct LoginExpiry: Hashable, Sendable {
    /// What a number counts.
    public enum Unit: Hashable, Sendable {
        case seconds, milliseconds
    }

    private enum Kind: Hashable, Sendable {
        case refused
        case after(Duration)
        /// Seconds since the epoch.
        case at(Int64)
    }

    private let kind: Kind

    /// Until it is refused.
    public static let refused = LoginExpiry(kind: .refused)

    /// For this long.
    public static func after(_ period: Duration) -> Self { Self(kind: .after(period)) }

    /// For as long as a number says; until it is refused where there is no number.
    public static func period(_ text: String?, _ unit: Unit) -> Self {
        // A fraction is less than the margin before the end.
        guard let text, let count = Int64(text.prefix { $0 != "." }) else { return .refused }
        let period: Duration = unit == .seconds ? .seconds(max(0, count)) : .milliseconds(max(0, count))
        return Self(kind: .after(period))
    }

    /// Until a moment; until it is refused where there is none.
    public static func at(_ time: Timestamp?) -> Self { time.map { Self(kind: .at($0.secondsSinceEpoch)) } ?? .refused }

    /// Until a moment; until it is refused where there is none.
    public static func at(_ time: EpochTimestamp?) -> Self {
        time.map { Self(kind: .at($0.secondsSinceEpoch)) } ?? .refused
    }

    /// Until a moment; until it is refused where there is none.
    public static func at(_ time: DecimalEpochTimestamp?) -> Self {
        time.map { Self(kind: .at($0.secondsSinceEpoch)) } ?? .refused
    }

    /// How long it is good for from now; `nil` for until it is refused.
    func lifetime(at now: any WallTime) -> Duration? {
        switch kind {
        case .refused: return nil
        case .after(let period): return period
        case .at(let end):
            let (seconds, overflow) = end.subtractingReportingOverflow(now.nanosecondsSinceEpoch / 1_000_000_000)
            return overflow ? nil : .seconds(max(0, seconds))
        }
    }
}

/// The input of a call that takes nothing but credentials.
public struct NoInput: JSONModel {
    /// Makes the value.
    public init() {}

    /// Reads an object without members.
    ///
    /// - Throws: ``JSONError`` for a member, or for anything else.
    public init(json: inout JSONReader) throws(JSONError) {
        try json.beginObject()
        if try json.nextKey() != nil { throw json.error(.unknownMember) }
    }

    /// Writes an object without members.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.endObject()
    }

    /// Does nothing: there is nothing that could be wrong.
    public func validate() throws(InvalidInput) {}
}
