extension Sequence<Diagnostic> {
    /// The diagnostics by path, place, severity and rule; those alike in all of them keep their order.
    public func inReadingOrder() -> [Diagnostic] {
        enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.path != second.path { return first.path < second.path }
            if first.range.start != second.range.start { return first.range.start < second.range.start }
            if first.severity != second.severity { return first.severity < second.severity }
            if first.rule != second.rule { return first.rule < second.rule }
            return left.offset < right.offset
        }.map(\.element)
    }
}
