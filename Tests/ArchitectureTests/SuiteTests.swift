import Foundation
import TestScheduling
import Testing

/// Tests take turns: what runs beside them is bounded, whoever adds a suite.
@Suite(.bounded) struct SuiteTests {
    @Test("Every suite says whether it runs among others or alone")
    func everySuiteHasATrait() throws {
        let manifest = try PackageManifest.shared.get()
        var suites = 0
        for target in manifest.targets where target.type == .test && target.name != "TestSchedulingTests" {
            for path in try PackageManifest.swiftFiles(in: target.path) {
                let found = Self.suites(in: try String(contentsOfFile: path, encoding: .utf8))
                suites += found.count
                for suite in found where !suite.takesTurns {
                    Issue.record("\(path): '\(suite.name)' needs '@Suite(.bounded)', or '.alone'")
                }
            }
        }
        #expect(suites > 200)
    }

    @Test("A suite without a trait is found, however it is written")
    func aSuiteWithoutATraitIsFound() {
        let text = """
            /// One that takes turns.
            @Suite(
                "A (long) name",
                .bounded)
            struct One {
                @Test func a() {}
            }

            extension One {
                @Test func b() {}
            }

            @Suite(.timeLimit(.minutes(1))) struct Two {
                @Test func a() {}
            }

            struct Three {
                @Test(arguments: [1]) func a(_ number: Int) {}
            }

            @Test(.alone) func four() {}

            @Test func five() {}

            struct Helper {}
            """
        let found = Self.suites(in: text)
        #expect(found.map(\.name) == ["One", "Two", "Three", "four", "five"])
        #expect(found.map(\.takesTurns) == [true, false, false, true, false])
    }

    /// The types with tests of a file, and its tests outside of types.
    private static func suites(in text: String) -> [(name: String, takesTurns: Bool)] {
        var found: [(name: String, takesTurns: Bool)] = []
        /// What stands before a declaration, and the type that is open.
        var (head, open, isTold): (String, (name: String, takesTurns: Bool)?, Bool) = ("", nil, false)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { head = "" }
            let isOuter = line.first.map { !$0.isWhitespace && $0 != "/" } ?? false
            head += line + "\n"
            var takesTurns: Bool { head.contains(".bounded") || head.contains(".alone") }
            if isOuter,
                let type = line.firstMatch(
                    of: /^(?:@|\w).*?\b(?:struct|class|actor|enum) (\w+)|^(?:struct|class|actor|enum) (\w+)/)
            {
                (open, isTold) = ((String(type.1 ?? type.2 ?? ""), takesTurns), false)
            } else if line.hasPrefix("extension ") {
                open = nil
            } else if line.contains("@Test") {
                if isOuter, let test = line.firstMatch(of: /@Test.*\bfunc (\w+)/) {
                    found.append((String(test.1), takesTurns))
                } else if line.firstMatch(of: /^\s+@Test\b/) != nil, let type = open, !isTold {
                    found.append(type)
                    isTold = true
                }
            }
            if isOuter, line.hasSuffix("{") { head = "" }
        }
        return found
    }
}
