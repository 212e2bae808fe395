/// Why a piece of text in a spec does not have the form its key demands.
package struct SyntaxError: Error {
    /// What is wrong and what was expected; lower case, no full stop.
    let message: String

    /// An error with the given text.
    init(_ message: String) {
        self.message = message
    }
}
