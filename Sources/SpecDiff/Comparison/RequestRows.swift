internal import VenueSpec

extension OperationChange {
    /// The request line, what identifies the order, and what is sent whoever calls.
    var requestRows: [ComparisonTable.Row] {
        let http = places.at("http")
        func row(_ name: String, _ places: [PlacePair], _ old: FactList, _ new: FactList) -> ComparisonTable.Row {
            .init(
                old: name, new: name, facts: (old, new),
                subjects: places.flatMap { [$0.old.subject, $0.new.subject] })
        }
        var rows = [
            row("request line", [http.at("request")], old.http.lineFacts, new.http.lineFacts),
            row(
                "body", [http.at("json"), http.at("form"), http.at("contentType")], [("media type", old.http.bodyText)],
                [("media type", new.http.bodyText)]),
        ]
        let constants = Pairing(
            requestFields(ofOld: true).filter(\.isOfEveryCall), requestFields(ofOld: false).filter(\.isOfEveryCall),
            in: places, by: \.label
        )
        rows += constants.rows(
            name: \.label, facts: { field, _ in [("always", field.text)] },
            subjects: { field, isOld in [subject(of: field.keys, isOld: isOld)] })
        rows += furtherBindings.map { binding in
            row(
                "request for \(binding.identity)", [http], [("request", binding.old.text())] + binding.old.basis,
                [("request", binding.new.text())] + binding.new.basis)
        }
        rows.append(row(new.setKey, [places.at(new.setKey)], old.identityFacts, new.identityFacts))
        if !old.conditionalGroups.isEmpty || !new.conditionalGroups.isEmpty {
            rows.append(row("conditional", [places.at("conditional")], old.conditionalFacts, new.conditionalFacts))
        }
        if old.webSocket != nil || new.webSocket != nil {
            rows.append(
                .init(
                    old: old.webSocket.map { _ in "WebSocket frame" },
                    new: new.webSocket.map { _ in "WebSocket frame" },
                    facts: (old.webSocket?.facts ?? [], new.webSocket?.facts ?? []),
                    subjects: [places.at("webSocket").old.subject, places.at("webSocket").new.subject]))
        }
        return rows
    }

    private func requestFields(ofOld isOld: Bool) -> [RequestField] {
        RequestField.all(of: isOld ? old.http : new.http)
    }

    private func subject(of keys: some Sequence<String>, isOld: Bool) -> String {
        keys.reduce(isOld ? places.old : places.new) { $0.at($1) }.subject
    }

    var parameterRows: [ComparisonTable.Row] {
        let both = (old: requestFields(ofOld: true), new: requestFields(ofOld: false))
        func carrying(_ parameter: Parameter, _ isOld: Bool) -> [RequestField] {
            (isOld ? both.old : both.new).filter { $0.parameters.contains(parameter.name.text) }
        }
        return parameters.rows(
            name: \.name.text,
            facts: { parameter, isOld in
                let places = carrying(parameter, isOld).map { field in
                    field.text == "{\(parameter.name.text)}" ? field.label : "\(field.label) as \(field.text)"
                }
                return [
                    ("type", parameter.type.text), ("needed", (isOld ? old : new).needText(of: parameter)),
                    ("sent in", places.isEmpty ? "nothing" : places.joined(separator: ", ")),
                ] + parameter.facts
            },
            subjects: { parameter, isOld in
                carrying(parameter, isOld).filter { $0.location != .path }.map {
                    subject(of: $0.keys, isOld: isOld)
                }
            },
            wholes: { parameter, isOld in
                carrying(parameter, isOld).filter { $0.location != .path }.flatMap { field in
                    (2..<field.keys.count).map { subject(of: field.keys.prefix($0), isOld: isOld) }
                }
            })
    }
}

extension RequestField {
    /// Whether what it holds depends on no parameter.
    fileprivate var isOfEveryCall: Bool {
        parameters.allSatisfy { $0.hasPrefix("$") && $0 != PageDescription.placeholder }
    }
}

extension HTTPBinding {
    fileprivate var lineFacts: FactList { [("method", method), ("path", path.specText)] + basis }

    fileprivate var bodyText: String {
        switch body {
        case .none: "no body"
        case .json(_, let contentType), .form(_, let contentType): contentType
        }
    }
}

extension WebSocketBinding {
    fileprivate var facts: FactList {
        let members = RequestField.all(of: self).map { $0.name.isEmpty ? $0.text : "\($0.name): \($0.text)" }
        return content() + [("correlation id", idKind.text), ("frame", members.joined(separator: ", "))] + basis
    }
}

extension CallDescription {
    /// Which parameters identify the order, each set under its name.
    fileprivate var identityFacts: FactList {
        switch identity {
        case .single(let names): return [("parameters", names.joined(separator: ", "))]
        case .alternatives(let sets):
            return sets.map { set in
                let names = sharedIdentity + set.parameters
                return (set.name.text, names.isEmpty ? "everything" : names.joined(separator: ", "))
            }
        }
    }

    /// Which parameters travel together, and when.
    fileprivate var conditionalFacts: FactList {
        conditionalGroups.map { group in
            ("\(group.discriminator) = \(group.value)", "needs \(group.parameters.joined(separator: ", "))")
        }
    }

    fileprivate func needText(of parameter: Parameter) -> String {
        let name = parameter.name.text
        if parameter.isRequired { return "always" }
        for group in conditionalGroups where group.parameters.contains(name) {
            return "when \(group.discriminator) is \(group.value)"
        }
        if case .alternatives(let sets) = identity {
            let names = sets.filter { $0.parameters.contains(name) }.map(\.name.text)
            if !names.isEmpty { return "for \(names.joined(separator: ", "))" }
        }
        return "optional"
    }
}

extension Parameter {
    fileprivate var facts: FactList {
        let limits = Measure.allCases.map { (name: $0.title, value: range(of: $0)) }
        let others = Self.plainFacts.filter { fact in
            fact.role == .content && !ValueLimit.all.contains { $0.key == fact.key }
        }
        return [("values", type.enumeration?.text)] + limits + others.map { ($0.label, $0.text(self)) } + basis
    }
}
