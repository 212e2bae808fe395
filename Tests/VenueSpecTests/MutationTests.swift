import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// Damaged specs are judged, never crashed over, and every finding points into the file.
@Suite(.bounded) struct MutationTests {
    /// How many damaged versions of each spec are judged.
    private static let versions = 50

    /// Every spec without a finding.
    private static let good = (try? Corpus.goodSpecs()) ?? []

    @Test(arguments: good) func everyFindingLiesInsideTheDamagedFile(_ file: SourceFile) {
        var mutation = Mutation(seed: 0x5EED)
        var refused = 0
        for _ in 0..<Self.versions {
            let damaged = SourceFile(path: file.path, bytes: mutation.damage(file.bytes))
            let analysis = SpecAnalysis([damaged])
            if analysis.hasErrors { refused += 1 }
            #expect(analysis.hasErrors == analysis.venues.isEmpty)
            for diagnostic in analysis.diagnostics {
                let places = [diagnostic.range] + diagnostic.notes.map(\.range) + diagnostic.fixIts.map(\.range)
                for place in places where !damaged.holds(place) {
                    Issue.record("\(diagnostic.message) at \(place) of \(damaged.text)")
                }
            }
        }
        // Most damage to a spec cannot go unnoticed; a check that accepts anything would pass everything above.
        #expect(refused > Self.versions / 2)
    }
}

/// Damages text the way editors, merges and broken disks do; the same seed damages alike on every machine.
private struct Mutation {
    /// The state of the generator (Marsaglia's xorshift).
    private var state: UInt64

    /// Bytes that have a meaning in YAML, or in no text at all.
    private static let oddBytes: [UInt8] =
        Array("{}[]:,'\"&*!|>%@#-?\t\n ~<".utf8) + [0x00, 0x7F, 0x80, 0xC3, 0xFE, 0xFF]

    /// A source of damage.
    init(seed: UInt64) {
        state = seed
    }

    /// A number below a bound.
    private mutating func number(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return bound > 0 ? Int(state % UInt64(bound)) : 0
    }

    /// The text with one piece of damage, sometimes with two.
    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        let once = number(below: 2) == 0 ? damagingLines(of: bytes) : damagingBytes(of: bytes)
        return number(below: 4) == 0 ? damagingBytes(of: once) : once
    }

    /// The text with a line dropped, doubled, swapped with another, moved in or out, or cut short, or its rest cut off.
    private mutating func damagingLines(of bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let (first, second) = (number(below: lines.count), number(below: lines.count))
        switch number(below: 7) {
        case 0: lines.remove(at: first)
        case 1: lines.insert(lines[first], at: second)
        case 2: lines.swapAt(first, second)
        case 3: lines[first] = [0x20, 0x20] + lines[first]
        case 4: lines[first] = Array(lines[first].drop { $0 == 0x20 })
        case 5: lines[first] = Array(lines[first].prefix(number(below: lines[first].count + 1)))
        default: lines.removeSubrange(max(first, 1)...)
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    /// The text with a byte deleted, doubled, changed or put in.
    private mutating func damagingBytes(of bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return Self.oddBytes }
        var bytes = bytes
        let place = number(below: bytes.count)
        let odd = Self.oddBytes[number(below: Self.oddBytes.count)]
        switch number(below: 4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes[place] = odd
        default: bytes.insert(odd, at: place)
        }
        return bytes
    }
}

extension SourceFile {
    /// Whether a place lies inside the file; the end of each line and of the file count.
    fileprivate func holds(_ range: SourceRange) -> Bool {
        range.start <= range.end && holds(range.start) && holds(range.end)
    }

    /// Whether a position lies inside the file.
    private func holds(_ position: SourcePosition) -> Bool {
        guard position.line >= 1, position.column >= 1, let line = line(position.line) else { return false }
        return position.column <= line.unicodeScalars.count + 1
    }
}
