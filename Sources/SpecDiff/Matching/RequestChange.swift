internal import VenueSpec

extension OperationChange {
    /// Whether a parameter of the new version is new.
    func isAdded(_ name: String) -> Bool { parameters.added.contains { $0.value.name.text == name } }

    /// Whether a parameter of the old version is gone.
    func isRemoved(_ name: String) -> Bool { parameters.removed.contains { $0.value.name.text == name } }

    /// Whether a parameter of the new version has another name than it had.
    func isRenamed(_ name: String) -> Bool {
        parameters.pairs.contains { $0.isRenamed && $0.new.name.text == name }
    }

    /// Whether what a field holds changed only because its parameters came or went, which tells of it.
    func isToldByParameters(_ pair: FieldMatching.Pair) -> Bool {
        !pair.isSameParameters && !pair.old.isConstant && pair.old.parameters.allSatisfy(isRemoved)
            && pair.new.parameters.allSatisfy(isAdded)
    }

    /// Whether a field has another name only because its parameter has.
    func isRenamedWithParameter(_ pair: FieldMatching.Pair) -> Bool {
        pair.isInContainer && !pair.isNameKept && pair.new.parameters.contains(where: isRenamed)
    }

    /// Whether a constant moved to another object together with a parameter, which tells of it.
    func isNested(_ pair: FieldMatching.Pair) -> Bool {
        pair.isInArea && !pair.isInContainer
            && (fields.pairs + frame.pairs).contains {
                $0.new.area == pair.new.area && !$0.new.isConstant && $0.old.container == pair.old.container
                    && $0.new.container == pair.new.container
            }
    }

    /// Whether only an identity or a conditional group that came or went with a parameter needs it.
    func isToldBySet(_ parameter: Pairing<Parameter>.Single) -> Bool {
        let name = parameter.value.name.text
        let groups = parameter.isAdded ? groups.groups.added : groups.groups.removed
        if groups.contains(where: { $0.value.parameters.contains(name) }) { return true }
        return (parameter.isAdded ? identity.sets.added : identity.sets.removed).contains {
            $0.value.parameters.contains(name)
        } && !identity.sets.pairs.contains { (parameter.isAdded ? $0.new : $0.old).parameters.contains(name) }
    }

    /// Whether the request has a body and had none; a parameter that moved into it tells of it.
    var isBodyAdded: Bool { old.http.body == .none && new.http.body != .none && !isMoved(to: .content) }

    /// Whether the request has no body and had one; a parameter that moved out of it tells of it.
    var isBodyRemoved: Bool { old.http.body != .none && new.http.body == .none && !isMoved(from: .content) }

    /// Whether a field came to a part of the request.
    private func isMoved(to area: RequestField.Area) -> Bool {
        fields.pairs.contains { !$0.isInArea && $0.new.area == area }
    }

    /// Whether a field left a part of the request.
    private func isMoved(from area: RequestField.Area) -> Bool {
        fields.pairs.contains { !$0.isInArea && $0.old.area == area }
    }

    /// Where a parameter travels in the new request, such as `query field 'symbol'`.
    func newLabel(of parameter: String) -> String {
        let fields = RequestField.all(of: new.http).filter { $0.parameters.contains(parameter) }
        return fields.map(\.label).joined(separator: " and ")
    }
}

extension HTTPBinding {
    /// The whole request in the spec's words.
    func text(renaming newName: (String) -> String = { $0 }) -> String {
        let fields = RequestField.all(of: self).filter { $0.location != .path }.map { field in
            "\(field.label) \(field.isRepeated ? "each " : "")\(field.parts.renamed(newName).specText)"
        }
        let line = "\(method) \(path.renamed(newName).specText)"
        return ([line] + fields + [body.text].compactMap(\.self)).joined(separator: ", ")
    }

    var line: String { "\(method) \(path.specText)" }
}

extension [TemplatePart] {
    /// The path without the other parameters and the segments they fill.
    func pathText(keeping parameters: Set<String>) -> String {
        var segments: [String] = []
        for segment in specText.split(separator: "/", omittingEmptySubsequences: false) {
            var text = String(segment)
            for name in self.parameters where !parameters.contains(name) {
                if text == "{\(name)}" {
                    text = ""
                } else {
                    text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined()
                }
            }
            if segment.isEmpty || !text.isEmpty { segments.append(text) }
        }
        return segments.joined(separator: "/")
    }
}
