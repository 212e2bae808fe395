package import SourceText
package import YAMLDocument

/// Reads the text of specs, and tells it from that of other files, of which nothing is to be shown: a path may lead to
/// secrets.
package enum SpecText {
    /// The keys of which a spec has one at the start of a line; words that few other files begin a line with.
    private static let keys: [String] = {
        let spec = SpecKeys.keys.declared
        return [
            spec.format.name, spec.venue.name, spec.docs.name, spec.servers.name, spec.rateLimits.name,
            spec.operations.name, spec.quirks.name,
        ]
    }()

    /// Whether a file looks like a spec, however broken: text, with a line that begins with a key of a spec.
    package static func isSpec(_ file: SourceFile) -> Bool {
        var bytes = file.bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.contains(0) { return false }
        return bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
            // A list, flow style and quotes are slips of somebody who writes a spec.
            let text = line.drop { " -{\"'".utf8.contains($0) }
            return keys.contains { key in
                guard text.starts(with: key.utf8) else { return false }
                return text.dropFirst(key.utf8.count).drop { " \"'".utf8.contains($0) }.first == 0x3A
            }
        }
    }

    /// The document of a spec and everything wrong with it as YAML; of another file no word is repeated.
    static func read(_ file: SourceFile) -> (document: Node?, diagnostics: [Diagnostic]) {
        let (document, problems) = YAMLReader.read(file)
        if isSpec(file) { return (document, problems) }
        let masked = problems.map { problem in
            let isPlain = !problem.message.contains("'")
            return Diagnostic(
                rule: problem.rule, severity: problem.severity,
                message: isPlain ? problem.message : YAMLRule(rawValue: problem.rule)?.summary ?? "this is no spec",
                path: problem.path, range: problem.range)
        }
        guard document != nil, !masked.contains(where: { $0.severity == .error }) else { return (nil, masked) }
        var report = Report(file)
        report.add(
            .missingKey, "this is no spec: no line of it begins with 'format', 'venue' or another key of one",
            at: .fileStart)
        return (nil, masked + report.diagnostics)
    }

    /// The document of a spec that is YAML of the language's grammar without a finding; of any other, its findings.
    package static func wellFormed(
        _ file: SourceFile
    ) -> (document: (node: Node, decoded: SpecNode)?, diagnostics: [Diagnostic]) {
        let (node, problems) = read(file)
        guard let node, problems.isEmpty else { return (nil, problems) }
        let (decoded, findings) = SpecKeys.decode(node, of: file)
        return (findings.isEmpty ? (node, decoded) : nil, findings)
    }
}
