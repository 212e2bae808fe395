/// A request as a `curl` command, for people: every secret is masked, so it has to be put in before the command works.
package enum CurlCommand {
    /// The command of a request that is not authorised yet; the credentials only tell which header fields there are.
    static func text(
        _ request: PreparedRequest, _ credentials: some VenueCredentials, server: BaseURL
    ) -> String {
        let masked = credentials.headerFields.map { "\($0.name): \($0.prefix)\(Secret.placeholder)" }
        return text(
            method: request.method, url: server.description + request.target,
            headers: masked + request.headers.fields.map(line),
            body: request.body.map { String(decoding: $0, as: UTF8.self) })
    }

    /// The command of a request.
    static func text(method: String, url: String, headers: [String], body: String?) -> String {
        var words = ["curl", "--globoff", "--path-as-is", "--request", method]
        for header in headers { words += ["--header", header] }
        if let body {
            if !headers.contains(where: { $0.lowercased().hasPrefix("content-type:") }) {
                words += ["--header", "Content-Type:"]
            }
            words += ["--data-raw", body]
        }
        return (words + [url]).map(quoted).joined(separator: " ")
    }

    /// A header field as `curl` takes it: a semicolon stands for a value that is empty.
    private static func line(_ field: HTTPHeaderFields.Field) -> String {
        field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }

    /// A word as a POSIX shell takes it.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || "-._/:=@%+,".utf8.contains($0) }
        if isPlain, !word.isEmpty { return word }
        // A quote ends the word whatever combines with it: to a shell it is a byte.
        let quotes = word.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + quotes.map(String.init).joined(separator: #"'\''"#) + "'"
    }
}

extension AuthorizedRequest {
    /// The request as a `curl` command with every secret masked.
    public func curlCommand(to server: BaseURL) -> String {
        CurlCommand.text(
            method: method, url: server.text(for: self),
            headers: redactedHeaders.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" },
            body: redactedBody)
    }
}
