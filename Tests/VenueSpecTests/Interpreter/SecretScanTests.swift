import TestScheduling
import Testing

@testable import VenueSpec

/// The samples are put together so that no scanner of repositories takes this file for a leak.
@Suite("Secrets are told from ids", .bounded)
struct SecretScanTests {
    @Test(
        "what looks like a secret is found",
        arguments: [
            "x eyJhbGciOiJI" + "UzI1NiJ9.eyJzdWIiOiIx" + "MjM0In0.c2lnbmF0dXJl y",
            "-----BEGIN RSA " + "PRIVATE KEY-----",
            "key AKIA" + "IOSFODNN7ABCDEFG", "ghp_" + "abcdefghij0123456789ABCD", "sk_live_" + "abcdefgh01234567",
            "Bearer " + "a81bc81bdead4e5dabff90865d1e13b1", #"{"token":"# + #""c0ffee11deadbeef22"}"#,
            "api_key=" + "Zm9vYmFyMTIzNDU2Nzg5", #"{\"apiSecret\": \""# + #"q9w8e7r6t5y4u3i2o1\"}"#,
            "X-Signature: " + "9f86d081884c7d65",
            "password: " + "hunter2hunter2x9Q",
        ])
    func found(text: String) { #expect(RecordedSecrets().reason(in: text) != nil) }

    @Test(
        "every telling word is one in any case, with marks between it and the value",
        arguments: [
            "bearer", "basic", "token", "secret", "password", "passwd", "passphrase", "api-key", "access_key",
            "privateKey", "secretkey", "authKey", "signature", "credential", "credentials", "api\u{212A}ey",
        ], [": ", "=", "\": \"", "==", "\\\":\\\""])
    func words(word: String, marks: String) {
        // Of the last mark a value may take a sign, so one shorter is enough there.
        let value = "a1b2c3d4e5f6g7h8".dropLast(marks == "==" ? 1 : 0)
        for text in [word + marks + value, "x" + word.uppercased() + marks + value + " y"] {
            #expect(RecordedSecrets().reason(in: text) != nil, "\(text)")
        }
        #expect(RecordedSecrets().reason(in: word + marks + value.dropLast()) == nil)
        #expect(RecordedSecrets().reason(in: word + value) == nil)
    }

    @Test(
        "ids, samples and placeholders pass",
        arguments: [
            #"{"orderId":"ce0a8e5002ea463e856eb6384f5cee7e","success":true}"#,
            "DELETE /orders/123E4567-e89b-12d3-a456-426614174000",
            #"{"reqId":"8b1a9953c4611296a827abf8c47804d7"}"#, "Bearer <token>", #"{"access_token":"<token>"}"#,
            "token expired, sign in",
            #"{"error":"invalid token","reqId":"8b1a9953c4611296"}"#, #"{"token":"xxxxxxxxxxxxxxxxxxxxxxx1"}"#,
            "secret=example-value-0123456789", #"{"tokenType":"Bearer","expires":3600}"#,
            "bearer aaaaaaaaaaaaaaaaaaaa1",
            "Order linked to 'ce0a8e5002ea463e856eb6384f5cee7e' not found", "signature verification failed", "",
            #"{"clOrdId":"ORDER-20260115-002","text":"Cancel request processed"}"#,
        ])
    func passes(text: String) { #expect(RecordedSecrets().reason(in: text) == nil) }

    /// Each begins what may be a secret at every few bytes of some ten thousand, and none is one.
    @Test(
        "long texts take one pass",
        arguments: ["eyJ-", "token=", "token ==", "-----BEGIN ", "apikey:\"\"", "AKIA"])
    func longTexts(part: String) {
        #expect(RecordedSecrets().reason(in: String(repeating: part, count: 10_000)) == nil)
    }

    @Test("a credential's field shows nothing but a name")
    func headers() {
        func reason(_ name: String, _ value: String, _ isCredential: Bool = false) -> String? {
            RecordedSecrets().reason(inHeader: .init(name: name, value: value), isCredential: isCredential)
        }
        #expect(reason("Authorization", "Bearer <token>") == nil)
        #expect(reason("authorization", "Bearer abc") != nil)
        #expect(reason("Set-Cookie", "session=1") != nil)
        #expect(reason("X-Key", "short", true) != nil)
        #expect(reason("X-Key", "<key>", true) == nil)
        #expect(reason("Content-Type", "application/json") == nil)
        #expect(reason("X-Request-Id", "8b1a9953c4611296a827abf8c47804d7") == nil)
    }
}
