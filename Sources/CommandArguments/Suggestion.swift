internal import SourceText

/// The words `; did you mean 'x'?` where a known name is near the given one, otherwise nothing.
package func suggestion(for name: String, among known: [String]) -> String {
    NearestName.nearest(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
}
