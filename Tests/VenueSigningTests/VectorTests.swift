import TestScheduling
import Testing
import VenueRuntime
import VenueSigning

/// The system's cryptography makes what the standards' own examples have.
@Suite(.bounded) struct VectorTests {
    private let cryptography = SystemCryptography()

    // MARK: Digests and HMAC

    @Test(
        arguments: [
            (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                .sha384, "",
                """
                38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da
                274edebfe76f65fbd51ad2f14898b95b
                """
            ),
            (
                .sha384, "abc",
                """
                cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed
                8086072ba1e7cc2358baeca134c825a7
                """
            ),
            (
                .sha512, "",
                """
                cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce
                47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
                """
            ),
            (
                .sha512, "abc",
                """
                ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
                2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
                """
            ),
        ] as [(HashAlgorithm, String, String)])
    func digestsAreThoseOfFIPS180(_ algorithm: HashAlgorithm, _ message: String, _ digest: String) throws {
        #expect(try cryptography.digest(of: Array(message.utf8), algorithm) == bytes(digest))
    }

    /// A test case of RFC 4231.
    struct HMACCase: Sendable, CustomTestStringConvertible {
        var number: Int
        var key: [UInt8]
        var message: [UInt8]
        /// The codes by digest.
        var codes: [HashAlgorithm: String]

        var testDescription: String { "case \(number)" }
    }

    private static let hmacCases: [HMACCase] = [
        HMACCase(
            number: 1, key: repeated(0x0B, 20),
            message: Array("Hi There".utf8),
            codes: [
                .sha256: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                .sha384: """
                afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c
                faea9ea9076ede7f4af152e8b2fa9cb6
                """,
                .sha512: """
                87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde
                daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854
                """,
            ]),
        HMACCase(
            number: 2, key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            codes: [
                .sha256: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                .sha384: """
                af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e
                8e2240ca5e69e2c78b3239ecfab21649
                """,
                .sha512: """
                164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554
                9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
                """,
            ]),
        HMACCase(
            number: 3, key: repeated(0xAA, 20),
            message: repeated(0xDD, 50),
            codes: [
                .sha256: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
                .sha384: """
                88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b
                2a5ab39dc13814b94e3ab6e101a34f27
                """,
                .sha512: """
                fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39
                bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb
                """,
            ]),
        HMACCase(
            number: 4, key: bytes("0102030405060708090a0b0c0d0e0f10111213141516171819"),
            message: repeated(0xCD, 50),
            codes: [
                .sha256: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
                .sha384: """
                3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e
                6801dd23c4a7d679ccf8a386c674cffb
                """,
                .sha512: """
                b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db
                a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd
                """,
            ]),
        HMACCase(
            number: 6, key: repeated(0xAA, 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            codes: [
                .sha256: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                .sha384: """
                4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6
                0c2ef6ab4030fe8296248df163f44952
                """,
                .sha512: """
                80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352
                6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598
                """,
            ]),
        HMACCase(
            number: 7, key: repeated(0xAA, 131),
            message: Array(
                """
                This is a test using a larger than block-size key and a larger than block-size data. The key nee\
                ds to be hashed before being used by the HMAC algorithm.
                """.utf8),
            codes: [
                .sha256: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
                .sha384: """
                6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5
                a678cc31e799176d3860e6110c46523e
                """,
                .sha512: """
                e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944
                b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58
                """,
            ]),
    ]

    @Test(arguments: hmacCases, HashAlgorithm.allCases)
    func codesAreThoseOfRFC4231(_ vector: HMACCase, _ hash: HashAlgorithm) throws {
        let key = try cryptography.key(vector.key, for: .hmac(hash))
        let code = bytes(try #require(vector.codes[hash]))
        #expect(try key.signature(of: vector.message) == code, "\(vector.number)")
        // A key is for many messages, one after the other.
        #expect(try key.signature(of: vector.message + [0]) != code)
        #expect(try key.signature(of: vector.message) == code)
    }

    @Test func anHMACKeySignsOnManyThreadsAtOnce() async throws {
        let vector = try #require(Self.hmacCases.last)
        let key = try cryptography.key(vector.key, for: .hmac(.sha512))
        let code = bytes(try #require(vector.codes[.sha512]))
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    _ = try key.signature(of: [UInt8(number)])
                    return try key.signature(of: vector.message) == code
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    // MARK: Ed25519

    /// A test of RFC 8032, 7.1.
    struct Ed25519Case: Sendable, CustomTestStringConvertible {
        var number: Int
        var key: String
        /// The key as PKCS #8, without the lines around it.
        var pem: String
        var message: String
        var signature: String

        var testDescription: String { "test \(number)" }
    }

    @Test(arguments: [
        Ed25519Case(
            number: 1, key: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            pem: "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g", message: "",
            signature: """
                e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
                5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
                """),
        Ed25519Case(
            number: 2, key: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            pem: "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7", message: "72",
            signature: """
                92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
                085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
                """),
        Ed25519Case(
            number: 3, key: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            pem: "MC4CAQAwBQYDK2VwBCIEIMWqjfQ/n4N77bdELzHct7Fm04U1B28JS4XOOi4LRFj3", message: "af82",
            signature: """
                6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
                18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
                """),
    ])
    func signaturesAreThoseOfRFC8032(_ vector: Ed25519Case) throws {
        let pem = "-----BEGIN PRIVATE KEY-----\n\(vector.pem)\n-----END PRIVATE KEY-----"
        for text in [bytes(vector.key), Array(pem.utf8), Array("\(pem)\n".utf8)] {
            let key = try cryptography.key(text, for: .ed25519)
            for _ in 0..<2 {
                #expect(try key.signature(of: bytes(vector.message)) == bytes(vector.signature), "\(vector.number)")
            }
        }
    }

    // MARK: JWS

    private static let jwsPayload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

    @Test func theHS256OfRFC7515() throws {
        let key = try cryptography.key(
            base64url(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"),
            for: .hmac(.sha256))
        let message = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Self.jwsPayload
        #expect(
            try key.signature(of: Array(message.utf8)) == base64url("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
    }

    @Test func theRS256OfRFC7515() throws {
        let key = try cryptography.key(Array(TestKey.rsa.utf8), for: .rs256)
        let message = "eyJhbGciOiJSUzI1NiJ9." + Self.jwsPayload
        #expect(try key.signature(of: Array(message.utf8)) == base64url(Self.rs256))
    }

    private static let rs256 = """
        cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujG
        bds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K
        0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6
        LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw
        """

    // MARK: ECDSA

    /// No two signatures of a message are the same, and the verifying server checks them; here it is about their form.
    @Test func signaturesOnP256HaveTheirForm() throws {
        let pair = try cryptography.key(Array(TestKey.p256.utf8), for: .es256)
        let sequence = try cryptography.key(Array(TestKey.p256SEC1.utf8), for: .es256DER)
        // One in 128 has a number with a zero in front.
        for number in 0..<1000 {
            #expect(try pair.signature(of: Array("\(number)".utf8)).count == 64)
            let der = try sequence.signature(of: Array("\(number)".utf8))
            let first = Int(der[3])
            #expect(der[0] == 0x30 && Int(der[1]) == der.count - 2)
            #expect(der[2] == 0x02 && der[4 + first] == 0x02 && Int(der[5 + first]) == der.count - 6 - first)
        }
    }

    @Test func theES256OfRFC7515AndNothingElseIsASignature() throws {
        let signature = base64url(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")
        let message = Array(("eyJhbGciOiJFUzI1NiJ9." + Self.jwsPayload).utf8)
        let key = try cryptography.key(Array(TestKey.jwsP256.utf8), for: .es256)
        #expect(try key.isSignature(signature, of: message))
        #expect(try !key.isSignature(signature, of: message + [0]))
        for index in signature.indices {
            var other = signature
            other[index] ^= 1
            #expect(try !key.isSignature(other, of: message), "byte \(index)")
        }
        for other in [[], signature.dropLast(), signature + [0], repeated(0, 64)] {
            #expect(try !key.isSignature(Array(other), of: message), "\(other.count) bytes")
        }
        let another = try cryptography.key(Array(TestKey.p256.utf8), for: .es256)
        #expect(try !another.isSignature(signature, of: message))
    }

    @Test(
        arguments: [
            (TestKey.p256, .es256), (TestKey.p256, .es256DER), (TestKey.ed25519, .ed25519), (TestKey.rsa, .rs256),
            ("text", .hmac(.sha384)),
        ] as [(String, SignatureAlgorithm)])
    func whatAKeySignsIsASignatureByIt(_ text: String, _ algorithm: SignatureAlgorithm) throws {
        let key = try cryptography.key(Array(text.utf8), for: algorithm)
        let signature = try key.signature(of: [1, 2, 3])
        #expect(try key.isSignature(signature, of: [1, 2, 3]))
        #expect(try !key.isSignature(signature, of: [1, 2]))
        #expect(try !key.isSignature(signature.dropLast(), of: [1, 2, 3]))
    }

    // MARK: Keys

    /// A key that is none for some algorithms.
    struct OtherKey: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var algorithms: [SignatureAlgorithm] = [.ed25519, .es256, .es256DER, .rs256]
    }

    @Test(arguments: [
        OtherKey(testDescription: "P-384", text: TestKey.p384),
        OtherKey(testDescription: "P-256", text: TestKey.p256, algorithms: [.ed25519, .rs256]),
        OtherKey(testDescription: "Ed25519", text: TestKey.ed25519, algorithms: [.es256, .es256DER, .rs256]),
        OtherKey(testDescription: "RSA", text: TestKey.rsa, algorithms: [.ed25519, .es256, .es256DER]),
        OtherKey(testDescription: "P-256, encrypted", text: TestKey.p256Encrypted),
        OtherKey(testDescription: "P-256, encrypted SEC 1", text: TestKey.p256EncryptedSEC1),
        OtherKey(testDescription: "Ed25519, encrypted", text: TestKey.ed25519Encrypted),
        OtherKey(testDescription: "public", text: TestKey.p256Public),
        OtherKey(testDescription: "nothing", text: ""),
        OtherKey(testDescription: "words", text: "no key"),
        OtherKey(testDescription: "31 bytes", text: String(repeating: "k", count: 31)),
        OtherKey(testDescription: "33 bytes", text: String(repeating: "k", count: 33)),
        OtherKey(testDescription: "64 bytes", text: String(repeating: "k", count: 64)),
        OtherKey(testDescription: "empty PEM", text: "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"),
        OtherKey(testDescription: "torn PEM", text: String(TestKey.rsa.prefix(400))),
        OtherKey(testDescription: "torn DER", text: "0\u{1}"),
    ])
    func otherKeysAreRefused(_ key: OtherKey) {
        for algorithm in key.algorithms {
            let failure = #expect(throws: SigningFailure.self) {
                _ = try cryptography.key(Array(key.text.utf8), for: algorithm)
            }
            #expect(failure?.reason == .invalidKey, "\(algorithm)")
        }
    }

    @Test func rightKeysAreRead() throws {
        for (key, algorithm) in [
            (TestKey.p256, .es256), (TestKey.p256, .es256DER), (TestKey.p256SEC1, .es256), (TestKey.ed25519, .ed25519),
            (TestKey.rsa, .rs256),
        ] as [(String, SignatureAlgorithm)] {
            #expect(throws: Never.self) { _ = try cryptography.key(Array(key.utf8), for: algorithm) }
        }
    }
}

/// The bytes of hexadecimal digits.
private func bytes(_ digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// The bytes of base64 as JWS has it.
private func base64url(_ text: String) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let bits = text.compactMap(letters.firstIndex(of:)).flatMap { value in (0..<6).map { value >> (5 - $0) & 1 } }
    return stride(from: 0, through: bits.count - 8, by: 8).map { start in
        bits[start..<start + 8].reduce(0) { $0 << 1 | UInt8($1) }
    }
}

/// A byte many times.
private func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] { Array(repeating: byte, count: count) }

/// Keys made for these tests, which open nothing.
private enum TestKey {
    /// A key on P-256.
    static let p256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgF8qGF3JD+quCt9lj
        hWHD6eg3s9/jmC9hm3tGNpnG7hChRANCAAQzrYTgxayu6nOQsUIHikGrcEuGwU57
        vNd9Ie9YzIGpguHTfYs4V9weAD7Isbc62PBm3bYId7ZT0cX+6LLY22A6
        -----END PRIVATE KEY-----
        """

    /// The same as SEC 1 has it.
    static let p256SEC1 = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIBfKhhdyQ/qrgrfZY4Vhw+noN7Pf45gvYZt7RjaZxu4QoAoGCCqGSM49
        AwEHoUQDQgAEM62E4MWsrupzkLFCB4pBq3BLhsFOe7zXfSHvWMyBqYLh032LOFfc
        HgA+yLG3OtjwZt22CHe2U9HF/uiy2NtgOg==
        -----END EC PRIVATE KEY-----
        """

    /// The same, encrypted.
    static let p256Encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIH0MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBClFtiB21plICGGISMk
        CU5cAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQYj34W596ha/tAfLB
        otAlJQSBkLymnn2IkwZsBnhnV1lvodQuzujDYVEkeBhpuoLm5kuylGjmiMRoQduJ
        1oAtPkeOo7FAOZ47iEs0y/6BXB4h6kehenK+oxADlR55dWUhlDqVb/A7TOljICgL
        zoyHtj6+Qjcni7fxsqr+q6QzQW937MtDkjQXJLQuY3pap0MI8IhOCiAZopsdTAQB
        ixmy2r0e0w==
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// The same, encrypted in the way that came before PKCS #8.
    static let p256EncryptedSEC1 = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,7A4F275C74EC424E5FFDA5BBBB849553

        6xWxCDp/I6BVjIyHTihAvv0xiDNRZ7hHf2WV2bz1tuWyLWOcqlLYYlelvtsyVCH+
        P1dy1CnCMgeZI1ZKAFHi0O3deZL7yLfTRQmAzBbiDoUTD6hp7KYY0bpHM1Vfm92O
        k42q9yo7BeufSyEdic+AMRRttOMQFdXQ0vSvAjYCsMA=
        -----END EC PRIVATE KEY-----
        """

    /// Its public half.
    static let p256Public = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEM62E4MWsrupzkLFCB4pBq3BLhsFO
        e7zXfSHvWMyBqYLh032LOFfcHgA+yLG3OtjwZt22CHe2U9HF/uiy2NtgOg==
        -----END PUBLIC KEY-----
        """

    /// A key on P-384.
    static let p384 = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDiJrjDGxz9lCBRuOkD
        kApOZt7JVxJHBIRGc9L2E5mfuXcRx+0TPxkKqOBmUEgFyxChZANiAAQcJd/82zg/
        HI6/bMyMFYxC0LNf375iQ3e75WpmuPLukJFRoaIGagIcaafCt6iEwPUY2LxpM6HH
        lbgiTlHCB09Zjw5sDvOLCsoQ0NK6/4gCt6X7p3l0Z5GsbefDbQqoKHQ=
        -----END PRIVATE KEY-----
        """

    /// A key of Ed25519.
    static let ed25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIIWZ0EFjINsXVwhv4GwsTBb0AAeMNwEqZHKcKYAoPmL9
        -----END PRIVATE KEY-----
        """

    /// The same, encrypted.
    static let ed25519Encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBCJWlHRfKFw11YcR2DE
        dFllAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQDdQCoQ8j8pkwoylv
        lx7UdARAKk5KYwbjN5JsGnpL+KxhuPhSdQNiYgeOvrnwOyaSFIi6YHm1wKre9Joe
        8AKRlBw0VFi8Mnhe6Y4fJ2a109JijQ==
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// The key of RFC 7515, A.3.
    static let jwsP256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff
        H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp
        7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt
        -----END PRIVATE KEY-----
        """

    /// The key of RFC 7515, A.2.
    static let rsa = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCh+BYK4uPJtGXO
        jS1lYmM2K5J9vinh8CR3/BYlzJChNuOL2TSXxbbqY913EeZ8dCn5VrD7io8ImtxL
        aYk8wTM/U+3QGbh3hCUv7JFP5IV3aVlL6kKA0ywPVb9ilE8TA5a8bpvfbr3SvaNn
        juygxmj3AbONv/s4yDQs4v5tJ/reSlpIdJed1LnPmt7Ex1sFhSwsD174pcF1A5L5
        ROjtZMEQxrZHYJqkeDrrnGya11UxMFBji4NmXG9veoKjlnAqH2QbgtPr8jkiGUkf
        toaHLFcW9Qr4NY2ai50Xw0Byj3+H2JoY2PyrZ62EWQwuz3WTOTY8BwNNb2BvniHg
        VFbK5emhAgMBAAECggEAEq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyW
        PEAeP88vLNO97IjlA7/GQ5sLKMgvfTeXZx9SE+7YwVol2NXOoAJe46sui395IW/G
        O+pWJ1O0BkTGoVEn2bKVRUCgu+GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzj
        kn439X0M/V51gfpRLI9JYanrC4D4qAdGcopV/0ZHHzQlBjudU2QvXt4ehNYTCBr6
        XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl/x/jTj3ccPDVZFD9pIuhLhBOneufuBiB
        4cS98l2SR/RQyGWSeWjnczT0QU91p1DhOVRuOopznQKBgQDgHMQQ60imZV1URk0K
        pLttoLhyt3SmqdEf/kgHePDdtzEafpAu+cS191R2JiuoF2yzWXnwFDcqGigp5BNr
        0AHQfD8/Lk8l1Mk09jxxCfui5nYooNyac8YFjm3vItzVCVDnEd3BbVWG8qf6deqE
        lMGAg+C2V0L4oNXnP7LZcPAZRwKBgQC5A8R+CZW2MvRTLLHzwZkUXV866cff7tx6
        kqa0finGG0KgeqlaZPxgCZnFp7AeAcCMtiynVlJ7vMVgePsLq6XtON4tB5kP9jAP
        rq3rbAOal78eUH5OcED6eNuCV8ixEu1eWcPNCS/l1OW1EnXUEoEHKl54Xrrz2uNw
        kgMTP1FZ1wKBgAcCn1dwJKufzBWQxWQp1vsM5fggqPN1qGb5y0MAk3g7/Ls5bkUp
        5u9SN0Ai3Ya6hNnvWJMb7sXQX6U/zyO2M/hTip7tUeh7CXgwo59dkpN75gJLVds2
        9+DAncu3KXU4f2Fa+7bLNrur53k8KwPOq2bbuTG69QtV7Jr5MR0AHWKNAoGBAIf/
        evpitUf+4JYbLpvNXWcY052Mpz22aR84mY3nh3F2LF2mjMJDpTg7FmuyPcVw6EcG
        yoAe9fa65iNqCq+jdw6PVNGo2hxfjSiZ8IIzHdsPXI89//pMjZcQK9r+CCoRjaZj
        OYiIDktVWZzmevJuv6WywUqd57LE3Zar3dLSIkx1AoGAIYd7DHOhrWvxkwPQsRM2
        tOgrjbcrfvtQJipd+DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd/QJQ3
        ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp/gh6A56
        03k2+ZQwVK0JKSHuLFkuQ3U=
        -----END PRIVATE KEY-----
        """
}
