import TestScheduling
import Testing

/// Results and diagnostics go where they belong, whatever those places are.
@Suite(.bounded) struct StreamTests {
    /// Every verb, with what makes it write results.
    private static let verbs = [
        "--help", "--version", "help", "lint --help", "schema", "schema diff", "explain", "explain unknown-key", "lint",
        "lint --format json", "lint --format github", "lint --format sarif", "fmt", "fmt --check", "check", "generate",
        "diff Specs New", "diff Specs New --format json", "diff Specs New --format html", "diff Specs New --changelog",
        "diff Specs New --format markdown", "diff Specs New --format github", "diff Specs New --format sarif",
        "diff Specs New --format junit", "evidence Specs/a.venue.yaml page.txt",
    ]

    /// Specs in which a verb finds something to say; generation does of specs without errors only.
    private static func workspace(for verb: String) throws -> Workspace {
        let faulty = Sample.spec().replacing("{ orderId: A-1 }", with: "{ orderId: A-2 }")
        return try Workspace([
            "Specs/a.venue.yaml": verb == "check" || verb == "generate" ? Sample.spec() : faulty,
            "New/a.venue.yaml": Sample.spec(summary: "Another."), "page.txt": "nothing",
        ])
    }

    @Test(
        "Results that cannot be written are an error of their own in every verb", .enabled(if: exists("/dev/full")),
        arguments: verbs)
    func fullOutput(verb: String) throws {
        let run = try Self.workspace(for: verb).shell("\"$venuegen\" \(verb) >/dev/full")
        #expect(run.status == 3)
        #expect(run.error.hasSuffix("error: cannot write to standard output: No space left on device\n"))
    }

    @Test("So are those whose reader has gone away, whatever was found", arguments: verbs)
    func brokenPipe(verb: String) throws {
        let run = try Self.workspace(for: verb).shell(
            #"mkfifo pipe; true <pipe & exec 3>pipe; wait; "$venuegen" \#(verb) >&3; echo "status $?" >&2"#)
        #expect(run.error.hasSuffix("error: cannot write to standard output: Broken pipe\nstatus 3\n"))
    }

    @Test("A reader that takes the first line and goes leaves an error where more was to come")
    func earlyReader() throws {
        let run = try Workspace().shell(
            #"{ for i in 1 2 3 4; do "$venuegen" schema; echo "status $?" >&2; done; } | { read line; echo "$line"; }"#)
        #expect(run.output == "{\n")
        #expect(run.error.hasSuffix("status 3\n"))
    }

    @Test("A size limit is an error, and what fitted is there")
    func sizeLimit() throws {
        let workspace = try Workspace()
        let run = try workspace.shell(#"ulimit -f 8; "$venuegen" schema >out.json"#)
        #expect(run.status == 3)
        #expect(run.error == "error: cannot write to standard output: File too large\n")
        #expect(try workspace.read("out.json").utf8.count > 4_000)
    }

    @Test("A pipe that is set not to block is waited for", .enabled(if: exists("/usr/bin/python3")))
    func nonBlockingPipe() throws {
        let workspace = try Workspace()
        try workspace.write(
            "run.py",
            """
            import fcntl, os, struct, subprocess, sys, termios, time
            reading, writing = os.pipe()
            size = fcntl.fcntl(writing, 1031, 4096)  # F_SETPIPE_SZ
            fcntl.fcntl(writing, fcntl.F_SETFL, fcntl.fcntl(writing, fcntl.F_GETFL) | os.O_NONBLOCK)
            process = subprocess.Popen([os.environ['venuegen'], 'schema'], stdout=writing)
            os.close(writing)
            while struct.unpack('i', fcntl.ioctl(reading, termios.FIONREAD, bytes(4)))[0] < size and process.poll() is None:
                time.sleep(0.001)
            data = b''
            while True:
                chunk = os.read(reading, 4096)
                if not chunk: break
                data += chunk
            sys.stdout.buffer.write(data)
            sys.exit(process.wait())
            """)
        let run = try workspace.shell("python3 run.py")
        #expect(run.status == 0)
        #expect(run.output == (try workspace.venuegen("schema").output))
    }

    @Test("Nothing is coloured unless asked for, and then everything")
    func color() throws {
        let workspace = try Workspace(["Specs/a.venue.yaml": Sample.spec(), "Bad/a.venue.yaml": Sample.misspelt()])
        for verb in ["check", "lint"] {
            let folder = verb == "check" ? "Specs" : "Bad"
            for arguments in [[], ["--color", "auto"], ["--color", "never"]] {
                let run = try workspace.venuegen([verb, folder] + arguments)
                #expect(run.status == 1)
                #expect(!(run.output + run.error).contains("\u{1B}"))
            }
            let run = try workspace.venuegen(verb, folder, "--color", "always")
            #expect(run.error.contains("\u{1B}["))
            #expect(verb == "lint" || run.output.contains("\u{1B}[32m+"))
        }
    }
}
