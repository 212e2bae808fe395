extension Workspace {
    /// The ids of the rules 'explain' lists, by the titles of their groups.
    func explainedRules() throws -> [(title: String, ids: [String])] {
        var groups: [(title: String, ids: [String])] = []
        for line in try venuegen("explain").output.split(separator: "\n") {
            if !line.hasPrefix(" ") {
                groups.append((String(line.dropLast()), []))
            } else if !line.hasPrefix("   "), !groups.isEmpty {
                groups[groups.count - 1].ids.append(String(line.dropFirst(2)))
            }
        }
        return groups
    }
}
