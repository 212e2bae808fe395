internal import SourceText
internal import YAMLDocument

/// `recursive-type`: no object holds itself.
enum RecursiveType: DocumentRule {
    static let rule = RuleDescription(
        id: "recursive-type",
        summary: "no object holds itself",
        explanation: """
            A Swift structure cannot store a value of its own type, and no venue answers a cancel with endlessly
            nested objects.
            """,
        badExample: """
            types:
              Node: { properties: { child: Node } }
            """,
        goodExample: """
            types:
              Node: { properties: { children: { type: array, items: Leaf } } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let held = document.types.map { type in
            (type.properties ?? []).compactMap { $0.type.innermost.name.flatMap { document.index(ofType: $0) } }
        }
        for index in selfHolding(held).sorted() {
            let type = document.types[index]
            report.add(rule, "type '\(type.name)' holds itself", at: type.nameRange)
        }
    }

    /// The nodes of a graph from which a way leads back to them: each is looked at twice, however they are tied (Kosaraju).
    private static func selfHolding(_ edges: [[Int]]) -> Set<Int> {
        var reversed: [[Int]] = edges.map { _ in [] }
        for (start, ends) in edges.enumerated() { for end in ends { reversed[end].append(start) } }
        var visited: Set<Int> = []
        var finished: [Int] = []
        for start in edges.indices { finished += visit(start, edges, &visited) }
        visited = []
        var found: Set<Int> = []
        for start in finished.reversed() {
            let component = visit(start, reversed, &visited)
            if component.count > 1 || component.contains(where: { edges[$0].contains($0) }) {
                found.formUnion(component)
            }
        }
        return found
    }

    /// The nodes that can be reached and were not visited, each after those it leads to.
    private static func visit(_ start: Int, _ edges: [[Int]], _ visited: inout Set<Int>) -> [Int] {
        guard visited.insert(start).inserted else { return [] }
        var finished: [Int] = []
        var path = [(node: start, next: 0)]
        while let (node, next) = path.popLast() {
            guard next < edges[node].count else {
                finished.append(node)
                continue
            }
            path.append((node, next + 1))
            let end = edges[node][next]
            if visited.insert(end).inserted { path.append((end, 0)) }
        }
        return finished
    }
}
