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

/// The 64-bit FNV-1a hash; tells versions of a file apart and needs no library.
enum FNV1a {
    /// The hash in 16 lower-case hex digits.
    static func digest(of bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01B3
        }
        let hex = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
    }
}
