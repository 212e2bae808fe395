import TestScheduling
import Testing
import VenueRuntime

/// Secrets never show themselves.
@Suite(.bounded) struct SecretTests {
    private static let planted = "hunter2-planted"

    /// Every way a value can be shown that reaches logs and failure messages.
    private func renderings(_ value: Any) -> String {
        var shown =
            "\(value) \(String(describing: value)) \(String(reflecting: value)) \(Optional(value) as Any) \([value])"
        dump(value, to: &shown)
        dump(["value": value] as [String: Any], to: &shown)
        func walk(_ value: Any, _ depth: Int) {
            shown += " \(value) \(String(reflecting: value))"
            if depth < 8 { for child in Mirror(reflecting: value).children { walk(child.value, depth + 1) } }
        }
        walk(value, 0)
        return shown
    }

    @Test func noRenderingShowsASecret() throws {
        let secret = Secret(Self.planted)
        let credentials = Sample.Credentials(token: secret)
        let request = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(1))).authorized(
            by: credentials)
        let values: [Any] = [
            secret, credentials, credentials.headerFields, request, Result<Secret, InvalidInput>.success(secret),
        ]
        for value in values {
            let shown = renderings(value)
            #expect(!shown.contains(Self.planted))
            #expect(shown.contains("<redacted>"))
        }
        #expect(secret.expose() == Self.planted)
    }

    @Test func transportsGetTheSecretAndOthersSeeWhereItIs() throws {
        let request = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(1)))
            .authorized(by: Sample.Credentials(token: Secret(Self.planted)))
        #expect(
            request.exposedHeaders().fields.map { "\($0.name): \($0.value)" } == [
                "Authorization: Bearer \(Self.planted)", "Content-Type: application/json",
            ])
        #expect(request.redactedHeaders["authorization"] == "Bearer <redacted>")
        #expect(
            request.description
                == "POST /v1/accounts/a/cancel\nAuthorization: Bearer <redacted>\nContent-Type: application/json")
    }

    @Test func aSignatureJoinsTheCredentialsAndIsShownNoMoreThanThey() throws {
        let request = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(1)))
            .authorized(by: Sample.Credentials(token: Secret("token")))
        let signature = CredentialField(name: "X-Signature", secret: Secret(Self.planted))
        let signed = try request.adding([signature])
        #expect(
            signed.exposedHeaders().fields.map { "\($0.name): \($0.value)" } == [
                "Authorization: Bearer token", "X-Signature: \(Self.planted)", "Content-Type: application/json",
            ])
        #expect((signed.method, signed.target, signed.body) == (request.method, request.target, request.body))
        #expect(!renderings(signed).contains(Self.planted))
        for name: StaticString in ["authorization", "content-type", "X-Signature", "Host", "a b"] {
            #expect(throws: InvalidCredentials.self) {
                try signed.adding([CredentialField(name: name, secret: Secret("s"))])
            }
        }
    }

    @Test(arguments: [
        "", "planted\n", "planted\r\nX-Evil: 1", "plan ted", "plänted", "planted\0", " planted", "planted\t",
    ])
    func unusableSecretsAreRefusedWithoutBeingShown(_ text: String) throws {
        let request = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(1)))
        do throws(InvalidCredentials) {
            _ = try request.authorized(by: Sample.Credentials(token: Secret(text)))
            Issue.record("took an unusable secret")
        } catch {
            #expect(error.problem == (text.isEmpty ? .empty : .notHeaderText))
            #expect(error.field == "Authorization")
            #expect(!renderings(error).contains("planted"))
        }
    }

    @Test func aCredentialCannotMeetAFieldOfItsName() throws {
        struct Clashing: VenueCredentials {
            let name: StaticString

            init(name: StaticString) { self.name = name }

            init<Failure: Error>(secrets secret: (String) throws(Failure) -> Secret) throws(Failure) {
                name = "X-Other"
            }

            var headerFields: [CredentialField] {
                [CredentialField(name: "X-Key", secret: Secret("k")), CredentialField(name: name, secret: Secret("s"))]
            }
        }
        let request = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(1)))
        #expect(throws: InvalidCredentials.self) { try request.authorized(by: Clashing(name: "content-TYPE")) }
        #expect(throws: InvalidCredentials.self) { try request.authorized(by: Clashing(name: "x-key")) }
        let fields = try request.authorized(by: Clashing(name: "X-Signature")).exposedHeaders().fields
        #expect(fields.map(\.name) == ["X-Key", "X-Signature", "Content-Type"])
        #expect(try request.authorized(by: NoCredentials()).exposedHeaders() == request.headers)
    }

    @Test func credentialsAreMadeByTheNamesOfTheirSecrets() throws {
        let credentials = Sample.Credentials { (name: String) in Secret("secret of \(name)") }
        #expect(credentials.token == Secret("secret of token"))
        #expect(throws: InvalidInput.self) {
            try Sample.Credentials { (_: String) throws(InvalidInput) in throw InvalidInput(violations: []) }
        }
    }

    @Test func secretsAreEqualByText() {
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
    }
}
