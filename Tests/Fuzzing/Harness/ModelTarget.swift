internal import Foundation
internal import VenueClients
internal import VenueRuntime

/// Holds generated models that use every construct of the language against JSON and their own `Codable`.
func checkModels(_ input: [UInt8]) {
    check(Everything.Reply.self, input, refusesUnknownMembers: false)
    check(Everything.Hashable.self, input, refusesUnknownMembers: false)
    check(Everything.CancelOrder.Input.self, input, refusesUnknownMembers: true)
}

/// Checks one model.
private func check<Model: JSONModel>(_: Model.Type, _ input: [UInt8], refusesUnknownMembers: Bool) {
    let outline = JSONOutline(input)
    let direct = Result { () throws(JSONError) in try Model(jsonBytes: input) }
    let decoded = Result { try JSONDecoder().decode(Model.self, from: Data(input)) }
    if case .success(let model) = direct {
        checkReading(model, input, refusesUnknownMembers)
        checkEncoding(model)
    }
    switch (direct, decoded) {
    case (.success(let model), .success(let other)):
        require(
            sorted(model) == sorted(other) || outline.hasInexactNumber || hasEquivalentNames(input),
            "\(model) was decoded as \(other)")
    case (.success(let model), .failure(let error)):
        require(outline.hasInexactNumber || losesNumberText(error), "\(model) was not decoded: \(error)")
    case (.failure(let error), .success(let other)):
        checkPlace(of: error, in: input)
        let members = (try? FoundationReader.decoder.read(input))?.memberCount ?? 0
        require(
            FoundationLeniency.allCases.contains { $0.explains(error, outline, .decoder, members) }
                || (error.kind == .notAnInteger && outline.hasInexactNumber),
            "\(other) was decoded: \(error)")
    case (.failure(let error), .failure): checkPlace(of: error, in: input)
    }
}

/// Checks that a model was read from JSON, in any order of members, and survives being written.
private func checkReading<Model: JSONModel>(_ model: Model, _ input: [UInt8], _ refusesUnknownMembers: Bool) {
    do {
        guard case .object(let members) = try JSONValue(jsonBytes: input) else { finding("\(model) is no object") }
        let written = model.jsonBytes()
        let again = try Model(jsonBytes: written)
        require(again == model && again.jsonBytes() == written, "\(model) was written and read as \(again)")
        let reversed = try Model(jsonBytes: JSONValue.object(members.reversed()).jsonBytes())
        require(reversed == model, "\(model) was read backwards as \(reversed)")
        let name = "\u{1}" + members.map(\.name).joined()
        let more = JSONValue.object([.init(name, .array([.object(members)]))] + members)
        let extended = Result { () throws(JSONError) in try Model(jsonBytes: more.jsonBytes()) }
        switch extended {
        case .success(let other): require(!refusesUnknownMembers && other == model, "\(more) was read as \(other)")
        case .failure(let error):
            // The new member nests two levels deeper.
            let expected: [JSONError.Kind] = refusesUnknownMembers ? [.unknownMember] : [.tooDeep]
            require(expected.contains(error.kind), "\(more) was not read: \(error)")
        }
    } catch {
        finding("\(model) was written and not read: \(error)")
    }
}

/// Checks that an encoder carries a model unless its numbers forbid it.
private func checkEncoding<Model: JSONModel>(_ model: Model) {
    do {
        let data = try JSONEncoder().encode(model)
        let again = try Model(jsonBytes: Array(data))
        require(sorted(model) == sorted(again), "\(model) was encoded and read as \(again)")
    } catch is EncodingError {
        let written = model.jsonBytes()
        require(JSONOutline(written).hasInexactNumber || hasEquivalentNames(written), "\(model) was not encoded")
    } catch {
        finding("\(model) was encoded and not read: \(error)")
    }
}

/// Whether an error of a decoder says that a decimal number came without its text.
private func losesNumberText(_ error: any Error) -> Bool {
    guard case DecodingError.dataCorrupted(let context) = error else { return false }
    return (context.underlyingError as? JSONError)?.kind == .numberTextLost
}

/// Whether an object has names that are canonically equivalent, which are one to a decoder or encoder.
private func hasEquivalentNames(_ json: [UInt8]) -> Bool {
    func hasEquivalentNames(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let members):
            Set(members.map(\.name)).count < members.count || members.contains { hasEquivalentNames($0.value) }
        case .array(let elements): elements.contains(where: hasEquivalentNames)
        case .string, .number, .boolean, .null: false
        }
    }
    return (try? JSONValue(jsonBytes: json)).map(hasEquivalentNames) ?? false
}

/// A model's JSON with its members in the order of their bytes, as decoders and encoders keep none.
private func sorted(_ model: some JSONModel) -> JSONValue {
    func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
    func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.map { .init($0.name, sorted($0.value)) }.sorted { precedes($0.name, $1.name) })
        case .array(let elements): .array(elements.map(sorted))
        case .string, .number, .boolean, .null: value
        }
    }
    return (try? JSONValue(jsonBytes: model.jsonBytes())).map(sorted) ?? .null
}
