internal import VenueSpec

/// Two versions of one part of a spec, with what any part may say of itself: what it is, a sample, how it is known.
struct FactPair: Sendable {
    /// The part for people, such as `the parameter 'orderId'`.
    let label: String
    private var facts: [FactRole: Fact] = [:]

    struct Fact: Sendable {
        let places: PlacePair
        let old: String?
        let new: String?

        var isChanged: Bool { old != new }
    }

    /// Takes the plain facts from the language's declarations, but for those of some roles, which others tell of.
    init<Part: SpecPart>(
        _ label: String, _ places: PlacePair, _ old: Part, _ new: Part, leavingOut roles: Set<FactRole> = []
    ) {
        self.label = label
        for fact in Part.plainFacts where fact.role != .content && !roles.contains(fact.role) {
            facts[fact.role] = Fact(places: places.at(fact.key), old: fact.text(old), new: fact.text(new))
        }
    }

    /// What the versions say in a role; `nil` for a part that cannot say it.
    subscript(role: FactRole) -> Fact? { facts[role] }

    /// Facts of one kind, each called by its new version.
    static func all<Part: SpecPart>(
        _ pairs: [Pairing<Part>.Pair], leavingOut roles: Set<FactRole> = [], _ label: (Part) -> String
    ) -> [FactPair] {
        pairs.map { FactPair(label($0.new), $0.places, $0.old, $0.new, leavingOut: roles) }
    }

    /// Every fact that both versions of a venue have, in the order of the language's reference.
    static func all(of change: VenueChange) -> [FactPair] {
        let access =
            all(change.servers.pairs) { "the server '\($0.name.text)'" }
            + all(change.credentials.pairs) { "the credential '\($0.name.text)'" }
            + all(change.credentialSets.pairs) { "the credentials '\($0.name.text)'" }
            + change.setCredentials.flatMap { all($0.credentials.pairs) { "the credential '\($0.name.text)'" } }
            + change.loginCredentials.flatMap { all($0.pairs) { "the credential '\($0.name.text)' of a login" } }
            + change.computed.flatMap { all($0.pairs) { "the computed value '\($0.name.text)'" } }
            + all(change.rateLimits.pairs) { "the rate limit by \($0.scope)" }
        let types = change.types.flatMap { $0.facts(isCode: change.uses.new.codes.contains($0.pair.new.name.text)) }
        return [FactPair("the venue", .root, change.old, change.new)] + access + types
            + change.operations.flatMap(\.facts)
            + all(change.quirks.pairs) { "the quirk '\($0.id)'" }
    }
}

extension Provenance {
    /// Whether the same tells of both.
    fileprivate func isKnown(as other: Provenance) -> Bool { (basis, source) == (other.basis, other.source) }
}

extension TypeChange {
    /// The type and its members or values.
    ///
    /// The description of one of the venue's own codes is its meaning; rules about meaning compare it.
    fileprivate func facts(isCode: Bool) -> [FactPair] {
        let name = pair.new.name.text
        return FactPair.all([pair]) { _ in "the type '\(name)'" }
            + FactPair.all(properties?.pairs ?? []) { "the field '\(name).\($0.name.text)'" }
            + FactPair.all(values?.pairs ?? [], leavingOut: isCode ? [.description] : []) {
                "the value '\($0.name.text)' of '\(name)'"
            }
    }
}

extension OperationChange {
    fileprivate var facts: [FactPair] {
        [FactPair("the call '\(new.name.text)'", places, old, new)] + parameters.pairs.flatMap(Self.facts)
            + requestFacts + replyFacts + exampleFacts
    }

    private static func facts(of pair: Pairing<Parameter>.Pair) -> [FactPair] {
        let label = "the parameter '\(pair.new.name.text)'"
        return FactPair.all([pair]) { _ in label }
            + FactPair.all(pair.values.pairs) { "the value '\($0.name.text)' of \(label)" }
    }

    /// What identifies the order, what travels together, whether to repeat, and the bindings.
    private var requestFacts: [FactPair] {
        let identities = Pairing(
            old.identity.alternatives, new.identity.alternatives, in: places.at(new.setKey), by: \.name.text)
        var facts = FactPair.all(identities.pairs) { "the \(new.setKey) '\($0.name.text)'" }
        facts += FactPair.all(groups.groups.pairs) { "the parameters required when \($0.condition)" }
        if let before = old.read?.pages, let after = new.read?.pages {
            facts.append(FactPair("the pages", places.at("pages"), before, after))
        }
        if let before = old.batch, let after = new.batch {
            facts.append(FactPair("the batch", places.at("batch"), before, after))
        }
        let gives = Pairing(
            old.login?.gives ?? [], new.login?.gives ?? [], in: places.at("gives"), by: \.credential)
        facts += FactPair.all(gives.pairs) { "the place of '\($0.credential)'" }
        facts.append(FactPair("repeatability", places.at("repeatable"), old.repeatability, new.repeatability))
        facts.append(FactPair("the HTTP request", places.at("http"), old.http, new.http))
        facts += furtherBindings.map { binding in
            FactPair("the HTTP request for '\(binding.identity)'", places.at("http"), binding.old, binding.new)
        }
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
                // What a value does not say itself is told of its row.
                let isShared = [(before, pair.old.rule), (after, pair.new.rule)].allSatisfy { value, rule in
                    value.provenance.basis == rule.provenance.basis && value.provenance.source == rule.provenance.source
                }
                facts.append(
                    FactPair(
                        "the row '\(pair.new.evidence)'", pair.places, before, after,
                        leavingOut: isShared ? [.basis, .source] : []))
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
                // What says nothing of itself is known as the response around it is.
                let isInherited =
                    echo.old.provenance.isKnown(as: before.provenance)
                    && echo.new.provenance.isKnown(as: after.provenance)
                return FactPair(
                    "the echo in '\(echo.new.path)' of \(key)", echo.places, echo.old, echo.new,
                    leavingOut: isInherited ? [.basis, .source] : [])
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
    var alternatives: [IdentityAlternative] {
        guard case .alternatives(let sets) = self else { return [] }
        return sets
    }
}
