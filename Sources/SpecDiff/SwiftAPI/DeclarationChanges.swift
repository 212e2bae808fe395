internal import SwiftSource
internal import VenueSpec

/// Groups the differences of two generated files by the declaration of the venue's namespace they are in.
struct DeclarationChanges {
    /// The parts of the spec.
    private let origins: DeclarationOrigins
    /// The old venue's and the new venue's names.
    private let venues: (old: String, new: String)
    /// The new names of types and calls that were renamed, by their old ones.
    private let renames: [String: String]
    /// The declarations.
    private let surfaces: (old: APISurface, new: APISurface)

    /// Every declaration of the namespace that differs, in the order of the new file.
    static func all(_ change: VenueChange) -> [DeclarationChange] {
        DeclarationChanges(change).all()
    }

    /// Two versions of a venue.
    private init(_ change: VenueChange) {
        origins = DeclarationOrigins(change)
        venues = (change.old.name.swift, change.new.name.swift)
        var renames: [String: String] = [:]
        for type in change.types where type.pair.isRenamed {
            renames[type.pair.old.name.swift] = type.pair.new.name.swift
        }
        for operation in change.operations where operation.isRenamed {
            renames[operation.old.namespace] = operation.new.namespace
        }
        self.renames = renames
        let all = change.declarations
        let names = (
            old: TypeNames(
                venue: venues.old, displayed: venues.new, declared: APISurface.types(in: all.old, venue: venues.old),
                renames: renames),
            new: TypeNames(
                venue: venues.new, displayed: venues.new, declared: APISurface.types(in: all.new, venue: venues.new),
                renames: [:])
        )
        let parts = names.old == names.new ? UnlikeDeclarations.of(all.old, all.new) : all
        surfaces = (APISurface(parts.old, names: names.old), APISurface(parts.new, names: names.new))
    }

    /// Compares each declaration with its old version.
    private func all() -> [DeclarationChange] {
        let old = grouped(surfaces.old.symbols)
        let new = grouped(surfaces.new.symbols)
        let oldNames = Dictionary(renames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        return (new.order + old.order.filter { new.symbols[$0] == nil }).compactMap { name in
            let difference = APIDifference(old.symbols[name] ?? [], new.symbols[name] ?? [])
            let oldName = oldNames[name] ?? name
            guard !difference.isEmpty || oldName != name else { return nil }
            return DeclarationChange(
                name: "\(venues.new).\(name)", oldName: "\(venues.new).\(oldName)", difference: difference,
                places: origins.places(of: difference, in: name))
        }
    }

    /// The declarations by the one of the namespace they belong to, in file order.
    ///
    /// The functions of the client belong to the call whose response they give, or to that of the function before.
    private func grouped(_ symbols: [APISymbol]) -> (order: [String], symbols: [String: [APISymbol]]) {
        var order: [String] = []
        var groups: [String: [APISymbol]] = [:]
        var call = APISurface.client
        for symbol in symbols {
            var group = symbol.top
            if symbol.scope == [APISurface.client], case .function(let function) = symbol.shape {
                let parts = (function.returnType ?? "").filter { $0 != "`" }.split(separator: ".")
                if parts.count == 3, parts[0] == venues.new, parts[2] == "Response" { call = String(parts[1]) }
                group = call
            }
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(symbol)
        }
        return (order, groups)
    }
}

extension CancelOperation {
    /// The name of the call's namespace.
    var namespace: String { name.swift.prefix(1).uppercased() + name.swift.dropFirst() }
}
