import SpecDiff
import SwiftSource
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

@Suite(.bounded) struct SymbolTests {
    @Test(
        "every symbol of every finding is a declaration of the old or the new client",
        arguments: DiffCase.all.map(\.rule))
    func symbolsAreDeclared(_ rule: String) throws {
        let file = try DiffCase(file: rule + ".case")
        let generator = ClientGenerator()
        for section in file.failing + file.passing {
            let difference = try section.difference()
            let versions = difference.venues.flatMap { [$0.old, $0.new] }.compactMap(\.self)
            let declared = versions.reduce(into: Set<String>()) { names, venue in
                let declarations = generator.declarations(for: venue)
                names.formUnion(Self.names(declarations, client: "\(venue.name.swift).Client."))
            }
            for finding in difference.findings {
                // Where the signature of a function matters it stands behind the name; initializers have no other name.
                let unknown = finding.symbols.map { $0.split(separator: "(").first.map(String.init) ?? $0 }
                    .filter { !declared.contains($0) && !$0.hasSuffix(".init") }
                #expect(unknown == [], "\(finding.rule) of \(finding.subject)")
                #expect(Set(finding.symbols).count == finding.symbols.count, "\(finding.rule) of \(finding.subject)")
            }
        }
    }

    @Test("a change of a request names the declarations that callers meet")
    func symbolsAreNamed() throws {
        /// The symbols of the first finding of a rule in its case.
        func symbols(_ rule: String) throws -> [String] {
            let section = try #require(try DiffCase(file: rule + ".case").failing.first)
            return try #require(section.difference().findings.first { $0.rule == rule }).symbols
        }
        #expect(try symbols("identity-removed") == ["Meridian.CancelOrder.Identity.byOrderID"])
        #expect(
            try symbols("conditional-group-removed")
                == ["Meridian.CancelOrder.Kind.option", "Meridian.CancelOrder.Input.strike"])
        #expect(try symbols("parameter-value-added") == ["Meridian.CancelOrder.Side.short"])
        #expect(try symbols("frame-field-changed") == ["Meridian.CancelOrder.frame"])
        #expect(try symbols("credential-lifetime-changed") == ["Meridian.Credentials.token"])
        #expect(try symbols("server-renamed") == ["Meridian.Server.test", "Meridian.Server.paper"])
    }

    /// The qualified names of declarations; members of the runtime's client are those of the venue's.
    private static func names(_ declarations: [Declaration], in scope: String = "", client: String) -> Set<String> {
        var names: Set<String> = []
        for declaration in declarations {
            switch declaration {
            case .type(let type):
                names.insert(scope + type.name)
                names.formUnion(
                    self.names(
                        type.members, in: type.kind == .extension ? client : scope + type.name + ".", client: client))
            case .function(let function): if let name = function.name { names.insert(scope + name) }
            case .property(let property): names.insert(scope + property.name)
            case .enumCase(let enumCase): names.insert(scope + enumCase.name)
            case .typeAlias(let alias): names.insert(scope + alias.name)
            }
        }
        return names
    }
}
