internal import VenueSpec

extension HTTPBinding {
    /// Method and path as the spec writes them.
    var line: String { "\(method) \(path.specText)" }
}

extension [TemplatePart] {
    /// The path without the other parameters and the segments they fill.
    func pathText(keeping parameters: Set<String>) -> String {
        var segments: [String] = []
        for segment in specText.split(separator: "/", omittingEmptySubsequences: false) {
            var text = String(segment)
            for name in self.parameters where !parameters.contains(name) {
                if text == "{\(name)}" {
                    text = ""
                } else {
                    text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined()
                }
            }
            if segment.isEmpty || !text.isEmpty { segments.append(text) }
        }
        return segments.joined(separator: "/")
    }
}
