/// Why credentials could not be had.
///
/// Holds no secrets: of another error it keeps the type's name only.
public struct CredentialFailure: Error, Hashable, Sendable {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// The provider threw an error of this type.
        case provider(errorType: String)
        /// The provider was cancelled.
        case canceled
        /// The token request never left.
        case notSent(NotSentCause)
        /// The token request may have been sent and no answer came.
        case unknown(UnknownCause)
        /// The token endpoint refused, with this status and, where it gave one, RFC 6749's error code.
        case refused(status: Int, code: String?)
        /// The token endpoint's answer holds no token that can be sent.
        case unreadable
    }

    /// What went wrong.
    public let reason: Reason

    /// Makes a failure.
    public init(_ reason: Reason) { self.reason = reason }
}

extension CredentialFailure: CustomStringConvertible {
    /// What went wrong, in a few words.
    public var description: String {
        switch reason {
        case .provider(let type): "the credential provider threw \(type)"
        case .canceled: "the credential provider was cancelled"
        case .notSent(let cause): "the token request was not sent (\(cause.rawValue))"
        case .unknown(let cause): "the token request has no answer (\(cause.rawValue))"
        case .refused(let status, let code): "the token endpoint answered \(status)" + (code.map { " '\($0)'" } ?? "")
        case .unreadable: "the token endpoint's answer holds no token that can be sent"
        }
    }
}
