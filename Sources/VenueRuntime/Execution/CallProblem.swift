/// What kept a call from an answer, beyond its outcome's word for it.
///
/// Holds no secrets and no values of the input.
public enum CallProblem: Hashable, Sendable {
    /// The input breaks constraints.
    case input(InvalidInput)
    /// The input is no JSON of the operation's parameters.
    case json(JSONError)
    /// The credentials cannot be sent.
    case credentials(InvalidCredentials)
    /// The credentials could not be had.
    case credentialsUnavailable(CredentialFailure)
    /// The rate limiter would have let the request go only after this time.
    case rateLimited(wait: Duration)
    /// The venue asked for no request for this time, or for one that could not be read.
    case heldBack(wait: Duration)
    /// What the transport said, such as `Connection refused`.
    case transport(String)
}

extension CallProblem: CustomStringConvertible {
    /// The problem in a few words.
    public var description: String {
        switch self {
        case .input(let error): error.description
        case .json(let error): "\(error)"
        case .credentials(let error): error.description
        case .credentialsUnavailable(let error): error.description
        case .rateLimited(let wait): "the rate limit leaves no room for \(wait.brief)"
        case .heldBack(let wait): "the venue asked for no request for \(wait.brief)"
        case .transport(let detail): detail
        }
    }
}
