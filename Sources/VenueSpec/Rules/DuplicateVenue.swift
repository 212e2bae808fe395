internal import SourceText
internal import YAMLDocument

/// `duplicate-venue`: no two specs describe one venue.
enum DuplicateVenue {
    static let rule = RuleDescription(
        id: "duplicate-venue",
        summary: "no two specs describe one venue",
        explanation: """
            The venue's name is the Swift namespace of its client. Two specs of one name, also where only the case of
            letters differs, could not be compiled together, and file systems that ignore case would mix their files.
            """,
        badExample: """
            # a.venue.yaml
            venue: Meridian
            # b.venue.yaml
            venue: Meridian
            """,
        goodExample: """
            # a.venue.yaml
            venue: Meridian
            # b.venue.yaml
            venue: MeridianPerpetuals
            """)

    /// Reports every document that names a venue another has named before.
    static func check(_ documents: [SpecDocument]) -> [Diagnostic] {
        var first: [String: (name: String, path: String, range: SourceRange)] = [:]
        var found: [Diagnostic] = []
        for document in documents {
            guard let node = document.venue, let name = node.text else { continue }
            if let earlier = first[name.lowercased()] {
                found.append(
                    Diagnostic(
                        rule: rule.id, message: "venue '\(name)' is described twice; each venue has one spec",
                        path: document.file.path, range: node.range,
                        notes: [
                            Diagnostic.Note(
                                message: "'\(earlier.name)' is described here", path: earlier.path,
                                range: earlier.range)
                        ]))
            } else {
                first[name.lowercased()] = (name, document.file.path, node.range)
            }
        }
        return found
    }
}
