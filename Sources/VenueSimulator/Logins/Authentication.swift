internal import VenueRuntime
internal import VenueSpec

extension Delivery {
    /// Finds what authorises a request: a session that a login gave, or what the conduct states; counts the request as a
    /// call of that session.
    ///
    /// - Returns: The session's number; `nil` where it needed none.
    /// - Throws: ``RequestRefusal`` for a request that nothing authorises, of the first that it may have been meant for.
    func authenticate(
        _ routed: RoutedRequest, _ check: CredentialCheck, _ state: inout SimulatedVenue.State,
        at now: ContinuousClock.Instant
    ) throws(RequestRefusal) -> Int? {
        var first: RequestRefusal?
        for number in state.sessions.candidates(for: check) {
            let session = state.sessions[number]
            do throws(RequestRefusal) {
                let isOver = session.end.map { $0 <= now } ?? false
                guard !isOver, session.callCount < venue.conduct.callsPerSession ?? .max else { throw .ended }
                try verify(routed, check, session.secrets, session.keys, &state)
                state.sessions.count(number)
                return number
            } catch {
                first = first ?? error
            }
        }
        do throws(RequestRefusal) { try verify(routed, check, [:], venue.keys, &state) } catch { throw first ?? error }
        return nil
    }

    /// Holds a request against secrets and keys, beside those that the conduct states.
    private func verify(
        _ routed: RoutedRequest, _ check: CredentialCheck, _ secrets: [String: String], _ sessionKeys: SigningKeys?,
        _ state: inout SimulatedVenue.State
    ) throws(RequestRefusal) {
        var (accepted, keys) = (venue.conduct.secrets.merging(secrets) { $1 }, sessionKeys)
        if let login = routed.call.login {
            // What it takes in place of what was used goes before what the conduct states.
            let newest = state.sessions.taken(by: login.owner(check))
            accepted.merge(newest) { $1 }
            keys = venue.keys(keys, with: newest)
        }
        try check.check(accepting: accepted, given: state.sessions.given)
        if venue.conduct.cryptography != nil {
            let names = Set(routed.call.operation.http.usedValues.compactMap(\.step?.key))
            let lacking = names.intersection(state.sessions.given).filter { keys?.holds($0) != true }
            if let name = lacking.min() { throw .unaccepted(name) }
        }
        guard let keys else { return }
        let signatures = SignatureCheck(
            message: SignedMessage(
                request: request, collector: routed.collector, keys: keys,
                usualHost: venue.spec.servers.first { $0.scheme == "https" }?.host ?? Server.unstatedHost),
            now: venue.conduct.wallTime.nanosecondsSinceEpoch, tolerance: venue.conduct.clockTolerance)
        if let refusal = state.oneTimeValues.take(try signatures.oneTimeValues(), of: check.user()) { throw refusal }
    }

    /// Gives what a login that is authorised gives; `nil` where no recorded reply can be made into one that does.
    func grant(
        _ login: LoginCatalog, _ check: CredentialCheck, authorizedBy session: Int?,
        _ state: inout SimulatedVenue.State,
        at now: ContinuousClock.Instant
    ) -> HTTPResponse? {
        let life = venue.conduct.sessionLife ?? login.statedLife
        guard let grant = login.grant(for: life, from: venue.conduct) else { return nil }
        if login.isPrecondition { return grant.response }
        let own = grant.secrets.filter { login.replaced.contains($0.key) }
        let others = grant.secrets.filter { !login.replaced.contains($0.key) }
        // A login that a session authorises carries that on.
        let secrets = (session.map { state.sessions[$0].secrets } ?? [:]).merging(others) { $1 }
        let keys = venue.keys(venue.keys, with: secrets)
        let given = others.keys.filter { login.keyNames.contains($0) }
        guard venue.conduct.cryptography == nil || given.allSatisfy({ keys?.holds($0) == true }) else { return nil }
        state.sessions.add(
            Sessions.Session(secrets: secrets, keys: keys, end: life.map { now + $0 }), giving: Set(others.keys),
            traveling: Set(others.keys).subtracting(login.keyNames))
        if !own.isEmpty { state.sessions.take(own, by: login.owner(check)) }
        return grant.response
    }
}

extension SimulatedVenue {
    /// Keys with those among secrets; as they are where nothing could read more.
    ///
    /// A text that is no key of its credential is left out: it verifies nothing.
    func keys(_ keys: SigningKeys?, with secrets: [String: String]) -> SigningKeys? {
        let names = spec.everyCredential.filter { $0.scheme == .key }.map(\.name.text)
        let added = secrets.filter { names.contains($0.key) }
        guard !added.isEmpty, let cryptography = conduct.cryptography else { return keys }
        var all = keys ?? SigningKeys(cryptography)
        for (name, text) in added { try? all.add(name, text, of: spec) }
        return all
    }
}
