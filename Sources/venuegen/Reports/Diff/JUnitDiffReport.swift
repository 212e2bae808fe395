internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// What changed, as JUnit's XML, which build servers show as test results: a suite per venue, a case per finding.
///
/// Findings that fail the run are failures, accepted ones are skipped, the rest passes with what it has to say.
struct JUnitDiffReport {
    let comparison: DiffComparison

    private struct Case {
        enum Result { case failed, skipped, passed }

        let name: String
        let result: Result
        let content: String
    }

    func render() -> String {
        var suites = comparison.difference.venues.map { (name: $0.name, cases: $0.findings.map(testCase)) }
        let files = Dictionary(grouping: comparison.acceptance.diagnostics, by: \.path)
        suites += files.sorted { $0.key < $1.key }.map { (name: $0.key, cases: $0.value.map(testCase)) }
        let content = suites.map { suite in
            let cases = suite.cases.map { test in
                "    " + XMLText.element("testcase", [("classname", suite.name), ("name", test.name)], test.content)
            }
            return "  "
                + XMLText.element(
                    "testsuite", [("name", suite.name)] + Self.counts(suite.cases), "\n\(cases.joined())  ")
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + XMLText.element(
                "testsuites", [("name", "venuegen diff")] + Self.counts(suites.flatMap(\.cases)),
                "\n" + content.joined())
    }

    /// How many tests there are, and how many of them failed or were skipped.
    private static func counts(_ cases: [Case]) -> [(String, String)] {
        [
            ("tests", String(cases.count)),
            ("failures", String(cases.count { $0.result == .failed })),
            ("errors", "0"),
            ("skipped", String(cases.count { $0.result == .skipped })),
        ]
    }

    private func testCase(_ finding: Finding) -> Case {
        let name = "\(finding.rule) \(finding.subject) (\(finding.fingerprint))"
        if let change = comparison.acceptance.acceptance(of: finding) {
            let reason = "accepted by \(change.by) until \(change.until.text): \(change.reason)"
            return Case(name: name, result: .skipped, content: Self.wrapped("skipped", [("message", reason)]))
        }
        var lines = ["\(finding.level.rawValue): \(finding.headline)"]
        lines += [finding.old, finding.new].compactMap { $0?.place }
        if let text = finding.old?.text { lines.append("- \(text)") }
        if let text = finding.new?.text { lines.append("+ \(text)") }
        if !finding.symbols.isEmpty { lines.append("Swift: \(finding.symbols.joined(separator: ", "))") }
        lines += finding.outcomes.map { "outcome: \($0)" }
        return testCase(name, finding.level, comparison.fails(finding), finding.headline, lines)
    }

    /// A finding about the acceptance file as a test.
    private func testCase(_ diagnostic: Diagnostic) -> Case {
        testCase(
            "\(diagnostic.rule) at \(diagnostic.range.start)", diagnostic.level,
            comparison.threshold.isReached(by: diagnostic.level), diagnostic.message,
            ["\(diagnostic.level.rawValue): \(diagnostic.message)", diagnostic.place])
    }

    private func testCase(
        _ name: String, _ level: Finding.Level, _ fails: Bool, _ message: String, _ lines: [String]
    ) -> Case {
        let text = lines.joined(separator: "\n")
        let content =
            fails
            ? Self.wrapped("failure", [("type", level.rawValue), ("message", message)], text)
            : Self.wrapped("system-out", [], text)
        return Case(name: name, result: fails ? .failed : .passed, content: content)
    }

    /// An element inside a test, with text.
    private static func wrapped(_ name: String, _ attributes: [(String, String)], _ text: String = "") -> String {
        "\n      " + XMLText.element(name, attributes, XMLText.escaped(text)) + "    "
    }
}

/// Text made safe to stand in XML 1.0.
enum XMLText {
    /// Text for content; noncharacters, which XML has no place for, are replaced, and hidden characters shown.
    static func escaped(_ text: String) -> String { escaped(text, alsoEscaping: []) }

    /// An element with safe content on lines of its own; without content it closes itself.
    static func element(_ name: String, _ attributes: [(String, String)], _ content: String = "") -> String {
        // Attributes would lose line breaks and tabs.
        let list = attributes.map { " \($0.0)=\"\(escaped($0.1, alsoEscaping: ["\n", "\t"]))\"" }.joined()
        return content.isEmpty ? "<\(name)\(list)/>\n" : "<\(name)\(list)>\(content)</\(name)>\n"
    }

    /// Text without what would end it.
    private static func escaped(_ text: String, alsoEscaping others: Set<Unicode.Scalar>) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case _ where scalar == "\r" || others.contains(scalar): "&#\(scalar.value);"
            case "\n", "\t": String(scalar)
            case _ where scalar.value == 0xFFFE || scalar.value == 0xFFFF: "\u{FFFD}"
            default: VisibleText.entities[scalar] ?? VisibleText.spelling(scalar)
            }
        }.joined()
    }
}
