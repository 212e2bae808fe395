internal import SourceText

/// Holds what comes out of executed examples against what they record.
struct ExampleCheck {
    private let executed: ExecutedExamples
    private var report: Report
    private let secretScan = RecordedSecrets()
    /// What was computed for the request at hand, which looks like a secret and is none.
    private var computedTexts: [RenderedRequest.Computed] = []
    /// The shapes that some reply fits, by case name.
    private var shownShapes: Set<String> = []
    /// The rows of the outcome table that decided some reply.
    private var shownRows: Set<Judgement.Row> = []
    /// The fields in which some reply names another order.
    private var shownEchoes: Set<String> = []
    /// The fields of which some reply records what they tell.
    private var shownQuantities: Set<FieldPath> = []

    /// Reports everything that the examples of a call get wrong or leave out, in the order of the spec.
    static func check(_ executed: ExecutedExamples, _ report: inout Report) {
        var check = ExampleCheck(executed, report)
        for (example, judgements) in zip(executed.operation.examples, executed.judgements) {
            check.request(of: example)
            check.frame(of: example)
            for (reply, judgements) in zip(example.replies, judgements) {
                check.reply(reply, judgements[0])
                for (position, judgement) in judgements.enumerated().dropFirst() where judgement.fits == reply.fits {
                    check.outcome(of: reply, judgement, at: position)
                }
            }
            check.secrets(in: example)
        }
        check.coverage()
        report = check.report
    }

    private init(_ executed: ExecutedExamples, _ report: Report) { (self.executed, self.report) = (executed, report) }

    private var operation: CallDescription { executed.operation }

    private mutating func report(_ rule: LanguageRule, _ message: String, _ range: SourceRange) {
        report.add(rule, message, at: range)
    }

    /// Makes the request and compares line, header fields and body.
    private mutating func request(of example: Example) {
        let made: RenderedRequest
        computedTexts = []
        do {
            made = try Interpreter.request(
                about: example.inputs, operation: operation, venue: executed.venue, recorded: example.computed,
                as: example.credentials)
        } catch {
            for problem in error.all {
                report(.exampleInput, problem.message, problem.range ?? example.provenance.range)
            }
            return
        }
        computedTexts = made.computed
        computed(of: example)
        let expected = example.request
        if let difference = TextDifference(recorded: expected.line, actual: made.line) {
            report(.exampleRequest, "the request line is another: \(difference)", expected.places.line)
        }
        headers(of: expected, made: made.headers)
        let body = made.body.map { String(decoding: $0, as: UTF8.self) }
        switch (expected.body, body) {
        case (nil, let body?):
            report(.exampleRequest, "the input makes the body \(quoted(body)); record it", expected.range)
        case (_?, nil): report(.exampleRequest, "the input makes no body; remove 'body'", expected.places.body)
        case (let recorded?, let body?):
            if let difference = TextDifference(recorded: recorded, actual: body) {
                report(.exampleRequest, "the body is another: \(difference)", expected.places.body)
            }
        case (nil, nil): break
        }
    }

    /// Compares the messages that were hashed or signed, and looks for what is not recorded.
    private mutating func computed(of example: Example) {
        let given = Set(example.input.map(\.name))
        let call = operation.narrowed(to: example.credentials, of: executed.venue)
        let used = call.variant(given: given.contains).usedValues.filter(\.isRecorded)
        for value in used {
            let name = value.name.text
            guard let recorded = example.computed.first(where: { $0.name == name }) else {
                report(
                    .exampleComputed, "the request holds '$\(name)'; record its value under 'computed'",
                    example.request.range)
                continue
            }
            if let length = value.recordedLength, recorded.value.utf8.count != length {
                report(
                    .exampleComputed,
                    "'\(name)' has \(recorded.value.utf8.count) characters; what is made has \(length)", recorded.range)
            }
            switch (recorded.message, computedTexts.first { $0.name == name }?.message) {
            case (nil, let message?):
                report(
                    .exampleComputed, "record the message of '\(name)' under 'message': \(quoted(message))",
                    recorded.range)
            case (_?, nil):
                report(.exampleComputed, "'\(name)' has no message; remove 'message'", recorded.messageRange)
            case (let recordedMessage?, let message?):
                if let difference = TextDifference(recorded: recordedMessage, actual: message) {
                    report(
                        .exampleComputed, "the message of '\(name)' is another: \(difference)", recorded.messageRange)
                }
            case (nil, nil): break
            }
            if let key = value.step?.key, !example.keys.contains(where: { $0.name == key }) {
                report(
                    .exampleComputed, "'\(name)' is made with '\(key)'; give a test key under 'keys'",
                    example.request.range)
            }
        }
        for recorded in example.computed where !used.contains(where: { $0.name.text == recorded.name }) {
            report.addUnknown(
                .exampleComputed, "the request holds no '$\(recorded.name)' that would have to be recorded",
                name: recorded.name, known: used.map(\.name.text), at: recorded.range)
        }
        let keys = used.compactMap(\.step?.key)
        for key in example.keys where !keys.contains(key.name) {
            report.addUnknown(
                .exampleComputed, "no key '\(key.name)' signs the request", name: key.name, known: keys,
                at: example.request.range)
        }
    }

    /// Compares the header fields.
    ///
    /// Names are compared as written, order counts.
    private mutating func headers(of expected: Example.ExpectedRequest, made: [Example.Header]) {
        let (recordedNames, madeNames) = (expected.headers.map(\.name), made.map(\.name))
        guard recordedNames == madeNames else {
            let missing = madeNames.filter { !recordedNames.contains($0) }
            let slips = zip(recordedNames, expected.places.headerNames).filter { !madeNames.contains($0.0) }
            guard !slips.isEmpty, slips.allSatisfy({ NearestName.nearest(to: $0.0, in: missing) != nil }) else {
                let names = madeNames.isEmpty ? "none" : madeNames.map { "'\($0)'" }.joined(separator: ", ")
                let message = "the header fields are others: the input makes \(names), in this order"
                return report(.exampleRequest, message, expected.range)
            }
            for (name, range) in slips {
                report.addUnknown(
                    .exampleRequest, "the input makes no header field '\(name)'", name: name, known: missing, at: range)
            }
            return
        }
        for ((recorded, made), range) in zip(zip(expected.headers, made), expected.places.headerValues) {
            guard let difference = TextDifference(recorded: recorded.value, actual: made.value) else { continue }
            report(.exampleRequest, "the header field '\(recorded.name)' is another: \(difference)", range)
        }
    }

    /// Makes the frame, if one is recorded, and compares it.
    private mutating func frame(of example: Example) {
        guard let expected = example.frame else { return }
        do {
            let frame = try Interpreter.frame(
                example.input, id: expected.id, operation: operation, venue: executed.venue,
                recorded: example.computed)
            guard let frame else {
                return report(.exampleFrame, "the call has no 'webSocket'; remove 'frame'", expected.range)
            }
            if let difference = TextDifference(recorded: expected.text, actual: frame) {
                report(.exampleFrame, "the frame is another: \(difference)", expected.range)
            }
        } catch {
            // What is wrong with the parameters was reported with the request.
            for problem in error.all where problem.parameter == JSONRendering.correlationName {
                report(.exampleFrame, "'id' must be an integer", expected.range)
            }
        }
    }

    /// Compares fit, outcome and evidence of a reply.
    private mutating func reply(_ reply: Example.Reply, _ judgement: Judgement) {
        let range = reply.provenance.range
        shown(judgement)
        if judgement.fits { shownShapes.insert(judgement.caseName) }
        if reply.fits != judgement.fits {
            let message =
                judgement.mismatch.map { "the body of '\(reply.name)' does not fit: \($0)" }
                ?? "the body of '\(reply.name)' fits '\(judgement.caseName)'; remove 'fits: false'"
            // Its outcome is about another body than the author thought of; one fault, one finding.
            return report(.exampleReply, message, range)
        }
        outcome(of: reply, judgement, at: 0)
        compare("code", reply.code, judgement.code, of: reply)
        compare("text", reply.text, judgement.text, of: reply)
        if judgement.outcome == .granted { given(by: reply, judgement) }
        let shape = operation.responses.first { $0.caseName == judgement.caseName }
        for (quantity, recorded) in reply.quantities.all {
            let name = "'\(quantity.rawValue)'"
            compare("quantity \(name)", key: name, recorded, judgement.quantities[quantity], of: reply)
            if let path = shape?.quantities[quantity] { shownQuantities.insert(path) }
        }
        if let recorded = reply.affected {
            compare("'affected'", key: "it", "\(recorded)", judgement.affected.map { "\($0)" }, of: reply)
            if let path = shape?.affected { shownQuantities.insert(path) }
        }
    }

    private mutating func shown(_ judgement: Judgement) {
        if let row = judgement.row { shownRows.insert(row) }
        if let other = judgement.otherOrder { shownEchoes.insert(other.path) }
    }

    /// Compares the outcome for an order of the call.
    private mutating func outcome(of reply: Example.Reply, _ judgement: Judgement, at position: Int) {
        shown(judgement)
        let recorded = reply.outcome(at: position)
        guard recorded != judgement.outcome else { return }
        let why = judgement.mismatch.map { " (\($0))" } ?? ""
        let which = position == 0 ? "" : " for the order at \(position)"
        report(
            .exampleOutcome,
            "'\(reply.name)' is recorded as '\(recorded.word)'\(which) and means '\(judgement.outcome.word)' "
                + "by the rule '\(judgement.rule)'\(why)",
            reply.provenance.range)
    }

    /// Looks for what a login gives, which a reply shows as the credential's name, as a request does.
    private mutating func given(by reply: Example.Reply, _ judgement: Judgement) {
        for given in operation.login?.gives ?? [] {
            let (place, text): (String, String?) =
                switch given.place {
                case .field(let path): ("'\(path)'", judgement.given[given.credential])
                case .header(let name):
                    (
                        "the header field '\(name)'",
                        reply.headers.first { $0.name.lowercased() == name.lowercased() }?.value
                    )
                }
            let shown = "<\(given.credential)>"
            guard text.map({ !shown.isExactly($0) }) ?? true else { continue }
            let found = text == nil ? "holds nothing in \(place)" : "holds something else in \(place)"
            report(
                .exampleReply, "'\(reply.name)' grants the login and \(found); show what it gives as '\(shown)'",
                reply.provenance.range)
        }
    }

    /// Compares a part of the evidence, if it is recorded.
    private mutating func compare(
        _ name: String, key: String? = nil, _ recorded: String?, _ actual: String?, of reply: Example.Reply
    ) {
        guard let recorded else { return }
        let range = reply.provenance.range
        guard let actual else {
            return report(.exampleEvidence, "'\(reply.name)' has no \(name); remove \(key ?? "'\(name)'")", range)
        }
        if let difference = TextDifference(recorded: recorded, actual: actual) {
            report(.exampleEvidence, "the \(name) of '\(reply.name)' is another: \(difference)", range)
        }
    }

    /// Looks for secrets in everything the example shows.
    private mutating func secrets(in example: Example) {
        let credentials = operation.credentials(of: executed.venue).filter(\.scheme.hasHeader)
        for header in example.request.headers.map(hidingComputed) {
            let credential = credentials.first { $0.header.lowercased() == header.name.lowercased() }
            let shown = credential.map { "\($0.prefix)<\($0.name.text)>" }
            if let shown, shown.isExactly(header.value) { continue }
            let isComputed = operation.bindings.flatMap(\.headers).contains { field in
                field.name.lowercased() == header.name.lowercased()
                    && field.value.parameters.contains { $0.hasPrefix("$") }
            }
            if let reason = secretScan.reason(
                inHeader: header, isCredential: credential != nil, isComputed: isComputed)
            {
                report(.secretInExample, secret(reason, in: "header field '\(header.name)'"), example.request.range)
            }
        }
        scan(hidingComputed(example.request.line), "the request line", example.request.range)
        scan(example.request.body.map(hidingComputed), "the request body", example.request.range)
        scan((example.frame?.text).map(hidingComputed), "the frame", example.frame?.range ?? example.provenance.range)
        for value in example.input { scan(value.value.text, "the input '\(value.name)'", value.range) }
        for reply in example.replies {
            for header in reply.headers {
                if let reason = secretScan.reason(inHeader: header, isCredential: false) {
                    let place = "header field '\(header.name)' of '\(reply.name)'"
                    report(.secretInExample, secret(reason, in: place), reply.provenance.range)
                }
            }
            scan(String(decoding: reply.body, as: UTF8.self), "the body of '\(reply.name)'", reply.provenance.range)
        }
    }

    private mutating func scan(_ text: String?, _ place: String, _ range: SourceRange) {
        guard let reason = text.flatMap(secretScan.reason) else { return }
        report(.secretInExample, secret(reason, in: place), range)
    }

    /// The message about a secret.
    ///
    /// It never shows the text.
    private func secret(_ reason: String, in place: String) -> String {
        "\(place) seems to hold \(reason); show a secret as '<name>'"
    }

    /// Reports documented shapes and rows that no reply shows.
    private mutating func coverage() {
        let made = Set(operation.examples.compactMap(\.credentials))
        for set in executed.venue.credentialSets where operation.login == nil && !made.contains(set.name.text) {
            report(
                .credentialsWithoutExample,
                "no example of '\(operation.name.text)' is made with the credentials '\(set.name.text)'; add one with "
                    + "'as: \(set.name.text)'", set.provenance.range)
        }
        // What calls share is shown by the one that describes it.
        guard operation.answersLike == nil else { return }
        for shape in operation.responses where !shownShapes.contains(shape.caseName) {
            report(
                .responseWithoutExample,
                "no example shows a reply '\(shape.caseName)' of status \(shape.status); add one that fits",
                shape.provenance.range)
        }
        var echoes = shownEchoes
        for echo in operation.responses.flatMap(\.echoes) where echoes.insert(echo.path.description).inserted {
            report(
                .echoWithoutExample,
                "no example names another order in '\(echo.path)'; add a reply whose outcome is "
                    + "'\(Outcome.unknown(.otherOrder).word)'",
                echo.provenance.range)
        }
        for shape in operation.responses {
            for (quantity, path) in shape.quantities.all where shownQuantities.insert(path).inserted {
                report(
                    .quantityWithoutExample,
                    "no example records what '\(path)' of status \(shape.status) tells; add "
                        + "'quantities: { \(quantity.rawValue): … }' to a reply",
                    shape.provenance.range)
            }
        }
        for shape in operation.responses {
            guard let path = shape.affected, shownQuantities.insert(path).inserted else { continue }
            report(
                .quantityWithoutExample,
                "no example records what '\(path)' of status \(shape.status) tells; add 'affected: …' to a reply",
                shape.provenance.range)
        }
        for (index, rule) in operation.outcomes.enumerated() {
            switch rule.decision {
            case .fixed(let outcome):
                guard !shownRows.contains(Judgement.Row(rule: index)) else { continue }
                report(
                    .outcomeWithoutExample, "no example is decided by this rule, '\(outcome.word)'; add a reply",
                    rule.provenance.range)
            case .byValue(let path, let cases):
                for (position, row) in cases.enumerated()
                where !shownRows.contains(Judgement.Row(rule: index, valueCase: position)) {
                    report(
                        .outcomeWithoutExample,
                        "no example is decided by '\(path)' being '\(row.value)'; add a reply", row.provenance.range)
                }
            }
        }
    }
}

extension ExampleCheck {
    /// A text with the names of computed values in their places.
    private func hidingComputed(_ text: String) -> String {
        var text = text
        for made in computedTexts where made.value.utf8.count >= 8 {
            for form in [made.value, PercentCoding.uri(made.value), PercentCoding.form(made.value)] {
                text = text.replacing(form, with: "<\(made.name)>")
            }
        }
        return text
    }

    private func hidingComputed(_ header: Example.Header) -> Example.Header {
        Example.Header(name: header.name, value: hidingComputed(header.value))
    }
}

extension ComputedValue.Step {
    /// The credential that signs.
    package var key: String? {
        switch self {
        case .hash: nil
        case .hmac(_, let key), .sign(_, let key): key
        }
    }

    /// How many bytes it makes; `nil` where that depends on the key.
    fileprivate var byteCount: Int? {
        switch self {
        case .hash(let hash), .hmac(let hash, _):
            switch hash {
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        case .sign(.ed25519, _), .sign(.es256, _): 64
        case .sign(.es256DER, _), .sign(.rs256, _): nil
        }
    }
}

extension ComputedValue {
    /// How many characters its recorded value has; `nil` where they vary.
    fileprivate var recordedLength: Int? {
        step?.byteCount.flatMap { encoding?.length(of: $0) }
    }
}
