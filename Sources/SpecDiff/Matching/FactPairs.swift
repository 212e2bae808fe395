internal import VenueSpec

/// Two versions of one fact: of anything in a spec that can be described, or say how it is known.
struct FactPair: Sendable {
    /// The fact for people, such as `the parameter 'orderId'`.
    let label: String
    /// Where it stands; its keys `description`, `basis`, `source` and `example` are under it.
    let places: Places
    /// What the old version says about it.
    let oldDescription: String?
    /// What the new version says about it.
    let newDescription: String?
    /// How it was known; `nil` for what cannot say so.
    let oldProvenance: Provenance?
    /// How it is known; `nil` for what cannot say so.
    let newProvenance: Provenance?
    /// The old sample of its value.
    let oldExample: String?
    /// The new sample of its value.
    let newExample: String?

    /// Two versions of a fact; descriptions, provenances and examples as (old, new).
    init(
        _ label: String, _ places: Places, descriptions: (String?, String?) = (nil, nil),
        provenances: (Provenance, Provenance)? = nil, examples: (String?, String?) = (nil, nil)
    ) {
        self.label = label
        self.places = places
        (oldDescription, newDescription) = descriptions
        (oldProvenance, newProvenance) = (provenances?.0, provenances?.1)
        (oldExample, newExample) = examples
    }
}

extension FactPair {
    /// Every fact that both versions of a venue have, in the order of the language's reference.
    static func all(of change: VenueChange) -> [FactPair] {
        let (old, new) = (change.old, change.new)
        var facts = [FactPair("the venue", .root, descriptions: (old.description, new.description))]
        facts += change.servers.pairs.map { pair in
            FactPair(
                "the server '\(pair.new.name.text)'", pair.places,
                descriptions: (pair.old.description, pair.new.description),
                provenances: (pair.old.provenance, pair.new.provenance))
        }
        facts += change.credentials.pairs.map { pair in
            FactPair(
                "the credential '\(pair.new.name.text)'", pair.places,
                descriptions: (pair.old.description, pair.new.description),
                provenances: (pair.old.provenance, pair.new.provenance))
        }
        facts += change.rateLimits.pairs.map { pair in
            FactPair(
                "the rate limit by \(pair.new.scope)", pair.places,
                descriptions: (pair.old.description, pair.new.description),
                provenances: (pair.old.provenance, pair.new.provenance))
        }
        facts += change.types.flatMap { $0.facts(isCode: change.uses.new.codes.contains($0.pair.new.name.text)) }
        facts += change.operations.flatMap(\.facts)
        facts += change.quirks.pairs.map { pair in
            FactPair(
                "the quirk '\(pair.new.id)'", pair.places, provenances: (pair.old.provenance, pair.new.provenance))
        }
        return facts
    }
}

extension TypeChange {
    /// The type and its members or values.
    ///
    /// The description of one of the venue's own codes is its meaning; rules about meaning compare it.
    fileprivate func facts(isCode: Bool) -> [FactPair] {
        let name = pair.new.name.text
        var facts = [
            FactPair(
                "the type '\(name)'", pair.places, descriptions: (pair.old.description, pair.new.description),
                provenances: (pair.old.provenance, pair.new.provenance))
        ]
        facts += (properties?.pairs ?? []).map { pair in
            FactPair(
                "the field '\(name).\(pair.new.name.text)'", pair.places,
                descriptions: (pair.old.description, pair.new.description),
                provenances: (pair.old.provenance, pair.new.provenance),
                examples: (pair.old.example, pair.new.example))
        }
        return facts + (values?.pairs ?? []).map { FactPair(value: $0, of: "'\(name)'", isDescribed: !isCode) }
    }
}

extension FactPair {
    /// Two versions of a value of an enumeration.
    fileprivate init(value pair: Pairing<Enumeration.Value>.Pair, of enumeration: String, isDescribed: Bool = true) {
        self.init(
            "the value '\(pair.new.name.text)' of \(enumeration)", pair.places,
            descriptions: isDescribed ? (pair.old.description, pair.new.description) : (nil, nil),
            provenances: (pair.old.provenance, pair.new.provenance))
    }
}

extension OperationChange {
    /// The call and everything in it.
    fileprivate var facts: [FactPair] {
        [FactPair("the call '\(new.name.text)'", places, descriptions: (old.description, new.description))]
            + parameters.pairs.flatMap(Self.facts) + requestFacts + replyFacts + exampleFacts
    }

    /// A parameter and the values it may have.
    private static func facts(of pair: Pairing<Parameter>.Pair) -> [FactPair] {
        let parameter = FactPair(
            "the parameter '\(pair.new.name.text)'", pair.places,
            descriptions: (pair.old.description, pair.new.description),
            provenances: (pair.old.provenance, pair.new.provenance),
            examples: (pair.old.example, pair.new.example))
        return [parameter]
            + ValueChange(pair).values.pairs.map { FactPair(value: $0, of: "the parameter '\(pair.new.name.text)'") }
    }

    /// What identifies the order, what travels together, whether to repeat, and the bindings.
    private var requestFacts: [FactPair] {
        var facts = Pairing(
            old.identity.alternatives, new.identity.alternatives, in: places.at("identity"), by: \.name.text
        ).pairs.map { pair in
            FactPair(
                "the identity '\(pair.new.name.text)'", pair.places,
                provenances: (pair.old.provenance, pair.new.provenance))
        }
        facts += groups.pairs.map { pair in
            FactPair(
                "the parameters required when \(pair.new.condition)", pair.places,
                provenances: (pair.old.provenance, pair.new.provenance))
        }
        facts.append(
            FactPair(
                "repeatability", places.at("repeatable"),
                descriptions: (old.repeatability.description, new.repeatability.description),
                provenances: (old.repeatability.provenance, new.repeatability.provenance)))
        facts.append(
            FactPair("the HTTP request", places.at("http"), provenances: (old.http.provenance, new.http.provenance)))
        if let before = old.webSocket, let after = new.webSocket {
            facts.append(
                FactPair(
                    "the WebSocket frame", places.at("webSocket"),
                    descriptions: (before.description, after.description),
                    provenances: (before.provenance, after.provenance)))
        }
        return facts
    }

    /// Replies, what they mean, and how to learn the final state.
    private var replyFacts: [FactPair] {
        var facts: [FactPair] = responses.pairs.flatMap { pair -> [FactPair] in
            // The alternatives of a status share one mapping.
            guard let before = pair.old.shapes.first, let after = pair.new.shapes.first else { return [] }
            return [
                FactPair(
                    "the response \(pair.new.key)", pair.places, descriptions: (before.description, after.description),
                    provenances: (before.provenance, after.provenance))
            ]
                + Pairing(
                    pair.old.echoes, pair.new.echoes, in: pair.places.at("echoes"), by: \.path.description
                ).pairs.map { echo in
                    // What says nothing of itself is known as the response around it is.
                    let isOwn =
                        echo.old.provenance.basis != before.provenance.basis
                        || echo.new.provenance.basis != after.provenance.basis
                    return FactPair(
                        "the echo in '\(echo.new.path)' of \(pair.new.key)", echo.places,
                        descriptions: (echo.old.description, echo.new.description),
                        provenances: isOwn ? (echo.old.provenance, echo.new.provenance) : nil)
                }
                + Pairing(
                    pair.old.headers, pair.new.headers, in: pair.places.at("headers"), by: \.name
                ) { before, after in before.name.lowercased() == after.name.lowercased() ? 1 : 0 }.pairs.map { header in
                    FactPair(
                        "the header field '\(header.new.name)' of \(pair.new.key)", header.places,
                        descriptions: (header.old.description, header.new.description),
                        provenances: (header.old.provenance, header.new.provenance))
                }
        }
        var rules: Set<[Int]> = []
        for pair in lines.common {
            if rules.insert([pair.old.index, pair.new.index]).inserted {
                facts.append(
                    FactPair(
                        "the row '\(pair.new.rowEvidence)'", rowPlaces(of: pair),
                        descriptions: (pair.old.rule.description, pair.new.rule.description),
                        provenances: (pair.old.rule.provenance, pair.new.rule.provenance)))
            }
            if let before = pair.old.value, let after = pair.new.value {
                facts.append(
                    FactPair(
                        "the row '\(pair.new.evidence)'", pair.places,
                        provenances: (before.provenance, after.provenance)))
            }
        }
        return facts
            + confirmations.pairs.map { pair in
                FactPair(
                    "the confirmation by '\(pair.new.call)'", pair.places,
                    descriptions: (pair.old.description, pair.new.description),
                    provenances: (pair.old.provenance, pair.new.provenance))
            }
    }

    /// Examples and their replies.
    private var exampleFacts: [FactPair] {
        examples.pairs.flatMap { pair in
            [
                FactPair(
                    "the example '\(pair.new.name)'", pair.places,
                    descriptions: (pair.old.description, pair.new.description),
                    provenances: (pair.old.provenance, pair.new.provenance))
            ]
                + Pairing(list: pair.old.replies, pair.new.replies, in: pair.places.at("replies"), by: \.name).pairs
                .map { reply in
                    FactPair(
                        "the reply '\(reply.new.name)'", reply.places,
                        descriptions: (reply.old.description, reply.new.description),
                        provenances: (reply.old.provenance, reply.new.provenance))
                }
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
