/// The values that are computed for one attempt of a call, and what requests are computed from.
///
/// Generated code asks for them in the order in which they depend on one another. A value asked for again is the same. Where
/// a request is only shown, a value reads as its name in angle brackets, such as `<signature>`.
public struct RequestValues: Sendable {
    private enum Purpose: Sendable {
        /// To be shown, of the credentials of a set.
        case shown(set: String?)
        case sent(Attempt)
    }

    /// What an attempt computes from.
    struct Attempt: Sendable {
        let venue: String
        let server: BaseURL
        let keys: KeyRing
        let cryptography: (any Cryptography)?
        let wallTime: any WallTime
        /// Gives what is recorded instead of made anew, by name; `nil` outside examples.
        var recorded: (@Sendable (String) -> String?)?
    }

    /// A message that a signer outside the process is to sign.
    struct Pending: Sendable {
        let name: String
        let credential: String
        let signer: any RequestSigner
        let algorithm: SignatureAlgorithm
        let message: [UInt8]
    }

    private let purpose: Purpose
    /// The time of day of the attempt, once it was asked for.
    private var instant: Int64?
    /// Values that were made in an earlier pass over the request, by name.
    private var made: [(name: String, text: String)] = []
    /// Signatures that signers gave, by name.
    private var signed: [(name: String, bytes: [UInt8])] = []
    private(set) var pending: Pending?
    private(set) var failure: SigningFailure?
    /// The texts of signatures, which are looked for in what the venue says.
    private(set) var signatures: [String] = []
    /// The names that stand in angle brackets.
    private var shownNames: [String] = []

    private init(_ purpose: Purpose) { self.purpose = purpose }

    init(_ attempt: Attempt) { self.init(.sent(attempt)) }

    /// The request as it is shown, made by a closure that makes the one that is sent.
    public static func shown(
        _ make: (inout RequestValues) throws(InvalidInput) -> PreparedRequest
    ) throws(InvalidInput) -> PreparedRequest {
        try shown(ofSet: nil, make)
    }

    static func shown(
        ofSet set: String?, _ make: (inout RequestValues) throws(InvalidInput) -> PreparedRequest
    ) throws(InvalidInput) -> PreparedRequest {
        var values = RequestValues(.shown(set: set))
        let request = try make(&values)
        return request.showing(values.shownNames)
    }

    /// The frame as it is shown, made by a closure that makes the one that is sent.
    public static func shown(
        _ make: (inout RequestValues) throws(InvalidInput) -> String
    ) throws(InvalidInput) -> String {
        var values = RequestValues(.shown(set: nil))
        return try make(&values)
    }

    private mutating func mask(_ name: String) -> String {
        if !shownNames.contains(name) { shownNames.append(name) }
        return "<\(name)>"
    }

    // MARK: Values of the moment

    /// The time of day, perhaps some time from now.
    ///
    /// - Parameters:
    ///   - name: The value's name in the spec.
    ///   - form: How it is written.
    ///   - delay: How long from now.
    ///   - fractionDigits: The digits of a second's fraction, from 0 to 9.
    /// - Returns: The time as text.
    public mutating func time(
        _ name: String, _ form: TimeForm, plus delay: Duration = .zero, fractionDigits: Int = 0
    ) -> String {
        guard case .sent(let attempt) = purpose else { return mask(name) }
        if let recorded = attempt.recorded?(name) { return recorded }
        let now = instant ?? attempt.wallTime.nanosecondsSinceEpoch
        instant = now
        let (seconds, attoseconds) = delay.components
        let (added, overflow) = now.addingReportingOverflow(
            (seconds &* 1_000_000_000) &+ attoseconds / 1_000_000_000)
        return form.text(overflow ? now : added, fractionDigits: fractionDigits)
    }

    /// A number that is greater than any before it at the venue, for all clients of the process: the time of day in units,
    /// or one more than the last.
    public mutating func nonce(_ name: String, _ form: TimeForm) -> String {
        once(name) { attempt in
            String(NonceSequence.next(attempt.venue, form, at: attempt.wallTime.nanosecondsSinceEpoch))
        }
    }

    /// Random digits of the form.
    public mutating func random(_ name: String, _ form: RandomForm, length: Int = 32) -> String {
        once(name) { _ in form.text(length: length) }
    }

    /// A value that stays the same for the attempt.
    private mutating func once(_ name: String, _ make: (Attempt) -> String) -> String {
        guard case .sent(let attempt) = purpose else { return mask(name) }
        if let recorded = attempt.recorded?(name) { return recorded }
        if let known = made.first(where: { $0.name == name }) { return known.text }
        let text = make(attempt)
        made.append((name, text))
        return text
    }

    // MARK: What the request is

    /// The host the request goes to, with its port where that is stated.
    public mutating func host() -> String {
        guard case .sent(let attempt) = purpose else { return mask("host") }
        return attempt.server.host + (attempt.server.port.map { ":\($0)" } ?? "")
    }

    /// The path as it is sent, that of the server included.
    public func path(of target: RequestTarget) -> String {
        basePath + String(decoding: target.bytes.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    }

    /// The query as it is sent, without its question mark.
    public func query(of target: RequestTarget) -> String {
        String(decoding: target.bytes.drop { $0 != UInt8(ascii: "?") }.dropFirst(), as: UTF8.self)
    }

    /// Path and query as they are sent.
    public func target(_ target: RequestTarget) -> String { basePath + target.text }

    private var basePath: String {
        if case .sent(let attempt) = purpose { attempt.server.path } else { "" }
    }

    // MARK: Credentials

    /// The set of the venue's credentials that the request carries; empty for the first where none is held.
    public var credentialSet: String {
        switch purpose {
        case .shown(let set): set ?? ""
        case .sent(let attempt): attempt.keys.set ?? ""
        }
    }

    /// A value of the credentials.
    public mutating func credential(_ name: String) -> String {
        guard case .sent(let attempt) = purpose else { return Secret.placeholder }
        do throws(SigningFailure) { return try attempt.keys.value(name) } catch {
            failure = failure ?? error
            return Secret.placeholder
        }
    }

    // MARK: Texts and bytes made of others

    /// A message as text, perhaps without what it begins with.
    public func text(_ message: RequestMessage, dropping prefix: StaticString = "") -> String {
        let start = prefix.withUTF8Buffer { $0.count }
        let begins = prefix.withUTF8Buffer { message.bytes.starts(with: $0) }
        return String(decoding: begins ? message.bytes[start...] : message.bytes[...], as: UTF8.self)
    }

    /// A message in an encoding.
    public func text(_ message: RequestMessage, as encoding: ValueEncoding) -> String {
        encoding.text(of: message.bytes)
    }

    /// The digest of a message in an encoding.
    public mutating func digest(
        _ name: String, of message: RequestMessage, _ algorithm: HashAlgorithm, as encoding: ValueEncoding
    ) -> String {
        guard case .sent(let attempt) = purpose else { return mask(name) }
        if let recorded = attempt.recordedResult(name) { return recorded }
        return encoding.text(of: digest(name, of: message, algorithm))
    }

    /// The digest of a message.
    public mutating func digest(_ name: String, of message: RequestMessage, _ algorithm: HashAlgorithm) -> [UInt8] {
        guard case .sent(let attempt) = purpose else { return [] }
        if let recorded = attempt.recordedResult(name) { return Self.bytes(of: recorded) }
        return guarded { () throws(SigningFailure) in
            guard let cryptography = attempt.cryptography else { throw SigningFailure(.noCryptography) }
            return try cryptography.digest(of: message.bytes, algorithm)
        }
    }

    /// The signature of a message in an encoding.
    public mutating func signature(
        _ name: String, of message: RequestMessage, key credential: String, _ algorithm: SignatureAlgorithm,
        as encoding: ValueEncoding
    ) -> String {
        guard case .sent(let attempt) = purpose else { return mask(name) }
        if let recorded = attempt.recordedResult(name, algorithm) { return recorded }
        let text = encoding.text(of: signature(name, of: message, key: credential, algorithm))
        if !text.isEmpty { signatures.append(text) }
        return text
    }

    /// The signature of a message.
    public mutating func signature(
        _ name: String, of message: RequestMessage, key credential: String, _ algorithm: SignatureAlgorithm
    ) -> [UInt8] {
        guard case .sent(let attempt) = purpose, pending == nil else { return [] }
        if let recorded = attempt.recordedResult(name, algorithm) { return Self.bytes(of: recorded) }
        if let known = signed.first(where: { $0.name == name }) { return known.bytes }
        if let signer = attempt.keys.signer(credential) {
            pending = Pending(
                name: name, credential: credential, signer: signer, algorithm: algorithm, message: message.bytes)
            return []
        }
        return guarded { () throws(SigningFailure) in
            guard let cryptography = attempt.cryptography else { throw SigningFailure(.noCryptography) }
            return try attempt.keys.signature(of: message.bytes, key: credential, algorithm, by: cryptography)
        }
    }

    private mutating func guarded(_ make: () throws(SigningFailure) -> [UInt8]) -> [UInt8] {
        do throws(SigningFailure) { return try make() } catch {
            failure = failure ?? error
            return []
        }
    }

    /// The bytes that an example records as hexadecimal digits.
    private static func bytes(of digits: String) -> [UInt8] { BinaryText.bytes(hex: digits) ?? Array(digits.utf8) }

    /// Takes in what a signer gave, for the next pass over the request.
    mutating func resolve(_ pending: Pending, _ signature: [UInt8]) {
        signed.append((pending.name, signature))
        self.pending = nil
        signatures = []
    }
}

extension RequestValues.Attempt {
    /// What is recorded of a digest or signature, where it cannot be made: without cryptography, or as it is another each
    /// time.
    fileprivate func recordedResult(_ name: String, _ algorithm: SignatureAlgorithm? = nil) -> String? {
        guard cryptography == nil || algorithm == .es256 || algorithm == .es256DER else { return nil }
        return recorded?(name)
    }
}

extension VenueOperation {
    /// The request of an example, with what is recorded of it in place of what is made anew.
    ///
    /// - Parameters:
    ///   - input: The example's input.
    ///   - credentials: The credentials, with the example's test keys.
    ///   - cryptography: What makes digests and signatures again; `nil` to take those that are recorded.
    ///   - recorded: Gives a recorded value by its name.
    /// - Returns: The request as it would be sent to the venue's first server.
    /// - Throws: ``InvalidInput``, ``InvalidCredentials`` or ``SigningFailure``.
    package static func recordedRequest(
        _ input: Input, _ credentials: Credentials, cryptography: (any Cryptography)?,
        recorded: @escaping @Sendable (String) -> String?
    ) throws -> AuthorizedRequest {
        guard let computation = computation(input) else { return try prepare(input).authorized(by: credentials) }
        var values = try recordedValues(credentials, cryptography, recorded)
        let made = try prepare(input, with: &values)
        if let failure = values.failure { throw failure }
        return try made.authorized(by: credentials).showing(computation, ofSet: KeyRing(credentials.signing).set)
    }

    fileprivate static func recordedValues(
        _ credentials: Credentials, _ cryptography: (any Cryptography)?,
        _ recorded: @escaping @Sendable (String) -> String?
    ) throws -> RequestValues {
        let server: BaseURL
        switch Server.named.first?.address {
        case .fixed(let url): server = url
        case .onHost(let address): server = address(try HostName("venue.example"))
        case nil: server = BaseURL(https: "venue.example")
        }
        return RequestValues(
            RequestValues.Attempt(
                venue: venue, server: server, keys: KeyRing(credentials.signing), cryptography: cryptography,
                wallTime: SystemWallTime(), recorded: recorded))
    }
}

extension BatchCancelOperation {
    /// The request of an example about some orders, with what is recorded of it in place of what is made anew.
    ///
    /// - Parameters: As for ``VenueOperation/recordedRequest(_:_:cryptography:recorded:)``, with the orders' inputs.
    /// - Returns: The request as it would be sent to the venue's first server.
    /// - Throws: ``InvalidInput``, ``InvalidCredentials`` or ``SigningFailure``.
    package static func recordedRequest(
        _ inputs: [Input], _ credentials: Credentials, cryptography: (any Cryptography)?,
        recorded: @escaping @Sendable (String) -> String?
    ) throws -> AuthorizedRequest {
        guard let computation = computation(inputs) else { return try prepare(inputs).authorized(by: credentials) }
        var values = try recordedValues(credentials, cryptography, recorded)
        let made = try prepare(inputs, with: &values)
        if let failure = values.failure { throw failure }
        return try made.authorized(by: credentials).showing(computation, ofSet: KeyRing(credentials.signing).set)
    }
}

extension FramedOperation {
    /// The frame of an example, with what is recorded of it in place of what is made anew.
    ///
    /// - Parameters: As for ``VenueOperation/recordedRequest(_:_:cryptography:recorded:)``, and the correlation id.
    /// - Returns: The frame as it would be sent.
    /// - Throws: ``InvalidInput`` or ``SigningFailure``.
    package static func recordedFrame(
        _ input: Input, id: FrameID, _ credentials: Credentials, cryptography: (any Cryptography)?,
        recorded: @escaping @Sendable (String) -> String?
    ) throws -> String {
        var values = try recordedValues(credentials, cryptography, recorded)
        let made = try frame(for: input, id: id, with: &values)
        if let failure = values.failure { throw failure }
        return made
    }
}

extension RequestValues: CustomStringConvertible, CustomReflectable {
    /// `<redacted>`: it holds keys, messages and signatures.
    public var description: String { Secret.placeholder }

    /// A mirror without children, so that `dump` and debuggers show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Bytes that are hashed, signed or encoded, built from left to right.
public struct RequestMessage: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Room for most messages, so that they are built in one block of memory.
    private static let usualLength = 384

    /// An empty message.
    public init() { bytes.reserveCapacity(Self.usualLength) }

    /// A message of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Adds text.
    public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds bytes.
    public mutating func append(_ bytes: [UInt8]) { self.bytes.append(contentsOf: bytes) }
}

extension RequestMessage: CustomStringConvertible, CustomReflectable {
    /// `<redacted>`: it may hold secrets.
    public var description: String { Secret.placeholder }

    /// A mirror without children, so that `dump` and debuggers show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Fields of a text that is signed, in the order of their names.
public struct SortedFields: Sendable {
    private let pair: StaticString
    private let separator: StaticString
    private var message = RequestMessage()
    private var isFirst = true

    /// No fields, with what stands between a name and its value, and between fields.
    public init(pair: StaticString, separator: StaticString) {
        self.pair = pair
        self.separator = separator
    }

    /// Adds a field behind those there are.
    public mutating func append(_ name: StaticString, _ value: String) {
        if !isFirst { message.append("\(separator)") }
        isFirst = false
        message.append("\(name)")
        message.append("\(pair)")
        message.append(value)
    }

    /// Adds a field if it has a value.
    public mutating func append(_ name: StaticString, ifPresent value: String?) {
        if let value { append(name, value) }
    }

    /// The fields as a message.
    public var fields: RequestMessage { message }
}

/// A computed number in a JSON body: written without quotes, unless it is only shown.
public struct ComputedNumber: JSONWritable {
    let text: String

    /// The number of digits that were computed.
    public init(_ text: String) { self.text = text }

    /// Writes the digits, or the name in angle brackets.
    public func write(to json: inout JSONWriter) {
        if !text.isEmpty, text.utf8.allSatisfy({ PercentEncoding.isDigit($0) || $0 == UInt8(ascii: ".") }) {
            json.token(text)
        } else {
            json.write(text)
        }
    }
}

/// What random text looks like.
public enum RandomForm: String, Hashable, Sendable, CaseIterable {
    /// A UUID of version 4 (RFC 9562), in lower case.
    case uuid
    /// Lower-case hexadecimal digits.
    case hex
    /// Decimal digits, the first of which is not 0.
    case digits
    /// ASCII letters of either case and digits.
    case alphanumeric

    /// Text from the system's generator of random numbers.
    func text(length: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        switch self {
        case .uuid:
            var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            bytes[6] = bytes[6] & 0x0F | 0x40
            bytes[8] = bytes[8] & 0x3F | 0x80
            let digits = Array(ValueEncoding.hex.text(of: bytes))
            return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
        case .hex: return Self.text(length, of: "0123456789abcdef", using: &generator)
        case .digits:
            return Self.text(min(length, 1), of: "123456789", using: &generator)
                + Self.text(length - 1, of: "0123456789", using: &generator)
        case .alphanumeric:
            let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            return Self.text(length, of: letters + "0123456789", using: &generator)
        }
    }

    private static func text(_ length: Int, of letters: String, using generator: inout some RandomNumberGenerator)
        -> String
    {
        String((0..<max(0, length)).compactMap { _ in letters.randomElement(using: &generator) })
    }
}
