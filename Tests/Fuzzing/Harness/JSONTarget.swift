internal import VenueRuntime

/// Holds the reader against itself and against Foundation on bytes that may be JSON.
func checkJSON(_ input: [UInt8]) {
    let read = Result { () throws(JSONError) in try JSONValue(jsonBytes: input) }
    let skipped = Result { () throws(JSONError) in try skip(input) }
    let outline = JSONOutline(input)
    switch (read, skipped) {
    case (.success(let value), .success):
        checkWriting(value)
        require(outline.colons == memberCount(value), "members of \(value) were lost")
        require(outline.depth <= JSONReader.maximumDepth, "nested \(outline.depth) levels deep and read")
    case (.failure(let error), .failure(let skippingError)):
        require(error == skippingError, "reading says '\(error)', skipping '\(skippingError)'")
        checkPlace(of: error, in: input)
    case (.success, .failure(let error)): finding("read, but not skipped: \(error)")
    case (.failure(let error), .success): finding("skipped, but not read: \(error)")
    }
    for reader in FoundationReader.allCases { checkAgreement(read, with: reader, outline) }
}

/// Checks that an error stands inside its input and is short enough to be logged.
func checkPlace(of error: JSONError, in input: [UInt8]) {
    require(0...input.count ~= error.offset, "'\(error)' is outside of \(input.count) bytes")
    // 64 names of 64 characters of at most 4 bytes, a dot before each, and a model's own name.
    require(error.path.utf8.count < 64 * (64 * 4 + 1) + 256, "'\(error)' has a path of \(error.path.utf8.count) bytes")
    require(!error.description.utf8.contains { $0 < 0x20 }, "'\(error)' has control characters")
}

/// Goes past a value as past that of an unknown member.
private func skip(_ input: [UInt8]) throws(JSONError) {
    var json = JSONReader(input)
    try json.skipValue()
    try json.finish()
}

/// Checks that a value survives being written, to the byte where texts are only canonically equivalent.
private func checkWriting(_ value: JSONValue) {
    let written = value.jsonBytes()
    do {
        let again = try JSONValue(jsonBytes: written)
        require(again == value, "\(value) was written and read as \(again)")
        require(again.jsonBytes() == written, "\(value) was written in two ways")
    } catch {
        finding("\(value) was written and not read: \(error)")
    }
}

/// The members of all objects of a value.
private func memberCount(_ value: JSONValue) -> Int {
    switch value {
    case .object(let members): members.reduce(members.count) { $0 + memberCount($1.value) }
    case .array(let elements): elements.reduce(0) { $0 + memberCount($1) }
    case .string, .number, .boolean, .null: 0
    }
}

/// Checks that a reader of Foundation takes what ours takes, as the same value, or differs for a listed reason.
private func checkAgreement(
    _ ours: Result<JSONValue, JSONError>, with reader: FoundationReader, _ outline: JSONOutline
) {
    let theirs = Result { try reader.read(outline.bytes) }
    switch (ours, theirs) {
    case (.success(let value), .success(let other)):
        require(
            other.isSame(as: value) || FoundationAlteration.allCases.contains { $0.explains(reader, outline) },
            "\(reader) read \(other), not \(value)")
    case (.success(let value), .failure(let error)):
        require(
            FoundationRefusal.allCases.contains { $0.explains(reader, outline) },
            "\(reader) refuses \(value): \(error)")
    case (.failure(let error), .success(let other)):
        require(
            FoundationLeniency.allCases.contains { $0.explains(error, outline, reader, other.memberCount) },
            "\(reader) takes \(other): \(error)")
    case (.failure, .failure): break
    }
}
