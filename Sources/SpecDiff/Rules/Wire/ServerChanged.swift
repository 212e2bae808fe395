internal import VenueSpec

/// The rule `server-changed`.
enum ServerChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "server-changed", category: .wire, levels: [.error],
        summary: "a server has another address",
        explanation: """
            Requests and the credentials in them go to another host or under another path. Make sure the new host is \
            the venue's own, that production and test did not change places, and that connections may reach it.
            """,
        before: "servers: { production: https://api.meridian.example }",
        after: "servers: { production: https://trade.meridian.example }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.servers.pairs where pair.old.address != pair.new.address {
            let other = change.old.servers.first { $0.address == pair.new.address && $0.name != pair.old.name }
            report.add(
                rule, nil,
                "requests to '\(pair.new.name.text)' and their credentials go to \(pair.new.address) instead of "
                    + pair.old.address + (other.map { ", which was the address of '\($0.name.text)'" } ?? ""),
                at: pair.places, old: pair.old.address, new: pair.new.address,
                symbols: [SwiftSymbols(change.new).server(pair.new)])
        }
    }
}
