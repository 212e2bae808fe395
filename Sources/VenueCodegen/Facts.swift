internal import SourceText
internal import SwiftSource
internal import VenueSpec

extension Scope {
    /// The documentation of something a spec describes.
    ///
    /// - Parameters:
    ///   - description: The spec's own words.
    ///   - fallback: What is said where the spec has no words.
    ///   - facts: Sentences about constraints, samples and so on.
    ///   - provenance: Where the fact stands and how it is known.
    /// - Returns: The description, then the facts and how they are known, then where they stand.
    func documentation(
        _ description: String?, fallback: String, facts: [String] = [], _ provenance: Provenance
    ) -> Documentation {
        var documentation = Documentation(description ?? "")
        if documentation.paragraphs.isEmpty { documentation.append(fallback) }
        var sentences = facts
        switch provenance.basis {
        case .documented: break
        case .inferred: sentences.append("Inferred, not documented.")
        case .external:
            let source = provenance.source.map { id in venue.sources.first { $0.id == id }?.title ?? id }
            sentences.append(source.map { "Stated elsewhere: \($0.endingInFullStop)" } ?? "Stated elsewhere.")
        }
        // By its keys, so that a line more or less in the spec changes nothing else.
        let place = "[\(([venue.file.name] + [venue.outline.path(of: provenance.range)]).joined(separator: " "))]"
        if sentences.isEmpty {
            documentation.extendLastParagraph(with: place)
        } else {
            documentation.append((sentences + [place]).joined(separator: " "))
        }
        return documentation
    }

    /// Text as it is written in documentation: between back-ticks, or quotes where it has back-ticks itself.
    static func code(_ text: String) -> String { text.unicodeScalars.contains("`") ? "\"\(text)\"" : "`\(text)`" }
}

extension Property {
    func facts(wire: WireType) -> [String] {
        var facts = wire.facts
        if isNullable { facts.append("May be null.") }
        if isDeprecated { facts.append("Deprecated by the venue.") }
        if let example { facts.append("Sample: \(Scope.code(example)).") }
        return facts
    }
}

extension Parameter {
    /// Sentences about what the value may be.
    var facts: [String] {
        var facts = WireType(type).facts + constraintFacts
        if let venueDefault { facts.append("The venue assumes \(Scope.code(venueDefault)) if it is left out.") }
        if absence == .null { facts.append("Sent as null where it is left out.") }
        if let only { facts.append("Sent over \(only == .http ? "HTTP" : "WebSocket") alone.") }
        if isDeprecated { facts.append("Deprecated by the venue.") }
        if let example { facts.append("Sample: \(Scope.code(example)).") }
        return facts
    }
}

extension ResponseHeader {
    var fact: String {
        let field = "Header \(Scope.code(name))" + (isRequired ? "" : ", if sent")
        return description.map { "\(field): \($0.endingInFullStop)" } ?? field + "."
    }
}

extension WireType {
    /// A sentence about the value where its Swift type does not tell.
    var facts: [String] {
        switch self {
        case .epoch(let unit, let quoted): ["In \(unit.rawValue) since 1970 in UTC\(quoted ? ", as a string" : "")."]
        case .decimalEpoch(let unit, let quoted):
            ["In \(unit.rawValue) since 1970 in UTC, with a fraction or without\(quoted ? ", as a string" : "")."]
        case .list(let element), .map(let element), .oneOrMany(let element), .encoded(let element): element.facts
        default: []
        }
    }
}

extension Parameter {
    fileprivate var constraintFacts: [String] {
        let not = constraints.not
        var facts = Measure.allCases.compactMap(range).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
        if let pattern = constraints.pattern { facts.append("Matches \(Scope.code(pattern)).") }
        if let format = constraints.format { facts.append(format == .uuid ? "A UUID." : "A date, `YYYY-MM-DD`.") }
        if !not.isEmpty { facts.append("Not \(not.map(Scope.code).joined(separator: " or ")).") }
        return facts
    }
}

extension String {
    var endingInFullStop: String { hasSuffix(".") ? self : self + "." }
}
