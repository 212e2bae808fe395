internal import CommandArguments
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// What changed, for people: by venue, errors first.
///
/// ```
/// Meridian: 1 error
///
///   error: an order may stay open: 'cancelOrder' is sent with DELETE instead of POST [method-changed]
///     git:main:Specs/meridian.venue.yaml:31:16 → Specs/meridian.venue.yaml:31:16
///     - POST
///     + DELETE
///     Swift: Meridian.CancelOrder.prepare
///     fingerprint: 0a1b2c3d4e5f
///
/// 1 venue differs, 4 are unchanged: 1 error
/// ```
///
/// After a report that is longer than a screen the errors stand once more, a line each.
struct TextDiffReport {
    let comparison: DiffComparison
    /// Whether escape sequences for colours are written.
    let isColoured: Bool
    let width: Int

    /// More lines than these have scrolled away from what is read last: the end of a log.
    private static let screenful = 24

    func render() -> String {
        let lines = comparison.difference.venues.flatMap(lines)
        return lines.map { $0 + "\n" }.joined() + summary.wrapped(to: width) + "\n"
            + (lines.count > Self.screenful ? errorsAgain : "")
    }

    /// The errors nobody accepted, each with its place, once more.
    private var errorsAgain: String {
        let errors = comparison.difference.findings.filter { finding in
            finding.level == .error && comparison.acceptance.acceptance(of: finding) == nil
        }
        guard !errors.isEmpty else { return "" }
        return "\n"
            + errors.map { finding in
                let place = (finding.new ?? finding.old).map { Self.place($0) + ": " } ?? ""
                let line = "\(place)error: \(VisibleText.of(finding.headline)) [\(finding.rule)]"
                return line.wrapped(to: width, indent: 2) + "\n"
            }.joined()
    }

    private func lines(about venue: VenueDifference) -> [String] {
        let counts = FindingCounts(venue.findings, comparison.acceptance)
        let heading = styled(VisibleText.of(venue.name), .bold) + ": " + counts.text
        return [heading, ""] + comparison.inOrder(venue.findings).flatMap { lines(about: $0) + [""] }
    }

    private func lines(about finding: Finding) -> [String] {
        let acceptance = comparison.acceptance.acceptance(of: finding)
        let label = (acceptance == nil ? "" : "accepted ") + finding.level.rawValue + ":"
        let message = "\(label) \(VisibleText.of(finding.headline)) [\(finding.rule)]"
        var lines = message.wrapped(to: width - 4, indent: 2).split(separator: "\n").map { "  \($0)" }
        if let first = lines.first {
            let style = acceptance == nil ? finding.level.style : .dim
            lines[0] = "  " + styled(label, style) + first.dropFirst(label.count + 2)
        }
        lines += places(of: finding)
        lines += difference(finding.old?.text, "-", .removal) + difference(finding.new?.text, "+", .insertion)
        if !finding.symbols.isEmpty { lines += labelled("Swift", finding.symbols.joined(separator: ", ")) }
        for outcome in finding.outcomes { lines += labelled("outcome", outcome) }
        if let acceptance {
            lines += labelled("accepted", "by \(acceptance.by) until \(acceptance.until.text): \(acceptance.reason)")
        }
        return lines + labelled("fingerprint", finding.fingerprint)
    }

    /// Where a finding stands in both versions, on two lines if one is too short.
    private func places(of finding: Finding) -> [String] {
        let parts = [finding.old.map(Self.place) ?? "nothing", "→ " + (finding.new.map(Self.place) ?? "nothing")]
        let line = parts.joined(separator: " ")
        return (line.count + 4 <= width ? [line] : parts).map { "    " + styled($0, .dim) }
    }

    /// A side's place as `path:line:column`.
    private static func place(_ side: Finding.Side) -> String {
        "\(VisibleText.of(side.path)):\(side.range.start)"
    }

    /// What one version says, line by line after its mark.
    private func difference(_ text: String?, _ mark: String, _ style: TerminalStyle) -> [String] {
        guard let text else { return [] }
        return text.folded(to: width - 6).map { "    " + styled("\(mark) \($0)", style) }
    }

    /// A fact after its name, wrapped.
    private func labelled(_ label: String, _ text: String) -> [String] {
        let lines = "\(label): \(VisibleText.of(text))".wrapped(to: width - 4, indent: 2)
        return lines.split(separator: "\n").map { "    " + styled(String($0), .dim) }
    }

    /// The number of venues and findings in one line.
    private var summary: String {
        let (changed, same) = (comparison.difference.venues.count, comparison.difference.unchangedCount)
        let faults = comparison.acceptance.diagnostics
        let note = faults.isEmpty ? "" : "; in accepted changes: \(DiagnosticFormatter.counts(of: faults))"
        guard changed > 0 else { return "\(Self.venues(same)) unchanged\(note)" }
        let rest = same == 0 ? "" : ", \(same) \(same == 1 ? "is" : "are") unchanged"
        return "\(Self.venues(changed)) \(changed == 1 ? "differs" : "differ")\(rest): \(comparison.counts.text)\(note)"
    }

    private static func venues(_ count: Int) -> String { "\(count) \(count == 1 ? "venue" : "venues")" }

    /// Text in a style, where colours are wanted.
    private func styled(_ text: String, _ style: TerminalStyle) -> String {
        isColoured ? style.apply(to: text) : text
    }
}

extension Finding.Level {
    fileprivate var style: TerminalStyle {
        switch self {
        case .error: .red
        case .warning: .magenta
        case .info: .cyan
        }
    }
}

extension String {
    /// The text cut into lines that fit a width, at spaces where there are any.
    ///
    /// Unlike prose that is wrapped, nothing is left out: a change of spaces stays visible, and so do hidden characters.
    func folded(to width: Int) -> [String] {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            VisibleText.of(String(line)).foldedLine(to: max(width, 10))
        }
    }

    private func foldedLine(to width: Int) -> [String] {
        if utf8.count <= width, VisibleText.isPlain(self) { return [self] }
        var lines: [String] = []
        var (line, column) = ("", 0)
        for word in splitAfterSpaces() {
            let wordWidth = word.reduce(0) { $0 + TerminalCell.width(of: $1) }
            if column > 0, column + wordWidth > width {
                lines.append(line)
                (line, column) = ("", 0)
            }
            for character in word {
                let width1 = TerminalCell.width(of: character)
                if column + width1 > width {
                    lines.append(line)
                    (line, column) = ("", 0)
                }
                line.append(character)
                column += width1
            }
        }
        return lines + [line]
    }

    /// The words, each with the spaces after it.
    private func splitAfterSpaces() -> [String] {
        var words: [String] = []
        var previous: Character = " "
        for character in self {
            if words.isEmpty || (previous == " " && character != " ") { words.append("") }
            words[words.count - 1].append(character)
            previous = character
        }
        return words
    }
}
