import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// The command reaches venues through proxies, by authorities of its own, and with a certificate.
@Suite(.bounded) struct ConnectionTests {
    /// A proxy, and a server behind it that wants a certificate; both tell what they see on standard error.
    private static let script = """
        import os, socket, ssl, sys, threading
        def serve(listener, act):
            def loop():
                while True:
                    peer, _ = listener.accept()
                    threading.Thread(target=act, args=(peer,), daemon=True).start()
            threading.Thread(target=loop, daemon=True).start()
        def listen():
            s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(16); return s, s.getsockname()[1]
        def tell(text): sys.stderr.write(text + '\\n'); sys.stderr.flush()
        def head(peer):
            data = b''
            while b'\\r\\n\\r\\n' not in data:
                more = peer.recv(4096)
                if not more: return None
                data += more
            return data
        def pump(a, b):
            try:
                while data := a.recv(4096): b.sendall(data)
            except OSError: pass
            try: b.shutdown(socket.SHUT_WR)
            except OSError: pass
        def proxy(peer):
            data = head(peer)
            if not data: return
            line = data.split(b'\\r\\n')[0].decode(); tell(line)
            if b'\\r\\nauthorization' in data.lower(): tell('the proxy was given a secret')
            # 'desk:pass:word'
            if 'PROXY_PASSWORD' in os.environ and b'Proxy-Authorization: Basic ZGVzazpwYXNzOndvcmQ=' not in data:
                peer.sendall(b'HTTP/1.1 407 Who?\\r\\nProxy-Authenticate: Basic realm=a\\r\\nContent-Length: 0\\r\\n\\r\\n')
                peer.close()
                return
            host, port = line.split()[1].split(':')
            other = socket.create_connection((host, int(port)))
            peer.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n')
            threading.Thread(target=pump, args=(peer, other), daemon=True).start()
            pump(other, peer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain('cert.pem', 'key.pem')
        context.load_verify_locations('client.pem')
        context.verify_mode = ssl.CERT_REQUIRED
        def venue(peer):
            try: tls = context.wrap_socket(peer, server_side=True)
            except OSError as error: return
            data = head(tls)
            if not data: return
            tell('authorized' if b'Bearer \(Bench.secret)' in data else 'not authorized')
            tls.sendall(b'HTTP/1.1 418 Teapot\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n')
            tls.close()
        (p, pn), (v, vn) = listen(), listen()
        serve(p, proxy); serve(v, venue)
        open('ports.tmp', 'w').write(f'PROXY={pn} VENUE={vn}\\n')
        os.rename('ports.tmp', 'ports')
        sys.stdin.read()
        """

    private static let setUp = """
        openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=venue \\
          -addext subjectAltName=IP:127.0.0.1 -days 2 2> openssl.log
        openssl req -x509 -newkey rsa:2048 -passout pass:open-sesame -keyout locked.pem -out client.pem \\
          -subj /CN=client -days 2 2>> openssl.log
        openssl rsa -passin pass:open-sesame -in locked.pem -out clear.pem 2>> openssl.log
        mkfifo hold; python3 server.py < hold 2> seen & exec 9> hold
        while [ ! -e ports ]; do sleep 0.02; done; . ./ports
        CALL="$TOOL b2trader --account-id 7 --order-id 1 --base-url https://127.0.0.1:$VENUE --json"
        """

    @Test func aCallGoesThroughAProxyToAServerWithItsOwnAuthorityThatWantsACertificate() async throws {
        let bench = try Bench("B2Trader")
        _ = try bench.write("server.py", Self.script)
        let result = try await bench.shell(
            """
            \(Self.setUp)
            PROXIED="$CALL --proxy http://127.0.0.1:$PROXY"
            $PROXIED --ca cert.pem --client-certificate client.pem --client-key clear.pem
            CANCEL_ORDER_KEY_PASSPHRASE='"open-sesame"' $PROXIED --ca cert.pem --client-certificate client.pem \\
              --client-key locked.pem
            cat client.pem clear.pem > both.pem
            $CALL --ca cert.pem --client-certificate both.pem
            $CALL --ca cert.pem
            $CALL --client-certificate both.pem
            exec 9>&-; cat seen >&2; rm hold
            """)
        let statuses = result.lines.map { $0.contains(#""status":418"#) }
        #expect(statuses == [true, true, true, false, false], "\(result)")
        #expect(result.lines.last?.contains("notSent(tlsFailed)") == true, "\(result)")
        #expect(
            result.error.split(separator: "\n").count { $0.hasPrefix("CONNECT 127.0.0.1:") } == 2, "\(result.error)")
        #expect(result.error.split(separator: "\n").count { $0 == "authorized" } == 3)
        #expect(!result.error.contains("the proxy was given a secret"))
        await bench.server.stop()
    }

    @Test func aProxysPasswordComesFromTheEnvironmentOrTheFileOfSecretsAndIsNeverShown() async throws {
        let bench = try Bench("B2Trader")
        _ = try bench.write("server.py", Self.script)
        let result = try await bench.shell(
            """
            export PROXY_PASSWORD=yes
            \(Self.setUp)
            cat client.pem clear.pem > both.pem
            PROXIED="$CALL --proxy http://127.0.0.1:$PROXY --ca cert.pem --client-certificate both.pem"
            CANCEL_ORDER_PROXY_CREDENTIALS=desk:pass:word $PROXIED
            printf 'B2TRADER_TOKEN=%s\nCANCEL_ORDER_PROXY_CREDENTIALS="desk:pass:word"\n' \(Bench.secret) > secrets
            chmod 600 secrets; $PROXIED --credentials secrets
            $PROXIED --deadline 2s
            CANCEL_ORDER_PROXY_CREDENTIALS=desk:pass:wrong $PROXIED --deadline 2s
            CANCEL_ORDER_PROXY_CREDENTIALS=desk:pass:word $PROXIED --dry-run
            CANCEL_ORDER_PROXY_CREDENTIALS=pass-word $PROXIED
            exec 9>&-; cat seen >&2; rm hold
            """)
        let outcomes = result.lines.prefix(4).map { line in
            line.contains(#""status":418"#)
                ? "answered" : line.contains("notSent(connectionFailed)") ? "not sent" : line
        }
        #expect(outcomes == ["answered", "answered", "not sent", "not sent"], "\(result)")
        #expect(result.lines.last?.contains("--proxy-user 'desk:<redacted>'") == true, "\(result)")
        #expect(result.error.contains("error: CANCEL_ORDER_PROXY_CREDENTIALS is no 'name:password'"), "\(result)")
        #expect(result.error.split(separator: "\n").count { $0 == "authorized" } == 2)
        for secret in ["pass:w", "pass-word", "ZGVzazpw"] {
            #expect(!result.error.contains(secret) && !result.output.contains(secret), "\(result)")
        }
        await bench.server.stop()
    }

    @Test(arguments: [
        (["--proxy", "http://user:s3cret-pass@127.0.0.1:9"], "error: '--proxy' is refused"),
        (["--proxy", "socks5://127.0.0.1:9"], "error: '--proxy': "),
        (["--proxy", "http://a.example/x"], "error: '--proxy'"),
        (["--proxy", "http://proxy.example:3128"], "error: '--proxy': "),
        (["--client-key", "key.pem"], "error: '--client-key' is given without '--client-certificate'"),
    ])
    func whatCannotBeUsedIsRefusedAndPasswordsAreNotShown(words: [String], message: String) async throws {
        let bench = try Bench("B2Trader")
        let order = ["b2trader", "--account-id", "7", "--order-id", "1", "--base-url", bench.server.address]
        let result = try await bench.run(words: order + words)
        #expect(result.status == 2)
        #expect(result.error.hasPrefix(message), "\(result.error)")
        #expect(!result.error.contains("s3cret-pass"))
        let absent = try await bench.run(words: order + ["--ca", "/nowhere/ca.pem"])
        #expect(absent.status == 3)
        #expect(absent.error == "error: cannot read '/nowhere/ca.pem': No such file or directory\n")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func aDryRunShowsTheConnectionToo() async throws {
        let bench = try Bench("B2Trader")
        let ca = try bench.write("my ca.pem", "")
        let result = try await bench.run(
            words: [
                "b2trader", "--account-id", "7", "--order-id", "1", "--host", "a.example", "--dry-run", "--proxy",
                "http://proxy.example:3128", "--ca", ca,
            ])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasSuffix(" --proxy http://proxy.example:3128 --cacert '\(ca)'\n"), "\(result.output)")
        await bench.server.stop()
    }
}
