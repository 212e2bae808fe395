/// The encodings of values in a path, a query and a form.
package enum PercentEncoding {
    /// Text as one path segment or query value: everything but RFC 3986's unreserved characters is encoded.
    package static func uri(_ text: String) -> String {
        encode(text) { byte in
            switch Unicode.Scalar(byte) {
            case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~": String(Unicode.Scalar(byte))
            default: nil
            }
        }
    }

    /// Text as a field of `application/x-www-form-urlencoded`, as the WHATWG's serializer writes it.
    static func form(_ text: String) -> String {
        encode(text) { byte in
            switch Unicode.Scalar(byte) {
            case "A"..."Z", "a"..."z", "0"..."9", "*", "-", ".", "_": String(Unicode.Scalar(byte))
            case " ": "+"
            default: nil
            }
        }
    }

    /// Every byte as the function says, or as `%` and two upper-case hex digits.
    private static func encode(_ text: String, keeping plain: (UInt8) -> String?) -> String {
        text.utf8.map { byte in
            plain(byte) ?? (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
