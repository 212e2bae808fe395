extension Venue {
    /// The venue as each set of credentials knows it; itself where there is only one way.
    package var byCredentials: [Venue] {
        credentialSets.isEmpty ? [self] : credentialSets.map { narrowed(to: $0.name.text) }
    }

    /// The venue as those know it who have one set of credentials, the first unless named: with these credentials alone, and
    /// without the fields of requests that depend on others.
    package func narrowed(to name: String? = nil) -> Venue {
        guard let set = credentialSets.first(where: { $0.name.text == name }) ?? credentialSets.first else {
            return self
        }
        let others = Set(credentials.map(\.name.text)).subtracting(set.credentials)
        var venue = self
        venue.credentials.removeAll { others.contains($0.name.text) }
        venue.credentialSets = []
        venue.computed.removeAll { $0.step?.key.map(others.contains) ?? false }
        for index in operations.indices { venue.operations[index] = operations[index].without(others) }
        for index in reads.indices { venue.reads[index] = reads[index].without(others) }
        return venue
    }
}

extension CallDescription {
    /// The call as those make it who have one set of the venue's credentials, the first unless named.
    package func narrowed(to name: String?, of venue: Venue) -> CallDescription {
        guard login == nil,
            let set = venue.credentialSets.first(where: { $0.name.text == name }) ?? venue.credentialSets.first
        else { return self }
        return without(Set(venue.credentials.map(\.name.text)).subtracting(set.credentials))
    }

    fileprivate func without(_ credentials: Set<String>) -> CallDescription {
        var call = self
        call.http = http.without(credentials)
        call.furtherBindings = furtherBindings.map { $0.without(credentials) }
        return call
    }
}

extension HTTPBinding {
    /// The binding without the fields that depend on some credentials.
    fileprivate func without(_ credentials: Set<String>) -> HTTPBinding {
        func isKept(_ names: [String]) -> Bool {
            dependencies(of: names).allSatisfy { name in
                let key = computedValue(placeholder: name)?.step?.key
                return ![key, Credential.name(inPlaceholder: name)].compactMap(\.self).contains(
                    where: credentials.contains)
            }
        }
        var binding = self
        binding.query.removeAll { !isKept($0.value.parameters) }
        binding.headers.removeAll { !isKept($0.value.parameters) }
        switch body {
        case .json(.object(let members), let type):
            binding.body = .json(
                .object(members.filter { isKept($0.value.placeholders.map(\.name)) }), contentType: type)
        case .form(let fields, let type):
            binding.body = .form(fields.filter { isKept($0.value.parameters) }, contentType: type)
        case .none, .json: break
        }
        binding.computed.removeAll { !isKept(["$" + $0.name.text]) }
        return binding.sortingFields()
    }
}
