/// The tool's own version.
enum ToolVersion {
    /// Semantic version of the command line and of what it generates.
    static let text = "1.0.0"
}
