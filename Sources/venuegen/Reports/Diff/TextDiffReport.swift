internal import CommandArguments
internal import SourceText
internal import SpecDiff

/// What changed, for people: by venue, errors first.
///
/// ```
/// Meridian: 1 error
///
///   error: 'cancelOrder' is sent with DELETE instead of POST [method-changed]
///     git:main:Specs/meridian.venue.yaml:31:16 → Specs/meridian.venue.yaml:31:16
///     - POST
///     + DELETE
///     Swift: Meridian.CancelOrder.prepare
///     fingerprint: 0a1b2c3d4e5f
///
/// 1 venue differs, 4 are unchanged: 1 error
/// ```
struct TextDiffReport {
    /// What to report.
    let comparison: DiffComparison
    /// Whether escape sequences for colours are written.
    let isColoured: Bool
    /// The columns to set text to.
    let width: Int

    /// The report.
    func render() -> String {
        comparison.difference.venues.flatMap(lines).map { $0 + "\n" }.joined() + summary + "\n"
    }

    /// The lines about a venue, and an empty one.
    private func lines(about venue: VenueDifference) -> [String] {
        let counts = Finding.Level.allCases.map { level in (level, venue.findings.count { $0.level == level }) }
        let heading = styled(TerminalCell.printable(venue.name), .bold) + ": " + Self.counted(counts)
        return [heading, ""] + venue.findings.flatMap { lines(about: $0) + [""] }
    }

    /// The lines about a finding.
    private func lines(about finding: Finding) -> [String] {
        let message = "\(TerminalCell.printable(finding.message)) [\(finding.rule)]"
        let label = "\(finding.level.rawValue): "
        let wrapped = (label + message).wrapped(to: width - 4, indent: 2).split(separator: "\n").map(String.init)
        var lines = wrapped.map { "  " + $0 }
        lines[0] =
            "  " + styled("\(finding.level.rawValue):", finding.level.style)
            + lines[0].dropFirst(label.count + 1)
        lines += places(of: finding)
        lines += difference(finding.old?.text, "-", .removal) + difference(finding.new?.text, "+", .insertion)
        if !finding.symbols.isEmpty { lines += labelled("Swift", finding.symbols.joined(separator: ", ")) }
        for outcome in finding.outcomes { lines += labelled("outcome", outcome) }
        return lines + labelled("fingerprint", finding.fingerprint)
    }

    /// Where a finding stands in both versions, on two lines if one is too short.
    private func places(of finding: Finding) -> [String] {
        let old = finding.old.map(Self.place)
        let new = finding.new.map(Self.place)
        guard let old, let new else {
            return ["    " + styled("\(old ?? "nothing") → \(new ?? "nothing")", .dim)]
        }
        let line = "    \(old) → \(new)"
        if line.count <= width { return [styled(line, .dim)] }
        return [styled("    \(old)", .dim), styled("    → \(new)", .dim)]
    }

    /// A side's place as `path:line:column`.
    private static func place(_ side: Finding.Side) -> String {
        "\(TerminalCell.printable(side.path)):\(side.range.start.line):\(side.range.start.column)"
    }

    /// What one version says, line by line after its mark.
    private func difference(_ text: String?, _ mark: String, _ style: TerminalStyle) -> [String] {
        guard let text else { return [] }
        return text.folded(to: width - 6).map { "    " + styled("\(mark) \($0)", style) }
    }

    /// A fact after its name, wrapped.
    private func labelled(_ label: String, _ text: String) -> [String] {
        let lines = "\(label): \(TerminalCell.printable(text))".wrapped(to: width - 4, indent: 2)
        return lines.split(separator: "\n").map { "    " + styled(String($0), .dim) }
    }

    /// The number of venues and findings in one line.
    private var summary: String {
        let (changed, same) = (comparison.difference.venues.count, comparison.difference.unchangedCount)
        guard changed > 0 else { return "\(Self.venues(same)) unchanged" }
        let rest = same == 0 ? "" : ", \(same) \(same == 1 ? "is" : "are") unchanged"
        let counts = Finding.Level.allCases.map { ($0, comparison.count(of: $0)) }
        return "\(Self.venues(changed)) \(changed == 1 ? "differs" : "differ")\(rest): \(Self.counted(counts))"
    }

    /// A number of venues.
    private static func venues(_ count: Int) -> String { "\(count) \(count == 1 ? "venue" : "venues")" }

    /// Numbers of findings by level, such as `2 errors, 1 warning, 3 info`.
    private static func counted(_ counts: [(level: Finding.Level, count: Int)]) -> String {
        counts.filter { $0.count > 0 }.map { level, count in
            "\(count) \(level.rawValue)\(count == 1 || level == .info ? "" : "s")"
        }.joined(separator: ", ")
    }

    /// Text in a style, where colours are wanted.
    private func styled(_ text: String, _ style: TerminalStyle) -> String {
        isColoured ? style.apply(to: text) : text
    }
}

extension Finding.Level {
    /// The look of its name.
    fileprivate var style: TerminalStyle {
        switch self {
        case .error: .red
        case .warning: .magenta
        case .info: .cyan
        }
    }
}
