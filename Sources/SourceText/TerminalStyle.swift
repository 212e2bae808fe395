/// The colours of reports on a terminal.
package enum TerminalStyle: String {
    /// Places and messages.
    case bold = "1"
    /// What is there for reference only.
    case dim = "2"
    /// Errors.
    case red = "1;31"
    /// Cures, and the marks under source text.
    case green = "1;32"
    /// Warnings.
    case magenta = "1;35"
    /// Notes.
    case cyan = "1;36"
    /// What a change takes away.
    case removal = "31"
    /// What a change adds.
    case insertion = "32"

    /// Text in this style.
    package func apply(to text: String) -> String {
        "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
    }
}
