internal import SwiftSource

/// What stands at the top of every generated file.
enum GeneratedHeader {
    /// The comment lines: what made the file from what, and a word to formatters.
    static func lines(source: String) -> [String] {
        let marker = ClientGenerator.marker.drop { $0 == "/" || $0 == " " }
        return ["\(marker) \(ClientGenerator.version) from \(source). DO NOT EDIT.", "swift-format-ignore-file"]
    }

    /// A declaration that compiles only against the runtime the file was generated for.
    static func versionCheck(_ runtime: RuntimeSymbols) -> Declaration {
        .typeAlias(
            TypeAliasDeclaration(
                "RuntimeVersion", runtime.version, access: .private,
                comment: [
                    "A compile error here: this file was generated for another version of \(RuntimeSymbols.module).",
                    "Generate it again with the venuegen that belongs to the \(RuntimeSymbols.module) in use.",
                ]))
    }
}
