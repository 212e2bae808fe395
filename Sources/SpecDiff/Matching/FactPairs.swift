internal import VenueSpec

/// Two versions of one fact: of anything in a spec that can be described, or say how it is known.
struct FactPair: Sendable {
    /// The fact for people, such as `the parameter 'orderId'`.
    let label: String
    /// Where it stands; its keys `description`, `basis`, `source` and `example` are under it.
    let places: Places
    var oldDescription: String?
    var newDescription: String?
    /// How it was known; `nil` for what cannot say so.
    var oldProvenance: Provenance?
    /// How it is known; `nil` for what cannot say so.
    var newProvenance: Provenance?
    var oldExample: String?
    var newExample: String?
}

/// What a spec states with keys of its own for a description, a sample, or how it is known.
protocol StatedFact: Sendable {
    var description: String? { get }
    var example: String? { get }
    var provenance: Provenance { get }
}

extension StatedFact {
    var description: String? { nil }
    var example: String? { nil }
}

extension Server: StatedFact {}
extension Credential: StatedFact {}
extension RateLimitPolicy: StatedFact {}
extension NamedType: StatedFact {}
extension Property: StatedFact {}
extension Enumeration.Value: StatedFact {}
extension Parameter: StatedFact {}
extension IdentityAlternative: StatedFact {}
extension ConditionalGroup: StatedFact {}
extension RepeatPolicy: StatedFact {}
extension HTTPBinding: StatedFact {}
extension WebSocketBinding: StatedFact {}
extension ResponseShape: StatedFact {}
extension ResponseHeader: StatedFact {}
extension Echo: StatedFact {}
extension OutcomeRule: StatedFact {}
extension OutcomeRule.Case: StatedFact {}
extension ConfirmationAdvice: StatedFact {}
extension Example: StatedFact {}
extension Example.Reply: StatedFact {}
extension Quirk: StatedFact {}

extension FactPair {
    init<Fact: StatedFact>(_ label: String, _ places: Places, _ old: Fact, _ new: Fact) {
        self.init(
            label: label, places: places, oldDescription: old.description, newDescription: new.description,
            oldProvenance: old.provenance, newProvenance: new.provenance, oldExample: old.example,
            newExample: new.example)
    }

    /// Facts of one kind, each called by its new version.
    static func all<Fact: StatedFact>(
        _ pairs: [Pairing<Fact>.Pair], _ label: (Fact) -> String
    ) -> [FactPair] {
        pairs.map { FactPair(label($0.new), $0.places, $0.old, $0.new) }
    }

    /// Every fact that both versions of a venue have, in the order of the language's reference.
    static func all(of change: VenueChange) -> [FactPair] {
        let (old, new) = (change.old, change.new)
        let venue = FactPair(
            label: "the venue", places: .root, oldDescription: old.description, newDescription: new.description)
        let access =
            all(change.servers.pairs) { "the server '\($0.name.text)'" }
            + all(change.credentials.pairs) { "the credential '\($0.name.text)'" }
            + all(change.rateLimits.pairs) { "the rate limit by \($0.scope)" }
        let types = change.types.flatMap { $0.facts(isCode: change.uses.new.codes.contains($0.pair.new.name.text)) }
        return [venue] + access + types + change.operations.flatMap(\.facts)
            + all(change.quirks.pairs) { "the quirk '\($0.id)'" }
    }
}

extension TypeChange {
    /// The type and its members or values.
    ///
    /// The description of one of the venue's own codes is its meaning; rules about meaning compare it.
    fileprivate func facts(isCode: Bool) -> [FactPair] {
        let name = pair.new.name.text
        var valueFacts = FactPair.all(values?.pairs ?? []) { "the value '\($0.name.text)' of '\(name)'" }
        if isCode {
            for index in valueFacts.indices {
                (valueFacts[index].oldDescription, valueFacts[index].newDescription) = (nil, nil)
            }
        }
        return FactPair.all([pair]) { _ in "the type '\(name)'" }
            + FactPair.all(properties?.pairs ?? []) { "the field '\(name).\($0.name.text)'" } + valueFacts
    }
}

extension OperationChange {
    fileprivate var facts: [FactPair] {
        let call = FactPair(
            label: "the call '\(new.name.text)'", places: places, oldDescription: old.description,
            newDescription: new.description)
        return [call] + parameters.pairs.flatMap(Self.facts) + requestFacts + replyFacts + exampleFacts
    }

    private static func facts(of pair: Pairing<Parameter>.Pair) -> [FactPair] {
        let label = "the parameter '\(pair.new.name.text)'"
        return FactPair.all([pair]) { _ in label }
            + FactPair.all(ValueChange(pair).values.pairs) { "the value '\($0.name.text)' of \(label)" }
    }

    /// What identifies the order, what travels together, whether to repeat, and the bindings.
    private var requestFacts: [FactPair] {
        let identities = Pairing(
            old.identity.alternatives, new.identity.alternatives, in: places.at("identity"), by: \.name.text)
        var facts = FactPair.all(identities.pairs) { "the identity '\($0.name.text)'" }
        facts += FactPair.all(groups.pairs) { "the parameters required when \($0.condition)" }
        facts.append(FactPair("repeatability", places.at("repeatable"), old.repeatability, new.repeatability))
        facts.append(FactPair("the HTTP request", places.at("http"), old.http, new.http))
        if let before = old.webSocket, let after = new.webSocket {
            facts.append(FactPair("the WebSocket frame", places.at("webSocket"), before, after))
        }
        return facts
    }

    /// Replies, what they mean, and how to learn the final state.
    private var replyFacts: [FactPair] {
        var facts = responses.pairs.flatMap(Self.facts)
        var rules: Set<[Int]> = []
        for pair in lines.common {
            if rules.insert([pair.old.index, pair.new.index]).inserted {
                facts.append(
                    FactPair("the row '\(pair.new.rowEvidence)'", rowPlaces(of: pair), pair.old.rule, pair.new.rule))
            }
            if let before = pair.old.value, let after = pair.new.value {
                facts.append(FactPair("the row '\(pair.new.evidence)'", pair.places, before, after))
            }
        }
        return facts + FactPair.all(confirmations.pairs) { "the confirmation by '\($0.call)'" }
    }

    /// A status, what its replies repeat, and its header fields.
    private static func facts(of pair: Pairing<StatusResponse>.Pair) -> [FactPair] {
        // The alternatives of a status share one mapping.
        guard let before = pair.old.shapes.first, let after = pair.new.shapes.first else { return [] }
        let key = pair.new.key
        let echoes = Pairing(pair.old.echoes, pair.new.echoes, in: pair.places.at("echoes"), by: \.path.description)
        return [FactPair("the response \(key)", pair.places, before, after)]
            + echoes.pairs.map { echo in
                var fact = FactPair("the echo in '\(echo.new.path)' of \(key)", echo.places, echo.old, echo.new)
                // What says nothing of itself is known as the response around it is.
                if echo.old.provenance.basis == before.provenance.basis,
                    echo.new.provenance.basis == after.provenance.basis
                {
                    (fact.oldProvenance, fact.newProvenance) = (nil, nil)
                }
                return fact
            }
            + FactPair.all(pair.headers.pairs) { "the header field '\($0.name)' of \(key)" }
    }

    private var exampleFacts: [FactPair] {
        examples.pairs.flatMap { pair in
            let replies = Pairing(list: pair.old.replies, pair.new.replies, in: pair.places.at("replies"), by: \.name)
            return FactPair.all([pair]) { "the example '\($0.name)'" }
                + FactPair.all(replies.pairs) { "the reply '\($0.name)'" }
        }
    }
}

extension Identity {
    /// The sets of which the caller chooses one; empty where there is one set.
    fileprivate var alternatives: [IdentityAlternative] {
        guard case .alternatives(let sets) = self else { return [] }
        return sets
    }
}
