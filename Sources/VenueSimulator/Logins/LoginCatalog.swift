internal import VenueRuntime
internal import VenueSpec

/// What a login gives: the recorded replies that grant it, with fresh secrets in them.
struct LoginCatalog: Sendable {
    /// A reply that grants a login, and what it gives.
    struct Grant {
        var response: HTTPResponse
        /// The fresh secrets by their credentials' names.
        var secrets: [String: String] = [:]
    }

    /// Its own credentials that the next login takes in the old ones' place.
    let replaced: Set<String>
    /// The credentials it gives that sign.
    let keyNames: Set<String>
    private let name: String
    private let login: LoginDescription
    private let call: CallDescription
    private let venue: Venue
    private let credentials: [String: Credential]
    /// Those that grant it; each holds all that it gives, as specs without errors have it.
    private let recorded: [RecordedReply]

    /// What a session that does not end is said to last: long enough for whoever asks, and never a lie.
    private static let longLife = Duration.seconds(24 * 3600)

    /// Chooses the replies; `nil` for a call that is no login.
    init?(_ catalog: ReplyCatalog, of call: CallDescription, of venue: Venue) {
        guard let login = call.login else { return nil }
        (name, self.login, self.call, self.venue) = (call.name.text, login, call, venue)
        let given = Set(login.gives.map(\.credential))
        replaced = given.intersection(login.credentials.map(\.name.text))
        let known = venue.credentials + login.credentials
        credentials = Dictionary(known.map { ($0.name.text, $0) }) { first, _ in first }
        keyNames = Set(known.filter { $0.scheme == .key }.map(\.name.text)).intersection(given)
        recorded = catalog.recorded.filter { $0.reply.outcome == .granted }
    }

    /// Whether it gives nothing, and the venue wants to have had it in the session.
    var isPrecondition: Bool { login.isPrecondition }

    /// Whether the spec records how it is granted.
    var isRecorded: Bool { !recorded.isEmpty }

    /// How long what it gives is good for, where the spec says so whatever the reply.
    var statedLife: Duration? { if case .after(let life)? = login.expiry { life } else { nil } }

    /// Who logs in, whatever was put in the place of what.
    func owner(_ check: CredentialCheck) -> Sessions.Owner {
        Sessions.Owner(login: name, user: check.user(without: replaced))
    }

    /// A reply that grants the login; `nil` where no recorded one means that with fresh secrets in it.
    ///
    /// - Parameters:
    ///   - life: How long what it gives is good for; `nil` for ever.
    ///   - conduct: What time it is, and the keys that cannot be made anew.
    /// - Returns: The reply and the secrets in it.
    func grant(for life: Duration?, from conduct: VenueConduct) -> Grant? {
        recorded.lazy.compactMap { grant($0, for: life ?? Self.longLife, from: conduct) }.first
    }

    private func grant(_ recorded: RecordedReply, for life: Duration, from conduct: VenueConduct) -> Grant? {
        var grant = Grant(response: recorded.asRecorded)
        for given in login.gives {
            guard let credential = credentials[given.credential] else { continue }
            guard let secret = credential.freshSecret() ?? conduct.keys[given.credential] else { return nil }
            grant.secrets[given.credential] = secret
            grant.response.say(secret, at: given.place)
        }
        if let path = login.expiry?.path, let text = end(after: life, recorded, conduct) {
            grant.response.say(text, at: .field(path))
        }
        let judgement = Interpreter.judge(
            status: grant.response.status, headers: grant.response.recordedHeaders, body: grant.response.body,
            input: [],
            operation: call, venue: venue)
        return judgement.outcome == .granted ? grant : nil
    }

    /// The length or the end of a session as the reply writes it.
    private func end(after life: Duration, _ recorded: RecordedReply, _ conduct: VenueConduct) -> String? {
        switch login.expiry {
        case .period(_, .seconds)?: return String(life.components.seconds)
        case .period(_, .milliseconds)?: return String(life.wholeNanoseconds / 1_000_000)
        case .instant(let path)?:
            let shape = call.responses(to: recorded.reply.status).first {
                $0.type(at: path, in: venue) != nil
            }
            var form = TimeForm.rfc3339
            switch shape?.type(at: path, in: venue) {
            case .epoch(let unit, _)?, .decimalEpoch(let unit, _)?: form = TimeForm(rawValue: unit.rawValue) ?? form
            default: break
            }
            let (end, isLate) = conduct.wallTime.nanosecondsSinceEpoch.addingReportingOverflow(life.wholeNanoseconds)
            return form.text(isLate ? .max : end, fractionDigits: 0)
        case .after?, nil: return nil
        }
    }
}

extension Credential {
    /// A secret that nobody had before; `nil` for one that cannot be made, such as a private key in PEM.
    fileprivate func freshSecret() -> String? {
        guard scheme == .key else { return ValueEncoding.hex.text(of: Self.randomBytes(32)) }
        let length = bytes ?? 32
        switch encoding {
        case .hex: return ValueEncoding.hex.text(of: Self.randomBytes(length))
        case .base64: return ValueEncoding.base64.text(of: Self.randomBytes(length))
        case .base64url: return ValueEncoding.base64url.text(of: Self.randomBytes(length))
        case .text: return String(ValueEncoding.hex.text(of: Self.randomBytes(length)).prefix(length))
        case .pem: return nil
        }
    }

    private static func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
}

extension HTTPResponse {
    /// Puts a text in a place, in the kind of what stands there.
    fileprivate mutating func say(_ text: String, at place: GivenCredential.Place) {
        switch place {
        case .header(let name):
            headers = HTTPHeaderFields(
                received: headers.fields.map { field in
                    (field.name, field.name.lowercased() == name.lowercased() ? text : field.value)
                })
        case .field(let path):
            if let json = try? JSONValue(jsonBytes: body) {
                body = json.changing(path, asked: [:]) { $0.saying(text) }.jsonBytes()
            } else if path.steps.isEmpty {
                body = Array(text.utf8)
            }
        }
    }
}
