internal import Foundation
internal import VenueClients
internal import VenueRuntime

/// Reads and judges a reply.
///
/// The first line holds venue, status and, after a second space, a `Retry-After`; the second the input of the call as
/// JSON; the rest is the body. An input of another form is not worth keeping.
func checkReply(_ input: [UInt8]) -> Bool {
    let lines = input.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3 else { return false }
    let words = lines[0].split(separator: UInt8(ascii: " "), maxSplits: 2).map { String(decoding: $0, as: UTF8.self) }
    let operations: [any CancelOperation.Type] = VenueIndex.operations + [Everything.CancelOrder.self]
    guard words.count >= 2, let operation = operations.first(where: { $0.venue == words[0] }),
        let status = Int(words[1]), 100...599 ~= status
    else { return false }
    let headers = HTTPHeaderFields(received: words.count > 2 ? [("retry-after", words[2])] : [])
    let http = HTTPResponse(status: status, headers: headers, body: Array(lines[2]))
    return check(operation, Array(lines[1]), http)
}

/// Checks one operation; tells whether the call's input could be read.
private func check<Operation: CancelOperation>(
    _: Operation.Type, _ inputJSON: [UInt8], _ http: HTTPResponse
) -> Bool {
    guard let input = try? Operation.Input(jsonBytes: inputJSON) else { return false }
    checkRequest(Operation.self, input)
    let response = Operation.read(http)
    let verdict = Operation.judge(response, to: input, http: http)
    require(verdict == Operation.verdict(on: http, to: input), "judged in two ways: \(verdict)")
    checkEvidence(verdict.evidence, http)
    checkOutcome(verdict, http)
    if isJSON(response), let value = try? JSONValue(jsonBytes: http.body) {
        var other = http
        other.body = value.jsonBytes()
        let again = Operation.verdict(on: other, to: input)
        require(
            again.outcome == verdict.outcome && again.evidence.rule == verdict.evidence.rule
                && again.evidence.code == verdict.evidence.code && again.evidence.text == verdict.evidence.text,
            "the same JSON written in another way is judged \(again), not \(verdict)")
    }
    return true
}

/// Checks that no identifier changes what is asked for.
private func checkRequest<Operation: CancelOperation>(_: Operation.Type, _ input: Operation.Input) {
    guard let request = try? Operation.prepare(input) else { return }
    let path = request.target.prefix { $0 != "?" }
    require(request.target.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "target '\(request.target)'")
    for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
        require(segment != "" && segment != "." && segment != "..", "target '\(request.target)'")
    }
}

/// Checks that what is kept of a reply is bounded and true.
private func checkEvidence(_ evidence: Evidence, _ http: HTTPResponse) {
    require(evidence.status == http.status && http.body.starts(with: evidence.body), "other evidence than the reply")
    require(evidence.body.count == min(http.body.count, Evidence.limit), "\(evidence.body.count) bytes of body kept")
    require(evidence.isBodyTruncated == (evidence.body.count < http.body.count), "a cut that is not told")
    for text in [evidence.code, evidence.text] {
        require((text ?? "").utf8.count <= Evidence.limit, "a code or text longer than the limit")
    }
    if let problem = evidence.problem { checkPlace(of: problem, in: http.body) }
}

/// Checks what no reply may be taken for.
private func checkOutcome(_ verdict: Verdict, _ http: HTTPResponse) {
    if case .notSent = verdict.outcome { finding("a reply to a request that was not sent: \(verdict)") }
    if http.status >= 500 {
        switch verdict.outcome {
        case .unknown, .throttled: break
        default: finding("a \(http.status) is taken for proof: \(verdict)")
        }
    }
    if verdict.outcome == .canceled {
        require(verdict.evidence.problem == nil, "unreadable and cancelled: \(verdict)")
        require(
            (try? FoundationReader.serialization.read(http.body)) != nil || JSONOutline(http.body).hasInexactNumber,
            "cancelled by what is no JSON: \(verdict)")
    }
}

/// Whether a typed reply was read from JSON, not from text.
private func isJSON(_ response: some Any) -> Bool {
    guard let body = Mirror(reflecting: response).children.first?.value else { return false }
    return !(body is Body<String> || body is Body<[UInt8]> || body is HTTPResponse)
}
