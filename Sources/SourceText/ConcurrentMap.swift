internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
    /// What a function makes of each element, in their order; the calls share the machine's cores.
    package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        // Waking other threads costs more than it brings for a few elements.
        guard count > 3 else { return map(transform) }
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = transform(self[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
