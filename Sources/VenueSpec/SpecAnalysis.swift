package import SourceText
internal import YAMLDocument

/// What a set of spec files means, and everything wrong with them.
///
/// The stages: file → nodes (``YAMLReader``) → decoded nodes (``SpecDecoder``) → document as written → rules about the
/// document → ``Venue`` → rules about its meaning. All faults of a document as written are reported
/// together, a misspelt key being read as the one it was meant to be; only a document without any has a meaning to
/// judge. Every file is judged by itself.
package struct SpecAnalysis: Sendable {
    /// The venues of the files without errors, in the order of the files.
    ///
    /// With faults kept, also what could be made of files with errors.
    package let venues: [Venue]
    /// All findings of all files, in the order of the files and by position.
    package let diagnostics: [Diagnostic]

    /// Reads, validates and resolves every file; one file's errors do not hide another's.
    ///
    /// - Parameters:
    ///   - files: The specs.
    ///   - executesExamples: Whether examples are run and searched for slips. Comparing two versions of a spec needs
    ///     what they mean, not whether their examples hold.
    ///   - keepsFaulty: Whether a file with errors that still has a meaning gives a venue, without the parts that rules
    ///     have refused; good for comparisons with what cannot be mended any more, and for nothing else.
    package init(_ files: [SourceFile], executesExamples: Bool = true, keepsFaulty: Bool = false) {
        let judged = files.concurrentMap {
            Self.judge($0, executesExamples: executesExamples, keepsFaulty: keepsFaulty)
        }
        let duplicates = DuplicateVenue.check(judged.compactMap(\.document))
        let refused = Set(duplicates.map(\.path))
        venues = judged.compactMap { $0.venue }.filter { !refused.contains($0.file.path) }
        diagnostics = judged.flatMap { spec in
            (spec.diagnostics + duplicates.filter { $0.path == spec.path }).enumerated()
                .sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }.map(\.element)
        }
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// One file with what could be made of it.
    private struct JudgedSpec {
        let path: String
        var document: SpecDocument?
        /// The venue, if there is no error.
        var venue: Venue?
        var diagnostics: [Diagnostic]
    }

    /// Takes one file through all stages.
    private static func judge(_ file: SourceFile, executesExamples: Bool, keepsFaulty: Bool) -> JudgedSpec {
        let (node, problems) = SpecText.read(file)
        guard let node, !problems.contains(where: { $0.severity == .error }) else {
            return JudgedSpec(path: file.path, diagnostics: problems)
        }
        var report = Report(file)
        let document = SpecDocument(node, &report)
        var judged = JudgedSpec(path: file.path, document: document, diagnostics: problems)
        // What is longer than a spec can be is not worth the time to judge it.
        guard !report.diagnostics.contains(where: { $0.rule == LanguageRule.tooManyEntries.id }) else {
            judged.diagnostics += report.diagnostics
            return judged
        }
        for rule in SpecDocument.rules { rule.check(document, &report) }
        let errors = report.diagnostics.filter { $0.severity == .error }
        if errors.isEmpty, let venue = VenueBuilder(document: document).venue() {
            check(outcomesOf: venue, &report)
            if executesExamples { check(examplesOf: venue, of: document, &report) }
            if !report.hasErrors { judged.venue = venue }
        } else if let venue = VenueBuilder(document: document).venue() {
            let sound = venue.soundParts(of: document, errors: errors.map(\.range.start))
            check(outcomesOf: sound.judgeable, &report)
            if executesExamples { check(examplesOf: sound.executable, of: document, &report) }
        }
        if keepsFaulty, judged.venue == nil { judged.venue = VenueBuilder(document: document).venue() }
        judged.diagnostics += report.diagnostics
        return judged
    }

    private static func check(outcomesOf venue: Venue, _ report: inout Report) {
        // A table that calls share is judged once.
        for operation in venue.calls where operation.answersLike == nil {
            OutcomeCoverage.check(operation, of: venue, &report)
        }
    }

    /// Executes the examples of every operation whose outcome table is sound.
    private static func check(examplesOf venue: Venue, of document: SpecDocument, _ report: inout Report) {
        let errors = report.diagnostics.filter { $0.severity == .error }.map(\.range.start)
        var sound = venue
        func isFaulty(_ operation: CallDescription) -> Bool {
            operation.outcomes.contains { row in errors.contains(where: row.provenance.range.holds) }
                || operation.responses.contains { shape in errors.contains(where: shape.provenance.range.holds) }
        }
        sound.operations.removeAll(where: isFaulty)
        sound.cancelAlls.removeAll(where: isFaulty)
        sound.reads.removeAll(where: isFaulty)
        sound.logins.removeAll(where: isFaulty)
        let executed = sound.calls.map { ExecutedExamples(of: $0, venue: sound) }
        for call in executed { ExampleCheck.check(call, &report) }
        // Another call may show what this one does not.
        if executed.count == document.operations.count { MisspeltDeclaration.check(sound, executed, &report) }
    }
}

extension Venue {
    /// What can be judged of a venue some parts of which are wrong, so that one error does not hide another.
    ///
    /// What a wrong part would have said is not known, so nothing is concluded from its absence: a call is left out where
    /// the shapes of its replies are wrong, and a status where a row of its table is.
    ///
    /// - Parameters:
    ///   - document: The document the venue was made of.
    ///   - errors: Where errors stand.
    /// - Returns: The calls whose outcome tables can be judged, and those whose examples can be executed as well.
    fileprivate func soundParts(
        of document: SpecDocument, errors: [SourcePosition]
    ) -> (judgeable: Venue, executable: Venue) {
        var (judgeable, executable) = (self, self)
        (judgeable.operations, executable.operations) = ([], [])
        (judgeable.cancelAlls, executable.cancelAlls) = ([], [])
        (judgeable.reads, executable.reads) = ([], [])
        (judgeable.logins, executable.logins) = ([], [])
        let shared = [
            document.root.node(\SpecKeys.types), document.root.node(\SpecKeys.security), document.venue,
            document.root.node(\SpecKeys.computed), document.root.node(\SpecKeys.requests),
        ].compactMap(\.self)
        guard !shared.contains(where: { node in errors.contains(where: node.range.holds) }) else {
            return (judgeable, executable)
        }
        for declaration in document.operations {
            let calls: WritableKeyPath<Venue, [CallDescription]> =
                switch declaration.kind {
                case .cancel: \.operations
                case .cancelAll: \.cancelAlls
                case .read: \.reads
                case .login: \.logins
                }
            guard var operation = self[keyPath: calls].first(where: { $0.name.text == declaration.name }) else {
                continue
            }
            let answering = document.answering(declaration)
            let own = errors.filter { place in
                [declaration, answering].contains { $0.node.range.holds(place) || $0.nameRange.holds(place) }
            }
            if own.isEmpty { executable[keyPath: calls].append(operation) }
            let replies = answering.node.node(\OperationKeys.responses)?.range
            guard !own.contains(where: { replies?.holds($0) ?? true }) else { continue }
            let wrong = answering.outcomes.filter { row in own.contains(where: row.node.range.holds) }
            let statuses = Set(wrong.flatMap(\.statuses).compactMap { $0.value(as: StatusRange.self) })
            let isOpen = wrong.contains { $0.statuses.isEmpty }
            operation.outcomes.removeAll { row in own.contains(where: row.provenance.range.holds) }
            operation.responses.removeAll { shape in isOpen || statuses.contains { $0.overlaps(shape.status) } }
            judgeable[keyPath: calls].append(operation)
        }
        return (judgeable, executable)
    }
}

extension SourceRange {
    fileprivate func holds(_ position: SourcePosition) -> Bool { start <= position && position <= end }
}
