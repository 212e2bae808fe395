/// Placeholder
enum SwiftSourcePlaceholder {}
